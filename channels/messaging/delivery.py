"""Sends what is in the outbox."""

from __future__ import annotations

import logging
import time

from channels.erasing import cut_log_now
from channels.errors import (
    Blocked,
    ClaimLost,
    InDoubt,
    NotSent,
    SendingFailed,
    TryLater,
    Unsendable,
)
from channels.messaging.service import Body, Service
from channels.messaging.worker import CLAIM_SECONDS, Worker, back_off
from channels.turn import Turns
from runtime.conversations import queue
from runtime.conversations.database import Database
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.outbox import KEPT_SECONDS
from runtime.conversations.schema import outbox
from runtime.conversations.sealing import SealBroken

logger = logging.getLogger(__name__)


class Delivery:
    """Sends letters, those of a conversation in their order.

    A letter is claimed in the store, marked when it leaves, and deleted when it was sent. So after
    a kill it is known whether it may have been sent; then it is not sent again, unless the service
    tells repeats.
    """

    def __init__(
        self,
        service: Service,
        turns: Turns,
        database: Database,
        claim_seconds: float = CLAIM_SECONDS,
    ) -> None:
        self._service = service
        self._turns = turns
        self._database = database
        self._claim_seconds = claim_seconds
        self.worker = Worker(
            database, outbox, service.name, self._deliver, service.places, claim_seconds
        )

    async def _deliver(self, claimed: queue.Claimed) -> None:
        try:
            letter = self._turns.seal.open(claimed.sealed, self._service.name)
        except SealBroken:
            await self._give_up(claimed, "unreadable")
            return
        if time.time() - claimed.created_at > KEPT_SECONDS:
            await self._give_up(claimed, "too_old")
        elif claimed.begun_before and not self._service.repeatable:
            await self._resolve_doubt(claimed, letter)
        else:
            await self._send(claimed, letter)

    async def _send(self, claimed: queue.Claimed, letter: Body) -> None:
        async def leaving() -> None:
            nonlocal claimed
            until = time.time() + self._claim_seconds
            begun = await self._database.run(queue.begin, outbox, claimed, until)
            if begun is None:
                raise ClaimLost
            claimed = begun

        try:
            await self._service.send(letter, leaving)
        except (ClaimLost, StoreUnavailable) as exc:  # whoever has it next sends it
            logger.info("letter.left channel=%s error=%s", self._service.name, type(exc).__name__)
        except TryLater as exc:
            if exc.everything:
                self.worker.halt(exc.seconds)
            await self._put_off(claimed, "try_later", exc.seconds)
        except NotSent:
            await self._put_off(claimed, "not_sent", back_off(claimed.attempts))
        except Blocked:
            self._count("blocked")
            await self._database.run(erase_conversation, claimed.conversation)
            await cut_log_now(self._database)
        except Unsendable:
            await self._give_up(claimed, "unsendable")
        except (InDoubt, SendingFailed):
            await self._doubt(claimed, letter)
        except Exception as exc:  # noqa: BLE001 - nobody knows whether it was sent
            logger.error(
                "letter.failed channel=%s error=%s", self._service.name, type(exc).__name__
            )
            await self._doubt(claimed, letter)
        else:
            self._count("sent")
            await self._database.run(queue.remove, outbox, claimed)

    async def _doubt(self, claimed: queue.Claimed, letter: Body) -> None:
        if self._service.repeatable:
            await self._put_off(claimed, "in_doubt", back_off(claimed.attempts))
        else:
            await self._resolve_doubt(claimed, letter)

    async def _resolve_doubt(self, claimed: queue.Claimed, letter: Body) -> None:
        instead = self._service.in_doubt(letter)
        if instead is None:
            await self._give_up(claimed, "in_doubt")
            return
        self._count("in_doubt")
        sealed = self._turns.seal.close(instead, self._service.name)
        await self._database.run(queue.replace, outbox, claimed, sealed, time.time())

    async def _put_off(self, claimed: queue.Claimed, result: str, seconds: float) -> None:
        self._count(result)
        await self._database.run(queue.postpone, outbox, claimed, time.time() + seconds)

    async def _give_up(self, claimed: queue.Claimed, result: str) -> None:
        logger.error("letter.given_up channel=%s reason=%s", self._service.name, result)
        self._count(result)
        await self._database.run(queue.remove, outbox, claimed)

    def _count(self, result: str) -> None:
        self._turns.metrics.count_letter(self._service.name, result)
