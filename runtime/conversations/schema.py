"""The tables. `events` has the shape of Rasa's own, so that Rasa's tools can read it."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

ID = sa.String(64)

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
    sa.Index("ix_events_sender_id_id", "sender_id", "id"),
    sqlite_autoincrement=True,  # an id is never used again, also after an erasure
)

# `version` is the fencing number: a write that read an older one is refused.
conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("slots", sa.Text, nullable=False),
    sa.Column("updated_at", sa.Float, nullable=False, index=True),
)

# A message that was taken in: the same message id is never handled twice.
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("conversation_id", ID, primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("event_id", sa.Integer, nullable=False),
)

# A conversation that was deleted on request: a late retry does not bring it back.
tombstones = sa.Table(
    "tombstones",
    metadata,
    sa.Column("conversation_id", ID, primary_key=True),
    sa.Column("erased_at", sa.Float, nullable=False),
)


def _waiting(name: str) -> tuple[sa.sql.schema.SchemaItem, ...]:
    """Return the columns of what waits; `runtime.conversations.queue` says how they are used."""
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),  # within the conversation, then id
        sa.Column("sealed", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claim", sa.String(32)),
        sa.Column("due_at", sa.Float),
        sa.Column("created_at", sa.Float, nullable=False, index=True),
        sa.Index(f"ix_{name}_channel_due_at", "channel", "due_at"),
    )


# What messaging services brought. Once handled only the id stays, with nothing of the person.
arrivals = sa.Table(
    "arrivals",
    metadata,
    *_waiting("arrivals"),
    sa.Column("conversation_id", ID, index=True),
    sa.Column("update_id", sa.String(64), nullable=False, unique=True),
    sqlite_autoincrement=True,
)

# What is to be sent through messaging services; a row is deleted when it is sent.
outbox = sa.Table(
    "outbox",
    metadata,
    *_waiting("outbox"),
    sa.Column("conversation_id", ID, nullable=False, index=True),
    sqlite_autoincrement=True,
)


def hide_from_statistics(column: sa.Column[str]) -> None:
    """Let PostgreSQL take no sample of what people said: a sample outlives the row."""
    rule = "ALTER TABLE %(table)s ALTER COLUMN {} SET STATISTICS 0"
    ddl = sa.DDL(rule.format(column.name)).execute_if(dialect="postgresql")
    sa.event.listen(column.table, "after_create", ddl)


hide_from_statistics(events.c.data)
hide_from_statistics(conversations.c.slots)
