"""A date that stands in a text, and the days that it can be."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.calculators.readings import Problem

Time = Literal["past", "future", "any"]
FIRST_YEAR, LAST_YEAR = 1950, 2100
MONTHS = 12
FAR_DAYS = 366  # a date without a year that lies further away is asked for


@dataclass(frozen=True)
class Found:
    """Where the date stands, and what it can be.

    Attributes:
        days: the days that it can be; several are asked about.
        sure: whether one day needs no confirmation.
        problem: why it can be no day.
        yearless: day and month, when the year was not said.
    """

    start: int
    end: int
    days: tuple[date, ...] = ()
    sure: bool = True
    problem: Problem | None = None
    yearless: tuple[int, int] | None = None


def dated(start: int, end: int, year: int, month: int, day: int) -> Found:
    """Return the date, or why there is no such day."""
    if problem := impossible(year, month, day):
        return Found(start, end, problem=problem)
    return Found(start, end, (date(year, month, day),))


def impossible(year: int, month: int, day: int) -> Problem | None:
    """Return why there is no such day, or nothing when there is."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Problem("year_out_of_range")
    if not 1 <= month <= MONTHS or day < 1:
        return Problem("no_such_day")
    if month == 2 and day == 29 and not isleap(year):
        return Problem("no_leap_day", {"year": {"en": str(year), "nl": str(year)}})
    if day > monthrange(year, month)[1]:
        return Problem("no_such_day")
    return None


def full_year(digits: str) -> int:
    """Return the year of two or four digits; two digits are of this century."""
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def without_year(
    start: int, end: int, month: int, day: int, today: date, time: Time, weekday: int | None = None
) -> Found:
    """Return a day and month in the nearest year that fits the time of the question.

    For any time both the last and the next one are possible, so the person is asked; a weekday
    may say which it is.
    """
    if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(2000, month)[1]:
        return Found(start, end, problem=Problem("no_such_day"))
    days = [
        date(year, month, day)
        for year in range(today.year - 8, today.year + 9)
        if impossible(year, month, day) is None
    ]
    past = max((d for d in days if d <= today), default=None)
    coming = min((d for d in days if d >= today), default=None)
    wanted = {"past": [past], "future": [coming], "any": [past, coming]}[time]
    near = tuple(dict.fromkeys(d for d in wanted if d is not None))
    if weekday is not None:
        near = tuple(d for d in near if d.weekday() == weekday)
        if not near:
            return Found(start, end, problem=Problem("weekday_differs"))
    sure = len(near) == 1 and abs((near[0] - today).days) <= FAR_DAYS
    return Found(start, end, near, sure, yearless=(month, day))
