"""What an action replies, and what a machine reads of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from actions.knowledge.languages import Language
from actions.knowledge.rendering import Source
from actions.notice import Notice

Outcome = Literal[
    "answered",
    "clarification",
    "tool",
    "handoff",
    "referral",
    "declined",
    "safety",
    "smalltalk",
    "unanswered",
    "error",
]
Event = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One turn's answer: a response of `data/responses` or a text, and what it was about."""

    outcome: Outcome
    response: str | None = None
    text: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: Sequence[Mapping[str, str]] = ()
    topic: str | None = None
    article: str | None = None
    sources: Sequence[Source] = ()
    phone: bool = False
    slots: Mapping[str, Any] = field(default_factory=dict)
    also: Sequence[Reply] = ()  # answers to further questions of the same message
    data: Mapping[str, Any] = field(default_factory=dict)
    notice: Notice | None = None  # said before everything else
    introduces: bool = True  # not when each sentence before the reply is one too many


def answer_data(reply: Reply, language: Language, confidence: float) -> dict[str, Any]:
    """Return what a machine reads of an answer, the same on every channel."""
    return {
        "topic": reply.topic,
        "article": reply.article,
        "outcome": reply.outcome,
        "language": language,
        "sources": [source.as_json() for source in reply.sources],
        "confidence": round(confidence, 3),
    }
