"""Stores what arrives; what comes at the same time is one transaction.

Under load that keeps acknowledgements quick: each transaction waits for the disk once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from channels.errors import NotReady
from channels.messaging import generations
from channels.messaging.service import Incoming
from channels.turn import Turns
from runtime.conversations import arrivals
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable

AT_ONCE = 100


class Intake:
    """Stores the updates of one channel."""

    def __init__(self, channel: str, turns: Turns, database: Database) -> None:
        self._channel = channel
        self._turns = turns
        self._database = database
        self._waiting: list[tuple[Incoming, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def store(self, incoming: Incoming) -> bool:
        """Store an update; tell whether it is new.

        Raises:
            NotReady: when it cannot be stored.
        """
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((incoming, stored))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return bool(await stored)

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                new = await self._database.run(self._add, [incoming for incoming, _ in batch])
            except StoreUnavailable as exc:
                for _, stored in batch:
                    if not stored.done():
                        stored.set_exception(NotReady(str(exc)))
            else:
                for (_, stored), is_new in zip(batch, new, strict=True):
                    if not stored.done():  # the caller may have gone
                        stored.set_result(is_new)

    def _add(self, connection: Connection, batch: Sequence[Incoming]) -> list[bool]:
        now = time.time()
        return [arrivals.add(connection, self._arrival(connection, i), now) for i in batch]

    def _arrival(self, connection: Connection, incoming: Incoming) -> arrivals.Arrival:
        identify, channel = self._turns.conversation, self._channel
        present = generations.present(connection, identify, channel, incoming.chat)
        content = [incoming.update_id, incoming.chat, incoming.body]
        return arrivals.Arrival(
            channel,
            identify(channel, f"update\0{incoming.update_id}"),
            present.conversation,
            self._turns.seal.close(content, channel),
            incoming.position,
        )
