"""Answers what people type where nothing can be pressed: choices have numbers."""

from __future__ import annotations

from dataclasses import dataclass

from channels.choices import as_typed, payload_of_number
from channels.incoming import MAX_TEXT_CHARACTERS
from channels.messaging.languages import spoken_language
from channels.messaging.service import Arrived, Body
from channels.render import numbered, read
from channels.texts import DEFAULT_LANGUAGE, known_language
from channels.texts import read as read_texts
from channels.turn import IncomingMessage, Turns
from runtime.privacy.redaction import redact

DELETED, ONLY_TEXT, TOO_LONG = "deleted", "only_text", "too_long"


@dataclass(frozen=True)
class Answer:
    """A reply as text, the language that it is in, and whether it ends the conversation."""

    text: str
    language: str
    erase: bool = False


def to_keep(text: str, *, has_attachment: bool = False) -> Body | None:
    """Return what is stored of a message until it is answered, or nothing when it says nothing.

    A text is masked. Of one that needs no turn only what it is gets stored.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        return {"fixed": TOO_LONG}
    if text.strip().lower() in read_texts("channels/typed")["delete_words"]:
        return {"fixed": DELETED}
    if text.strip():
        masked = redact(text)
        return {"text": masked.text, "masked": list(masked.kinds)}
    return {"fixed": ONLY_TEXT} if has_attachment else None


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
        spoken = await turns.run(spoken_language, arrived.conversation)
        return _fixed(kept["fixed"], spoken or known_language(language))
    chosen = await turns.run(payload_of_number, arrived.conversation, kept["text"])
    hint = known_language(language)
    message = IncomingMessage(
        channel,
        arrived.own_id,
        chosen or as_typed(kept["text"]),
        arrived.update_id,
        {"language": hint} if hint else {},
        tuple(kept["masked"]),
    )
    async with turns.background:
        replies = await turns.take(message)
    spoken = await turns.run(spoken_language, arrived.conversation)
    return Answer("\n\n".join(numbered(map(read, replies))), spoken or hint or DEFAULT_LANGUAGE)


def _fixed(name: str, language: str | None) -> Answer:
    """Return a fixed answer, in both languages when nobody knows which the person reads."""
    said = read_texts("chat/too_long") if name == TOO_LONG else read_texts("channels/typed")[name]
    text = said[language] if language else "\n\n".join(said.values())
    return Answer(text, language or DEFAULT_LANGUAGE, erase=name == DELETED)
