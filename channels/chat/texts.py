"""The sentences of the Chat API itself, from `data/chat`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[2] / "data" / "chat"
LANGUAGES = ("en", "nl")
DEFAULT_LANGUAGE = "en"


def text(name: str, language: str) -> str:
    """Return a sentence, such as `opening`, in a language."""
    sentence: str = read(name)[language]
    return sentence


@lru_cache(maxsize=8)
def read(name: str) -> dict[str, Any]:
    """Return what stands in a file of `data/chat`."""
    path = FOLDER / f"{name}.yml"
    content: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    return content


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
