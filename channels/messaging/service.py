"""What a connector of a messaging service provides, and what goes in and out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from channels.turn import Turns

Body = dict[str, Any]  # JSON in the service's own terms; it is sealed while it waits
Leaving = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Incoming:
    """Something that a service brought.

    Attributes:
        update_id: the service's own; what comes again with the same one is taken in once.
        chat: the service's own id of whom the assistant talks with, as text.
        body: what `handle` needs. Texts are masked before (`runtime.privacy.redaction`).
        position: of two updates of a chat that wait, the one with the lower is handled first.
    """

    update_id: str
    chat: str
    body: Body
    position: int = 0


@dataclass(frozen=True)
class Arrived:
    """An update that is to be handled: what came in, and its conversation.

    `own_id` is that of `channels.turn.IncomingMessage`; it differs from `chat` once the person has
    deleted a conversation, for a deleted one never comes back.
    """

    update_id: str
    chat: str
    own_id: str
    conversation: str
    body: Body


@dataclass(frozen=True)
class Handled:
    """What comes of an update.

    Attributes:
        letters: to send in this order; each holds its address, as `send` needs it.
        erase: whether the conversation is deleted, with all that waits, before they are sent.
    """

    letters: Sequence[Body] = ()
    erase: bool = False


class Service(Protocol):
    """A messaging service.

    Attributes:
        name: of the channel, as in conversation ids and figures.
        repeatable: whether the service tells a letter that is sent twice from two letters, as
            with an `Idempotency-Key`. Otherwise a letter in doubt is not sent again.
        places: how many updates are handled, and how many letters sent, at once.
    """

    name: str
    repeatable: bool
    places: int

    async def handle(self, arrived: Arrived, turns: Turns) -> Handled:
        """Answer an update; it may be asked again about the same one after a failure.

        Raises:
            ChannelError: as a turn does; `sorry` then says what the person reads.
        """
        ...

    def sorry(self, arrived: Arrived, problem: str) -> Sequence[Body]:
        """Return the letters to who got no answer; `problem` is a key of `problems.yml`."""
        ...

    async def send(self, letter: Body, leaving: Leaving) -> None:
        """Send a letter; returning means that the service has taken it.

        `leaving` is to be awaited when all waiting is over, right before the letter leaves: from
        then on it may have been sent. A service that tells repeats need not.

        Raises:
            SendingFailed: with what is known of it.
        """
        ...

    def in_doubt(self, letter: Body) -> Body | None:
        """Return what to send instead of a letter that may have been sent, or nothing."""
        ...
