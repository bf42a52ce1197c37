"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import date, datetime

from actions.contact.opening_hours import DUTCH_TIME


def now() -> datetime:
    """Return the current moment, in Dutch time."""
    return datetime.now(DUTCH_TIME)


def today() -> date:
    """Return the current day in the Netherlands."""
    return now().date()
