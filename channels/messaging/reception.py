"""Takes in what a service brings and answers it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from itertools import count

from channels.erasing import cut_log_now
from channels.errors import NotReady, TooMany, TurnFailed
from channels.messaging.generations import Generation, generation
from channels.messaging.intake import Intake
from channels.messaging.service import Arrived, Handled, Incoming, Service
from channels.messaging.worker import CLAIM_SECONDS, Worker, back_off
from channels.turn import Turns
from runtime.conversations import arrivals, outbox, queue, schema
from runtime.conversations.database import Database
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
        self._intake = Intake(service.name, turns, database)
        self.worker = Worker(
            database, schema.arrivals, service.name, self._answer, service.places, claim_seconds
        )

    async def accept(self, incoming: Incoming) -> bool:
        """Store an update, so that it may be acknowledged; tell whether it is new.

        Raises:
            NotReady: when it cannot be stored; the service is to deliver it again.
        """
        is_new = await self._intake.store(incoming)
        if is_new:
            self.worker.wake()
        else:
            self._turns.metrics.count_repeat(self._service.name)
        return is_new

    async def _answer(self, claimed: queue.Claimed) -> None:
        try:
            content = self._turns.seal.open(claimed.sealed, self._service.name)
        except SealBroken:
            logger.error("arrival.unreadable channel=%s", self._service.name)
            await self._database.run(arrivals.finish, claimed, (), time.time())
            return
        update_id, chat, body = content
        present = next(
            each
            for each in map(partial(self._generation, chat), count())
            if each.conversation == claimed.conversation
        )
        arrived = Arrived(update_id, chat, present.own_id, present.conversation, body)
        handled = await self._handle(claimed, arrived)
        if handled is None:
            due_at = time.time() + back_off(claimed.attempts)
            await self._database.run(queue.postpone, schema.arrivals, claimed, due_at)
            return
        after = self._generation(chat, present.number + handled.erase).conversation
        await self._finish(claimed, handled, after)

    def _generation(self, chat: str, number: int) -> Generation:
        return generation(self._turns.conversation, self._service.name, chat, number)

    async def _handle(self, claimed: queue.Claimed, arrived: Arrived) -> Handled | None:
        """Return what comes of an update, or nothing when it is to be tried again."""
        if claimed.claimed_before and claimed.attempts > TRIES_OVER_KILLS:
            return self._sorry(arrived, "failed")
        try:
            return await self._service.handle(arrived, self._turns)
        except NotReady:
            if time.time() - claimed.created_at < PATIENCE_SECONDS:
                return None
            return self._sorry(arrived, "not_ready")
        except TooMany:
            return self._sorry(arrived, "too_many")
        except TurnFailed:
            return self._sorry(arrived, "failed")
        except Exception as exc:  # noqa: BLE001 - the boundary: the person gets a sentence
            kind = type(exc).__name__
            logger.error("update.failed channel=%s error=%s", self._service.name, kind)
            return None if claimed.attempts < TRIES else self._sorry(arrived, "failed")

    def _sorry(self, arrived: Arrived, problem: str) -> Handled:
        self._turns.metrics.count_error(self._service.name, problem)
        return Handled(self._service.sorry(arrived, problem))

    async def _finish(self, claimed: queue.Claimed, handled: Handled, after: str) -> None:
        seal, channel = self._turns.seal, self._service.name
        letters = [
            outbox.Outgoing(channel, after, seal.close(letter, channel))
            for letter in handled.letters
        ]
        renewed = after if handled.erase else None
        await self._database.run(arrivals.finish, claimed, letters, time.time(), renewed)
        if letters:
            self._wake_delivery()
        if handled.erase:
            await cut_log_now(self._database)
