"""What an operator does with stored conversations: purge, export, erase."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

import channels.chat.tokens  # noqa: F401 - its table belongs to a conversation too
from channels.identity import conversation_id
from runtime.conversations.compaction import compact
from runtime.conversations.database import Database
from runtime.conversations.erasure import erase_conversation, export, purge
from runtime.conversations.retention import count_older, purge_remains
from runtime.settings import Settings, SettingsError

Result = TypeVar("Result")

DAY_SECONDS = 86_400
BATCH = 100  # a batch keeps turns waiting, so it is short


def run_privacy_verb(parsed: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked, print what was done as JSON; return the exit code.

    Raises:
        StoreError: when the database does not answer, or others use it all the time.
        SettingsError: when standard input holds no id.
    """
    with closing(Database(settings.database_url)) as database:
        if parsed.verb == "purge":
            days = settings.retention_days if parsed.older_than is None else parsed.older_than
            return purge_older(database, days, dry_run=parsed.dry_run)
        conversation = parsed.conversation or _conversation_of_input(parsed.channel, settings)
        if parsed.verb == "export":
            return print_export(database, conversation)
        return erase(database, conversation)


def _conversation_of_input(channel: str, settings: Settings) -> str:
    own_id = sys.stdin.readline().rstrip("\r\n")
    if not own_id:
        raise SettingsError("Standard input holds no id: write the channel's own id or token.")
    return conversation_id(settings.secret, channel, own_id)


def purge_older(database: Database, days: float, *, dry_run: bool = False) -> int:
    """Delete in batches what is older than so many days; return 1 when any of it remains."""
    before = time.time() - days * DAY_SECONDS
    report: dict[str, Any] = {"before": _written(before)}
    if not dry_run:
        report["conversations"] = _repeat(database, purge, before)
        report["rows_left_over"] = _repeat(database, purge_remains, before)
        compact(database.engine)
    report["older"] = database.run_now(_unhurried(count_older), before)
    _print(report)
    return 1 if report["older"] else 0


def print_export(database: Database, conversation: str) -> int:
    """Print every stored field of a conversation; return 1 when there is none."""
    found = database.run_now(export, conversation)
    _print(found)
    return 0 if any(found["tables"].values()) else 1


def erase(database: Database, conversation: str) -> int:
    """Delete a conversation for good and print a receipt; return 1 when a row is left."""
    deleted = database.run_now(erase_conversation, conversation)
    compact(database.engine)
    left = database.run_now(export, conversation)["tables"]
    rows_left = sum(len(rows) for rows in left.values())
    _print(
        {
            "conversation": conversation,
            "erased_at": _written(time.time()),
            "events": deleted,
            "tables": sorted(left),
            "rows_left": rows_left,
        }
    )
    return 1 if rows_left else 0


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


def _written(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


def _print(report: dict[str, Any]) -> None:
    print(json.dumps(report, indent=2, ensure_ascii=False))
