"""When the telephone line is open: single days that matter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.contact.opening_hours import (
    DUTCH_TIME,
    MAX_DAYS_CLOSED,
    DayException,
    LineStatus,
    OpeningHours,
)
from actions.knowledge.languages import Language


def dutch(day: str, hour: str = "12:00") -> datetime:
    """Return a moment on the Dutch clock."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=DUTCH_TIME)


@pytest.mark.parametrize(
    ("hour", "is_open"),
    [
        ("08:59:59.999999", False),
        ("09:00", True),
        ("16:59:59.999999", True),
        ("17:00", False),
    ],
)
def test_the_opening_time_belongs_to_the_hours_and_the_closing_time_does_not(
    line: OpeningHours, hour: str, is_open: bool
) -> None:
    assert line.status(dutch("2026-11-23", hour)).is_open is is_open


def test_an_open_line_says_when_it_closes(line: OpeningHours) -> None:
    status = line.status(dutch("2026-11-23", "16:59"))

    assert status == LineStatus(True, closes_at=dutch("2026-11-23", "17:00"))


@pytest.mark.parametrize(
    ("day", "hour", "opens"),
    [
        ("2026-11-23", "07:00", "2026-11-23"),  # Monday, before opening
        ("2026-11-23", "17:00", "2026-11-24"),  # Monday, after closing
        ("2026-11-20", "18:00", "2026-11-23"),  # Friday evening
        ("2026-11-21", "12:00", "2026-11-23"),  # Saturday
        ("2026-11-22", "12:00", "2026-11-23"),  # Sunday
        ("2026-12-24", "17:00", "2026-12-28"),  # Christmas before a weekend
        ("2026-12-31", "23:59", "2027-01-04"),  # New Year on a Friday
        ("2025-12-24", "17:00", "2025-12-29"),  # both days of Christmas, then a weekend
        ("2027-03-26", "17:00", "2027-03-30"),  # Good Friday, until after Easter Monday
    ],
)
def test_a_closed_line_says_when_it_opens_next(
    line: OpeningHours, day: str, hour: str, opens: str
) -> None:
    assert line.status(dutch(day, hour)) == LineStatus(False, opens_at=dutch(opens, "09:00"))


def test_a_day_that_closes_early_says_until_when_and_why(
    line_with_exceptions: OpeningHours,
) -> None:
    before = line_with_exceptions.status(dutch("2026-12-24", "14:59"))
    after = line_with_exceptions.status(dutch("2026-12-24", "15:00"))
    reason: dict[Language, str] = {"en": "Christmas Eve", "nl": "Kerstavond"}

    assert before == LineStatus(True, closes_at=dutch("2026-12-24", "15:00"), reason=reason)
    assert after == LineStatus(False, opens_at=dutch("2026-12-28", "09:00"), reason=reason)


def test_a_closed_day_says_why_and_when_the_line_opens_next(
    line_with_exceptions: OpeningHours,
) -> None:
    status = line_with_exceptions.status(dutch("2026-12-01"))

    assert status == LineStatus(
        False,
        opens_at=dutch("2026-12-02", "09:00"),
        reason={"en": "study day", "nl": "studiedag"},
    )


def test_the_evening_before_a_closed_day_looks_past_it_and_gives_no_reason(
    line_with_exceptions: OpeningHours,
) -> None:
    status = line_with_exceptions.status(dutch("2026-11-30", "18:00"))

    assert status == LineStatus(False, opens_at=dutch("2026-12-02", "09:00"))


@pytest.mark.parametrize("day", ["2026-12-26", "2026-12-25"])
def test_an_exception_opens_no_weekend_and_no_holiday(day: str) -> None:
    closed = date.fromisoformat(day)
    exception = DayException(closed, {"en": "early", "nl": "vroeg"}, time(15))

    assert OpeningHours(time(9), time(17), {closed: exception}).hours_on(closed) is None


@pytest.mark.parametrize("closes", [time(8), time(9)])
def test_a_day_that_closes_before_it_opens_is_closed(closes: time) -> None:
    day = date(2026, 11, 23)
    exception = DayException(day, {"en": "early", "nl": "vroeg"}, closes)

    assert OpeningHours(time(9), time(17), {day: exception}).hours_on(day) is None


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (datetime(2026, 3, 27, 16, 0, tzinfo=UTC), datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),
        (datetime(2026, 10, 23, 15, 0, tzinfo=UTC), datetime(2026, 10, 26, 8, 0, tzinfo=UTC)),
    ],
    ids=["summer time begins", "summer time ends"],
)
def test_the_line_opens_at_nine_on_the_dutch_clock_after_the_clocks_change(
    line: OpeningHours, moment: datetime, opens: datetime
) -> None:
    assert line.status(moment - timedelta(minutes=1)).is_open
    assert line.status(moment) == LineStatus(False, opens_at=opens)


def test_the_dutch_day_counts_and_not_the_day_of_the_caller(line: OpeningHours) -> None:
    tuesday_in_tokyo = datetime(2026, 11, 24, 0, 59, tzinfo=ZoneInfo("Asia/Tokyo"))

    assert line.status(tuesday_in_tokyo) == LineStatus(True, dutch("2026-11-23", "17:00"))
    assert not line.status(tuesday_in_tokyo + timedelta(minutes=1)).is_open


def test_a_moment_without_a_time_zone_is_refused(line: OpeningHours) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        line.status(datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001


def test_a_line_that_stays_closed_for_more_than_a_month_is_refused() -> None:
    days = [date(2026, 1, 5) + timedelta(days=n) for n in range(MAX_DAYS_CLOSED + 3)]
    closed = {day: DayException(day, {"en": "moving", "nl": "verhuizing"}) for day in days}

    with pytest.raises(ValueError, match="never open in the 31 days after 2026-01-05"):
        OpeningHours(time(9), time(17), closed).status(dutch("2026-01-05"))


def test_before_opening_on_a_day_that_closes_early_no_reason_is_given_for_being_closed() -> None:
    eve = date(2026, 12, 24)
    early = DayException(eve, {"en": "Christmas Eve", "nl": "Kerstavond"}, time(15))
    hours = OpeningHours(time(9), time(17), {eve: early})
    before = hours.status(datetime(2026, 12, 24, 8, tzinfo=DUTCH_TIME))
    after = hours.status(datetime(2026, 12, 24, 15, tzinfo=DUTCH_TIME))
    assert before.reason is None
    assert after.reason == early.reason


def test_an_exception_never_keeps_the_line_open_longer_than_usual() -> None:
    day = date(2026, 12, 22)
    later = DayException(day, {"en": "Busy", "nl": "Druk"}, time(20))
    hours = OpeningHours(time(9), time(17), {day: later}).hours_on(day)
    assert hours is not None
    assert hours[1].time() == time(17)
