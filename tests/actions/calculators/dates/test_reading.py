"""Dates as people write them: over 150 expressions in each language, none misread in silence."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.dates.found import Time
from actions.calculators.dates.reading import read_day
from actions.calculators.readings import Read, Reading, Refused, Said, Unclear
from actions.calculators.words import read_words
from actions.knowledge.languages import LANGUAGES, Language
from runtime.privacy.redaction import redact

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).parent
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


def expressions(language: Language) -> list[tuple[Time, str, str]]:
    """Return the rows of the table of a language."""
    lines = (FOLDER / f"expressions_{language}.txt").read_text("utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(cast(Time, time), text, reading) for time, text, reading in rows]


def read(text: str, language: Language, time: Time = "past", today: date = TODAY) -> Reading:
    """Read a text."""
    return read_day(Said(text, today, language, read_words()), time)


def written(reading: Reading) -> str:
    """Return a reading as the tables write it."""
    if isinstance(reading, Read):
        return str(reading.value)
    if isinstance(reading, Refused):
        return f"!{reading.problem.text}"
    if isinstance(reading, Unclear):
        mark = "?" if len(reading.values) == 1 else ""
        return mark + "/".join(str(day) for day in reading.values)
    return "-"


ROWS = [(language, *row) for language in LANGUAGES for row in expressions(language)]


@pytest.mark.parametrize(("language", "time", "text", "expected"), ROWS)
def test_an_expression_is_read_as_the_table_says(
    language: Language, time: Time, text: str, expected: str
) -> None:
    assert written(read(text, language, time)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_each_language_is_long_enough(language: Language) -> None:
    assert len(set(expressions(language))) >= 150


@pytest.mark.parametrize(("language", "time", "text", "expected"), ROWS)
def test_no_date_is_taken_for_personal_data(
    language: Language, time: Time, text: str, expected: str
) -> None:
    if expected[0] in "0123456789?":
        assert redact(text).kinds == ()


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(day=DAYS, language=st.sampled_from(LANGUAGES), form=st.integers(0, 4))
def test_a_full_date_with_the_month_as_a_word_has_one_meaning(
    day: date, language: Language, form: int
) -> None:
    month = MONTHS[language].split()[day.month - 1]
    texts = [
        f"{day.day} {month} {day.year}",
        f"{day.day:02}-{month}-{day.year}",
        f"{day.day} {month.upper()} {day.year}.",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
    ]
    assert read(texts[form], language, "any") == Read(day)


@given(day=DAYS, language=st.sampled_from(LANGUAGES))
def test_day_and_month_that_can_change_places_are_asked_about(
    day: date, language: Language
) -> None:
    reading = read(f"{day.day}/{day.month}/{day.year}", language, "any")
    if day.day > 12 or day.day == day.month:
        assert reading == Read(day)
    else:
        assert reading == Unclear((day, date(day.year, day.day, day.month)))


@given(day=DAYS, language=st.sampled_from(LANGUAGES), time=st.sampled_from(["past", "future"]))
def test_a_day_without_a_year_is_the_nearest_that_fits(
    day: date, language: Language, time: Time
) -> None:
    month = MONTHS[language].split()[day.month - 1]
    reading = read(f"{day.day} {month}", language, time)
    if (day.month, day.day) == (2, 29):
        assert isinstance(reading, Unclear)
        return
    assert isinstance(reading, Read)
    found: date = reading.value
    assert (found.month, found.day) == (day.month, day.day)
    distance = TODAY - found if time == "past" else found - TODAY
    assert timedelta(0) <= distance <= timedelta(days=366)


@given(text=st.text(max_size=60), language=st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_an_error(text: str, language: Language) -> None:
    written(read(text, language, "any"))


@given(today=st.dates(date(2025, 1, 1), date(2030, 12, 31)), weekday=st.integers(0, 6))
def test_last_and_next_weekdays_are_asked_about_when_two_weeks_are_possible(
    today: date, weekday: int
) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for marker, sign in (("last", -1), ("next", 1)):
        reading = read(f"{marker} {names[weekday]}", "en", "any", today)
        days = (reading.value,) if isinstance(reading, Read) else cast(Unclear, reading).values
        assert all(day.weekday() == weekday for day in days)
        assert all(0 < sign * (day - today).days <= 14 for day in days)
        same_week = [day for day in days if day.isocalendar()[:2] == today.isocalendar()[:2]]
        assert len(days) == (2 if same_week else 1)
