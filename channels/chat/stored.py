"""Reads the stored messages of a conversation, and which number each has."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations import log
from runtime.conversations.schema import events, inbox

_MESSAGES = (log.USER, log.BOT)


def message_events(connection: Connection, conversation: str) -> list[log.Event]:
    """Return what the person and the assistant said, oldest first."""
    query = (
        sa.select([events.c.data])
        .where((events.c.sender_id == conversation) & events.c.type_name.in_(_MESSAGES))
        .order_by(events.c.id)
    )
    return [json.loads(data) for data in connection.execute(query).scalars()]


def number_of(connection: Connection, conversation: str, message_id: str) -> int:
    """Return the number of a message that was taken in; the replies to it come after."""
    taken = sa.select([inbox.c.event_id]).where(
        (inbox.c.conversation_id == conversation) & (inbox.c.message_id == message_id)
    )
    query = (
        sa.select([sa.func.count()])
        .where((events.c.sender_id == conversation) & events.c.type_name.in_(_MESSAGES))
        .where(events.c.id <= taken.scalar_subquery())
    )
    number: int = connection.execute(query).scalar()
    return number
