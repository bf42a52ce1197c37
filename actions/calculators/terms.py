"""When a term of the law ends: the General Time Limits Act (Algemene termijnenwet)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from holidays import country_holidays

from actions.calculators.words import CALCULATORS_FOLDER
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record

SATURDAY = 5
LIBERATION_DAY = (5, 5)  # of every year here; the state's offices close on it in lustrum years only

Reason = Literal["weekend", "holiday", "decree"]


class Decree(Record):
    """Days that one royal decree made equal to a holiday, and the years that it covers."""

    fact: str
    years: tuple[int, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class Ending:
    """The last day of a term, and what moved it there.

    Attributes:
        counted: the day on which the term would end by counting alone.
        last: the day on which it ends.
        reasons: why each day from `counted` until before `last` does not count, in order.
        decree_facts: the facts of the royal decrees that this rests on.
        decree_unknown: whether days may be added that are not known for that year.
    """

    counted: date
    last: date
    reasons: tuple[Reason, ...]
    decree_facts: tuple[str, ...]
    decree_unknown: bool


def term_end(counted: date) -> Ending:
    """Return when a term ends that by counting alone ends on a day (articles 1 and 3)."""
    reasons: list[Reason] = []
    facts: list[str] = []
    day = counted
    while reason := free_day(day):
        reasons.append(reason)
        if reason == "decree":
            facts.append(_decree_days()[day])
        day += timedelta(days=1)
    known = {year for decree in read_decrees() for year in decree.years}
    unknown = not {counted.year, day.year} <= known
    return Ending(counted, day, tuple(reasons), tuple(dict.fromkeys(facts)), unknown)


def free_day(day: date) -> Reason | None:
    """Return why a term cannot end on this day, or nothing when it can."""
    if day.weekday() >= SATURDAY:
        return "weekend"
    if (day.month, day.day) == LIBERATION_DAY or day in _holidays(day.year):
        return "holiday"
    return "decree" if day in _decree_days() else None


@lru_cache(maxsize=1)
def read_decrees(folder: Path = CALCULATORS_FOLDER) -> tuple[Decree, ...]:
    """Return the royal decrees of the editors' file."""
    file = "decree_days.yml"
    return tuple(parse_record(Decree, record, file) for record in read_yaml(folder / file))


@lru_cache(maxsize=1)
def _decree_days() -> Mapping[date, str]:
    return {day: decree.fact for decree in read_decrees() for day in decree.days}


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    # Good Friday is among them, as article 3 has it.
    return frozenset(country_holidays("NL", years=year))
