"""Finds and deletes what is older than it may be, also where the conversation still lives."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations.arrivals import REMEMBERED_SECONDS
from runtime.conversations.erasure import TOMBSTONE_SECONDS, conversation_columns
from runtime.conversations.outbox import KEPT_SECONDS
from runtime.conversations.schema import (
    arrivals,
    conversations,
    events,
    inbox,
    outbox,
    tombstones,
)

NAMES_OF_THE_TIME = ("updated_at", "created_at", "timestamp")


def count_older(connection: Connection, before: float) -> dict[str, int]:
    """Return, by table, how many rows are older than `before`; tables without any are left out."""
    older = {
        conversations.name: conversations.c.updated_at < before,
        tombstones.name: tombstones.c.erased_at < time.time() - TOMBSTONE_SECONDS,
        **_remains(before),
    }
    counts = {}
    for name, condition in older.items():
        table = conversations.metadata.tables[name]
        query = sa.select([sa.func.count()]).select_from(table).where(condition)
        counts[name] = connection.execute(query).scalar()
    return {name: count for name, count in counts.items() if count}


def purge_remains(connection: Connection, before: float, batch: int) -> int:
    """Delete old events of conversations that go on, and old rows of no conversation.

    Return how many; call it, each time in a transaction of its own, until that is none.
    """
    deleted = 0
    for name, condition in _remains(before).items():
        table = conversations.metadata.tables[name]
        keys = list(table.primary_key)
        rows = connection.execute(sa.select(keys).where(condition).limit(batch)).all()
        if rows:
            these = sa.tuple_(*keys).in_([tuple(row) for row in rows])
            deleted += connection.execute(table.delete().where(these)).rowcount
    return deleted


def _remains(before: float) -> dict[str, Any]:
    """Return what is too old in each table but that of the conversations themselves."""
    now = time.time()
    remains = {
        # What waits is kept for hours only, and what is older waits for a channel that is off.
        arrivals.name: arrivals.c.created_at < max(before, now - REMEMBERED_SECONDS),
        outbox.name: outbox.c.created_at < max(before, now - KEPT_SECONDS),
        events.name: events.c.timestamp < before,
        # Written together with its event, so one without it is left over.
        inbox.name: ~sa.exists().where(events.c.id == inbox.c.event_id),
    }
    for name, column in conversation_columns().items():
        if name not in remains and name != conversations.name:
            alone = ~sa.exists().where(conversations.c.id == column)
            remains[name] = alone & (time_column(column.table) < before)
    return remains


def time_column(table: Any) -> Any:
    """Return the column that says when a row was written."""
    return next(table.c[name] for name in NAMES_OF_THE_TIME if name in table.c)
