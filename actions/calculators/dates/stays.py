"""Reads stays out of a text: 3 to 10 May 2026, since 3 May, two weeks from 3 May."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from actions.calculators.dates.found import Found, impossible
from actions.calculators.dates.pairs import pairs
from actions.calculators.dates.reading import asks_something, find_days, other_words, without
from actions.calculators.dates.vocabulary import vocabulary
from actions.calculators.readings import Problem, Read, Reading, Refused, Said, Unclear
from actions.calculators.stay import Stay
from actions.calculators.words import folded

WEEK = 7
MOST_CHOICES = 4
MOST_OTHER_WORDS = 4
_ORDINAL = r"(?:st|nd|rd|th|ste|de|e)?"


@lru_cache(maxsize=1)
def _shortened() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns of stays whose days share a month, and how they are written out."""
    v = vocabulary()
    year = r"(?:[\s,]+(?P<year>(?:19|20)\d{2}))?"
    first = rf"(?<![\d/.-])(?P<first>\d{{1,2}}){_ORDINAL}"
    second = rf"(?:<the>\s+)?(?P<second>\d{{1,2}}){_ORDINAL}(?!\d)"
    return (
        (
            v.pattern(
                rf"{first}\s*(?:<until>|–)\s*{second}\s*(?:<of>\s+)?(?P<month><months>){year}"
            ),
            "{first} {month} {year} until {second} {month} {year}",
        ),
        (
            v.pattern(rf"(?P<month><months>)\s+{first}\s*(?:<until>|–)\s*{second}{year}"),
            "{first} {month} {year} until {second} {month} {year}",
        ),
    )


def read_stays(said: Said) -> Reading:
    """Return the stays that a text names, as a tuple.

    Nothing is assumed: years that were not said, and days and months that can change places,
    are asked about, for one stay at a time.
    """
    text = _whole_months(_written_out(folded(said.text)))
    found = find_days(text, said.today, "any", said.language)
    rest = without(text, found)
    others = [word for word in other_words(_without_words(rest)) if not word.isdigit()]
    asks = asks_something(text, rest, said.words)
    if not found or len(others) > MOST_OTHER_WORDS or (asks and others):
        return None
    if problem := next((one.problem for one in found if one.problem), None):
        return Refused(problem)
    readings = _stays(text, found)
    if isinstance(readings, Problem):
        return Refused(readings)
    if all(len(choices) == 1 for choices in readings) and not others and not asks:
        return Read(tuple(choices[0] for choices in readings))
    if len(readings) == 1 and len(readings[0]) <= MOST_CHOICES:
        return Unclear(tuple(readings[0]))
    return Refused(Problem("one_stay_at_a_time"))


def _written_out(text: str) -> str:
    for pattern, template in _shortened():
        text = pattern.sub(
            lambda m, template=template: template.format(  # type: ignore[misc]
                **{name: value or "" for name, value in m.groupdict().items()}
            ),
            text,
        )
    return text


def _whole_months(text: str) -> str:
    pattern = vocabulary().pattern(
        r"<whole>\s+(?P<month><months>)\s+(?:<of>\s+)?(?P<year>(?:19|20)\d{2})"
    )

    def days(match: re.Match[str]) -> str:
        year, month = int(match["year"]), vocabulary().months[match["month"]]
        if impossible(year, month, 1):
            return match[0]
        last = monthrange(year, month)[1]
        return f"{year}-{month:02}-01 until {year}-{month:02}-{last}"

    return pattern.sub(days, text)


def _stays(text: str, found: Sequence[Found]) -> list[list[Stay]] | Problem:
    """Return what each stay can be, or why the days make no stays."""
    stays: list[list[Stay]] = []
    at = 0
    while at < len(found):
        first = found[at]
        second = found[at + 1] if at + 1 < len(found) else None
        end = second.start if second else len(text)
        behind = text[first.end : end]
        before = text[found[at - 1].end if at else 0 : first.start]
        if second is not None and _joins(behind):
            choices = pairs(first, second)
            at += 2
        elif (length := _length(behind) or _length(before, ahead=True)) is not None:
            choices = [Stay(day, day + timedelta(days=length - 1)) for day in first.days]
            at += 1
        elif _goes_on(before, behind):
            choices = [Stay(day) for day in first.days]
            at += 1
        else:
            return Problem("stay_needs_two_days")
        if not choices:
            return Problem("left_before_entered")
        stays.append(choices)
    return stays


def _joins(between: str) -> bool:
    return (
        vocabulary().pattern(r"[\s,(]*(?:<until>)[\s,]*(?:<the>\s*)?").fullmatch(between)
        is not None
    )


def _goes_on(before: str, behind: str) -> bool:
    v = vocabulary()
    if v.pattern(r"[\s,]*(?:<until>)?[\s,]*<now>[\s.,]*").fullmatch(behind):
        return True
    since = re.compile(r"(?:since|sinds|vanaf|sedert)\s*(?:de|the)?\s*$")
    return since.search(before) is not None and not behind.strip(" .,")


def _length(beside: str, *, ahead: bool = False) -> int | None:
    """Return the number of days of "for 10 days" behind a day, or "10 days from" before it."""
    v = vocabulary()
    amount = r"(?:(?P<number>\d{1,3})|(?P<word><numbers>))\s+(?P<unit><units>)"
    template = (
        rf"{amount}\s+<since>\s*(?:<the>\s*)?$" if ahead else rf"^\s*,?\s*(?:<for>\s+)?{amount}"
    )
    match = v.pattern(template).search(beside)
    if match is None or v.units[match["unit"]] not in {"days", "weeks"}:
        return None
    number = int(match["number"]) if match["number"] else v.numbers[match["word"]]
    days = number * (WEEK if v.units[match["unit"]] == "weeks" else 1)
    return days or None


def _without_words(rest: str) -> str:
    """Take out the words that join days to stays."""
    v = vocabulary()
    amount = r"(?:\d{1,3}|<numbers>)\s+<units>"
    return v.pattern(rf"<until>|<since>|<now>|<and>|<for>|{amount}").sub(" ", rest)
