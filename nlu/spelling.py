"""Repairs misspelt words towards the words of the training examples.

Only the classifier and the article search see the repaired text: names, numbers and what the
person typed stay as they are everywhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

MIN_LETTERS = 4
LONG_WORD = 7  # two faults are repaired in words from this length on
MIN_COUNT = 2  # a word that stands once may itself be a misspelling
_WORD = re.compile(r"[^\W\d_]+")


class SpellingRepairer:
    """Replaces unknown words by the nearest frequent word of the same language."""

    def __init__(self, words: Mapping[str, int], known: Container[str], max_distance: int) -> None:
        self.words = dict(words)
        self._known = known  # the long list of English words is not copied
        self._max_distance = max_distance
        self._symspell = SymSpell(max_dictionary_edit_distance=max_distance)
        for word, count in words.items():
            self._symspell.create_dictionary_entry(word, count)

    def repair(self, text: str) -> str:
        """Return the text with its misspelt words replaced."""
        return _WORD.sub(lambda found: self._repair_word(found.group()), text)

    def _repair_word(self, word: str) -> str:
        lowered = word.lower()
        if len(word) < MIN_LETTERS or lowered != word:
            return word  # a capital inside or in front may be a name
        if word in self.words or word in self._known:
            return word
        distance = min(self._max_distance, 2 if len(word) >= LONG_WORD else 1)
        found = self._symspell.lookup(lowered, Verbosity.TOP, max_edit_distance=distance)
        return found[0].term if found else word


def frequent_words(texts: Iterable[str]) -> dict[str, int]:
    """Return the words that are worth repairing towards, with their counts."""
    counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    return {w: n for w, n in counts.items() if n >= MIN_COUNT and len(w) >= MIN_LETTERS}


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the English word list of symspellpy, so that right words are left alone."""
    listing = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = listing.read_text("utf-8-sig").splitlines()
    return frozenset(line.split(" ")[0] for line in lines if line)
