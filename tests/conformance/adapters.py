"""How a person talks on each channel; a new channel is one more class."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
import urllib.request
import uuid
from contextlib import closing
from typing import Any, Protocol

from runtime.evaluation.server import RunningServer
from tests.channels.chat.chat_client import ChatClient
from tests.conformance.shown import Shown
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_people import Person, buttons

QUIET_SECONDS = 60


class Adapter(Protocol):
    """A channel as somebody uses it.

    Attributes:
        name: of the channel, as in conversation ids.
    """

    name: str

    async def start(self) -> dict[str, str]:
        """Start what stands in for the service; return the variables that the server needs."""
        ...

    async def connect(self, server: RunningServer) -> None:
        """Get to know the server, once it runs."""
        ...

    async def say(self, person: str, text: str) -> Shown:
        """Say something as one person, and return what this person is shown."""
        ...

    async def choose(self, person: str, title: str) -> Shown:
        """Take a choice that was offered last, the way this channel has."""
        ...

    def own_id(self, person: str) -> str:
        """Return the channel's own id of the person's conversation."""
        ...

    async def stop(self) -> None:
        """End what stands in for the service."""
        ...


async def quiet(server: RunningServer, channel: str) -> None:
    """Wait until a messaging channel has handled all that arrived and sent all that is to be."""
    deadline = time.monotonic() + QUIET_SECONDS
    waiting = (
        "SELECT (SELECT count(*) FROM arrivals WHERE channel = ? AND sealed IS NOT NULL)"
        " + (SELECT count(*) FROM outbox WHERE channel = ?)"
    )
    while True:
        with closing(sqlite3.connect(server.folder / "conversations.db", timeout=10)) as database:
            left = database.execute(waiting, (channel, channel)).fetchone()[0]
        if not left:
            return
        assert time.monotonic() < deadline, f"{left} still wait on {channel}"
        await asyncio.sleep(0.02)


class Rest:
    """Rasa's REST shape."""

    name = "rest"

    def __init__(self) -> None:
        self._offered: dict[tuple[str, str], str] = {}

    async def start(self) -> dict[str, str]:
        return {}

    async def connect(self, server: RunningServer) -> None:
        self._url = server.url

    async def say(self, person: str, text: str) -> Shown:
        replies = await asyncio.to_thread(self._post, {"sender": person, "message": text})
        offered = [button for reply in replies for button in reply.get("buttons", ())]
        for button in offered:
            self._offered[person, button["title"]] = button["payload"]
        texts = tuple(reply["text"] for reply in replies)
        return Shown(texts, tuple(button["title"] for button in offered))

    async def choose(self, person: str, title: str) -> Shown:
        return await self.say(person, self._offered[person, title])

    def own_id(self, person: str) -> str:
        return person

    async def stop(self) -> None:
        pass

    def _post(self, body: dict[str, str]) -> list[dict[str, Any]]:
        content = json.dumps(body).encode()
        request = urllib.request.Request(self._url, content, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            replies: list[dict[str, Any]] = json.load(response)
        return replies


class Chat:
    """The Chat API, which the widget uses."""

    name = "chat"

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}
        self._offered: dict[tuple[str, str], str] = {}

    async def start(self) -> dict[str, str]:
        return {}

    async def connect(self, server: RunningServer) -> None:
        self._url = server.url

    async def say(self, person: str, text: str) -> Shown:
        return await self._send(person, {"text": text})

    async def choose(self, person: str, title: str) -> Shown:
        return await self._send(person, {"choice": self._offered[person, title]})

    def own_id(self, person: str) -> str:
        return self._tokens[person]

    async def stop(self) -> None:
        pass

    async def _send(self, person: str, words: dict[str, str]) -> Shown:
        client = ChatClient(self._url)
        if person not in self._tokens:
            language = "nl" if person.endswith("-nl") else "en"
            self._tokens[person] = await asyncio.to_thread(client.begin, language)
        body = {"messageId": uuid.uuid4().hex, **words}
        response = await asyncio.to_thread(
            client.send, "POST", "/messages", body, self._tokens[person]
        )
        assert response.status == 200, response.body
        messages = response.json["messages"]
        offered = [button for message in messages for button in message.get("buttons", ())]
        for button in offered:
            self._offered[person, button["title"]] = button["choice"]
        return Shown(
            tuple(message["text"] for message in messages),
            tuple(button["title"] for button in offered),
        )


class Telegram:
    """The Bot API, spoken by a fake."""

    name = "telegram"
    secret = "conformance-secret-0123"  # noqa: S105 - of nobody

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    async def start(self) -> dict[str, str]:
        self._fake = FakeTelegram()
        await self._fake.start()
        return {
            "IND_TELEGRAM_TOKEN": TOKEN,
            "IND_TELEGRAM_SECRET": self.secret,
            "IND_TELEGRAM_SERVER": self._fake.url,
        }

    async def connect(self, server: RunningServer) -> None:
        self._server = server
        url = server.url.replace("/rest/", "/telegram/")
        self._fake.webhook = {"url": url, "secret_token": self.secret}

    async def say(self, person: str, text: str) -> Shown:
        who = self._person(person)
        before = len(who.said)
        who.say(text)
        return await self._shown(who, before)

    async def choose(self, person: str, title: str) -> Shown:
        who = self._person(person)
        before = len(who.said)
        who.press(title)
        return await self._shown(who, before)

    def own_id(self, person: str) -> str:
        return str(self._person(person).user["id"])

    async def stop(self) -> None:
        await self._fake.stop()

    def _person(self, name: str) -> Person:
        if name not in self._people:
            language = "nl" if name.endswith("-nl") else "en"
            self._people[name] = Person(self._fake, 5_000 + len(self._people), language)
        return self._people[name]

    async def _shown(self, who: Person, before: int) -> Shown:
        await self._fake.settled(QUIET_SECONDS)
        await quiet(self._server, self.name)
        new = who.said[before:]
        return Shown(
            tuple(message["text"] for message in new),
            tuple(title for message in new for title in buttons(message)),
        )


ADAPTERS: tuple[type[Adapter], ...] = (Rest, Chat, Telegram)
