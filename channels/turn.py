"""One turn, the same for every channel, and the only code that calls the agent.

limit → redact → lock → recognise duplicates → Rasa → store → reply
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from channels.collector import ReplyCollector
from channels.errors import NotReady, TurnFailed
from channels.identity import conversation_id
from channels.limits import RateLimit, Room
from channels.metrics import Metrics
from runtime.conversations import log
from runtime.conversations.errors import ConversationChanged, ConversationErased, StoreUnavailable
from runtime.conversations.sealing import Seal
from runtime.privacy.redaction import redact

logger = logging.getLogger(__name__)

Replies = list[dict[str, Any]]
Result = TypeVar("Result")

TURNS_PER_MINUTE = 60
TURNS_AT_ONCE = 20
ALL_AT_ONCE = 100  # of everybody; about two seconds of work
BACKGROUND_AT_ONCE = 4
TRIES = 2


@dataclass(frozen=True)
class IncomingMessage:
    """A checked message: who sends it in the channel's own terms, and what."""

    channel: str
    own_id: str
    text: str
    message_id: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    masked: tuple[str, ...] = ()  # kinds of personal data that the channel has masked already


class Turns:
    """Takes turns with the agent of this process."""

    def __init__(
        self,
        secret: str,
        metrics: Metrics | None = None,
        limit: RateLimit | None = None,
        room: Room | None = None,
    ) -> None:
        self._secret = secret
        self.seal = Seal(secret)
        self._room = room or Room(ALL_AT_ONCE)
        self.metrics = metrics or Metrics()
        self._limit = limit or RateLimit(TURNS_PER_MINUTE, TURNS_AT_ONCE)
        self.agent: Agent | None = None
        # Who is not waited for, as on a messaging service, leaves the processor to others: a turn
        # is computing for the most part, and more at once only makes acknowledgements late.
        self.background = asyncio.Semaphore(BACKGROUND_AT_ONCE)

    def conversation(self, channel: str, own_id: str) -> str:
        """Return the id of a conversation; only this server can make it."""
        return conversation_id(self._secret, channel, own_id)

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work(connection, *arguments)` returns.

        Raises:
            NotReady: when the model is not loaded or the database does not answer.
        """
        if self.agent is None:
            raise NotReady("the model is not loaded yet")
        try:
            result: Result = await self.agent.tracker_store.database.run(work, *arguments)
        except StoreUnavailable as exc:
            raise NotReady(str(exc)) from exc
        return result

    async def take(self, message: IncomingMessage) -> Replies:
        """Return what the assistant says; a message that came before gets the same reply.

        The turn goes on to its end when the client goes away.

        Raises:
            TooMany: when this conversation sends too much.
            NotReady: when the model, the store or the lock is not there.
            TurnFailed: when the assistant said nothing.
        """
        return await asyncio.shield(asyncio.create_task(self._take(message)))

    async def _take(self, message: IncomingMessage) -> Replies:
        conversation = self.conversation(message.channel, message.own_id)
        self._limit.spend(conversation)
        if self.agent is None or not self.agent.is_ready():
            raise NotReady("the model is not loaded yet")
        started = time.perf_counter()
        try:
            with self._room.place():
                async with self.agent.lock_store.lock(conversation):
                    replies = await self._handle(self.agent, conversation, message)
        except NotReady:
            self.metrics.count_error(message.channel, NotReady.__name__)
            raise
        except (StoreUnavailable, ConversationChanged) as exc:
            self.metrics.count_error(message.channel, type(exc).__name__)
            raise NotReady(str(exc)) from exc
        except ConversationErased as exc:
            raise TurnFailed("the conversation was deleted") from exc
        if not replies:
            self.metrics.count_error(message.channel, TurnFailed.__name__)
            raise TurnFailed("the turn ended without a reply")
        self.metrics.count_turn(message.channel, replies, time.perf_counter() - started)
        return replies

    async def _handle(self, agent: Agent, conversation: str, message: IncomingMessage) -> Replies:
        message_id = stored_message_id(message.message_id)
        masked = redact(message.text)
        kinds = [*message.masked, *masked.kinds]
        self.metrics.count_redactions(kinds)
        metadata = {**message.metadata, "redacted": kinds}
        for attempt in range(1, TRIES + 1):
            if message.message_id is not None:
                said: Replies | None = await agent.tracker_store.database.read(
                    log.find_reply, conversation, message_id
                )
                if said is not None:
                    self.metrics.count_repeat(message.channel)
                    return said
            collector = ReplyCollector()
            try:
                await agent.processor.handle_message(
                    UserMessage(
                        masked.text,
                        collector,
                        conversation,
                        input_channel=message.channel,
                        message_id=message_id,
                        metadata=metadata,
                    )
                )
            except ConversationChanged:
                # The lock was lost: somebody else wrote. Nothing of this try was stored.
                if attempt == TRIES:
                    raise
                continue
            return collector.replies
        raise TurnFailed("unreachable")


def stored_message_id(given: str | None) -> str:
    """Return the id under which a message is stored; a client's own id is never stored as it is."""
    if given is None:
        return uuid.uuid4().hex
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:40]
