"""Rasa's lock store over `runtime.locks`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from runtime.locks.memory import MemoryLock
from runtime.locks.redis import RedisLock


class ConversationLock(LockStore):
    """Holds a conversation for one turn: on Redis when a URL is given, else in this process."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        url = endpoint_config.url if endpoint_config else None
        self.holder: MemoryLock | RedisLock = RedisLock(url) if url else MemoryLock()

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[None]:
        """Hold the conversation.

        Raises:
            StoreUnavailable: when it cannot be had in time.
        """
        async with self.holder.hold(conversation_id):
            yield

    async def ping(self) -> None:
        """Tell whether the lock works.

        Raises:
            StoreUnavailable: when it does not.
        """
        await self.holder.ping()
