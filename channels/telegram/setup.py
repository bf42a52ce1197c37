"""What an operator does with a bot once: its webhook, its commands and its descriptions."""

from __future__ import annotations

from typing import Any

from telegram import BotCommand, WebhookInfo
from telegram.error import TelegramError
from telegram.ext import ExtBot

from channels.errors import SendingFailed
from channels.telegram import texts
from channels.telegram.bot import close_bot, make_bot
from channels.telegram.settings import TelegramSettings
from channels.telegram.updates import WANTED
from channels.texts import DEFAULT_LANGUAGE, LANGUAGES

PATH = "/webhooks/telegram/webhook"
CONNECTIONS = 40  # that Telegram may hold to bring updates


class SetupFailed(SendingFailed):
    """The Bot API refused or was not reached; the message says which, and holds no token."""


async def set_up(settings: TelegramSettings, verb: str, url: str | None = None) -> str:
    """Do one verb, `set-webhook`, `delete-webhook` or `describe`; return what to tell.

    Raises:
        SetupFailed: when it was not done.
    """
    bot = make_bot(settings)
    try:
        if verb == "set-webhook":
            return await _set_webhook(bot, settings, str(url))
        if verb == "delete-webhook":
            await bot.delete_webhook()
            return "webhook deleted"
        return await _describe(bot)
    except TelegramError as exc:
        raise SetupFailed(f"the Bot API: {type(exc).__name__}") from None
    finally:
        await close_bot(bot)


async def _set_webhook(bot: ExtBot[Any], settings: TelegramSettings, url: str) -> str:
    await bot.set_webhook(
        url.rstrip("/") + PATH,
        secret_token=settings.secret,
        allowed_updates=WANTED,
        max_connections=CONNECTIONS,
    )
    info: WebhookInfo = await bot.get_webhook_info()
    return f"webhook {info.url} waiting={info.pending_update_count}"


async def _describe(bot: ExtBot[Any]) -> str:
    """Set commands and descriptions: in each language, and in one for all others."""
    for code in ("", *LANGUAGES):
        language = code or DEFAULT_LANGUAGE
        menu = [BotCommand(name, command[language]) for name, command in texts.commands().items()]
        await bot.set_my_commands(menu, language_code=code or None)
        await bot.set_my_description(
            texts.profile("description", language), language_code=code or None
        )
        await bot.set_my_short_description(
            texts.profile("short_description", language), language_code=code or None
        )
    return f"commands {len(texts.commands())} languages {' '.join(LANGUAGES)}"
