"""The lock of several processes: atomic scripts on Redis, with a beat while the turn runs."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from runtime.conversations.errors import StoreUnavailable
from runtime.locks.memory import PATIENCE_SECONDS

logger = logging.getLogger(__name__)

LIFE_MILLISECONDS = 6_000  # a holder that died is forgotten after this
STALE_MILLISECONDS = 2_000  # as is one who waited and stopped asking
BEAT_SECONDS = 2.0
POLL_SECONDS = 0.02
REDIS_SECONDS = 1.0

# The conversation's own keys: who holds it, who waits in which order, when each was last seen.
# Asking twice is harmless, so a script may be sent again when its answer was lost.
_TAKE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
if not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
  redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[4]), ARGV[1])
end
redis.call('ZADD', KEYS[3], now, ARGV[1])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[3])) do
  redis.call('ZREM', KEYS[2], gone)
  redis.call('ZREM', KEYS[3], gone)
end
for key = 2, 4 do redis.call('PEXPIRE', KEYS[key], 60000) end
if redis.call('EXISTS', KEYS[1]) == 1 or redis.call('ZRANGE', KEYS[2], 0, 0)[1] ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return 1
"""
_KEEP = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""
_RELEASE = """
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


class RedisLock:
    """For several processes: atomic scripts on Redis, with a beat while the turn runs."""

    def __init__(self, url: str) -> None:
        # After Redis was away, every kept connection is dead and fails once: that is tried again
        # on a new one. A time-out is not, as nobody waits that long.
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
            retry_on_error=[RedisConnectionError],
        )
        self._take = self._redis.register_script(_TAKE)
        self._keep = self._redis.register_script(_KEEP)
        self._release = self._redis.register_script(_RELEASE)

    @asynccontextmanager
    async def hold(self, conversation_id: str) -> AsyncIterator[None]:
        """Hold the conversation.

        Losing it (a process that sleeps for seconds) harms nothing: the store's fencing number
        refuses the write.

        Raises:
            StoreUnavailable: when Redis does not answer, or those before take too long.
        """
        names = ("holder", "queue", "seen", "ticket")
        keys = [f"turn:{{{conversation_id}}}:{name}" for name in names]
        me = uuid.uuid4().hex
        try:
            await self._wait(keys, me)
            beat = asyncio.create_task(self._beat(keys, me))
            try:
                yield
            finally:
                beat.cancel()
        finally:
            with suppress(RedisError, OSError):  # it is forgotten by itself then
                await self._release(keys, [me])

    async def _wait(self, keys: list[str], me: str) -> None:
        arguments = [me, LIFE_MILLISECONDS, STALE_MILLISECONDS]
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        try:
            while not await self._take(keys, arguments):
                if asyncio.get_running_loop().time() > deadline:
                    raise StoreUnavailable("the conversation is busy")
                await asyncio.sleep(POLL_SECONDS)
        except (RedisError, OSError) as exc:
            logger.error("lock.failed error=%s", type(exc).__name__)
            raise StoreUnavailable("the lock does not answer") from None

    async def _beat(self, keys: list[str], me: str) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            with suppress(RedisError, OSError):
                await self._keep(keys, [me, LIFE_MILLISECONDS])

    async def ping(self) -> None:
        """Tell whether Redis answers.

        Raises:
            StoreUnavailable: when it does not.
        """
        try:
            await self._redis.ping()
        except (RedisError, OSError) as exc:
            raise StoreUnavailable("the lock does not answer") from exc

    async def close(self) -> None:
        """Give the connections back."""
        await self._redis.close()
        await self._redis.connection_pool.disconnect()
