"""Puts Dutch words into English, one by one, for the encoder that knows English only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from nlu.spelling import english_words

GLOSSARY_FILE = Path(__file__).parents[1] / "data" / "glossary" / "nl-en.tsv"
LEFT_OUT = "-"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class GlossaryError(ValueError):
    """A line of the glossary is not a word, a tab and its English."""


@lru_cache(maxsize=1)
def load_glossary(path: Path = GLOSSARY_FILE) -> Mapping[str, str]:
    """Return the English of each Dutch word; a word to leave out has none.

    Raises:
        GlossaryError: with the number of the line that is wrong.
    """
    glossary = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        dutch, tab, english = line.partition("\t")
        if not (dutch and tab and english) or "\t" in english:
            raise GlossaryError(f"{path.name}, line {number}: write a word, a tab and its English")
        glossary[dutch] = "" if english == LEFT_OUT else english
    return glossary


def in_english(text: str, language: str | None) -> str:
    """Return a lower-case text with its Dutch words in English.

    In an English text only the words are replaced that English does not have: people write
    "my verblijfsvergunning".
    """
    glossary = load_glossary()
    kept = frozenset() if language == "nl" else english_words()
    replaced = _WORD.sub(_replacement(glossary, kept), text)
    return " ".join(replaced.split())


def _replacement(
    glossary: Mapping[str, str], kept: frozenset[str]
) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        word = found[0]
        return word if word in kept else glossary.get(word, word)

    return replace
