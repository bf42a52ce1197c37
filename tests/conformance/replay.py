"""Replays conversations on every channel of one real server and counts what differs."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass

from channels.identity import conversation_id
from runtime.conversations import log
from runtime.evaluation.server import RunningServer, running_server
from tests.conformance.adapters import Adapter
from tests.conformance.conversations import Conversation
from tests.conformance.shown import CHECKS, Compared, compared, last_reply

SECRET = "c0" * 32
AT_ONCE = 3  # conversations of a channel

Replayed = dict[str, list[Compared]]  # by conversation: what is compared of each turn


@dataclass(frozen=True)
class Difference:
    """Something that a channel shows in another way than the first one."""

    channel: str
    check: str
    conversation: str
    turn: int
    expected: object
    found: object


@asynccontextmanager
async def server_for(
    adapters: Sequence[Adapter], variables: Mapping[str, str]
) -> AsyncIterator[RunningServer]:
    """Start what stands in for the services, and the server."""
    settings = {**variables, "IND_SECRET": SECRET}
    for adapter in adapters:
        settings |= await adapter.start()
    running = running_server(settings)
    server = await asyncio.to_thread(running.__enter__)
    try:
        for adapter in adapters:
            await adapter.connect(server)
        yield server
    finally:
        await asyncio.to_thread(running.__exit__, None, None, None)
        for adapter in adapters:
            await adapter.stop()


async def replay(
    adapter: Adapter, server: RunningServer, talks: Iterable[Conversation]
) -> Replayed:
    """Let somebody else have each of the conversations on a channel."""
    places = asyncio.Semaphore(AT_ONCE)

    async def have(talk: Conversation) -> tuple[str, list[Compared]]:
        async with places:
            return talk.name, await _have(adapter, server, talk)

    return dict(await asyncio.gather(*(have(talk) for talk in talks)))


async def _have(adapter: Adapter, server: RunningServer, talk: Conversation) -> list[Compared]:
    person = f"{talk.name}-{talk.language}"
    turns = []
    for number, text in enumerate(talk.turns, start=1):
        shown = await adapter.say(person, text)
        turns.append(compared(shown, _stored(adapter, server, person)))
        if number == len(talk.turns) and shown.choices:
            shown = await adapter.choose(person, shown.choices[0])
            turns.append(compared(shown, _stored(adapter, server, person)))
    return turns


def _stored(adapter: Adapter, server: RunningServer, person: str) -> list[log.Event]:
    conversation = conversation_id(SECRET, adapter.name, adapter.own_id(person))
    query = "SELECT data FROM events WHERE sender_id = ? ORDER BY id"
    with closing(sqlite3.connect(server.folder / "conversations.db", timeout=10)) as database:
        rows = database.execute(query, (conversation,)).fetchall()
    return last_reply([json.loads(data) for (data,) in rows])


def differences(expected: Replayed, found: Replayed, channel: str) -> list[Difference]:
    """Return what differs, by check."""
    result = []
    for name, turns in expected.items():
        others = found[name]
        if len(turns) != len(others):
            result.append(Difference(channel, "answers", name, 0, len(turns), len(others)))
        for number, (one, other) in enumerate(zip(turns, others, strict=False), start=1):
            for check in CHECKS:
                wanted, got = getattr(one, check), getattr(other, check)
                if wanted != got:
                    result.append(Difference(channel, check, name, number, wanted, got))
    return result


def table(found: Mapping[str, Sequence[Difference]], turns: int) -> str:
    """Return the channels with how many turns are the same, by check, as Markdown."""
    lines = [f"| channel | {' | '.join(CHECKS)} |", "| --- " * (len(CHECKS) + 1) + "|"]
    for channel, differing in found.items():
        same = [turns - sum(d.check == check for d in differing) for check in CHECKS]
        lines.append(f"| {channel} | {' | '.join(f'{n} of {turns}' for n in same)} |")
    return "\n".join(lines)
