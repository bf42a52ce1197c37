"""Whether an answer helped: kept without the conversation that it was given in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sanic.response import HTTPResponse, empty

from channels.chat.bodies import read_body, text_field
from channels.chat.call import Call
from channels.chat.judgements import store
from channels.chat.messages import all_messages
from channels.chat.rendering import ASSISTANT, Message
from channels.errors import BadRequest
from runtime.privacy.redaction import redact

REASONS = ("not_my_question", "not_clear", "not_complete", "not_correct", "other")
MAX_COMMENT_CHARACTERS = 500
FIELDS = ("messageNumber", "article", "helpful", "reason", "comment")


async def give(call: Call) -> HTTPResponse:
    """Keep the judgement, the comment without personal data."""
    visitor = await call.visitor()
    judgement = read_judgement(read_body(call.request, *FIELDS))
    number, article = judgement.pop("number"), judgement.pop("named")
    messages = await all_messages(call, visitor)
    about = about_message(messages, number) if article is None else about_article(messages, article)
    today = datetime.now(UTC).date()
    await call.run(store, {**judgement, "article": about, "day": today})
    return empty()


def read_judgement(content: dict[str, Any]) -> dict[str, Any]:
    """Return what was said of which message or article.

    Raises:
        BadRequest: with the field and the reason.
    """
    number, named = content.get("messageNumber"), text_field(content, "article")
    if ("messageNumber" in content) == (named is not None):
        raise BadRequest("Give either 'messageNumber' or 'article'.")
    if named is None and (type(number) is not int or number < 1):
        raise BadRequest("'messageNumber' must be a whole number from 1.")
    if type(content.get("helpful")) is not bool:
        raise BadRequest("'helpful' must be true or false.")
    reason, comment = text_field(content, "reason"), text_field(content, "comment")
    if reason is not None and reason not in REASONS:
        raise BadRequest(f"'reason' must be one of: {', '.join(REASONS)}.")
    if comment is not None and len(comment) > MAX_COMMENT_CHARACTERS:
        raise BadRequest(f"'comment' has more than {MAX_COMMENT_CHARACTERS} characters.")
    masked = None if comment is None else redact(comment).text
    helpful = content["helpful"]
    return {
        "number": number,
        "named": named,
        "helpful": helpful,
        "reason": reason,
        "comment": masked,
    }


def about_message(messages: list[Message], number: int) -> str | None:
    """Return the article of a message; a reply without one can be judged too.

    Raises:
        BadRequest: when the assistant did not say it.
    """
    said = next((m for m in messages if m["number"] == number and m["from"] == ASSISTANT), None)
    if said is None:
        raise BadRequest("'messageNumber' is not a message of the assistant.")
    article: str | None = said.get("answer", {}).get("article")
    return article


def about_article(messages: list[Message], article: str) -> str:
    """Return the article when this conversation showed it.

    Raises:
        BadRequest: when it did not.
    """
    if all(m.get("answer", {}).get("article") != article for m in messages):
        raise BadRequest("'article' was not shown in this conversation.")
    return article
