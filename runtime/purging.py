"""Deletes all that is older than it may be: conversations, what is left of them, and comments."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy.engine import Connection, Engine

from channels.chat.judgements import count_old_comments, purge_comments
from runtime.conversations.database import Database
from runtime.conversations.erasure import purge
from runtime.conversations.retention import count_older, purge_remains

Result = TypeVar("Result")

DAY_SECONDS = 86_400
BATCH = 100  # a batch keeps turns waiting, so it is short


def purge_older(database: Database, days: float, clean: Callable[[Engine], None]) -> dict[str, Any]:
    """Delete in batches what is older than so many days; return counts, by what it was.

    Args:
        database: where to delete.
        days: how old it may be.
        clean: takes what was deleted out of the files, such as `compact`.

    Raises:
        StoreError: when the database does not answer, or others use it all the time.
    """
    before = time.time() - days * DAY_SECONDS
    report: dict[str, Any] = {
        "before": written(before),
        "conversations": _repeat(database, purge, before),
        "rows_left_over": _repeat(database, purge_remains, before),
        "comments": database.run_now(_unhurried(purge_comments), before),
    }
    clean(database.engine)
    return report | {"older": count_all_older(database, before)}


def count_all_older(database: Database, before: float) -> dict[str, int]:
    """Return how much is older than `before`, by what it is; what there is none of is left out."""
    older = database.run_now(_unhurried(count_older), before)
    comments = database.run_now(_unhurried(count_old_comments), before)
    return older | ({"comments": comments} if comments else {})


def written(moment: float) -> str:
    """Return a time as reports show it."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


def _repeat(database: Database, delete: Callable[..., int], before: float) -> int:
    total = 0
    while deleted := database.run_now(_unhurried(delete), before, BATCH):
        total += deleted
    return total


def _unhurried(work: Callable[..., Result]) -> Callable[..., Result]:
    """Let the statements of this transaction take longer than those of a turn may."""

    def run(connection: Connection, *arguments: Any) -> Result:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        return work(connection, *arguments)

    return run
