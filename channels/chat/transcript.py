"""The conversation as a file for the person to keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sanic.response import HTTPResponse, json, text

from channels import render
from channels.chat.call import Call
from channels.chat.messages import all_messages
from channels.chat.rendering import Message
from channels.chat.texts import read
from channels.dutch_time import DUTCH_TIME
from channels.errors import BadRequest
from channels.render import Choice, Said

FORMATS = {"json": "conversation.json", "text": "conversation.txt"}


async def download(call: Call) -> HTTPResponse:
    """Return the file."""
    visitor = await call.visitor()
    form = call.request.args.get("format", "json")
    if form not in FORMATS:
        raise BadRequest(f"'format' must be one of: {', '.join(FORMATS)}.")
    messages = await all_messages(call, visitor)
    headers = {"Content-Disposition": f'attachment; filename="{FORMATS[form]}"'}
    if form == "json":
        return json({"messages": messages, "language": visitor.language}, headers=headers)
    return text(as_text(messages, visitor.language), headers=headers)


def as_text(messages: Sequence[Message], language: str) -> str:
    """Return the conversation as people read it."""
    words = read("transcript")[language]
    parts = [words["title"]]
    for message in messages:
        choices = (Choice(b["title"], b["choice"]) for b in message.get("buttons", ()))
        said = render.as_text(Said(message["text"], tuple(choices)))
        at = datetime.fromisoformat(message["sentAt"]).astimezone(DUTCH_TIME)
        speaker = f"{words[message['from']]} ({at:%Y-%m-%d %H:%M}):"
        parts.append(f"{speaker}\n{said}")
    return "\n\n".join(parts) + "\n"
