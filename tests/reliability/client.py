"""Sends messages as a careful client does: with an id, and again until they are acknowledged."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.reliability.messages import Message
from tests.reliability.servers import API_KEY

PATIENCE_SECONDS = 15
PAUSE_SECONDS = 0.25
TRIES = 80
OK = 200


@dataclass(frozen=True)
class Outcome:
    """What came of one request; status 0 is no answer at all, so unknown, not failed."""

    status: int
    replies: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    text: str = ""

    @property
    def acknowledged(self) -> bool:
        """Tell that the server said it took the message and replied in words."""
        return self.status == OK and any(reply.get("text") for reply in self.replies)

    @property
    def empty(self) -> bool:
        """Tell that the server said "fine" and nothing else."""
        return self.status == OK and not self.acknowledged

    @property
    def said(self) -> list[dict[str, Any]]:
        """Return the replies without what differs by channel."""
        return [{k: v for k, v in reply.items() if k != "recipient_id"} for reply in self.replies]


@asynccontextmanager
async def client(*, keeps_connections: bool = False) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a client for as many connections as a driver wants.

    It opens one for each message, as many people do, or keeps them, as a proxy in front does.
    """
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, force_close=not keeps_connections),
        timeout=aiohttp.ClientTimeout(total=PATIENCE_SECONDS),
        headers={"X-API-Key": API_KEY},
    ) as session:
        yield session


async def send(session: aiohttp.ClientSession, url: str, message: Message) -> Outcome:
    """Send a message once."""
    body = {"sender": message.sender, "message": message.text, "message_id": message.id}
    started = time.perf_counter()
    try:
        async with session.post(url, json=body) as response:
            text = await response.text()
            content = await response.json(content_type=None) if response.status == OK else []
            seconds = time.perf_counter() - started
            return Outcome(response.status, content, seconds, text)
    except (aiohttp.ClientError, TimeoutError):
        return Outcome(0, seconds=time.perf_counter() - started)


async def deliver(
    session: aiohttp.ClientSession, urls: Sequence[str], message: Message
) -> Outcome | None:
    """Send a message, by turns to each server, until one acknowledges it."""
    for attempt in range(TRIES):
        outcome = await send(session, urls[attempt % len(urls)], message)
        if outcome.acknowledged:
            return outcome
        await asyncio.sleep(PAUSE_SECONDS)
    return None


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that the given share of the values does not exceed."""
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
