"""The time in the Netherlands, which people are told."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def clock_time(moment: float) -> str:
    """Return the time of a day as clocks in the Netherlands show it, such as 14:05."""
    return f"{datetime.fromtimestamp(moment, DUTCH_TIME):%H:%M}"
