"""Shows that the assistant is typing for as long as a turn takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram.constants import ChatAction
from telegram.ext import ExtBot

from channels.telegram.bot import try_to

FIRST_SECONDS = 0.3  # most turns are done before
AGAIN_SECONDS = 4.0  # Telegram shows it for five


_telling: set[asyncio.Task[None]] = set()  # a task that nobody holds may be collected


@asynccontextmanager
async def typing(bot: ExtBot[Any], chat: int) -> AsyncIterator[None]:
    """Say so again and again while the block runs; it waits for none of these calls."""
    done = asyncio.Event()
    task = asyncio.create_task(_tell(bot, chat, done))
    _telling.add(task)
    task.add_done_callback(_telling.discard)
    try:
        yield
    finally:
        done.set()  # not cancelled: that would cut a connection in the middle of a call


async def _tell(bot: ExtBot[Any], chat: int, done: asyncio.Event) -> None:
    wait = FIRST_SECONDS
    while not await _happens(done, wait):
        await try_to(bot.send_chat_action(chat, ChatAction.TYPING))
        wait = AGAIN_SECONDS


async def _happens(done: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(done.wait(), seconds)
    return done.is_set()
