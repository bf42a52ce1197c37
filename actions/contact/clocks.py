"""Which clocks show the time in a country, and when the line is open on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.contact.opening_hours import DUTCH_TIME
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record

CLOCKS_FILE = Path(__file__).parents[2] / "data" / "contact" / "time_zones.yml"


class Clock(Record):
    """A time zone, and the place that it is named after where a country has several."""

    zone: str
    place: str | None = None


@dataclass(frozen=True)
class OpenHours:
    """When the line opens and closes on a clock, on one Dutch day."""

    opens: datetime
    closes: datetime


@lru_cache(maxsize=1)
def read_clocks(path: Path = CLOCKS_FILE) -> Mapping[str, tuple[Clock, ...]]:
    """Return the clocks by country.

    Raises:
        KnowledgeError: when a line of the file is wrong.
    """
    return {
        country: (Clock(zone=given),)
        if isinstance(given, str)
        else tuple(parse_record(Clock, clock, path.name, country) for clock in given)
        for country, given in read_yaml(path).items()
    }


def hours_on(clock: Clock, opens: time, closes: time, day: date) -> OpenHours:
    """Return the Dutch hours of a day as another clock shows them."""
    zone = ZoneInfo(clock.zone)
    return OpenHours(
        datetime.combine(day, opens, DUTCH_TIME).astimezone(zone),
        datetime.combine(day, closes, DUTCH_TIME).astimezone(zone),
    )
