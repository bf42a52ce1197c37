"""Works off one table of what waits, several conversations at once, each in its order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from runtime.conversations import queue
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable

logger = logging.getLogger(__name__)

CLAIM_SECONDS = 30.0  # longer than a turn or a call may take; what was killed goes on after it
IDLE_SECONDS = 5.0  # between looks at what another process left behind
STORE_SECONDS = 1.0  # before the store is tried again
STOP_SECONDS = 10.0
LONGEST_WAIT = 60.0


def back_off(attempts: int) -> float:
    """Return how long to wait after so many tries: 1, 2, 4 ... 60 seconds."""
    return float(min(LONGEST_WAIT, 2 ** min(attempts - 1, 10)))


class Worker:
    """Claims rows and gives each to `work`; `wake` says that there may be something to do."""

    def __init__(
        self,
        database: Database,
        table: Any,
        channel: str,
        work: Callable[[queue.Claimed], Awaitable[None]],
        places: int,
        claim_seconds: float = CLAIM_SECONDS,
    ) -> None:
        self._database = database
        self._table = table
        self._channel = channel
        self._work = work
        self._places = places
        self._claim_seconds = claim_seconds
        self._under_way: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._halted_until = 0.0
        self._stopping = False
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; what was left behind is claimed first."""
        self._loop = asyncio.create_task(self._run())

    def wake(self) -> None:
        """Look at once, not only after a while."""
        self._woken.set()

    def halt(self, seconds: float) -> None:
        """Claim nothing for so long."""
        self._halted_until = max(self._halted_until, time.time() + seconds)

    async def stop(self) -> None:
        """Claim nothing more and let what is under way come to its end."""
        self._stopping = True
        self.wake()
        if self._loop is not None:
            await self._loop
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOP_SECONDS)

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                wait = await self._claim()
            except StoreUnavailable:  # logged where it happened
                wait = STORE_SECONDS
            if wait > 0:
                try:
                    await asyncio.wait_for(self._woken.wait(), wait)
                except TimeoutError:
                    continue

    async def _claim(self) -> float:
        """Begin the work on what is due; return how long to wait before the next look."""
        now = time.time()
        if now < self._halted_until:
            return min(IDLE_SECONDS, self._halted_until - now)
        free = self._places - len(self._under_way)
        if free <= 0:
            return IDLE_SECONDS  # whoever is done wakes
        due = await self._database.run(
            queue.claim, self._table, self._channel, now, now + self._claim_seconds, free
        )
        for claimed in due.claimed:
            task = asyncio.create_task(self._do(claimed))
            self._under_way.add(task)
            task.add_done_callback(self._done)
        if due.claimed:
            return 0.0
        until_next = IDLE_SECONDS if due.next_at is None else due.next_at - now
        return max(0.01, min(IDLE_SECONDS, until_next))

    async def _do(self, claimed: queue.Claimed) -> None:
        try:
            await self._work(claimed)
        except StoreUnavailable:
            pass  # the claim ends by itself, and then it is tried again
        except Exception as exc:  # noqa: BLE001 - a row must not end the work on all others
            logger.error("queue.failed channel=%s error=%s", self._channel, type(exc).__name__)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.wake()
