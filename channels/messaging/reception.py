"""Takes in what a service brings and answers it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from channels.erasing import cut_log_now
from channels.errors import NotReady, TooMany, TurnFailed
from channels.messaging.service import Handled, Incoming, Letter, Service
from channels.messaging.worker import CLAIM_SECONDS, Worker, back_off
from channels.turn import Turns
from runtime.conversations import arrivals, outbox, queue, schema
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.sealing import SealBroken

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 120.0  # then somebody who waits is told that it does not work now
TRIES = 3  # of an update that makes the connector fail
TRIES_OVER_KILLS = 6  # of one that may be what ends the process


class Reception:
    """Stores updates and works them off; `wake_delivery` is called when there are letters."""

    def __init__(
        self,
        service: Service,
        turns: Turns,
        database: Database,
        wake_delivery: Callable[[], None],
        claim_seconds: float = CLAIM_SECONDS,
    ) -> None:
        self._service = service
        self._turns = turns
        self._database = database
        self._wake_delivery = wake_delivery
        self.worker = Worker(
            database, schema.arrivals, service.name, self._answer, service.places, claim_seconds
        )

    async def accept(self, incoming: Incoming) -> bool:
        """Store an update, so that it may be acknowledged; tell whether it is new.

        Raises:
            NotReady: when it cannot be stored; the service is to deliver it again.
        """
        content = [incoming.update_id, incoming.body]
        arrival = arrivals.Arrival(
            self._service.name,
            self._turns.conversation(self._service.name, f"update\0{incoming.update_id}"),
            incoming.conversation,
            self._turns.seal.close(content, incoming.conversation),
            incoming.position,
        )
        try:
            is_new = await self._database.run(arrivals.add, arrival, time.time())
        except StoreUnavailable as exc:
            raise NotReady(str(exc)) from exc
        if is_new:
            self.worker.wake()
        else:
            self._turns.metrics.count_repeat(self._service.name)
        return is_new

    async def _answer(self, claimed: queue.Claimed) -> None:
        try:
            update_id, body = self._turns.seal.open(claimed.sealed, claimed.conversation)
        except SealBroken:
            logger.error("arrival.unreadable channel=%s", self._service.name)
            await self._finish(claimed, Handled())
            return
        handled = await self._handle(claimed, Incoming(update_id, claimed.conversation, body))
        if handled is None:
            due_at = time.time() + back_off(claimed.attempts)
            await self._database.run(queue.postpone, schema.arrivals, claimed, due_at)
        else:
            await self._finish(claimed, handled)

    async def _handle(self, claimed: queue.Claimed, incoming: Incoming) -> Handled | None:
        """Return what comes of an update, or nothing when it is to be tried again."""
        if claimed.attempts > TRIES_OVER_KILLS:
            return self._sorry(incoming, "failed")
        try:
            return await self._service.handle(incoming, self._turns)
        except NotReady:
            if time.time() - claimed.created_at < PATIENCE_SECONDS:
                return None
            return self._sorry(incoming, "not_ready")
        except TooMany:
            return self._sorry(incoming, "too_many")
        except TurnFailed:
            return self._sorry(incoming, "failed")
        except Exception as exc:  # noqa: BLE001 - the boundary: the person gets a sentence
            logger.error(
                "update.failed channel=%s error=%s", self._service.name, type(exc).__name__
            )
            return None if claimed.attempts < TRIES else self._sorry(incoming, "failed")

    def _sorry(self, incoming: Incoming, problem: str) -> Handled:
        self._turns.metrics.count_error(self._service.name, problem)
        return Handled(self._service.sorry(incoming, problem))

    async def _finish(self, claimed: queue.Claimed, handled: Handled) -> None:
        letters = [self._sealed(letter) for letter in handled.letters]
        now = time.time()
        await self._database.run(arrivals.finish, claimed, letters, now, handled.erase)
        if letters:
            self._wake_delivery()
        if handled.erase is not None:
            await cut_log_now(self._database)

    def _sealed(self, letter: Letter) -> outbox.Outgoing:
        sealed = self._turns.seal.close(letter.body, letter.conversation)
        return outbox.Outgoing(self._service.name, letter.conversation, sealed)
