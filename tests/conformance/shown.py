"""What somebody sees of a reply, and what of it must be the same on every channel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.knowledge.files import read_yaml
from runtime.conversations import log
from runtime.environment import PROJECT_FOLDER

_ADDRESS = re.compile(r"https://[^\s<>\"]*[^\s<>\".,;:!?)]")
_HOUR = re.compile(r"\b\d{1,2}[.:]\d{2}\b")
_NUMBER = re.compile(r"(?:\+31|0)[\d ]{8,}\d")
CHECKS = ("answers", "hours", "sources", "choices", "outcomes")


@dataclass(frozen=True)
class Shown:
    """The messages of a reply as people read them, without choices, and the choices' titles."""

    texts: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """What is compared of one turn, each part under the name of its check."""

    answers: str
    hours: tuple[str, ...]
    sources: tuple[str, ...]
    choices: tuple[str, ...]
    outcomes: tuple[tuple[str, ...], ...]


def compared(shown: Shown, stored: Sequence[log.Event]) -> Compared:
    """Return what is compared of a reply: what was shown, and what a machine reads of it.

    How a channel introduces itself is its own, and so is where it cuts a long text.
    """
    introductions = _introductions()
    words = " ".join(" ".join(shown.texts).split())
    for introduction in introductions:
        words = words.replace(introduction, "").strip()
    customs = [log.bot_message(event).get("custom", {}) for event in stored]
    answers = [custom["answer"] for custom in customs if "answer" in custom]
    outcomes = tuple(tuple(str(a[name]) for name in MACHINE) for a in answers)
    return Compared(
        words,
        (*_HOUR.findall(words), *_NUMBER.findall(words)),
        tuple(_ADDRESS.findall(words)),
        shown.choices,
        outcomes,
    )


MACHINE = ("topic", "article", "outcome", "language")


def last_reply(events: Sequence[log.Event]) -> list[log.Event]:
    """Return the assistant's events after the last message of the person."""
    reply: list[log.Event] = []
    for event in events:
        if event["event"] == log.USER:
            reply = []
        elif event["event"] == log.BOT:
            reply.append(event)
    return reply


def _introductions() -> list[str]:
    path = PROJECT_FOLDER / "data" / "responses" / "conversation.yml"
    variants: list[dict[str, Any]] = read_yaml(path)["responses"]["utter_introduction"]
    return [" ".join(variant["text"].split()) for variant in variants]
