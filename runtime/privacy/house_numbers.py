"""House numbers, as far as they can be told from counts, years, dates and times."""

from __future__ import annotations

import re
from functools import cache

from runtime.privacy.dates import is_year
from runtime.privacy.words import LETTER, any_of, words

HOUSE_NUMBER = (
    rf"[0-9]{{1,5}}(?:-[0-9]{{1,4}}|-?[a-z](?!{LETTER})| [b-h](?!{LETTER})"
    rf"| ?(?:bis|hs|ii|iii|huis|hoog)(?!{LETTER}))?(?![0-9])"
)
_YEAR = re.compile(r"[0-9]{4}(?![0-9])")


@cache
def _number() -> re.Pattern[str]:
    counted = any_of([*words()["count_words"], *words()["months"]])
    decimals = r"(?![.:][0-9]|,[0-9]{1,2}(?![0-9]))"
    return re.compile(rf"{HOUSE_NUMBER}{decimals}(?! ?[%€])(?![ -]?(?:{counted})(?!{LETTER}))")


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(rf"[ ,\n]{{0,3}}(?:(?:{any_of(words()['house_number_words'])})[. :]{{0,2}})?")


def number_at(text: str, position: int) -> int | None:
    """Return where the house number that stands at a place ends; None when there is none."""
    match = _number().match(text, position)
    if match is None or begins_with_year(match.group()):
        return None
    return match.end()


def number_behind(text: str, position: int) -> int | None:
    """Return where the house number behind a place ends, also after "number"."""
    introduced = _introduced().match(text, position)
    return number_at(text, introduced.end()) if introduced else None


def begins_with_year(number: str) -> bool:
    """Tell whether what looks like a house number is a year."""
    year = _YEAR.match(number)
    return year is not None and is_year(year.group())
