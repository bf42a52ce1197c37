"""Streets with a house number, in Dutch, English and some other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtime.privacy.house_numbers import HOUSE_NUMBER, begins_with_year, number_behind
from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import LETTER, any_of, words

WORD = re.compile(rf"{LETTER}+(?:['-]{LETTER}+)*\.?")

_NO_STREETS = ("address_stops", "articles", "count_words", "name_particles", "not_streets")
_NAME = rf"{LETTER}[\w'.-]{{0,30}}"
_NUMBER_FIRST = rf"(?<![\w.,:])({HOUSE_NUMBER})[ ,]{{1,2}}"


def streets(view: TextView) -> Iterator[Span]:
    """Yield Kerkstraat 12 and Baker Street 12."""
    endings, not_streets = words()["street_endings"], set(words()["not_streets"])
    types = set(words()["street_words"])
    not_names = {word for name in _NO_STREETS for word in words()[name]}
    previous: re.Match[str] | None = None
    for word in WORD.finditer(view.text):
        name = word.group().rstrip(".")
        start = None
        if name in types and previous and previous.group() not in not_names:
            start = previous.start() if previous.end() + 1 >= word.start() else None
        elif name.endswith(endings) and not name.startswith(endings) and name not in not_streets:
            start = word.start()
        previous = word
        if start is not None and (end := number_behind(view.text, word.end())):
            yield start, end


def streets_of_other_forms(view: TextView) -> Iterator[Span]:
    """Yield 12 Oak Drive, 12 rue de la Paix, laan van Meerdervoort 12."""
    for match in _type_last().finditer(view.text):
        if not begins_with_year(match.group(1)) and _is_name(view, match):
            yield match.span()
    for match in _type_first().finditer(view.text):
        name_end = match.end() - (1 if match.group()[-1] == " " else 0)
        end = number_behind(view.text, name_end)
        if match.group(1) or end:
            yield match.start(), end or name_end


@cache
def _type_last() -> re.Pattern[str]:
    types = any_of(words()["street_words_with_capitals"])
    return re.compile(rf"{_NUMBER_FIRST}((?:{_NAME} ){{1,3}}?)({types})(?!{LETTER})")


@cache
def _type_first() -> re.Pattern[str]:
    types = any_of(words()["street_words_before"])
    return re.compile(rf"(?:{_NUMBER_FIRST})?(?<!{LETTER})(?:{types}) (?:{_NAME} ?){{1,5}}")


def _is_name(view: TextView, match: re.Match[str]) -> bool:
    """Tell whether a street's name has capitals, or is one word that is no other word."""
    offset = match.start(2)
    names = [(offset + w.start(), offset + w.end()) for w in WORD.finditer(match.group(2))]
    if names and all(view.as_typed(name)[0].isupper() for name in names):
        return True
    if len(names) != 1 or match.group(3) not in words()["street_words"]:
        return False
    return not any(view.text[slice(*names[0])] in words()[name] for name in _NO_STREETS)
