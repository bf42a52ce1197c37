"""The words of the pages, from `data/widget`: one file for each language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sanic.request import Request

from channels.chat.texts import preferred_language
from channels.texts import LANGUAGES

FOLDER = Path(__file__).parents[2] / "data" / "widget"


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> dict[str, Any]:
    """Return all words of the interface in a language."""
    found: dict[str, Any] = YAML(typ="safe").load((FOLDER / f"{language}.yml").read_text("utf-8"))
    return found


def other_language(language: str) -> str:
    """Return the language that a page offers beside its own."""
    return next(other for other in LANGUAGES if other != language)


def language_of(request: Request, given: str | None) -> str:
    """Return the language that was asked for, else the one that the browser prefers."""
    if given in LANGUAGES:
        return str(given)
    return preferred_language(request.headers.get("accept-language", ""))
