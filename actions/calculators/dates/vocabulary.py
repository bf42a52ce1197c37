"""The words of `data/calculators/dates.yml` as tables and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from actions.calculators.words import CALCULATORS_FOLDER, Phrases, folded
from actions.knowledge.files import read_yaml

MARKERS = (
    "last",
    "recent",
    "next",
    "coming",
    "this",
    "recent_behind",
    "coming_behind",
    "week",
    "ago",
    "in",
    "from_now",
    "exactly",
    "of",
    "the",
    "until",
    "since",
    "now",
    "and",
    "for",
    "whole",
)


@dataclass(frozen=True)
class Vocabulary:
    """What the words mean, and patterns that find them in a folded text."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    near: Mapping[str, int]
    named: Mapping[str, tuple[int, int]]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    patterns: Mapping[str, str]  # by name of the table or marker
    vague: Phrases
    filler: frozenset[str]

    def pattern(self, template: str) -> re.Pattern[str]:
        """Return a pattern in which `<name>` stands for the words of a table."""
        return re.compile(re.sub(r"(?<!\?P)<(\w+)>", lambda m: self.patterns[str(m[1])], template))


@lru_cache(maxsize=1)
def vocabulary(folder: Path = CALCULATORS_FOLDER) -> Vocabulary:
    """Return the words of the editors' file."""
    content = read_yaml(folder / "dates.yml")
    tables = {
        name: {
            folded(str(word)): _meaning(name, key)
            for key, words in content[name].items()
            for word in words
        }
        for name in ("months", "weekdays", "near", "named", "units", "numbers", "ordinals")
    }
    patterns = {name: any_of(table) for name, table in tables.items()}
    patterns |= {name: any_of(folded(str(word)) for word in content[name]) for name in MARKERS}
    return Vocabulary(
        **tables,
        patterns=patterns,
        vague=Phrases.of(word for words in content["vague"].values() for word in words),
        filler=frozenset(folded(str(w)) for words in content["filler"].values() for w in words),
    )


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with no letter beside it."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return (
        rf"(?:(?<![^\W\d_])(?:{'|'.join(re.escape(word) for word in longest_first)})(?![^\W\d_]))"
    )


def _meaning(table: str, key: Any) -> Any:
    if table == "named":
        month, day = str(key).split("-")
        return int(month), int(day)
    return str(key) if table == "units" else int(key)
