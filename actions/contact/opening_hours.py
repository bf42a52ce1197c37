"""Works out whether the telephone line is open, to the minute, in Dutch time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from actions.knowledge.languages import Language

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
WORKING_DAYS = range(5)  # Monday to Friday
# A public holiday by law on which the state works; the IND's closing list leaves it out.
OPEN_HOLIDAYS = frozenset({"Goede Vrijdag"})
MAX_DAYS_CLOSED = 31


@dataclass(frozen=True)
class DayException:
    """A dated exception: closed all day, or open until an earlier hour, and why."""

    day: date
    reason: Mapping[Language, str]
    closes: time | None = None


@dataclass(frozen=True)
class LineStatus:
    """The line at one moment: until when it is open, or when it opens next; Dutch time."""

    is_open: bool
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    reason: Mapping[Language, str] | None = None


@dataclass(frozen=True)
class OpeningHours:
    """Weekly hours, Dutch public holidays and dated exceptions; the closing time is exclusive."""

    opens: time
    closes: time
    exceptions: Mapping[date, DayException] = field(default_factory=dict)

    def hours_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when the line opens and closes on a day, or nothing when it stays closed."""
        exception = self.exceptions.get(day)
        closes = exception.closes if exception else self.closes
        if day.weekday() not in WORKING_DAYS or is_closing_holiday(day) or closes is None:
            return None
        if closes <= self.opens:
            return None
        # An exception may close the line earlier, never keep it open longer.
        return _dutch(day, self.opens), _dutch(day, min(closes, self.closes))

    def status(self, moment: datetime) -> LineStatus:
        """Return whether the line is open at a moment that has a time zone.

        Raises:
            ValueError: when the moment has no time zone, or no opening follows within a month.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone has no opening hours")
        today = moment.astimezone(DUTCH_TIME).date()
        hours = self.hours_on(today)
        exception = self.exceptions.get(today)
        reason = exception.reason if exception else None
        if hours and hours[0] <= moment < hours[1]:
            return LineStatus(True, closes_at=hours[1], reason=reason)
        if hours and moment < hours[0]:
            return LineStatus(False, opens_at=hours[0])  # it is only early
        for days in range(MAX_DAYS_CLOSED + 1):
            hours = self.hours_on(today + timedelta(days=days))
            if hours and moment < hours[0]:
                return LineStatus(False, opens_at=hours[0], reason=reason)
        raise ValueError(f"the line is never open in the {MAX_DAYS_CLOSED} days after {today}")


def is_closing_holiday(day: date) -> bool:
    """Tell whether the state is closed: public holidays, without Good Friday.

    5 May counts only in years divisible by five; `holidays` knows that.
    """
    return day in _closing_holidays(day.year)


@lru_cache(maxsize=8)
def _closing_holidays(year: int) -> frozenset[date]:
    named = country_holidays("NL", years=year, language="nl")
    return frozenset(d for d, names in named.items() if not set(names.split("; ")) <= OPEN_HOLIDAYS)


def _dutch(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, DUTCH_TIME)
