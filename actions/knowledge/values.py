"""Puts the value of a fact into words."""

from __future__ import annotations

from datetime import date, time

from actions.knowledge.languages import Language
from actions.knowledge.models import NUMBER_UNITS, Fact, Wording


def format_value(fact: Fact, language: Language, wording: Wording) -> str:
    """Return the value with its unit, such as '90 days' or '€ 1.442'.

    Raises:
        ValueError: when the fact is a rule without a value.
    """
    value = fact.value
    if value is None or fact.unit is None:
        raise ValueError(f"{fact.id} is a rule without a value")
    if isinstance(value, dict):
        return value[language]
    if fact.unit in NUMBER_UNITS:
        assert isinstance(value, (int, float))
        return format_number(value, fact.unit, language, wording)
    if fact.unit == "time":
        return format_time(time.fromisoformat(str(value)), language)
    if fact.unit == "date":
        return format_date(date.fromisoformat(str(value)), language, wording)
    return str(value)


def format_date(day: date, language: Language, wording: Wording) -> str:
    """Return the day as '21 November 2026' or '21 november 2026'."""
    return f"{day.day} {wording.months[language][day.month - 1]} {day.year}"


def format_time(moment: time, language: Language) -> str:
    """Return the time as it is written in the language: 9:00 or 9.00 uur."""
    return f"{moment:%-H.%M} uur" if language == "nl" else f"{moment:%-H:%M}"


def format_number(value: float, unit: str, language: Language, wording: Wording) -> str:
    """Return the number as it is written in the language, with its unit."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    if language == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    if unit == "euro":
        return f"€ {text}"
    if unit == "percent":
        return f"{text}%"
    if unit in wording.units:
        one, several = wording.units[unit][language]
        return f"{text} {one if value == 1 else several}"
    return text
