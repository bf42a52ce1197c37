"""The messages of a conversation in the form of the API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from channels.chat.texts import text
from channels.choices import Identify, choice_id
from channels.render import as_json, read
from runtime.conversations import log

Message = dict[str, Any]

ASSISTANT, USER = "assistant", "user"


def opening(language: str, began_at: float) -> Message:
    """Return the message that every conversation begins with; it has the number 0."""
    return {
        "number": 0,
        "from": ASSISTANT,
        "sentAt": moment(began_at),
        "text": text("opening", language),
    }


def assistant_message(said: dict[str, Any], conversation: str, identify: Identify) -> Message:
    """Return what the assistant said, its buttons with opaque ids."""
    choose = partial(choice_id, identify, conversation)
    return {"from": ASSISTANT, **as_json(read(said), choose)}


def conversation_messages(
    events: Iterable[log.Event], conversation: str, identify: Identify
) -> list[Message]:
    """Return the messages of a whole conversation, numbered from 1, as they are stored."""
    messages: list[Message] = []
    titles: dict[str, str] = {}
    for event in events:
        if event["event"] == log.BOT:
            said = log.bot_message(event)
            titles |= {button["payload"]: button["title"] for button in said.get("buttons", ())}
            message = assistant_message(said, conversation, identify)
        elif event["event"] == log.USER:
            typed = event.get("text") or ""
            message = {"from": USER, "text": titles.get(typed, typed)}  # a choice shows its title
        else:
            continue
        at = moment(event["timestamp"])
        messages.append({"number": len(messages) + 1, "sentAt": at, **message})
    return messages


def moment(seconds: float) -> str:
    """Return a time as RFC 3339 writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
