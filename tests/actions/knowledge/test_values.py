"""Values in words, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from actions.knowledge.languages import LANGUAGES
from actions.knowledge.models import Fact, Wording
from actions.knowledge.values import format_date, format_time, format_value


@pytest.mark.parametrize(
    ("value", "unit", "english", "dutch"),
    [
        (90, "days", "90 days", "90 dagen"),
        (1, "days", "1 day", "1 dag"),
        (0, "days", "0 days", "0 dagen"),
        (5, "years", "5 years", "5 jaar"),
        (350, "euro", "€ 350", "€ 350"),
        (350.0, "euro", "€ 350", "€ 350"),
        (1442, "euro", "€ 1,442", "€ 1.442"),
        (1234567.5, "euro", "€ 1,234,567.50", "€ 1.234.567,50"),
        (70, "percent", "70%", "70%"),
        (12000, "number", "12,000", "12.000"),
        (21, "age", "21", "21"),
        ("09:00", "time", "9:00", "9.00 uur"),
        ("2026-03-05", "date", "5 Month3 2026", "5 maand3 2026"),
        ("+31 88 043 04 30", "phone", "+31 88 043 04 30", "+31 88 043 04 30"),
        ("https://ind.nl", "url", "https://ind.nl", "https://ind.nl"),
        ("info@ind.nl", "email", "info@ind.nl", "info@ind.nl"),
        ({"en": "soon", "nl": "gauw"}, "text", "soon", "gauw"),
    ],
)
def test_a_value_is_written_as_its_language_writes_it(
    make_fact: Callable[..., Fact],
    wording: Wording,
    value: object,
    unit: str,
    english: str,
    dutch: str,
) -> None:
    fact = make_fact(value=value, unit=unit)

    assert [format_value(fact, language, wording) for language in LANGUAGES] == [english, dutch]


def test_a_rule_without_a_value_cannot_be_written(
    make_fact: Callable[..., Fact], wording: Wording
) -> None:
    with pytest.raises(ValueError, match="fact is a rule without a value"):
        format_value(make_fact(), "en", wording)


def test_a_day_is_written_without_a_leading_zero(wording: Wording) -> None:
    day = date(2026, 12, 1)

    assert format_date(day, "en", wording) == "1 Month12 2026"
    assert format_date(day, "nl", wording) == "1 maand12 2026"


@pytest.mark.parametrize(
    ("moment", "english", "dutch"),
    [
        (time(9), "9:00", "9.00 uur"),
        (time(17, 5), "17:05", "17.05 uur"),
        (time(0), "0:00", "0.00 uur"),
    ],
)
def test_a_time_has_a_colon_in_english_and_a_point_in_dutch(
    moment: time, english: str, dutch: str
) -> None:
    assert (format_time(moment, "en"), format_time(moment, "nl")) == (english, dutch)
