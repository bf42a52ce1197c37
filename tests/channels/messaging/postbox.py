"""A messaging service of a test: it answers what it is told to and keeps what was sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from channels.messaging.office import Office
from channels.messaging.service import Arrived, Body, Handled, Incoming, Leaving
from channels.turn import Turns
from runtime.conversations import queue, schema
from tests.support.assistant import Assistant, turns_of

CLAIM_SECONDS = 1.0


class Postbox:
    """The service. Failures in `handling` and `sending` are raised one after the other."""

    name = "postbox"
    places = 8

    def __init__(self, *, repeatable: bool = False) -> None:
        self.repeatable = repeatable
        self.handling: list[Exception] = []
        self.sending: list[Exception] = []
        self.arrived: list[str] = []
        self.sent: list[Any] = []
        self.seconds = 0.0

    async def handle(self, arrived: Arrived, turns: Turns) -> Handled:
        await asyncio.sleep(self.seconds)
        if self.handling:
            raise self.handling.pop(0)
        self.arrived.append(arrived.body["text"])
        if arrived.body["text"] == "delete":
            return Handled([{"text": "deleted"}], erase=True)
        return Handled([{"text": f"to {arrived.body['text']}"}])

    def sorry(self, arrived: Arrived, problem: str) -> Sequence[Body]:
        return [{"text": problem}]

    async def send(self, letter: Body, leaving: Leaving) -> None:
        await leaving()
        if self.sending:
            raise self.sending.pop(0)
        self.sent.append(letter["text"])

    def in_doubt(self, letter: Body) -> Body | None:
        return None if letter["text"] == "in doubt" else {"text": "in doubt"}


class Post:
    """An office of the service over a store of its own."""

    def __init__(self, folder: Path, service: Postbox) -> None:
        self.service = service
        self.turns = turns_of(Assistant(folder))
        self.database = self.turns.agent.tracker_store.database  # type: ignore[union-attr]
        self.office = Office(service, CLAIM_SECONDS)

    async def bring(self, *texts: str, chat: str = "me", start: int = 0) -> list[bool]:
        """Bring updates one after the other; tell which were new."""
        return [
            await self.office.accept(Incoming(f"{chat}-{number}", chat, {"text": text}, number))
            for number, text in enumerate(texts, start)
        ]

    async def quiet(self, seconds: float = 15) -> list[Any]:
        """Return what was sent, once nothing waits."""
        deadline = time.monotonic() + seconds
        while True:
            left = 0
            for table in (schema.arrivals, schema.outbox):
                left += await self.database.run(queue.count, table, self.service.name)
            if not left:
                return self.service.sent
            assert time.monotonic() < deadline, f"{left} wait; sent: {self.service.sent}"
            await asyncio.sleep(0.02)

    def end(self) -> None:
        """Begin nothing more; what is under way is cut off when the event loop ends, as by a kill.

        A cancellation alone can get lost in `asyncio.wait_for` of Python 3.11.
        """
        for part in (self.office._reception, self.office._delivery):
            assert part is not None
            part.worker._stopping = True

    def conversation(self, chat: str = "me") -> str:
        return self.turns.conversation(self.service.name, chat)


def run(
    folder: Path, scene: Callable[[Post], Awaitable[Any]], service: Postbox | None = None
) -> Any:
    """Play a scene with an open office."""

    async def go() -> Any:
        async with opened(folder, service or Postbox()) as post:
            return await scene(post)

    return asyncio.run(go())


@asynccontextmanager
async def opened(folder: Path, service: Postbox) -> Any:
    """Open an office and close it again."""
    post = Post(folder, service)
    post.office.open(post.turns)
    try:
        yield post
    finally:
        await post.office.close()
        post.database.close()
