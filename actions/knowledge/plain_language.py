"""Checks that a text can be read at B1 level: length of the answer, of sentences, hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from actions.knowledge.errors import Fault
from actions.knowledge.languages import Language

MAX_ANSWER_CHARACTERS = 400
MAX_DETAILS_CHARACTERS = 900
MAX_TITLE_CHARACTERS = 60
MAX_SENTENCE_WORDS = 20

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")


def sentences(text: str) -> list[str]:
    """Split a text into sentences; a list item is a sentence of its own."""
    return [part.strip(" -") for part in _SENTENCE_END.split(text) if part.strip(" -")]


def language_faults(
    file: str, field: str, text: str, language: Language, hard_words: Mapping[Language, list[str]]
) -> Iterator[Fault]:
    """Yield a fault for each long sentence and each hard word."""
    where = f"{field}.{language}"
    for sentence in sentences(text):
        count = len(sentence.split())
        if count > MAX_SENTENCE_WORDS:
            reason = f"{count} words, at most {MAX_SENTENCE_WORDS}: '{sentence}'"
            yield Fault(file, where, reason)
    for word in hard_words[language]:
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield Fault(file, where, f"'{word}' is a hard word: use an easier one")
