"""What an operator does with stored conversations: purge, export, erase."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from contextlib import closing
from typing import Any

import channels.chat.tokens  # noqa: F401 - its table belongs to a conversation too
from channels.identity import conversation_id
from runtime.conversations.compaction import compact
from runtime.conversations.database import Database
from runtime.conversations.erasure import erase_conversation, export
from runtime.purging import DAY_SECONDS, count_all_older, purge_older, written
from runtime.settings import Settings, SettingsError
from runtime.timetable import purge_daily


def run_privacy_verb(parsed: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked, print what was done as JSON; return the exit code.

    Raises:
        StoreError: when the database does not answer, or others use it all the time.
        SettingsError: when standard input holds no id.
    """
    with closing(Database(settings.database_url)) as database:
        if parsed.verb == "purge":
            days = settings.retention_days if parsed.older_than is None else parsed.older_than
            if parsed.daily:
                asyncio.run(purge_daily(database, days))
            return purge_once(database, days, dry_run=parsed.dry_run)
        conversation = parsed.conversation or _conversation_of_input(parsed.channel, settings)
        if parsed.verb == "export":
            return print_export(database, conversation)
        return erase(database, conversation)


def _conversation_of_input(channel: str, settings: Settings) -> str:
    own_id = sys.stdin.readline().rstrip("\r\n")
    if not own_id:
        raise SettingsError("Standard input holds no id: write the channel's own id or token.")
    return conversation_id(settings.secret, channel, own_id)


def purge_once(database: Database, days: float, *, dry_run: bool = False) -> int:
    """Delete what is older than so many days; return 1 when any of it remains."""
    if dry_run:
        before = time.time() - days * DAY_SECONDS
        report = {"before": written(before), "older": count_all_older(database, before)}
    else:
        report = purge_older(database, days, compact)
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
            "erased_at": written(time.time()),
            "events": deleted,
            "tables": sorted(left),
            "rows_left": rows_left,
        }
    )
    return 1 if rows_left else 0


def _print(report: dict[str, Any]) -> None:
    print(json.dumps(report, indent=2, ensure_ascii=False))
