"""Purges each night without anybody who remembers it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from sqlalchemy.engine import Engine

from actions.contact.opening_hours import DUTCH_TIME
from runtime.conversations.compaction import compact, cut_log
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreError
from runtime.purging import purge_older

logger = logging.getLogger(__name__)

QUIET_HOUR = time(3, 17)  # few people wait while the files are written anew
AGAIN_SECONDS = 3_600.0


async def purge_daily(database: Database, days: float) -> None:
    """Purge now, then each night; what failed is tried again in an hour."""
    clean = cut_log  # at a start people may be talking, so the files are not written anew
    while True:
        done = await asyncio.to_thread(attempt, database, days, clean)
        await asyncio.sleep(
            seconds_to_quiet_hour(datetime.now(DUTCH_TIME)) if done else AGAIN_SECONDS
        )
        clean = compact


def attempt(database: Database, days: float, clean: Callable[[Engine], None]) -> bool:
    """Purge once, log what was done, and tell whether nothing too old is left."""
    try:
        report = purge_older(database, days, clean)
    except StoreError as exc:
        logger.error("purge.failed error=%s", exc)
        return False
    counts = " ".join(f"{name}={report[name]}" for name in ("conversations", "comments"))
    older = sum(report["older"].values())
    logger.log(logging.ERROR if older else logging.INFO, "purge.done %s older=%d", counts, older)
    return not older


def seconds_to_quiet_hour(now: datetime) -> float:
    """Return how long it is until the next quiet hour, on days of 23 and 25 hours too."""
    quiet = datetime.combine(now.date(), QUIET_HOUR, now.tzinfo)
    if quiet <= now:
        quiet = datetime.combine(now.date() + timedelta(days=1), QUIET_HOUR, now.tzinfo)
    return quiet.timestamp() - now.timestamp()
