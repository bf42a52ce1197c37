"""Asks Telegram for updates, for a developer whose machine cannot be reached from outside."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from channels.errors import NotReady
from channels.messaging.worker import back_off
from channels.telegram.bot import wait_of
from channels.telegram.updates import WANTED

logger = logging.getLogger(__name__)

POLL_SECONDS = 20  # how long Telegram waits for something to come

Accept = Callable[[dict[str, Any]], Awaitable[None]]


async def poll(bot: ExtBot[Any], accept: Accept) -> None:
    """Take in updates until cancelled; what `accept` has not stored is asked for again.

    There may be one such process for a bot. A webhook that is set is deleted, for Telegram
    allows only one way at a time.
    """
    offset: int | None = None
    failures, is_webhook = 0, True
    while True:
        try:
            if is_webhook:
                await bot.delete_webhook()
                is_webhook = False
            for update in await bot.get_updates(
                offset=offset, timeout=POLL_SECONDS, allowed_updates=WANTED
            ):
                await accept(update.to_dict())
                offset = update.update_id + 1
            failures = 0
        except (TelegramError, NotReady) as exc:
            failures += 1
            wait = wait_of(exc) if isinstance(exc, RetryAfter) else 0.0
            logger.warning("telegram.polling_failed error=%s", type(exc).__name__)
            await asyncio.sleep(max(wait, back_off(failures)))
