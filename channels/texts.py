"""The sentences that channels say themselves, from `data`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[1] / "data"
LANGUAGES = ("en", "nl")
DEFAULT_LANGUAGE = "en"


@lru_cache(maxsize=16)
def read(name: str) -> dict[str, Any]:
    """Return what stands in a file of `data`, such as `chat/opening`."""
    content: dict[str, Any] = YAML(typ="safe").load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return content


def sentence(problem: str, language: str | None = None) -> str:
    """Return what people read when the assistant cannot speak: in one language, or in both."""
    said = read("channels/problems")[problem]
    return str(said[language]) if language in said else " ".join(said.values())


def known_language(tag: str | None) -> str | None:
    """Return which of our languages a tag such as `nl-BE` stands for, or nothing."""
    language = (tag or "").lower().partition("-")[0]
    return language if language in LANGUAGES else None
