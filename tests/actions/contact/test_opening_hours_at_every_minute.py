"""When the telephone line is open: every minute of two years, and properties of any moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.contact import opening_hours
from actions.contact.opening_hours import DUTCH_TIME, DayException, LineStatus, OpeningHours
from actions.knowledge.languages import Language

MINUTE = timedelta(minutes=1)
LINE = OpeningHours(time(9), time(17))
REASON: dict[Language, str] = {"en": "reason", "nl": "reden"}
# Written down by hand, so that the test does not ask the library that it tests.
SUMMER_TIME = {
    2026: (date(2026, 3, 29), date(2026, 10, 25)),
    2027: (date(2027, 3, 28), date(2027, 10, 31)),
}
HOLIDAYS = {
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25),
    date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 29), date(2027, 4, 27), date(2027, 5, 6),
    date(2027, 5, 17),
}  # fmt: skip
ZONES = [ZoneInfo(z) for z in ("Asia/Kathmandu", "America/Los_Angeles", "Pacific/Kiritimati")]
DAYS = st.dates(date(2014, 1, 1), date(2040, 12, 31))
MOMENTS = st.builds(
    lambda day, minute: datetime.combine(day, time(), UTC) + minute * MINUTE,
    DAYS,
    st.integers(0, 24 * 60 - 1),
)
CLOSING_TIMES = st.sampled_from([None, time(8), time(9, 1), time(12, 30), time(16, 59)])
anything = settings(deadline=None, database=None, max_examples=150)


@pytest.fixture(autouse=True, scope="module")
def _holidays_known() -> Iterator[None]:
    """Look each day's holiday up once: the library builds a whole year for every question."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening_hours, "is_closing_holiday", cache(opening_hours.is_closing_holiday))
        yield


def utc_of(day: date, minute: int) -> datetime:
    """Return a minute of the Dutch day, after the hour in which clocks change, in UTC."""
    begins, ends = SUMMER_TIME[day.year]
    ahead = timedelta(hours=2 if begins <= day < ends else 1)
    return datetime.combine(day, time(), UTC) + minute * MINUTE - ahead


@pytest.mark.parametrize("year", [2026, 2027])
def test_around_opening_and_closing_every_minute_of_every_day_is_right(year: int) -> None:
    wrong = []
    day = date(year, 1, 1)
    while day.year == year:
        works = day.weekday() < 5 and day not in HOLIDAYS
        for minute in (*range(8 * 60, 10 * 60), *range(16 * 60, 18 * 60)):
            status = LINE.status(utc_of(day, minute))
            expected = works and 9 * 60 <= minute < 17 * 60
            closes = utc_of(day, 17 * 60) if expected else None
            if (status.is_open, status.closes_at) != (expected, closes):
                wrong.append((day, minute, status))
        day += timedelta(days=1)

    assert wrong == []


@st.composite
def lines(draw: st.DrawFn) -> tuple[OpeningHours, datetime]:
    """Return a moment, and hours with exceptions on days near it."""
    moment = draw(MOMENTS)
    near = st.integers(-1, 8).map(lambda days: moment.date() + timedelta(days=days))
    exceptions = draw(st.dictionaries(near, CLOSING_TIMES, max_size=8))
    return OpeningHours(
        LINE.opens,
        LINE.closes,
        {day: DayException(day, REASON, closes) for day, closes in exceptions.items()},
    ), moment


@given(lines())
@anything
def test_the_next_opening_is_open_and_every_minute_before_it_is_not(
    drawn: tuple[OpeningHours, datetime],
) -> None:
    line, moment = drawn
    status = line.status(moment)
    if status.is_open:
        return
    assert status.opens_at is not None
    opens = status.opens_at.astimezone(UTC)

    assert opens > moment
    assert line.status(opens).is_open
    assert not line.status(opens - MINUTE).is_open
    assert not any(line.status(at).is_open for at in _every_half_hour(moment, opens))


@given(lines())
@anything
def test_an_open_line_is_open_until_it_closes(drawn: tuple[OpeningHours, datetime]) -> None:
    line, moment = drawn
    opens = line.status(moment).opens_at
    moment = opens.astimezone(UTC) if opens else moment
    closes = line.status(moment).closes_at
    assert closes is not None
    closes = closes.astimezone(UTC)

    assert closes > moment
    assert all(line.status(at).is_open for at in _every_half_hour(moment, closes))
    assert line.status(closes - MINUTE).is_open
    assert not line.status(closes).is_open


@given(lines(), st.sampled_from([*ZONES, DUTCH_TIME]))
@anything
def test_the_zone_in_which_a_moment_is_given_changes_nothing(
    drawn: tuple[OpeningHours, datetime], zone: ZoneInfo
) -> None:
    line, moment = drawn

    assert line.status(moment.astimezone(zone)) == line.status(moment)


@given(DAYS.filter(lambda day: day.weekday() > 4), st.integers(0, 24 * 60 - 1))
@anything
def test_the_line_is_never_open_at_the_weekend(day: date, minute: int) -> None:
    moment = datetime.combine(day, time(minute // 60, minute % 60), DUTCH_TIME)

    assert LINE.status(moment) == LineStatus(False, opens_at=LINE.status(moment).opens_at)


def _every_half_hour(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += timedelta(minutes=30)
