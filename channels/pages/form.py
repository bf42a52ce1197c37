"""The chat without JavaScript: each question is a form, each reply a page, by the same turn.

The token of the conversation is a hidden field, so there is no cookie that a page of another site
could use; what such a page sends is refused all the same.
"""

from __future__ import annotations

from contextlib import suppress

from sanic.response import HTTPResponse, text

from channels.chat.call import Call, Visitor
from channels.chat.conversations import begin, erase_all
from channels.chat.messages import Posted, all_messages, turn_of
from channels.chat.rendering import ASSISTANT, Message
from channels.chat.texts import text as sentence
from channels.chat.transcript import as_text
from channels.errors import BadRequest, ChannelError, Refused
from channels.incoming import MAX_BODY_BYTES, MAX_TEXT_CHARACTERS, check_text
from channels.pages.fields import Filled, comes_from_here, new_nonce, read_form
from channels.pages.rendering import page
from channels.pages.texts import words
from channels.problem import status_and_sentence


async def receive(call: Call) -> HTTPResponse:
    """Do what the form asks for; an error leaves what was typed in its place."""
    filled = read_form(call.request)
    if not comes_from_here(call.request):
        return empty_form(filled.language, "refused", 403)
    operation = {"delete": _delete, "save": _save}.get(filled.action, _ask)
    try:
        call.limits.clients.spend(call.request)
        return await operation(call, filled)
    except ChannelError as exc:
        status, notice = status_and_sentence(exc, filled.language)
        shown = await _shown(call, filled)
        return _page(filled, shown, filled.token, notice, status, typed=filled.typed)


def empty_form(language: str, notice: str = "", status: int = 200) -> HTTPResponse:
    """Return the form before anything was asked: no conversation has begun."""
    filled = Filled(None, new_nonce(), "", None, "", language)
    said = words(language)["page"][notice] if notice else ""
    return _page(filled, [_opening(language)], None, said, status)


async def _ask(call: Call, filled: Filled) -> HTTPResponse:
    phrases = words(filled.language)["page"]
    if filled.choice is None and not filled.typed:
        return _page(filled, await _shown(call, filled), filled.token, phrases["empty"])
    visitor, is_new = await _visitor(call, filled)
    notice = phrases["ended"] if is_new and filled.token else ""
    typed = None if filled.choice else check_text("text", filled.typed, MAX_BODY_BYTES)
    posted = Posted(filled.message_id, typed, filled.choice, filled.language)
    try:
        turn = await turn_of(call, visitor, posted)
    except BadRequest:
        shown = await all_messages(call, visitor)
        return _page(filled, shown, visitor.token, phrases["choice_gone"])
    said = (await turn())["messages"]
    # A reply that is not kept, such as the one to a message that is too long, has no number.
    shown = [*await all_messages(call, visitor), *(m for m in said if "number" not in m)]
    too_long = filled.typed if len(filled.typed) > MAX_TEXT_CHARACTERS else ""
    return _page(filled, shown, visitor.token, notice, typed=too_long)


async def _visitor(call: Call, filled: Filled) -> tuple[Visitor, bool]:
    """Return who asks, and whether the conversation is new."""
    try:
        return await call.visitor_with(filled.token), False
    except Refused:
        return (await begin(call, filled.language))[0], True


async def _delete(call: Call, filled: Filled) -> HTTPResponse:
    with suppress(Refused):  # it had ended, so nobody can open it any more
        await erase_all(call, await call.visitor_with(filled.token))
    return empty_form(filled.language, "deleted")


async def _save(call: Call, filled: Filled) -> HTTPResponse:
    try:
        visitor = await call.visitor_with(filled.token)
    except Refused:
        return empty_form(filled.language, "nothing_to_save")
    content = as_text(await all_messages(call, visitor), filled.language)
    named = {"Content-Disposition": 'attachment; filename="conversation.txt"'}
    return text(content, headers={**named, "Cache-Control": "no-store"})


async def _shown(call: Call, filled: Filled) -> list[Message]:
    """Return what the page showed before, as far as it can be read now."""
    try:
        return await all_messages(call, await call.visitor_with(filled.token))
    except ChannelError:
        return [_opening(filled.language)]


def _opening(language: str) -> Message:
    return {"from": ASSISTANT, "text": sentence("opening", language)}


def _page(
    filled: Filled,
    messages: list[Message],
    token: str | None,
    notice: str = "",
    status: int = 200,
    *,
    typed: str = "",
) -> HTTPResponse:
    return page(
        "form",
        filled.language,
        status,
        messages=messages,
        token=token or "",
        nonce=filled.nonce if typed else new_nonce(),
        typed=typed,
        notice=notice,
        limit=MAX_TEXT_CHARACTERS,
    )
