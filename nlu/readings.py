"""The ways in which a message can be read: in its context, as several questions, as a correction.

Pure functions over the words of `data/readings`; the graph components around them are
`nlu.reading_expander` and `nlu.reading_merger`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from actions.knowledge.files import read_yaml

WORDS_FILE = Path(__file__).parents[1] / "data" / "readings" / "words.yml"

Kind = Literal["in_context", "question", "part", "corrected"]

Phrase = tuple[str, ...]

MAX_CONTEXT_WORDS = 14  # a longer message says itself what it is about
MAX_WORDS_WITHOUT_LEANING = 8  # so does a shorter one without any "it" or "and for"
MAX_ASPECT_WORDS = 5
MIN_QUESTION_WORDS = 3
MAX_PARTS = 3

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")


@dataclass(frozen=True)
class ReadingWords:
    """The words of `data/readings`, of both languages together."""

    openers: tuple[Phrase, ...]
    pronouns: frozenset[str]
    aspects: frozenset[str]
    corrections: tuple[Phrase, ...]
    question_starts: frozenset[str]
    joined: re.Pattern[str]  # what stands between two questions of one sentence
    ordinals: Mapping[str, int]


@lru_cache(maxsize=1)
def read_reading_words(path: Path = WORDS_FILE) -> ReadingWords:
    """Return the words of the editors' file."""
    content = read_yaml(path)

    def both(name: str) -> list[str]:
        return [str(word) for words in content[name].values() for word in words]

    def phrases(name: str) -> tuple[Phrase, ...]:
        longest_first = sorted(set(both(name)), key=lambda phrase: (-len(phrase), phrase))
        return tuple(tuple(phrase.split()) for phrase in longest_first)

    return ReadingWords(
        openers=phrases("openers"),
        pronouns=frozenset(both("pronouns")),
        aspects=frozenset(both("aspects")),
        corrections=phrases("corrections"),
        question_starts=frozenset(both("question_starts")),
        joined=_between_questions(both("joiners"), both("question_starts")),
        ordinals={
            str(word): position
            for position, languages in enumerate(content["ordinals"])
            for words in languages.values()
            for word in words
        },
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return [word.lower().replace("'", "") for word in _WORD.findall(text)]


def leans_on_context(text: str, words: ReadingWords) -> bool:
    """Tell whether a message is so short or so full of "it" that the last answer explains it."""
    said = words_of(text)
    if not 0 < len(said) <= MAX_CONTEXT_WORDS:
        return False
    if _begins_with(said, words.openers) is not None or words.pronouns & set(said):
        return True
    return len(said) <= MAX_ASPECT_WORDS and bool(words.aspects & set(said))


def may_lean_on_context(text: str, words: ReadingWords) -> bool:
    """Tell whether the last answer matters at all: reading a message twice costs twice."""
    is_short = 0 < len(words_of(text)) <= MAX_WORDS_WITHOUT_LEANING
    return is_short or leans_on_context(text, words)


def without_correction(text: str, words: ReadingWords) -> str | None:
    """Return what follows "no, I meant", or nothing when the message puts nothing right."""
    found = list(_WORD.finditer(text))
    length = _begins_with(words_of(text), words.corrections)
    if length is None or length == len(found):
        return None
    return text[found[length].start() :]


def questions_in(text: str, words: ReadingWords) -> list[str]:
    """Return the sentences that ask something, at most `MAX_PARTS`."""
    asked = []
    for sentence in (match[0].strip() for match in _SENTENCE.finditer(text)):
        for part in _split(sentence, words):
            said = words_of(part)
            asks = part.rstrip().endswith("?") or bool(said and said[0] in words.question_starts)
            if asks and len(said) >= MIN_QUESTION_WORDS:
                asked.append(part)
    return asked[:MAX_PARTS]


def chosen_position(text: str, words: ReadingWords) -> int | None:
    """Return which of the offered choices "the second one" is, from 0."""
    return words.ordinals.get(" ".join(words_of(text)))


def _between_questions(joiners: Sequence[str], starts: Sequence[str]) -> re.Pattern[str]:
    joiner = "|".join(re.escape(words) for words in sorted(joiners, key=len, reverse=True))
    return re.compile(rf"[,;]?\s+(?:{joiner})\s+(?=(?:{'|'.join(starts)})\b)", re.IGNORECASE)


def _split(sentence: str, words: ReadingWords) -> list[str]:
    parts = words.joined.split(sentence)
    whole = all(len(words_of(part)) >= MIN_QUESTION_WORDS for part in parts)
    return parts if whole else [sentence]


def _begins_with(said: Sequence[str], phrases: Sequence[Phrase]) -> int | None:
    """Return how many words the phrase has that the message begins with."""
    for phrase in phrases:
        if tuple(said[: len(phrase)]) == phrase:
            return len(phrase)
    return None
