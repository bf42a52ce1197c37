"""The durable inbox of messaging services: an update that was acknowledged is handled once.

It is stored before the service gets its acknowledgement. When it is handled, its content goes in
the same transaction that puts the reply into the outbox; its id stays, so that it is known when
the service delivers it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations import outbox
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.queue import Claimed
from runtime.conversations.schema import arrivals

REMEMBERED_SECONDS = 72 * 3_600  # longer than any service delivers again

_ADD = sa.text(
    "INSERT INTO arrivals"
    " (channel, update_id, conversation_id, position, sealed, attempts, due_at, created_at)"
    " VALUES (:channel, :update_id, :conversation, :position, :sealed, 0, :now, :now)"
    " ON CONFLICT (update_id) DO NOTHING"
)


@dataclass(frozen=True)
class Arrival:
    """An update to store: its id as this server knows it, and its content, sealed."""

    channel: str
    update_id: str
    conversation: str
    sealed: str
    position: int = 0


def add(connection: Connection, arrival: Arrival, now: float) -> bool:
    """Store an update; tell whether it is new."""
    known = sa.select([arrivals.c.id]).where(arrivals.c.update_id == arrival.update_id)
    if connection.execute(known).first() is not None:  # reading waits for nobody
        return False
    return bool(connection.execute(_ADD, {**vars(arrival), "now": now}).rowcount == 1)


def finish(
    connection: Connection,
    claimed: Claimed,
    letters: Sequence[outbox.Outgoing],
    now: float,
    renewed: str | None = None,
) -> bool:
    """Forget the content of an update and put the reply to it into the outbox.

    Nothing is done, and False returned, when another process has it meanwhile.

    Args:
        connection: to the store.
        claimed: the update.
        letters: the reply.
        now: in seconds.
        renewed: when given, the conversation is erased, and what waits goes on in this one.
    """
    mine = (arrivals.c.id == claimed.id) & (arrivals.c.claim == claimed.claim)
    empty = {"conversation_id": None, "sealed": None, "claim": None, "due_at": None}
    if connection.execute(arrivals.update().where(mine).values(empty)).rowcount != 1:
        return False
    if renewed is not None:
        waiting = arrivals.c.conversation_id == claimed.conversation
        connection.execute(arrivals.update().where(waiting).values(conversation_id=renewed))
        erase_conversation(connection, claimed.conversation)
    outbox.add(connection, letters, now)
    return True
