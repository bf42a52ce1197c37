"""What a connector of a messaging service provides, and what goes in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from channels.turn import Turns

Body = dict[str, Any]  # JSON in the service's own terms; it is sealed while it waits


@dataclass(frozen=True)
class Incoming:
    """Something that a service brought.

    `update_id` is the service's own: what comes again with the same one is taken in once.
    `conversation` keeps the order: a conversation's updates are handled one after the other, those
    with a lower `position` first. Texts in `body` are masked (`runtime.privacy.redaction`).
    """

    update_id: str
    conversation: str
    body: Body
    position: int = 0


@dataclass(frozen=True)
class Letter:
    """Something to send; `body` holds the address too."""

    conversation: str
    body: Body


@dataclass(frozen=True)
class Handled:
    """What comes of an update: letters in their order, and a conversation to erase before."""

    letters: Sequence[Letter] = ()
    erase: str | None = None


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

    async def handle(self, incoming: Incoming, turns: Turns) -> Handled:
        """Answer an update; it may be asked again about the same one after a failure.

        Raises:
            ChannelError: as a turn does; `sorry` then says what the person reads.
        """
        ...

    def sorry(self, incoming: Incoming, problem: str) -> Sequence[Letter]:
        """Return the answer to an update that failed; `problem` is a key of `problems.yml`."""
        ...

    async def send(self, letter: Letter) -> None:
        """Send a letter; returning means that the service has taken it.

        Raises:
            SendingFailed: with what is known of it.
        """
        ...

    def in_doubt(self, letter: Letter) -> Letter | None:
        """Return what to send instead of a letter that may have been sent, or nothing."""
        ...
