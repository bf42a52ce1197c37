"""Reads what Telegram brought: of each update only what an answer needs, masked."""

from __future__ import annotations

from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from channels.incoming import ALLOWED_CONTROLS, MAX_TEXT_CHARACTERS
from channels.messaging.service import Body, Incoming
from channels.texts import known_language
from runtime.privacy.redaction import redact

# What an update is about; the connector handles each kind.
TEXT, COMMAND, CHOICE, FIXED, GROUP, GONE = "text", "command", "choice", "fixed", "group", "gone"
# Messages that are answered with a fixed sentence of `data/telegram/texts.yml`, by their part.
FIXED_ANSWERS = {
    "photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "video": "voice",
    "video_note": "voice",
    "sticker": "sticker",
    "animation": "sticker",
    "dice": "sticker",
    "document": "document",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "poll": "other",
    "story": "other",
    "game": "other",
}
TOO_LONG = "too_long"
_LEFT = frozenset({"kicked", "left"})
# Kinds of update that Telegram is asked to send.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


def read(content: dict[str, Any]) -> Incoming | None:
    """Return what is to be handled of an update, or nothing.

    Raises:
        Exception: of any kind when it is no update; the caller drops it.
    """
    update = Update.de_json(content, None)
    body = _body(update)
    if body is None:
        return None
    chat = body["chat"]
    return Incoming(str(update.update_id), str(chat), body, update.update_id)


def _body(update: Update) -> Body | None:
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.callback_query is not None:
        return _choice(update.callback_query)
    if update.edited_message is not None:
        said = update.edited_message
        return _from(said, {"kind": FIXED, "text": "edited"}) if _is_private(said) else None
    if update.message is not None:
        return _message(update.message)
    return None


def _membership(changed: ChatMemberUpdated) -> Body | None:
    body: Body = {"chat": changed.chat.id, **_language(changed.from_user)}
    left = changed.new_chat_member.status in _LEFT
    if changed.chat.type == ChatType.PRIVATE:
        return {**body, "kind": GONE} if left else None
    if left or changed.chat.type == ChatType.CHANNEL:
        return None
    return {**body, "kind": GROUP}


def _choice(pressed: CallbackQuery) -> Body | None:
    if pressed.message is None or pressed.message.chat.type != ChatType.PRIVATE:
        return None
    return {
        "kind": CHOICE,
        "chat": pressed.message.chat.id,
        "choice": pressed.data or "",
        "callback": pressed.id,
        "message": pressed.message.message_id,
        **_language(pressed.from_user),
    }


def _message(message: Message) -> Body | None:
    if message.from_user is None or message.from_user.is_bot:
        return None
    if not _is_private(message):
        return _from(message, {"kind": GROUP}) if message.text else None
    if message.text:
        return _from(message, _words(message.text))
    for part, fixed in FIXED_ANSWERS.items():
        if getattr(message, part, None):
            return _from(message, {"kind": FIXED, "text": fixed})
    return None  # what Telegram itself says in a chat, such as that a message was pinned


def _words(typed: str) -> Body:
    text = "".join(c for c in typed if c.isprintable() or c in ALLOWED_CONTROLS).strip()
    if not text:
        return {"kind": FIXED, "text": "other"}
    if len(text) > MAX_TEXT_CHARACTERS:
        return {"kind": FIXED, "text": TOO_LONG}
    if text.startswith("/"):
        name = text[1:].split(maxsplit=1)[0] if len(text) > 1 else ""
        return {"kind": COMMAND, "command": name.partition("@")[0].lower()[:32]}
    masked = redact(text)
    return {"kind": TEXT, "text": masked.text, "masked": list(masked.kinds)}


def _from(message: Message, body: Body) -> Body:
    return {"chat": message.chat.id, **_language(message.from_user), **body}


def _language(user: User | None) -> Body:
    return {"language": known_language(user.language_code if user else None)}


def _is_private(message: Message) -> bool:
    return bool(message.chat.type == ChatType.PRIVATE)
