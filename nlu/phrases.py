"""Phrases that decide an intent by themselves, as editors write them in `data/phrases`.

A phrase is plain words. `{name}` stands for any word of a list, `(one|other)` for either,
`word*` for any ending, `...` for up to four words, `.` for the end of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from actions.knowledge.files import read_yaml
from nlu.folding import END, fold

PHRASES_FOLDER = Path(__file__).parents[1] / "data" / "phrases"
_GAP = rf"(?:[^ {re.escape(END)}]+ ){{0,4}}"
_LIST = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"\.\.\.|\.|\(|\)|\||[^\s().|]+")


@dataclass(frozen=True)
class PhraseGroup:
    """The phrases of one file: what they mean, and what looks like them but means nothing."""

    name: str
    intent: str
    rank: int
    found: re.Pattern[str]
    harmless: re.Pattern[str] | None
    also_asks: re.Pattern[str] | None

    def decides(self, folded: str) -> bool:
        """Tell whether a text with one of the phrases asks for nothing else."""
        return self.also_asks is None or self.also_asks.search(folded) is None

    def matches(self, folded: str) -> bool:
        """Tell whether a folded text holds one of the phrases."""
        if self.found.search(folded) is None:
            return False
        if self.harmless is None:
            return True
        return self.found.search(self.harmless.sub(f"{END} ", folded)) is not None


def compile_phrase(phrase: str, words: dict[str, list[str]]) -> str:
    """Return the regular expression of a phrase over folded text.

    Raises:
        ValueError: when the phrase names a list that does not exist.
    """

    def either(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise ValueError(f"there is no list of words '{found[1]}' for: {phrase}")
        return "(" + "|".join(words[found[1]]) + ")"

    compiled = []
    for part in _TOKEN.findall(_LIST.sub(either, phrase)):
        if part == "...":
            compiled.append(_GAP)
        elif part == ".":
            compiled.append(re.escape(END))
        elif part in "()|":
            compiled.append("(?:" if part == "(" else part)
        else:
            word = fold(part.rstrip("*")).removesuffix(END).strip()
            compiled.append(re.escape(word) + (r"\w* " if part.endswith("*") else " "))
    return "".join(compiled)


def read_group(path: Path) -> PhraseGroup:
    """Return the phrases of a file.

    Raises:
        ValueError: when a phrase names a list that the file does not have.
    """
    content = read_yaml(path)
    words = {name: list(map(str, listed)) for name, listed in content.get("words", {}).items()}
    unless, also = content.get("unless", []), content.get("also_asks", [])
    phrases = [phrase for listed in content["phrases"].values() for phrase in listed]
    return PhraseGroup(
        path.stem,
        content["intent"],
        content["rank"],
        _one_of(phrases, words),
        _one_of(unless, words) if unless else None,
        _one_of(also, words) if also else None,
    )


def _one_of(phrases: list[str], words: dict[str, list[str]]) -> re.Pattern[str]:
    compiled = sorted({compile_phrase(str(phrase), words) for phrase in phrases})
    return re.compile(r"\b(?:" + "|".join(compiled) + ")")


@lru_cache(maxsize=1)
def phrase_groups(folder: Path = PHRASES_FOLDER) -> tuple[PhraseGroup, ...]:
    """Return the groups of all files, the weightiest first."""
    groups = [read_group(path) for path in folder.glob("*.yml")]
    return tuple(sorted(groups, key=lambda group: (group.rank, group.name)))


def as_searched(text: str) -> str:
    """Return a text in the form that the phrases are searched in."""
    return fold(text) + " "
