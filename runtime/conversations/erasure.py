"""Deletes and exports whole conversations, in every table of the schema."""

from __future__ import annotations

import json
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations.schema import conversations, metadata, tombstones

# Longer than a backup is kept: a backup that is put back brings no erased conversation with it.
TOMBSTONE_SECONDS = 35 * 86_400
NAMES_OF_THE_CONVERSATION = ("conversation_id", "sender_id")

# Makes the row when it is not there, so that a first turn at the same moment waits for this one.
_FENCE = sa.text(
    "INSERT INTO conversations (id, version, slots, updated_at) VALUES (:id, 0, '{}', :now)"
    " ON CONFLICT (id) DO UPDATE SET version = conversations.version + 1"
)
_BURY = sa.text(
    "INSERT INTO tombstones (conversation_id, erased_at) VALUES (:id, :now)"
    " ON CONFLICT (conversation_id) DO UPDATE SET erased_at = excluded.erased_at"
)


def conversation_columns() -> dict[str, Any]:
    """Return, for each table with rows of conversations, the column that says of which one.

    The tables that refer to others come first, as deleting needs it.
    """
    found = {conversations.name: conversations.c.id}
    for table in metadata.sorted_tables:
        for name in NAMES_OF_THE_CONVERSATION:
            if table is not tombstones and name in table.c:
                found[table.name] = table.c[name]
    return dict(reversed(found.items()))


def erase_conversation(connection: Connection, conversation_id: str) -> int:
    """Delete a conversation for good; return how many events it had. May be done again.

    `runtime.conversations.compaction` then takes the last bytes out of the files.
    """
    values = {"id": conversation_id, "now": time.time()}
    connection.execute(_FENCE, values)
    connection.execute(_BURY, values)
    return _delete(connection, conversation_id)


def purge(connection: Connection, before: float, batch: int) -> int:
    """Delete up to `batch` conversations whose last turn was before `before`.

    Return how many; call it, each time in a transaction of its own, until that is none.
    Tombstones that have done their work go too.
    """
    buried_before = time.time() - TOMBSTONE_SECONDS
    connection.execute(tombstones.delete().where(tombstones.c.erased_at < buried_before))
    old = conversations.c.updated_at < before
    query = sa.select([conversations.c.id]).where(old).order_by(conversations.c.updated_at)
    purged = 0
    for found in connection.execute(query.limit(batch)).scalars().all():
        # A turn that ends at this moment makes it young again, and then it stays.
        fence = conversations.update().where((conversations.c.id == found) & old)
        if connection.execute(fence.values(version=conversations.c.version + 1)).rowcount == 1:
            _delete(connection, found)
            purged += 1
    return purged


def _delete(connection: Connection, conversation_id: str) -> int:
    deleted = {
        name: connection.execute(sa.delete(column.table).where(column == conversation_id)).rowcount
        for name, column in conversation_columns().items()
    }
    return int(deleted["events"])


def export(connection: Connection, conversation_id: str) -> dict[str, Any]:
    """Return every stored field of a conversation, by table; JSON that was stored is opened."""
    tables = {}
    for name, column in conversation_columns().items():
        query = sa.select(column.table).where(column == conversation_id)
        rows = connection.execute(query.order_by(*column.table.primary_key)).mappings()
        tables[name] = [{key: _opened(value) for key, value in row.items()} for row in rows]
    return {"conversation": conversation_id, "tables": tables}


def _opened(value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
