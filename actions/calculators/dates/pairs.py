"""Two days of a text as the first and the last day of a stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.calculators.dates.found import Found, impossible
from actions.calculators.stay import Stay


def pairs(first: Found, second: Found) -> list[Stay]:
    """Return the stays that two days can be; a year that was said once holds for both."""
    first, second = _with_shared_year(first, second)
    if len(first.days) == len(second.days) > 1:
        # The same order of day and month, or the same year, for both.
        both = list(zip(first.days, second.days, strict=True))
    else:
        both = [(entered, left) for entered in first.days for left in second.days]
    return [Stay(entered, left) for entered, left in both if entered <= left]


def _with_shared_year(first: Found, second: Found) -> tuple[Found, Found]:
    if first.yearless and not second.yearless:
        years = {day.year for day in second.days}
        return replace(first, days=_latest_before(first.yearless, second.days, years)), second
    if second.yearless and not first.yearless:
        days = tuple(
            day
            for entered in first.days
            for year in (entered.year, entered.year + 1)
            if (day := _day(year, second.yearless)) and day >= entered
        )[:1]
        return first, replace(second, days=days)
    if first.yearless and second.yearless:
        return _both_yearless(first, second)
    return first, second


def _latest_before(
    month_day: tuple[int, int], days: Sequence[date], years: set[int]
) -> tuple[date, ...]:
    candidates = [_day(year - back, month_day) for year in years for back in (0, 1)]
    before = [day for day in candidates if day and day <= max(days)]
    return (max(before),) if before else ()


def _both_yearless(first: Found, second: Found) -> tuple[Found, Found]:
    assert second.yearless
    pairs = []
    for entered in first.days:
        following = [_day(entered.year + more, second.yearless) for more in (0, 1)]
        left = next((day for day in following if day and day >= entered), None)
        if left:
            pairs.append((entered, left))
    return (
        replace(first, days=tuple(entered for entered, _ in pairs)),
        replace(second, days=tuple(left for _, left in pairs)),
    )


def _day(year: int, month_day: tuple[int, int]) -> date | None:
    month, day = month_day
    return None if impossible(year, month, day) else date(year, month, day)
