"""Dates that lean on today: yesterday, last Tuesday, 3 days ago, the 12th."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from actions.calculators.dates.found import Found, Time, impossible, without_year
from actions.calculators.dates.vocabulary import vocabulary
from actions.calculators.readings import Problem
from actions.knowledge.languages import Language

WEEK = 7
MONTHS = 12
_AMOUNT = r"(?:(?P<number>\d{1,3})|(?P<number_word><numbers>))\s*(?P<unit><units>)"


@lru_cache(maxsize=16)
def _pattern(template: str) -> re.Pattern[str]:
    return vocabulary().pattern(template)


def relative_days(text: str, today: date, time: Time, language: Language) -> Iterator[Found]:
    """Yield the dates of a folded text that lean on today."""
    v = vocabulary()
    for match in _pattern("<near>").finditer(text):
        yield Found(*match.span(), (today + timedelta(days=v.near[match[0]]),))
    for match in _pattern("<named>").finditer(text):
        yield _named(match, today, time)
    yield from _amounts(text, today)
    yield from _weekdays(text, today, time)
    yield from _day_of_month(text, today, time)


def _named(match: re.Match[str], today: date, time: Time) -> Found:
    month, day = vocabulary().named[match[0]]
    return without_year(*match.span(), month, day, today, time)


def _amounts(text: str, today: date) -> Iterator[Found]:
    """Yield "3 days ago" and "in two weeks"; weeks and months are often rounded, so not sure."""
    exact = r"(?P<exact><exactly>\s+)?"
    behind = (
        _pattern(rf"{exact}{_AMOUNT}\s+<ago>(?P<today>\s+<near>)?"),
        -1,
    )
    ahead = (_pattern(rf"{exact}(?:<in>\s+{_AMOUNT}(?!\s+<ago>))(?P<today>)"), 1)
    later = (_pattern(rf"{exact}{_AMOUNT}\s+<from_now>(?P<today>)"), 1)
    for pattern, sign in (behind, ahead, later):
        for match in pattern.finditer(text):
            yield _amount(match, sign, today)


def _amount(match: re.Match[str], sign: int, today: date) -> Found:
    v = vocabulary()
    unit = v.units[match["unit"]]
    number = int(match["number"]) if match["number"] else v.numbers[match["number_word"]]
    day = _shifted(today, sign * number, unit)
    if day is None:
        return Found(*match.span(), problem=Problem("year_out_of_range"))
    said_word = match["number_word"] in {"a", "an", "een"}
    sure = bool(match["exact"] or match["today"]) or (unit == "days" and not said_word)
    return Found(*match.span(), (day,), sure)


def _shifted(day: date, number: int, unit: str) -> date | None:
    if unit in {"days", "weeks"}:
        return day + timedelta(days=number * (WEEK if unit == "weeks" else 1))
    months = day.year * MONTHS + day.month - 1 + number * (MONTHS if unit == "years" else 1)
    year, month = divmod(months, MONTHS)
    if impossible(year, month + 1, 1):
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _weekdays(text: str, today: date, time: Time) -> Iterator[Found]:
    """Yield weekdays with what says which one; a bare one is the nearest that fits the question."""
    day = r"(?P<day><weekdays>)"
    monday = today - timedelta(days=today.weekday())
    in_week = _pattern(
        rf"(?:(?P<w><last>|<next>|<this>|<recent>|<coming>)\s+<week>\s+(?:<of>\s+|on\s+|op\s+)?{day}"
        rf"|(?P<day2><weekdays>)\s+(?:<of>\s+)?(?:in\s+)?(?P<w2><last>|<next>|<this>)\s+<week>)"
    )
    taken: list[tuple[int, int]] = []
    for match in in_week.finditer(text):
        taken.append(match.span())
        weeks = _weeks(match["w"] or match["w2"])
        weekday = vocabulary().weekdays[match["day"] or match["day2"]]
        yield Found(*match.span(), (monday + timedelta(days=WEEK * weeks + weekday),))
    marked = _pattern(
        rf"(?:(?P<marker><last>|<recent>|<next>|<coming>|<this>)\s+)?{day}"
        r"(?:\s+(?P<behind><recent_behind>|<coming_behind>)(?![\w]))?"
    )
    for match in marked.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        yield _weekday(match, today, monday, time)


def _weeks(marker: str) -> int:
    for name, weeks in (("last", -1), ("recent", -1), ("next", 1), ("coming", 1)):
        if _pattern(f"<{name}>").fullmatch(marker):
            return weeks
    return 0


def _weekday(match: re.Match[str], today: date, monday: date, time: Time) -> Found:
    weekday = vocabulary().weekdays[match["day"]]
    before = today - timedelta(days=(today.weekday() - weekday - 1) % WEEK + 1)
    after = today + timedelta(days=(weekday - today.weekday() - 1) % WEEK + 1)
    span = match.span()
    marker = match["marker"] or match["behind"] or ""
    names = {
        name
        for name in ("last", "recent", "recent_behind", "next", "coming", "coming_behind", "this")
        if marker and _pattern(f"<{name}>").fullmatch(marker)
    }
    if names & {"recent", "recent_behind"}:
        return Found(*span, (before,))
    if names & {"coming", "coming_behind"}:
        return Found(*span, (after,))
    if "last" in names:
        # The nearest one is this week's for some people and too near to be "last" for others.
        days = (before,) if before < monday else (before, before - timedelta(days=WEEK))
        return Found(*span, days)
    if "next" in names:
        sunday = monday + timedelta(days=WEEK - 1)
        days = (after,) if after > sunday else (after, after + timedelta(days=WEEK))
        return Found(*span, days)
    if "this" in names:
        return Found(*span, (monday + timedelta(days=weekday),), sure=False)
    latest = today if weekday == today.weekday() else before
    soonest = today if weekday == today.weekday() else after
    if weekday == today.weekday():
        other = {"past": (before,), "future": (after,), "any": (before, after)}[time]
        return Found(*span, (today, *other))
    return Found(*span, {"past": (latest,), "future": (soonest,), "any": (latest, soonest)}[time])


def _day_of_month(text: str, today: date, time: Time) -> Iterator[Found]:
    """Yield "the 12th": the month was not said, so the nearest ones are offered."""
    pattern = _pattern(
        r"<the>\s+(?:(?P<day>\d{1,2})(?:st|nd|rd|th|ste|de|e)(?![\w])|(?P<word><ordinals>))"
        r"(?!\s*(?:<of>\s+)?<months>)"
    )
    for match in pattern.finditer(text):
        day = int(match["day"]) if match["day"] else vocabulary().ordinals[match["word"]]
        months = [_shifted(today.replace(day=1), n, "months") for n in range(-2, 3)]
        days = [m.replace(day=day) for m in months if m and not impossible(m.year, m.month, day)]
        if not days:
            yield Found(*match.span(), problem=Problem("no_such_day"))
            continue
        past = [d for d in days if d <= today][-2:][::-1]
        coming = [d for d in days if d >= today][:2]
        wanted = {"past": past, "future": coming, "any": [*past[:1], *coming[:1]]}[time]
        yield Found(*match.span(), tuple(dict.fromkeys(wanted)), sure=False)
