"""Shows that the assistant is typing for as long as a turn takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram.constants import ChatAction
from telegram.ext import ExtBot

from channels.telegram.bot import try_to

FIRST_SECONDS = 0.3  # most turns are done before
AGAIN_SECONDS = 4.0  # Telegram shows it for five


@asynccontextmanager
async def typing(bot: ExtBot[Any], chat: int) -> AsyncIterator[None]:
    """Say so again and again while the block runs; it waits for none of these calls."""
    telling = asyncio.create_task(_tell(bot, chat))
    try:
        yield
    finally:
        telling.cancel()


async def _tell(bot: ExtBot[Any], chat: int) -> None:
    await asyncio.sleep(FIRST_SECONDS)
    while True:
        await try_to(bot.send_chat_action(chat, ChatAction.TYPING))
        await asyncio.sleep(AGAIN_SECONDS)
