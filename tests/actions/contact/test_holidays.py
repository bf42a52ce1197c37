"""The public holidays on which the telephone line is closed, and those on which it is not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from actions.contact.opening_hours import DUTCH_TIME, OpeningHours, is_closing_holiday

YEARS = range(2014, 2038)


def noon(day: str) -> datetime:
    """Return the middle of a Dutch day."""
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=DUTCH_TIME)


@pytest.mark.parametrize(
    "day",
    [
        *("2026-01-01", "2026-12-25", "2025-12-26", "2030-12-26"),  # New Year, Christmas
        *("2025-04-21", "2026-04-06", "2027-03-29"),  # Easter Monday
        *("2026-04-27", "2027-04-27"),  # King's Day
        *("2025-05-29", "2026-05-14", "2027-05-06"),  # Ascension Day
        *("2025-06-09", "2026-05-25", "2027-05-17"),  # Whit Monday
        *("2025-05-05", "2020-05-05", "2016-05-05"),  # Liberation Day; in 2016 Ascension Day
    ],
)
def test_the_line_is_closed_all_day_on_a_public_holiday(line: OpeningHours, day: str) -> None:
    assert line.hours_on(date.fromisoformat(day)) is None
    assert not line.status(noon(day)).is_open


@pytest.mark.parametrize(
    "day",
    [
        *("2025-04-18", "2026-04-03", "2027-03-26"),  # Good Friday
        *("2026-05-05", "2027-05-05", "2028-05-05"),  # Liberation Day in another year
        *("2026-12-24", "2026-12-31", "2026-05-04", "2026-05-15"),  # days beside holidays
        *("2025-04-28", "2026-12-28"),  # the Monday after a holiday at the weekend
    ],
)
def test_the_line_is_open_on_a_day_that_only_looks_like_a_holiday(
    line: OpeningHours, day: str
) -> None:
    assert line.status(noon(day)).is_open


@pytest.mark.parametrize("year", YEARS)
def test_kings_day_is_27_april_or_the_26th_when_that_is_a_sunday(year: int) -> None:
    on_sunday = date(year, 4, 27).weekday() == 6

    assert is_closing_holiday(date(year, 4, 26)) is on_sunday
    assert is_closing_holiday(date(year, 4, 27)) is not on_sunday


@pytest.mark.parametrize("year", YEARS)
def test_liberation_day_is_a_day_off_in_years_divisible_by_five(year: int) -> None:
    is_ascension_day = year == 2016

    assert is_closing_holiday(date(year, 5, 5)) is (year % 5 == 0 or is_ascension_day)
