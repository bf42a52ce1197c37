"""Answers what people type where nothing can be pressed: choices have numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from channels.choices import as_typed, payload_of_number
from channels.errors import NotReady
from channels.incoming import MAX_TEXT_CHARACTERS
from channels.messaging.service import Arrived, Body
from channels.render import numbered, read
from channels.sentences import LANGUAGES, in_both
from channels.turn import IncomingMessage, Turns
from runtime.conversations.errors import StoreUnavailable
from runtime.privacy.redaction import redact

SENTENCES = "typed"


@dataclass(frozen=True)
class Answer:
    """A reply as text, and the language that it is in."""

    text: str
    language: str


def to_keep(text: str, *, has_attachment: bool = False) -> Body | None:
    """Return what is stored of a message until it is answered, or nothing when it says nothing.

    A text is masked; of one that is too long, and of a picture, only that it came is stored.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        return {"fixed": "too_long"}
    if text.strip():
        masked = redact(text)
        return {"text": masked.text, "masked": list(masked.kinds)}
    return {"fixed": "only_text"} if has_attachment else None


async def answer(
    turns: Turns, channel: str, arrived: Arrived, kept: Body, language: str | None = None
) -> Answer:
    """Take the turn for a message that was kept.

    Args:
        turns: takes it.
        channel: the name of the channel.
        arrived: what came.
        kept: what `to_keep` has returned.
        language: the one that the service says the message is in.

    Raises:
        ChannelError: as a turn does.
    """
    if "fixed" in kept:
        return Answer(in_both(SENTENCES, kept["fixed"]), LANGUAGES[0])
    message = IncomingMessage(
        channel,
        arrived.own_id,
        await _words(turns, arrived.conversation, kept["text"]),
        arrived.update_id,
        {"language": language} if language in LANGUAGES else {},
        tuple(kept["masked"]),
    )
    replies = await turns.take(message)
    text = "\n\n".join(numbered(read(reply) for reply in replies))
    return Answer(text, _language_of(replies))


async def _words(turns: Turns, conversation: str, text: str) -> str:
    """Return what a number stands for when it is one of the last choices, else what was typed."""
    if turns.agent is None:
        raise NotReady("the model is not loaded yet")
    try:
        chosen: str | None = await turns.agent.tracker_store.database.run(
            payload_of_number, conversation, text
        )
    except StoreUnavailable as exc:
        raise NotReady(str(exc)) from exc
    return chosen or as_typed(text)


def _language_of(replies: Sequence[dict[str, Any]]) -> str:
    spoken = [(reply.get("custom") or {}).get("answer", {}).get("language") for reply in replies]
    known: list[str] = [language for language in spoken if language in LANGUAGES]
    return known[-1] if known else LANGUAGES[0]
