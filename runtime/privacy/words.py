"""The words of `data/privacy/words.yml`, made ready for searching, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from actions.knowledge.files import read_yaml
from runtime.privacy.text_view import fold

WORDS_FILE = Path(__file__).parents[2] / "data" / "privacy" / "words.yml"

LETTER = r"[^\W\d_]"
"""In a pattern: one letter of any script."""
NEVER = r"(?!)"


@dataclass(frozen=True)
class Words:
    """The lists of the file in plain form, by their names."""

    lists: dict[str, tuple[str, ...]]
    labels: dict[str, re.Pattern[str]]
    iban_lengths: dict[str, int]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.lists[name]


@cache
def words() -> Words:
    """Return the words.

    Raises:
        KnowledgeError: when the file cannot be read.
    """
    content: dict[str, Any] = read_yaml(WORDS_FILE)
    labels = content.pop("labels")
    lengths = content.pop("iban_lengths")
    return Words(
        {name: tuple(plain_words(found)) for name, found in content.items()},
        {kind: re.compile(any_phrase(plain_words(found))) for kind, found in labels.items()},
        lengths,
    )


def plain_words(found: Any) -> list[str]:
    """Return a list of the file, or the lists in it, in plain form."""
    if isinstance(found, dict):
        return [word for part in found.values() for word in plain_words(part)]
    return [fold(word) for word in found]


def any_of(found: tuple[str, ...] | list[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(found), key=len, reverse=True)) or NEVER


def any_phrase(found: tuple[str, ...] | list[str]) -> str:
    """Return a pattern for these phrases between other letters; a space may be a hyphen or none."""
    spaced = any_of(found).replace(r"\ ", r"[ \n-]{0,2}")
    return rf"(?<!{LETTER})(?:{spaced})(?!{LETTER})"
