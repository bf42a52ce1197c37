"""Judgements of answers in the database, without the conversation, and for how long."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations.schema import hide_from_statistics, metadata

JUDGEMENT_DAYS = 395  # a judgement says nothing about anybody; its comment may

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.String(80)),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("reason", sa.String(32)),
    sa.Column("comment", sa.Text),
    sa.Column("day", sa.Date, nullable=False, index=True),
)
hide_from_statistics(feedback.c.comment)


def store(connection: Connection, row: dict[str, Any]) -> None:
    """Keep one judgement."""
    connection.execute(feedback.insert().values(row))


def purge_comments(connection: Connection, before: float) -> int:
    """Delete the comments of that day and earlier, and judgements after a year; count comments."""
    oldest = datetime.now(UTC).date() - timedelta(days=JUDGEMENT_DAYS)
    deleted = connection.execute(
        feedback.update().where(_old_comment(before)).values(comment=None)
    ).rowcount
    connection.execute(feedback.delete().where(feedback.c.day < oldest))
    return int(deleted)


def count_old_comments(connection: Connection, before: float) -> int:
    """Return how many comments are of that day or earlier."""
    query = sa.select([sa.func.count()]).select_from(feedback).where(_old_comment(before))
    return int(connection.execute(query).scalar())


def _old_comment(before: float) -> Any:
    last_day: date = datetime.fromtimestamp(before, UTC).date()
    return (feedback.c.day <= last_day) & feedback.c.comment.isnot(None)
