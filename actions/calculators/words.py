"""The words of `data/calculators/words.yml`: what people say around their answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from actions.knowledge.files import read_yaml

CALCULATORS_FOLDER = Path(__file__).parents[2] / "data" / "calculators"

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def folded(text: str) -> str:
    """Return a text in lower case without accents, with plain quotes, dashes and digits."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    letters = letters.translate(str.maketrans("’‘´`–—−‐‑", "''''-----")).lower()
    return "".join(
        str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char
        for char in letters
    )


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(text)


def behind(text: str, words: int) -> str:
    """Return what follows the first words of a text."""
    rest = text
    for word in words_of(text)[:words]:
        rest = rest[rest.index(word) + len(word) :]
    return rest.strip(" ,.;:!-")


@dataclass(frozen=True)
class Phrases:
    """Fixed phrases of both languages; a longer one goes first."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Phrases:
        found = {tuple(words_of(folded(text))) for text in texts}
        return cls(tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase))))

    def are(self, text: str) -> bool:
        """Tell whether the text is one of them and nothing more."""
        return tuple(words_of(folded(text))) in self.phrases

    def start_of(self, text: str) -> int | None:
        """Return how many words the phrase has that the text begins with."""
        said = tuple(words_of(folded(text)))
        lengths = (len(p) for p in self.phrases if said[: len(p)] == p)
        return next(lengths, None)

    def left_out_of(self, text: str) -> str:
        """Return the text without them."""
        for phrase in self.phrases:
            words = r"\s+".join(map(re.escape, phrase))
            text = re.sub(rf"\b{words}\b", " ", text, flags=re.IGNORECASE)
        return text

    def within(self, text: str) -> bool:
        """Tell whether one of them stands in the text."""
        said = f" {' '.join(words_of(folded(text)))} "
        return any(f" {' '.join(phrase)} " in said for phrase in self.phrases)


@dataclass(frozen=True)
class Words:
    """What people say to a calculator beside their answer."""

    yes: Phrases
    no: Phrases
    unknown: Phrases  # "I do not know"
    cancel: Phrases
    resume: Phrases
    change: Phrases
    correction: Phrases  # what begins a correction
    question: Phrases  # what begins a question
    nothing_more: Phrases
    asking: Phrases  # what asks for a calculation and names no answer: "work out" is no work
    negation: Phrases  # words that may turn what is named into its opposite


@lru_cache(maxsize=1)
def read_words(folder: Path = CALCULATORS_FOLDER) -> Words:
    """Return the words of the editors' file."""
    content = read_yaml(folder / "words.yml")

    def both(name: str) -> Phrases:
        return Phrases.of(str(text) for texts in content[name].values() for text in texts)

    return Words(**{name: both(name) for name in Words.__dataclass_fields__})
