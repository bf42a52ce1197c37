"""Calls to the Bot API, and what their errors mean for a letter."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from channels.errors import Blocked, InDoubt, NotSent, SendingFailed, TryLater, Unsendable
from channels.messaging.service import Body, Leaving
from channels.telegram.settings import TelegramSettings

logger = logging.getLogger(__name__)

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 10.0
CONNECTIONS = 32
# Errors that come before the request has left this machine.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def make_bot(settings: TelegramSettings) -> ExtBot[Any]:
    """Return the bot; nothing is called, and its connections open with the first call.

    It is never initialised as a whole, for that asks the service who it is and so needs it there.
    """
    seconds: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "pool_timeout": CONNECT_SECONDS,
        "read_timeout": ANSWER_SECONDS,
        "write_timeout": ANSWER_SECONDS,
    }
    return ExtBot(
        settings.token,
        base_url=f"{settings.server}/bot",
        request=HTTPXRequest(connection_pool_size=CONNECTIONS, **seconds),
        get_updates_request=HTTPXRequest(connection_pool_size=1, **seconds),
        rate_limiter=_Limiter(),
    )


async def close_bot(bot: ExtBot[Any]) -> None:
    """Close its connections."""
    await asyncio.gather(*(request.shutdown() for request in bot._request))


class _Limiter(AIORateLimiter):
    """Keeps Telegram's limits, and says when a call leaves: `rate_limit_args` is awaited then.

    A letter may wait here for many seconds, in which it is certain that it was not sent.
    """

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any | None,
    ) -> Any:
        """Call when the limits allow it."""

        async def leave(*given: Any, **named: Any) -> Any:
            if rate_limit_args is not None:
                await rate_limit_args()
            return await callback(*given, **named)

        return await super().process_request(leave, args, kwargs, endpoint, data, None)


async def send(bot: ExtBot[Any], letter: Body, leaving: Leaving) -> None:
    """Send a letter of `channels.telegram.letters`; `leaving` is awaited when it leaves.

    Raises:
        SendingFailed: with what is known of it.
    """
    keyboard = None
    if letter.get("choices"):
        buttons = [InlineKeyboardButton(t, callback_data=id_) for t, id_ in letter["choices"]]
        keyboard = InlineKeyboardMarkup.from_column(buttons)
    try:
        await bot.send_message(
            letter["chat"],
            letter["html"],
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            rate_limit_args=leaving,
        )
    except TelegramError as exc:
        raise meaning(exc) from None  # its text may hold what was sent, or the token


def meaning(error: TelegramError) -> SendingFailed:
    """Return what an error says of a letter."""
    if isinstance(error, RetryAfter):
        return TryLater(wait_of(error))
    if isinstance(error, Forbidden):
        return Blocked()
    if isinstance(error, (BadRequest, ChatMigrated)):
        return Unsendable()
    if isinstance(error, InvalidToken):
        return TryLater(60.0, everything=True)  # an operator has to mend it
    if isinstance(error.__cause__, httpx.HTTPError):
        return NotSent() if isinstance(error.__cause__, _NOT_SENT) else InDoubt()
    # The service itself answered that it failed (5xx).
    return NotSent() if isinstance(error, NetworkError) else InDoubt()


def wait_of(error: RetryAfter) -> float:
    """Return how many seconds the service asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def try_to(call: Awaitable[object]) -> None:
    """Make a call that only makes the chat nicer; when it fails nothing is lost."""
    try:
        await call
    except TelegramError as exc:
        logger.info("telegram.call_failed error=%s", type(exc).__name__)
