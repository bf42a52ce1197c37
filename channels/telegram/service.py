"""Answers Telegram's updates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from channels.choices import as_typed, choice_id, payload_of
from channels.errors import TooMany
from channels.limits import RateLimit
from channels.messaging.languages import spoken_language
from channels.messaging.service import Arrived, Body, Handled, Leaving
from channels.render import read
from channels.telegram import bot as api
from channels.telegram import texts, updates
from channels.telegram.letters import letters, plain
from channels.telegram.typing import typing
from channels.texts import DEFAULT_LANGUAGE, sentence
from channels.texts import read as read_texts
from channels.turn import IncomingMessage, Turns

CHANNEL = "telegram"
PLACES = 16
GROUP_LINES_PER_HOUR = 1


class TelegramService:
    """What the Telegram channel does with updates and letters (`channels.messaging.service`)."""

    name = CHANNEL
    repeatable = False
    places = PLACES

    def __init__(self, bot: ExtBot[Any], days_kept: int) -> None:
        self._bot = bot
        self._days_kept = days_kept
        self._group_lines = RateLimit(GROUP_LINES_PER_HOUR / 60, 1)

    async def handle(self, arrived: Arrived, turns: Turns) -> Handled:
        """Answer an update."""
        kind = arrived.body["kind"]
        if kind == updates.GONE:
            return Handled(erase=True)
        if kind == updates.GROUP:
            return await self._point_to_private_chat(arrived)
        language = await _language(arrived, turns)
        if kind == updates.CHOICE:
            return await self._choose(arrived, turns, language)
        if kind == updates.TEXT:
            return await self._turn(arrived, turns, as_typed(arrived.body["text"]), language)
        if kind == updates.COMMAND:
            return await self._command(arrived, turns, language)
        return _say(arrived, self._fixed(arrived.body["text"], language))

    def sorry(self, arrived: Arrived, problem: str) -> Sequence[Body]:
        """Return a kind sentence."""
        return plain(arrived.body["chat"], sentence(problem, arrived.body.get("language")))

    async def send(self, letter: Body, leaving: Leaving) -> None:
        """Send a letter."""
        await api.send(self._bot, letter, leaving)

    def in_doubt(self, letter: Body) -> Body | None:
        """Return a line that says so, the first time."""
        if letter.get("in_doubt"):
            return None
        lines = "\n\n".join(texts.text("in_doubt", language) for language in ("en", "nl"))
        return {**plain(letter["chat"], lines)[0], "in_doubt": True}

    async def _turn(self, arrived: Arrived, turns: Turns, words: str, language: str) -> Handled:
        body = arrived.body
        # /start and the confirmation of a deletion have introduced it.
        metadata = {"language": language, "introduced": True}
        message = IncomingMessage(
            CHANNEL,
            arrived.own_id,
            words,
            arrived.update_id,
            metadata,
            tuple(body.get("masked", ())),
        )
        async with typing(self._bot, body["chat"]), turns.background:
            replies = await turns.take(message)
        choose = partial(choice_id, turns.conversation, arrived.conversation)
        return Handled(letters(body["chat"], [read(reply) for reply in replies], choose))

    async def _choose(self, arrived: Arrived, turns: Turns, language: str) -> Handled:
        body = arrived.body
        # At once, or the button looks as if it were still being pressed; and only once.
        await api.try_to(self._bot.answer_callback_query(body["callback"]))
        await api.try_to(
            self._bot.edit_message_reply_markup(body["chat"], body["message"], reply_markup=None)
        )
        payload = await turns.run(
            payload_of, arrived.conversation, body["choice"], turns.conversation
        )
        if payload is None:
            return _say(arrived, texts.text("old_choice", language))
        return await self._turn(arrived, turns, payload, language)

    async def _command(self, arrived: Arrived, turns: Turns, language: str) -> Handled:
        name = arrived.body["command"]
        command = texts.commands().get(name)
        if command is None:
            return _say(arrived, texts.text("unknown_command", language))
        if "says" in command:
            return await self._turn(arrived, turns, command["says"][language], language)
        if name == "delete":
            return Handled(plain(arrived.body["chat"], texts.text("deleted", language)), erase=True)
        return _say(arrived, self._fixed(name, language))

    def _fixed(self, name: str, language: str) -> str:
        if name == updates.TOO_LONG:
            too_long: str = read_texts("chat/too_long")[language]
            return too_long
        values = {"days": self._days_kept} if name == "privacy" else {}
        return texts.text(name, language, **values)

    async def _point_to_private_chat(self, arrived: Arrived) -> Handled:
        chat = arrived.body["chat"]
        try:
            self._group_lines.spend(str(chat))
            me = await self._bot.get_me()
        except (TooMany, TelegramError):
            return Handled()
        link = f"{me.link}?start=group"
        lines = [texts.text("group", language, link=link) for language in ("nl", "en")]
        return Handled(plain(chat, "\n".join(lines)))


def _say(arrived: Arrived, said: str) -> Handled:
    return Handled(plain(arrived.body["chat"], said))


async def _language(arrived: Arrived, turns: Turns) -> str:
    """Return the language of the conversation, else of the person's Telegram."""
    spoken: str | None = await turns.run(spoken_language, arrived.conversation)
    return spoken or arrived.body.get("language") or DEFAULT_LANGUAGE
