"""What follows when a conversation was deleted."""

from __future__ import annotations

import logging

from runtime.conversations.compaction import cut_log
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable

logger = logging.getLogger(__name__)


async def cut_log_now(database: Database) -> None:
    """Take what was deleted out of the database's log."""
    try:
        await database.tidy(cut_log)
    except StoreUnavailable as exc:
        # The rows are gone; the nightly purge cuts the log again.
        logger.warning("erasure.log_in_use error=%s", exc)
