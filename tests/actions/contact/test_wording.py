"""How the next opening is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actions.contact.opening_hours import DUTCH_TIME
from actions.contact.place import zone_of
from actions.contact.wording import (
    load_line_wording,
    moment_in_words,
    numbers_in_words,
    own_moment,
)
from actions.knowledge.models import Wording

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=DUTCH_TIME)  # a Monday


@pytest.mark.parametrize(
    ("moment", "english", "dutch"),
    [
        ("2026-11-23T09:00", "today 9:00", "vandaag 9.00 uur"),
        ("2026-11-24T09:00", "tomorrow 9:00", "morgen 9.00 uur"),
        ("2026-11-25T09:00", "Wednesday 9:00", "woensdag 9.00 uur"),
        ("2026-11-29T13:30", "Sunday 13:30", "zondag 13.30 uur"),
        ("2026-11-30T09:00", "Monday 30 November 9:00", "maandag 30 november 9.00 uur"),
        ("2027-01-04T09:00", "Monday 4 January 9:00", "maandag 4 januari 9.00 uur"),
    ],
)
def test_a_moment_is_said_by_its_day_and_with_the_date_from_a_week_on(
    wording: Wording, moment: str, english: str, dutch: str
) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=DUTCH_TIME)

    assert moment_in_words(at, NOW, "en", wording) == english
    assert moment_in_words(at, NOW, "nl", wording) == dutch


def test_today_is_the_day_in_the_netherlands(wording: Wording) -> None:
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # already Monday in the Netherlands
    opens = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    assert moment_in_words(opens, now, "en", wording) == "today 9:00"


def test_the_hours_until_then_do_not_make_it_tomorrow(wording: Wording) -> None:
    late = datetime(2026, 11, 23, 23, 59, tzinfo=DUTCH_TIME)
    in_nine_hours = datetime(2026, 11, 24, 9, 0, tzinfo=DUTCH_TIME)
    in_a_day_and_a_half = datetime(2026, 11, 25, 9, 0, tzinfo=DUTCH_TIME)

    assert moment_in_words(in_nine_hours, late, "nl", wording) == "morgen 9.00 uur"
    assert moment_in_words(in_a_day_and_a_half, late, "nl", wording) == "woensdag 9.00 uur"


@pytest.mark.parametrize(
    ("zone", "english", "dutch"),
    [
        ("America/Paramaribo", " (today 5:00 where you are)", " (bij u vandaag 5.00 uur)"),
        ("Pacific/Auckland", " (today 21:00 where you are)", " (bij u vandaag 21.00 uur)"),
        ("Asia/Kolkata", " (today 13:30 where you are)", " (bij u vandaag 13.30 uur)"),
        ("Pacific/Honolulu", " (today 22:00 where you are)", " (bij u vandaag 22.00 uur)"),
        ("Europe/Berlin", "", ""),
        ("Europe/Amsterdam", "", ""),
        (None, "", ""),
    ],
)
def test_a_moment_is_also_said_on_the_callers_clock_when_that_differs(
    wording: Wording, zone: str | None, english: str, dutch: str
) -> None:
    opens = datetime(2026, 11, 23, 9, 0, tzinfo=DUTCH_TIME)
    words = load_line_wording()
    assert own_moment(opens, NOW, "en", zone_of(zone), words, wording) == english
    assert own_moment(opens, NOW, "nl", zone_of(zone), words, wording) == dutch


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Amsterdam", "1 (local rate)"),
        ("Europe/Brussels", "+2"),
        (None, "1, or +2 from abroad (local rate)"),
    ],
)
def test_the_number_is_the_one_for_where_somebody_is(zone: str | None, said: str) -> None:
    assert numbers_in_words("1", "+2", zone_of(zone), "en", load_line_wording()) == said
