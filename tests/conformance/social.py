"""How a person talks on X and on Mastodon, where choices are numbered lines."""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Iterable

import aiohttp

from runtime.evaluation.server import RunningServer
from tests.conformance.adapters import QUIET_SECONDS, Adapter, quiet
from tests.conformance.shown import Shown
from tests.fakes.mastodon import FakeMastodon
from tests.fakes.trouble import Window
from tests.fakes.x import ACCOUNT, FakeX
from tests.fakes.x_events import activity_message

MANY = 100_000  # messages, so that no limit of the service keeps the conversations waiting
_LINE = re.compile(r"(\d+)\. (.+)")


class _Numbered:
    """Remembers the numbers of what was offered, and gives each person an id."""

    def __init__(self) -> None:
        self._people: dict[str, str] = {}
        self._offered: dict[str, tuple[str, ...]] = {}

    def own_id(self, person: str) -> str:
        return self._people.setdefault(person, str(7_000 + len(self._people)))

    def number_of(self, person: str, title: str) -> str:
        return str(self._offered[person].index(title) + 1)

    def shown(self, person: str, texts: Iterable[str]) -> Shown:
        """Return the texts without the lines of choices, whose numbers go on from 1."""
        words: list[str] = []
        titles: list[str] = []
        for text in texts:
            lines = []
            for line in text.splitlines():
                choice = _LINE.fullmatch(line)
                if choice is not None and int(choice[1]) == len(titles) + 1:
                    titles.append(choice[2])
                else:
                    lines.append(line)
            words.append("\n".join(lines))
        self._offered[person] = tuple(titles)
        return Shown(tuple(words), tuple(titles))


class X(_Numbered):
    """Direct messages, through a local X."""

    name = "x"

    async def start(self) -> dict[str, str]:
        self._fake = FakeX(window=Window(MANY, 900.0))
        await self._fake.start()
        return self._fake.variables()

    async def connect(self, server: RunningServer) -> None:
        self._server = server
        self._webhook = server.url.replace("/rest/", "/x/")

    async def say(self, person: str, text: str) -> Shown:
        who = self.own_id(person)
        before = len(self._read(who))
        message = activity_message(self._fake.new_id(), who, ACCOUNT, html.escape(text))
        async with aiohttp.ClientSession() as session:
            assert await self._fake.deliver(session, self._webhook, message) == 200
        await quiet(self._server, self.name)
        return self.shown(person, self._read(who)[before:])

    async def choose(self, person: str, title: str) -> Shown:
        return await self.say(person, self.number_of(person, title))

    async def stop(self) -> None:
        await self._fake.stop()

    def _read(self, who: str) -> list[str]:
        return [message.text for message in self._fake.sent if message.to == who]


class Mastodon(_Numbered):
    """Private mentions, through a local server with posts of the usual length."""

    name = "mastodon"

    async def start(self) -> dict[str, str]:
        self._fake = FakeMastodon(window=Window(MANY, 300.0))
        await self._fake.start()
        return self._fake.variables()

    async def connect(self, server: RunningServer) -> None:
        self._server = server

    async def say(self, person: str, text: str) -> Shown:
        words = html.escape(text).replace("\n", "<br>")
        post = self._fake.say(self.own_id(person), words, visibility="direct", language=None)
        deadline = time.monotonic() + QUIET_SECONDS
        while not self._replies(post):
            assert time.monotonic() < deadline, "nobody replies on Mastodon"
            await asyncio.sleep(0.02)
        await quiet(self._server, self.name)
        return self.shown(person, self._replies(post))

    async def choose(self, person: str, title: str) -> Shown:
        return await self.say(person, self.number_of(person, title))

    async def stop(self) -> None:
        await self._fake.stop()

    def _replies(self, post: str) -> list[str]:
        """Return the posts under a post, without the name that each begins with."""
        return [
            reply["status"].partition(" ")[2]
            for reply in self._fake.posted
            if reply["in_reply_to_id"] == post
        ]


SOCIAL: tuple[type[Adapter], ...] = (X, Mastodon)
