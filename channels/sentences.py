"""The sentences of the channels themselves, from `data/channels`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[1] / "data" / "channels"
LANGUAGES = ("en", "nl")
DEFAULT_LANGUAGE = "en"


@lru_cache(maxsize=16)
def read(name: str) -> dict[str, Any]:
    """Return what stands in a file of `data/channels`."""
    content: dict[str, Any] = YAML(typ="safe").load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return content


def in_both(name: str, key: str) -> str:
    """Return a sentence in both languages, for when nobody knows which the person reads."""
    sentence = read(name)[key]
    return "\n\n".join(sentence[language] for language in LANGUAGES)


def in_language(name: str, key: str, language: str | None) -> str:
    """Return a sentence in a language of ours, or in English."""
    sentence = read(name)[key]
    text: str = sentence.get(language or DEFAULT_LANGUAGE) or sentence[DEFAULT_LANGUAGE]
    return text
