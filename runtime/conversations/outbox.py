"""The durable outbox of messaging services: a reply is sent once, or not at all after a kill.

Letters of a conversation are sent in the order in which they were added. They are sealed, with
the address inside, and deleted when they are sent; what cannot be sent within a day is given up.
`runtime.conversations.queue` claims them; a letter that was `begun_before` may have been sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from runtime.conversations.schema import outbox

KEPT_SECONDS = 24 * 3_600


@dataclass(frozen=True)
class Outgoing:
    """A letter to store: its content, with the address, is sealed."""

    channel: str
    conversation: str
    sealed: str


def add(connection: Connection, letters: Sequence[Outgoing], now: float) -> None:
    """Store letters in the order in which they are to be sent."""
    rows = [
        {
            "channel": letter.channel,
            "conversation_id": letter.conversation,
            "position": 0,
            "sealed": letter.sealed,
            "attempts": 0,
            "due_at": now,
            "created_at": now,
        }
        for letter in letters
    ]
    if rows:
        connection.execute(outbox.insert(), rows)
