"""Opaque ids for what a button stands for: clients never send what Rasa reads as a command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.engine import Connection

from runtime.conversations import log

Identify = Callable[[str, str], str]

ID_CHARACTERS = 24
CHOICE_ID = re.compile(r"[0-9a-f]{24}")
_NUMBER = re.compile(r"\s*[(\[]?(\d{1,2})\s*[.)\]:]?\s*")
_PAYLOAD = re.compile(r"[\s/]*choice\s*:", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def choice_id(identify: Identify, conversation: str, payload: str) -> str:
    """Return the id of a button in one conversation.

    Args:
        identify: the keyed digest of the server, `Turns.conversation`.
        conversation: the id of the conversation.
        payload: what Rasa gets when the button is pressed.
    """
    return identify("choice", f"{conversation}\0{payload}").rpartition("_")[2][:ID_CHARACTERS]


def payload_of(
    connection: Connection, conversation: str, chosen: str, identify: Identify
) -> str | None:
    """Return the payload of a button that was offered lately, or nothing."""
    stored = log.load(connection, conversation)
    for message in bot_messages(stored.events if stored else ()):
        for button in message.get("buttons", ()):
            if choice_id(identify, conversation, button["payload"]) == chosen:
                payload: str = button["payload"]
                return payload
    return None


def payload_of_number(connection: Connection, conversation: str, text: str) -> str | None:
    """Return the payload of the choice with this number in the last reply, or nothing.

    Args:
        connection: to the store.
        conversation: its id.
        text: what was typed: "2", "2." or the like, in any script's digits.
    """
    number = _NUMBER.fullmatch(text)
    stored = log.load(connection, conversation) if number else None
    if number is None or stored is None:
        return None
    reply: list[log.Event] = []
    for event in stored.events:  # of the last message only
        reply = [] if event["event"] == log.USER else [*reply, event]
    offered = [button for said in bot_messages(reply) for button in said.get("buttons", ())]
    position = int(number[1])
    if not 1 <= position <= len(offered):
        return None
    payload: str = offered[position - 1]["payload"]
    return payload


def bot_messages(events: Iterable[log.Event]) -> Iterable[dict[str, Any]]:
    """Return the messages of the assistant among stored events."""
    return (log.bot_message(event) for event in events if event["event"] == log.BOT)


def as_typed(text: str) -> str:
    """Return a typed text so that it is never read as the payload of a button."""
    folded = "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) not in _INVISIBLE or char.isspace()
    )
    if not _PAYLOAD.match(folded):
        return text
    return "".join(
        f" {char}" if ":" in unicodedata.normalize("NFKC", char) else char for char in text
    )
