"""Where somebody calls from, as far as the clock of their device tells."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from actions.contact.opening_hours import DUTCH_TIME

# Names such as UTC or Etc/GMT+3 are no places: a browser gives them to hide the place.
AREAS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)


def zone_of(name: object) -> ZoneInfo | None:
    """Return the time zone with a name of the IANA list, or nothing when it names no place."""
    return ZoneInfo(name) if isinstance(name, str) and name in _places() else None


def is_abroad(zone: ZoneInfo) -> bool:
    """Tell whether a clock of this zone stands outside the Netherlands."""
    return zone.key != DUTCH_TIME.key


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in AREAS)
