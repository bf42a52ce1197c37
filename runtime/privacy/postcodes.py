"""Dutch postcodes of homes: with a house number, or where somebody says that it is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtime.privacy.house_numbers import HOUSE_NUMBER, begins_with_year, number_behind
from runtime.privacy.text_view import BARRIER, Span, TextView
from runtime.privacy.words import any_phrase, words

SAID_BEFORE = 30

_POSTCODE = re.compile(r"(?<![0-9a-z])[1-9][0-9]{3} ?([a-z]{2})(?![0-9a-z])")
_NUMBER_BEFORE = re.compile(rf"(?<![0-9a-z.,:/-])({HOUSE_NUMBER})[ ,\n]{{1,3}}$")


def postcodes(view: TextView) -> Iterator[Span]:
    """Yield the postcodes of homes with their house numbers; those of post boxes stay."""
    for match in _POSTCODE.finditer(view.text):
        start, end = match.span()
        before = view.text[max(0, start - SAID_BEFORE) : start].rpartition(BARRIER)[2]
        if not _can_be_postcode(view, match) or post_boxes().search(before):
            continue
        number = _NUMBER_BEFORE.search(before[-12:])
        if number and not begins_with_year(number.group(1)):
            yield start - len(number.group()), number_behind(view.text, end) or end
        elif behind := number_behind(view.text, end):
            yield start, behind
        elif _said().search(before):
            yield start, end


def _can_be_postcode(view: TextView, match: re.Match[str]) -> bool:
    """Tell whether the letters are no word: in 2026 is 12 weeks enough."""
    letters = match.group(1)
    if letters in words()["not_postcode_letters"]:
        return False
    if letters not in words()["two_letter_words"]:
        return True
    in_capitals = view.as_typed(match.span(1)).isupper()
    return in_capitals and not view.original.isupper()


@cache
def post_boxes() -> re.Pattern[str]:
    """Return the pattern of words for a post box, whose address is nobody's home."""
    return re.compile(any_phrase(words()["post_box_words"]))


@cache
def _said() -> re.Pattern[str]:
    return re.compile(any_phrase([*words()["postcode_words"], *words()["address_phrases"]]))
