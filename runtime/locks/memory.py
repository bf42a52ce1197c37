"""The lock of a single process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from runtime.conversations.errors import StoreUnavailable

PATIENCE_SECONDS = 10.0


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class MemoryLock:
    """For one process: an asyncio lock per conversation, forgotten when nobody needs it."""

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def hold(self, conversation_id: str) -> AsyncIterator[None]:
        """Hold the conversation.

        Raises:
            StoreUnavailable: when those before take too long.
        """
        queue = self._queues.setdefault(conversation_id, _Queue())
        queue.users += 1
        try:
            try:
                await asyncio.wait_for(queue.lock.acquire(), PATIENCE_SECONDS)
            except TimeoutError as exc:
                raise StoreUnavailable("the conversation is busy") from exc
            try:
                yield
            finally:
                queue.lock.release()
        finally:
            queue.users -= 1
            if queue.users == 0:
                self._queues.pop(conversation_id, None)

    async def ping(self) -> None:
        """Do nothing: memory is always there."""
