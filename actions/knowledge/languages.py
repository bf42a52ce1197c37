"""The languages that every text exists in."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["en", "nl"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "en"


def as_language(value: object) -> Language:
    """Return `value` when it is a supported language, else the default one."""
    for language in LANGUAGES:
        if value == language:
            return language
    return DEFAULT_LANGUAGE
