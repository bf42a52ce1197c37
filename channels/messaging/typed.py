"""Answers what people type where nothing can be pressed: choices have numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from channels.choices import as_typed, payload_of_number
from channels.errors import NotReady
from channels.incoming import MAX_TEXT_CHARACTERS
from channels.messaging.generations import Generation, present
from channels.messaging.service import Body
from channels.render import numbered, read
from channels.sentences import LANGUAGES, in_both
from channels.turn import IncomingMessage, Turns
from runtime.conversations.errors import StoreUnavailable
from runtime.privacy.redaction import redact

SENTENCES = "typed"


@dataclass(frozen=True)
class Answered:
    """A reply as text, its conversation and the language it is in."""

    text: str
    conversation: str
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


async def present_conversation(turns: Turns, channel: str, chat: str) -> Generation:
    """Return the present conversation of a chat.

    Raises:
        NotReady: when the store is not there.
    """
    found: tuple[Generation, Generation] = await _run(
        turns, present, turns.conversation, channel, chat
    )
    return found[0]


async def answer(
    turns: Turns, channel: str, chat: str, update_id: str, kept: Body, language: str | None = None
) -> Answered:
    """Take the turn for a message that was kept.

    Args:
        turns: takes it.
        channel: the name of the channel.
        chat: the channel's own id of the chat.
        update_id: that of the message.
        kept: what `to_keep` has returned.
        language: the one that the service says the message is in.

    Raises:
        ChannelError: as a turn does.
    """
    now = await present_conversation(turns, channel, chat)
    if "fixed" in kept:
        return Answered(in_both(SENTENCES, kept["fixed"]), now.conversation, LANGUAGES[0])
    chosen = await _run(turns, payload_of_number, now.conversation, kept["text"])
    message = IncomingMessage(
        channel,
        now.own_id,
        chosen or as_typed(kept["text"]),
        update_id,
        {"language": language} if language in LANGUAGES else {},
        tuple(kept["masked"]),
    )
    replies = await turns.take(message)
    text = "\n\n".join(numbered(read(reply) for reply in replies))
    return Answered(text, now.conversation, _language_of(replies))


def _language_of(replies: Sequence[dict[str, Any]]) -> str:
    spoken = [(reply.get("custom") or {}).get("answer", {}).get("language") for reply in replies]
    known: list[str] = [language for language in spoken if language in LANGUAGES]
    return known[-1] if known else LANGUAGES[0]


async def _run(turns: Turns, work: Any, *arguments: Any) -> Any:
    if turns.agent is None:
        raise NotReady("the model is not loaded yet")
    try:
        return await turns.agent.tracker_store.database.run(work, *arguments)
    except StoreUnavailable as exc:
        raise NotReady(str(exc)) from exc
