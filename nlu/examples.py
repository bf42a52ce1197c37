"""What an example of the training data says about itself beside its intent."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message

LANGUAGE_KEY = "language"
ARTICLE_KEY = "article"
STATEMENT_KEY = "statement"


def _about(message: Message) -> dict[str, Any]:
    metadata = message.get("metadata") or {}
    about = metadata.get("intent") if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def language_of(message: Message) -> str | None:
    """Return the language that the data file gives for an example."""
    return _about(message).get(LANGUAGE_KEY)


def article_of(message: Message) -> str | None:
    """Return the article that an example asks for or is taken from."""
    return _about(message).get(ARTICLE_KEY)


def is_statement(message: Message) -> bool:
    """Tell whether an example is what an article says, not what somebody asks."""
    return bool(_about(message).get(STATEMENT_KEY))
