"""Dates that name a day and a month: 3 May, 12/3/26, 2026-05-03, the third of May."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from actions.calculators.dates.found import (
    MONTHS,
    Found,
    Time,
    dated,
    full_year,
    impossible,
    without_year,
)
from actions.calculators.dates.vocabulary import Vocabulary, vocabulary
from actions.calculators.readings import Problem
from actions.knowledge.languages import Language

_ORDINAL = r"(?:st|nd|rd|th|ste|de|e)?"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}(?![\d])"
_YEAR = (
    r"(?P<year>(?:19|20|21)\d{2}|'\d{2}|[2-3]\d)"
    r"(?![\d:/.-]*\d)(?!\s*(?:<months>|%|(?:st|nd|rd|th)\b))"
)
_SEPARATOR = r"\s*(?:[-./,]|<of>)?\s*"
_WEEKDAY = r"(?:(?P<weekday><weekdays>)\.?,?\s*(?:<the>\s*)?)?"
_NO_DIGIT_BEFORE = r"(?<![\d/])(?<!\d[-.])"

ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
)
NUMERIC = re.compile(
    r"(?<![\d])(?P<first>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<year>\d{4}|'?\d{2})(?!\d)"
)
SPACED = re.compile(r"(?<!\d)(?P<first>\d{1,2}) (?P<second>\d{1,2}) (?P<year>(?:19|20)\d{2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(?P<digits>\d{8})(?!\d)")
NO_YEAR = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<sep>[-/])(?P<second>\d{1,2})(?![\d]|[-/.]\d)"
)


@lru_cache(maxsize=1)
def _written() -> tuple[re.Pattern[str], ...]:
    """Return patterns of dates with the month as a word."""
    v = vocabulary()
    day_word = r"(?P<day_word><ordinals>|<numbers>)"
    day = rf"(?:{_NO_DIGIT_BEFORE}{_DAY}|{day_word})"
    month = r"(?P<month><months>)\.?"
    behind = rf"(?:{_SEPARATOR}{_YEAR})?"
    return tuple(
        v.pattern(template)
        for template in (
            rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})[-\s]{month}[-\s]{_DAY}",
            rf"{_WEEKDAY}(?:<the>\s*)?{day}{_SEPARATOR}(?:<the>\s*)?{month}{behind}",
            rf"{_WEEKDAY}{month}\s*(?:<the>\s*)?(?:{_DAY}|(?P<day_word><ordinals>)){behind}",
        )
    )


def written_days(text: str, today: date, time: Time, language: Language) -> Iterator[Found]:
    """Yield the dates with the month as a word in a folded text."""
    v = vocabulary()
    for pattern in _written():
        for match in pattern.finditer(text):
            yield _written_day(match, v, today, time)


def _written_day(match: re.Match[str], v: Vocabulary, today: date, time: Time) -> Found:
    groups = match.groupdict()
    start, end = match.span()
    month = v.months[groups["month"]]
    word = groups.get("day_word")
    day = int(groups["day"]) if groups.get("day") else {**v.ordinals, **v.numbers}[str(word)]
    weekday = v.weekdays[groups["weekday"]] if groups.get("weekday") else None
    if not groups.get("year"):
        return without_year(start, end, month, day, today, time, weekday)
    found = dated(start, end, full_year(groups["year"].strip("'")), month, day)
    return _with_weekday(found, weekday)


def _with_weekday(found: Found, weekday: int | None) -> Found:
    if weekday is None or not found.days or found.days[0].weekday() == weekday:
        return found
    return Found(
        found.start, found.end, problem=Problem("weekday_differs_on", {"day": found.days[0]})
    )


def numeric_days(text: str, today: date, time: Time, language: Language) -> Iterator[Found]:
    """Yield the dates in digits alone; where day and month could change places, both."""
    for match in ISO.finditer(text):
        year, month, day = (int(match[name]) for name in ("year", "month", "day"))
        yield dated(*match.span(), year, month, day)
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Found]], ...] = (
        (NUMERIC, lambda m: _either(m, m["sep"] == "." or (m["sep"] == "-" and language == "nl"))),
        (SPACED, lambda m: _either(m, language == "nl")),
        (COMPACT, _compact),
        (NO_YEAR, lambda m: _either_without_year(m, today, time)),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            yield read(match)


def _either(match: re.Match[str], day_first: bool) -> Found:
    first, second = int(match["first"]), int(match["second"])
    year = full_year(match["year"].strip("'"))
    return _both_orders(*match.span(), year, first, second, day_first)


def _both_orders(
    start: int, end: int, year: int, first: int, second: int, day_first: bool
) -> Found:
    orders = [(second, first)] if day_first else [(second, first), (first, second)]
    days = [date(year, m, d) for m, d in orders if impossible(year, m, d) is None]
    if not days:
        # Of 31/6/2026 the reader is told that June is shorter, not that there is no month 31.
        month, day = next(((m, d) for m, d in orders if 1 <= m <= MONTHS), orders[0])
        return Found(start, end, problem=impossible(year, month, day))
    return Found(start, end, tuple(dict.fromkeys(days)))


def _compact(match: re.Match[str]) -> Found:
    digits = match["digits"]
    days = [
        date(y, m, d)
        for y, m, d in (
            (int(digits[4:]), int(digits[2:4]), int(digits[:2])),
            (int(digits[4:]), int(digits[:2]), int(digits[2:4])),
            (int(digits[:4]), int(digits[4:6]), int(digits[6:])),
        )
        if impossible(y, m, d) is None
    ]
    if not days:
        return Found(*match.span(), problem=Problem("no_such_day"))
    return Found(*match.span(), tuple(dict.fromkeys(days)))


def _either_without_year(match: re.Match[str], today: date, time: Time) -> Found:
    first, second = int(match["first"]), int(match["second"])
    found = [
        without_year(*match.span(), month, day, today, time)
        for month, day in dict.fromkeys([(second, first), (first, second)])
    ]
    days = tuple(dict.fromkeys(day for one in found for day in one.days))
    if not days:
        return found[0]
    return Found(*match.span(), days, sure=False)
