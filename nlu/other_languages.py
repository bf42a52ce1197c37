"""Recognises a message in a language that the assistant does not speak, by letters and words.

A wrong alarm would answer an English or Dutch question with "I speak English and Dutch". So words
of these two count double against another language, and one foreign word is not enough.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from actions.knowledge.other_languages import OtherLanguage, load_other_languages, spoken_words
from nlu.folding import END, fold

UNKNOWN = "other"  # surely another language, but none of data/languages
LATIN = "latin"
SHORT = 2  # words; below it one word that stands in `alone` decides
MIN_SHARE = 0.3  # of the words must be of the other language
_CONTINUOUS = frozenset({"cjk", "arabic", "ethiopic"})  # words carry prefixes, or have no spaces


@dataclass(frozen=True)
class Reader:
    """One language with its words folded."""

    language: OtherLanguage
    words: frozenset[str]
    alone: frozenset[str]
    danger: tuple[str, ...]
    subjects: tuple[tuple[str, tuple[str, ...]], ...]

    def hits(self, words: list[str], typed: str) -> int:
        """Count the words of this language, and the letters that only it has."""
        letters = sum(char in typed for char in self.language.letters)
        return sum(word in self.words for word in words) + letters


@lru_cache(maxsize=1)
def _readers() -> dict[str, Reader]:
    return {code: _reader(language) for code, language in load_other_languages().items()}


def _reader(language: OtherLanguage) -> Reader:
    return Reader(
        language,
        _folded(language.words) | _folded(language.latin_words),
        _folded(language.alone),
        tuple(_part(phrase, language) for phrase in language.danger),
        tuple(
            (article, tuple(_part(phrase, language) for phrase in phrases))
            for article, phrases in language.subjects.items()
        ),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_plain(word) for word in words)


def _plain(text: str) -> str:
    return fold(text).replace(END, "").strip()


def _part(phrase: str, language: OtherLanguage) -> str:
    """Return a phrase as it is searched: at the beginning of a word, where there are words."""
    return _plain(phrase) if language.script in _CONTINUOUS else f" {_plain(phrase)}"


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Return the script of a letter, as Unicode names it."""
    return unicodedata.name(char, "unknown").partition(" ")[0].lower()


def recognise(text: str) -> str | None:
    """Return the code of the other language, `UNKNOWN`, or nothing for English and Dutch."""
    scripts = Counter(script_of(char) for char in text if char.isalpha())
    if scripts.total() < 2:
        return None
    script, count = scripts.most_common(1)[0]
    if script == LATIN:
        return _by_words(text)
    if count < scripts.total() / 2:
        return None
    return _by_script(text, script, scripts)


def _by_script(text: str, script: str, scripts: Counter[str]) -> str:
    if {"hiragana", "katakana"} & set(scripts):
        return UNKNOWN  # Japanese writes Chinese characters as well
    typed, words = text.lower(), fold(text).split()
    best, most = UNKNOWN, 0
    for code, reader in _readers().items():
        language = reader.language
        if language.script != script or set(language.excluded_letters) & set(typed):
            continue
        hits = 2 * reader.hits(words, typed) + language.fallback
        if hits > most:
            best, most = code, hits
    return best


def _by_words(text: str) -> str | None:
    words = [word for word in fold(text).split() if word != END and not word.isdigit()]
    spoken = spoken_words()
    ours, rest = 0, []
    for word in words:
        if word in spoken:
            ours += 1
        else:
            rest.append(word)
    if not rest:
        return None
    typed = text.lower()
    scored = [(reader.hits(rest, typed), code) for code, reader in _readers().items()]
    hits, code = max(scored)
    if len(words) <= SHORT and ours == 0 and set(words) & _readers()[code].alone:
        return code
    # A word of both, such as German "die", speaks for neither.
    shared = sum(word in spoken and word in _readers()[code].words for word in words)
    ours -= shared
    enough = hits >= 2 and hits > 2 * ours and hits >= MIN_SHARE * (len(words) - shared)
    return code if enough else None


def tells_of_danger(text: str, code: str) -> bool:
    """Tell whether a message in this language holds a phrase about danger."""
    reader = _readers().get(code)
    folded = f" {fold(text)}"
    return reader is not None and any(phrase in folded for phrase in reader.danger)


def subject_in(text: str, code: str) -> str | None:
    """Return the article that a message in this language asks for, when its words say so."""
    reader = _readers().get(code)
    folded = f" {fold(text)}"
    subjects = reader.subjects if reader else ()
    found = (a for a, phrases in subjects if any(phrase in folded for phrase in phrases))
    return next(found, None)
