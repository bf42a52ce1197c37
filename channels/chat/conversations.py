"""The life of a conversation: it begins, has a language, and can be erased."""

from __future__ import annotations

import time

from sanic.response import HTTPResponse, empty, json

from channels.chat import tokens
from channels.chat.bodies import language_field, read_body, required
from channels.chat.call import CHANNEL, Call, Visitor
from channels.chat.rendering import moment, opening
from channels.chat.texts import preferred_language
from channels.erasing import cut_log_now
from channels.errors import NotReady
from channels.identity import new_token
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.errors import StoreUnavailable


async def create(call: Call) -> HTTPResponse:
    """Begin a conversation; the token is all that opens it, and is told only once."""
    language = language_field(read_body(call.request, "language"))
    if language is None:
        language = preferred_language(call.request.headers.get("accept-language", ""))
    visitor, expires_at = await begin(call, language)
    return json(
        {
            "token": visitor.token,
            "expiresAt": moment(expires_at),
            "messages": [opening(language, visitor.began_at)],
            "language": language,
        },
        201,
    )


async def begin(call: Call, language: str) -> tuple[Visitor, float]:
    """Return a new visitor and until when at most the token is good.

    Raises:
        TooMany: when the network begins too many.
    """
    call.limits.new_conversations.spend(call.client)
    token, now = new_token(), time.time()
    conversation = call.turns.conversation(CHANNEL, token)
    expires_at = await call.run(tokens.issue, conversation, language, now)
    return Visitor(token, conversation, language, now), expires_at


async def set_language(call: Call) -> HTTPResponse:
    """Remember the language that is assumed when a message does not show its own."""
    visitor = await call.visitor()
    language = required("language", language_field(read_body(call.request, "language")))
    await call.run(tokens.set_language, visitor.conversation, language)
    return empty()


async def erase(call: Call) -> HTTPResponse:
    """Delete all that is stored of the conversation; its token is dead from then on."""
    await erase_all(call, await call.visitor())
    return empty()


async def erase_all(call: Call, visitor: Visitor) -> None:
    """Delete all that is stored of the visitor's conversation."""
    try:
        async with call.agent.lock_store.lock(visitor.conversation):
            await call.run(erase_conversation, visitor.conversation)
    except StoreUnavailable as exc:
        raise NotReady(str(exc)) from exc
    await cut_log_now(call.agent.tracker_store.database)
