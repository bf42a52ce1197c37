"""Messages: one turn for each that is posted, and all of them to read again."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.chat.bodies import language_field, read_body, required, text_field
from channels.chat.call import CHANNEL, Call, Visitor
from channels.chat.rendering import (
    ASSISTANT,
    Message,
    assistant_message,
    conversation_messages,
    opening,
)
from channels.chat.sse import stream, wants_events
from channels.chat.stored import message_events, number_of
from channels.chat.texts import text
from channels.choices import CHOICE_ID, as_typed, payload_of
from channels.errors import BadRequest, Refused, TurnFailed
from channels.incoming import MAX_TEXT_CHARACTERS, TIME_ZONE
from channels.turn import IncomingMessage, stored_message_id
from runtime.conversations.errors import ConversationErased

Turn = Callable[[], Awaitable[dict[str, Any]]]

_MESSAGE_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")


@dataclass(frozen=True)
class Posted:
    """The checked body: either a text or a choice."""

    message_id: str
    text: str | None
    choice: str | None
    language: str | None
    time_zone: str | None = None


def read_posted(request: Request) -> Posted:
    """Return what was posted.

    Raises:
        BadRequest: with the field and the reason.
    """
    content = read_body(request, "text", "choice", "messageId", "language", "timeZone")
    message_id = required("messageId", text_field(content, "messageId", _MESSAGE_ID))
    typed, choice = text_field(content, "text"), text_field(content, "choice", CHOICE_ID)
    if (typed is None) == (choice is None):
        raise BadRequest("Give either 'text' or 'choice'.")
    zone = text_field(content, "timeZone", TIME_ZONE)
    return Posted(message_id, typed, choice, language_field(content), zone)


async def post(call: Call) -> HTTPResponse | None:
    """Take a turn; the reply is one document, or events when the client asks for them."""
    visitor = await call.visitor()
    posted = read_posted(call.request)
    turn = await turn_of(call, visitor, posted)
    if wants_events(call.request):
        await stream(call.request, posted.message_id, turn)
        return None
    return json(await turn())


async def turn_of(call: Call, visitor: Visitor, posted: Posted) -> Turn:
    """Return what takes the turn that was posted.

    Raises:
        BadRequest: when the choice is not one that was offered.
    """
    language = posted.language or visitor.language
    if posted.text is not None and len(posted.text) > MAX_TEXT_CHARACTERS:
        return partial(_too_long, language)
    words = await _words(call, visitor, posted)
    return partial(_take, call, visitor, posted, words, language)


async def _words(call: Call, visitor: Visitor, posted: Posted) -> str:
    if posted.text is not None:
        return as_typed(posted.text)
    payload = await call.run(
        payload_of, visitor.conversation, str(posted.choice), call.turns.conversation
    )
    if payload is None:
        raise BadRequest("'choice' is not one that this conversation offered lately.")
    return payload


async def _too_long(language: str) -> dict[str, Any]:
    said = {"from": ASSISTANT, "text": text("too_long", language)}
    return {"messages": [said], "language": language}


async def _take(
    call: Call, visitor: Visitor, posted: Posted, words: str, language: str
) -> dict[str, Any]:
    # The opening message of the conversation was the introduction.
    metadata: dict[str, Any] = {"language": language, "introduced": True}
    if posted.time_zone is not None:
        metadata["time_zone"] = posted.time_zone
    message = IncomingMessage(CHANNEL, visitor.token, words, posted.message_id, metadata)
    try:
        replies = await call.turns.take(message)
    except TurnFailed as exc:
        if isinstance(exc.__cause__, ConversationErased):
            raise Refused from exc  # somebody erased it meanwhile, so the token is dead
        raise
    number = await call.run(number_of, visitor.conversation, stored_message_id(posted.message_id))
    said: list[Message] = [
        {"number": number + position}
        | assistant_message(reply, visitor.conversation, call.turns.conversation)
        for position, reply in enumerate(replies, start=1)
    ]
    spoken = [m["answer"]["language"] for m in said if "answer" in m]
    return {"messages": said, "language": spoken[-1] if spoken else language}


async def all_messages(call: Call, visitor: Visitor) -> list[Message]:
    """Return the conversation from its opening message on."""
    stored = await call.run(message_events, visitor.conversation)
    said = conversation_messages(stored, visitor.conversation, call.turns.conversation)
    return [opening(visitor.language, visitor.began_at), *said]


async def get(call: Call) -> HTTPResponse:
    """Return the conversation so far, as after a page was loaded again."""
    visitor = await call.visitor()
    return json({"messages": await all_messages(call, visitor), "language": visitor.language})
