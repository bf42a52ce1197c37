"""Nobody comes into a conversation without what opens it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import aiohttp

from channels.identity import conversation_id, new_token
from tests.reliability.client import OK, client, send
from tests.reliability.hostile_cases import CHAT
from tests.reliability.messages import Message, new_message, new_word
from tests.reliability.servers import SECRET, Fleet
from tests.reliability.sql import execute
from tests.reliability.stored import read_events

WANTED = "0 let in, 0 bytes shown, 0 events added"
CREATED = 201
ASKED = ("Can you repeat that?", "What did I say before?", "/repeat")


async def measure(fleet: Fleet, attempts: int) -> dict[str, float]:
    """Try that many times to get into a conversation of somebody else."""
    victim = new_message(f"victim-{new_word()}", "How do I extend my residence permit?")
    async with client() as session:
        answer = await send(session, fleet.urls[0], victim)
        # The longest is the article; the introduction is said to everybody.
        known = [victim.marker, max((r.get("text", "") for r in answer.replies), key=len)]
        before = _events_of(fleet, victim)
        tried, let_in, shown = 0, 0, 0
        for number, sender in zip(range(attempts // 2), _like(victim.sender), strict=False):
            ask = new_message(sender, ASKED[number % len(ASKED)])
            outcome = await send(session, fleet.urls[number % len(fleet.urls)], ask)
            tried, shown = tried + 1, shown + any(part in outcome.text for part in known)
        for number in range(attempts // 4):
            headers = {"X-API-Key": ("", "wrong", "reliability-key ", SECRET)[number % 4]}
            status, text = await _post_as(session, fleet.urls[0], victim, headers)
            tried, let_in = tried + 1, let_in + (status == OK)
            shown += any(part in text for part in known)
        added = _events_of(fleet, victim) - before
        chat = await _chat(session, fleet, attempts // 4)
    return {
        "attempts": tried + chat["attempts"],
        "let in": let_in + chat["let in"],
        "bytes shown": shown + chat["shown"],
        "events added": added + chat["added"],
        "of them on the chat API": chat["attempts"],
    }


def _like(sender: str) -> Iterator[str]:
    """Yield ids that are nearly the victim's, and the one that it is stored under."""
    yield conversation_id(SECRET, "rest", sender)
    yield conversation_id("0" * 64, "rest", sender)
    for make in (str.upper, str.title, "{} ".format, " {}".format, "{}%20".format, "{}.".format):
        yield make(sender)
    position = 0
    while True:
        position += 1
        yield f"{sender[: -1 - position % 12]}{new_word()}"


def _events_of(fleet: Fleet, victim: Message) -> int:
    events = read_events(fleet.postgres.url)
    mine = {event.conversation for event in events if event.marker == victim.marker}
    return sum(event.conversation in mine for event in events)


async def _post_as(
    session: aiohttp.ClientSession, url: str, message: Message, headers: dict[str, str]
) -> tuple[int, str]:
    body = {"sender": message.sender, "message": "What did I say?", "message_id": message.id}
    async with session.post(url, json=body, headers=headers) as response:
        return response.status, await response.text()


async def _chat(session: aiohttp.ClientSession, fleet: Fleet, attempts: int) -> dict[str, int]:
    counts = {"attempts": 0, "let in": 0, "shown": 0, "added": 0}
    base = f"{fleet.servers[0].base}{CHAT}"
    async with session.post(f"{base}/conversations", json={"language": "en"}) as response:
        if response.status != CREATED:
            return counts  # stock Rasa, or a server without the channel
        token = (await response.json())["token"]
    words = new_word()
    body = {"text": f"What does it cost? {words}", "messageId": "first"}
    async with session.post(f"{base}/messages", json=body, headers=_as(token)) as response:
        assert response.status == OK, response.status
    victim = Message("", words, "")
    before = _events_of(fleet, victim)
    for number, wrong in zip(range(attempts), _wrong(token), strict=False):
        if number == attempts - 1:
            _expire(fleet, token)
            wrong = _as(token)
        body = {"text": "What did I say?", "messageId": f"try{number}"}
        calls: list[tuple[str, str, Any]] = [
            ("GET", "/messages", None),
            ("POST", "/messages", body),
        ]
        calls += [("GET", "/transcript", None), ("DELETE", "/conversation", None)]
        method, path, content = calls[number % len(calls)]
        async with session.request(method, base + path, json=content, headers=wrong) as response:
            text = await response.text()
        counts["attempts"] += 1
        counts["let in"] += response.status < 400
        counts["shown"] += words in text
    counts["added"] = _events_of(fleet, victim) - before
    return counts


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _wrong(token: str) -> Iterator[dict[str, str]]:
    yield {}
    yield {"Authorization": token}
    yield {"Authorization": f"Basic {token}"}
    for near in (token[:-1], f"{token}A", token.swapcase(), f"{token[:-1]}-", f"{token},{token}"):
        yield _as(near)
    yield _as(conversation_id(SECRET, "chat", token))
    while True:
        yield _as(new_token())


def _expire(fleet: Fleet, token: str) -> None:
    mine = conversation_id(SECRET, "chat", token)
    statement = "UPDATE chat_tokens SET expires_at = 1 WHERE conversation_id = :mine"
    execute(fleet.postgres.url, statement, mine=mine)
