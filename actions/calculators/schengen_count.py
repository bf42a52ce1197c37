"""Counts days in the Schengen area: at most so many in any period, looking back from each day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]  # first and last day, both counted
ONE_DAY = timedelta(days=1)


def merged(stays: Iterable[Days]) -> list[Days]:
    """Return the stays in order, those that touch or overlap as one."""
    joined: list[Days] = []
    for first, last in sorted(stays):
        if joined and first <= joined[-1][1] + ONE_DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


@dataclass(frozen=True)
class Limit:
    """How many days are allowed in a period of how many days."""

    days: int
    period: int

    def period_of(self, day: date) -> Days:
        """Return the first and last day of the period that looks back from a day."""
        return day - timedelta(days=self.period - 1), day

    def used(self, stays: list[Days], day: date) -> int:
        """Return the days of merged stays in the period that looks back from a day."""
        start, end = self.period_of(day)
        overlaps = (min(last, end) - max(first, start) for first, last in stays)
        return sum(max(overlap.days + 1, 0) for overlap in overlaps)

    def first_too_many(self, stays: list[Days]) -> date | None:
        """Return the first day of a stay on which there are too many days in the period."""
        for first, last in stays:
            day = first
            while day <= last:
                excess = self.used(stays, day) - self.days
                if excess > 0:
                    return day
                # Each further day adds at most one, so nothing can be too many before this.
                day += timedelta(days=1 - excess)
        return None

    def days_from(self, stays: list[Days], entry: date) -> int:
        """Return how many days in a row somebody may stay from a day of entry on."""
        count = 0
        while count < self.days:
            last = entry + timedelta(days=count)
            if self.used(merged([*stays, (entry, last)]), last) > self.days:
                break
            count += 1
        return count

    def next_entry(self, stays: list[Days], day: date) -> date:
        """Return the first day from `day` on at which somebody may enter."""
        while self.used(merged([*stays, (day, day)]), day) > self.days:
            day += ONE_DAY
        return day
