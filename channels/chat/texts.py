"""The sentences of the Chat API itself, from `data/chat`."""

from __future__ import annotations

from typing import Any

from channels import texts
from channels.texts import DEFAULT_LANGUAGE, LANGUAGES


def text(name: str, language: str) -> str:
    """Return a sentence, such as `opening`, in a language."""
    sentence: str = read(name)[language]
    return sentence


def read(name: str) -> dict[str, Any]:
    """Return what stands in a file of `data/chat`."""
    return texts.read(f"chat/{name}")


def preferred_language(accept_language: str) -> str:
    """Return which of our languages a browser asks for first."""
    best, best_weight = DEFAULT_LANGUAGE, 0.0
    for part in accept_language.lower().split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().partition("-")[0]
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best
