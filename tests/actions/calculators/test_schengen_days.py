"""Days in the Schengen area: the rule of the European Commission, by hand and by brute force.

At most 90 days in any 180, looking back from each day of the stay; the day of entry and the day of
leaving both count; after 90 days away 90 days are possible again (manual of the Commission's
short-stay calculator). The table was worked out with a calendar; the property tests count each day.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.calculators.rules import Rules
from actions.calculators.schengen_count import Days, Limit, merged
from actions.calculators.schengen_days import SchengenDays
from actions.calculators.stay import Stay
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import TODAY, Talk

LIMIT = Limit(90, 180)
# Stays, day, days used, days from that day on, next entry when there are none, first day too many.
CASES: list[tuple[str, str, str, int, int, str | None, str | None]] = [
    ("never there", "", "2026-11-22", 0, 90, None, None),
    (
        "one day, entry and exit on the same day",
        "2026-11-01..2026-11-01",
        "2026-11-22",
        1,
        89,
        None,
        None,
    ),
    ("entry and exit days both count", "2026-11-01..2026-11-10", "2026-11-22", 10, 80, None, None),
    ("the last day of a full stay", "2026-01-01..2026-03-31", "2026-03-31", 90, 1, None, None),
    (
        "one day after a full stay",
        "2026-01-01..2026-03-31",
        "2026-04-01",
        90,
        0,
        "2026-06-30",
        None,
    ),
    ("89 days used: one more", "2026-01-01..2026-03-30", "2026-03-31", 89, 1, None, None),
    (
        "a stay of 91 days is one too many",
        "2026-01-01..2026-04-01",
        "2026-04-01",
        91,
        0,
        "2026-07-01",
        "2026-04-01",
    ),
    (
        "the first day again after a full stay",
        "2026-01-01..2026-03-31",
        "2026-06-30",
        89,
        90,
        None,
        None,
    ),
    ("the day before it", "2026-01-01..2026-03-31", "2026-06-29", 90, 0, "2026-06-30", None),
    ("90 days away give 90 days again", "2026-01-01..2026-03-31", "2026-07-01", 88, 90, None, None),
    ("leap day counts", "2024-01-01..2024-03-30", "2024-03-31", 90, 0, "2024-06-29", None),
    ("leap year, full stay", "2024-01-01..2024-03-30", "2024-06-29", 89, 90, None, None),
    ("29 February alone", "2024-02-29..2024-02-29", "2024-03-01", 1, 89, None, None),
    ("over the year end", "2025-12-20..2026-01-05", "2026-02-01", 17, 73, None, None),
    (
        "over the year end, window cuts it",
        "2025-12-20..2026-01-05",
        "2026-06-25",
        9,
        90,
        None,
        None,
    ),
    ("summer time begins inside", "2026-03-20..2026-04-05", "2026-04-06", 17, 73, None, None),
    ("winter time begins inside", "2026-10-20..2026-10-31", "2026-11-22", 12, 78, None, None),
    (
        "exactly 180 days ago counts no more",
        "2026-05-26..2026-05-26",
        "2026-11-22",
        0,
        90,
        None,
        None,
    ),
    ("179 days ago still counts", "2026-05-27..2026-05-27", "2026-11-22", 1, 90, None, None),
    ("the window cuts a stay", "2026-05-20..2026-06-05", "2026-11-22", 10, 90, None, None),
    (
        "two stays",
        "2026-06-01..2026-06-30 2026-09-01..2026-09-30",
        "2026-11-22",
        60,
        60,
        None,
        None,
    ),
    (
        "two stays that overlap count once",
        "2026-09-01..2026-09-20 2026-09-10..2026-09-30",
        "2026-11-22",
        30,
        60,
        None,
        None,
    ),
    (
        "two stays that touch",
        "2026-09-01..2026-09-15 2026-09-16..2026-09-30",
        "2026-11-22",
        30,
        60,
        None,
        None,
    ),
    (
        "leave and come back on one day counts once",
        "2026-09-01..2026-09-15 2026-09-15..2026-09-30",
        "2026-11-22",
        30,
        60,
        None,
        None,
    ),
    (
        "45 and 45 days",
        "2026-06-01..2026-07-15 2026-09-01..2026-10-15",
        "2026-11-22",
        90,
        0,
        "2026-11-28",
        None,
    ),
    (
        "45 and 45 days, first ones drop out",
        "2026-06-01..2026-07-15 2026-09-01..2026-10-15",
        "2026-11-28",
        89,
        45,
        None,
        None,
    ),
    (
        "45 and 44 days",
        "2026-06-01..2026-07-15 2026-09-01..2026-10-14",
        "2026-11-22",
        89,
        1,
        None,
        None,
    ),
    (
        "a plan for later does not count yet",
        "2026-12-01..2026-12-20",
        "2026-11-22",
        0,
        90,
        None,
        None,
    ),
    ("in the middle of a stay", "2026-11-01..2026-11-30", "2026-11-22", 22, 69, None, None),
    (
        "in a stay, earlier days drop out",
        "2026-05-28..2026-07-26 2026-11-01..2026-11-22",
        "2026-11-22",
        82,
        69,
        None,
        None,
    ),
    ("still there since 1 November", "2026-11-01..", "2026-11-22", 22, 69, None, None),
    ("still there since 25 August, day 90", "2026-08-25..", "2026-11-22", 90, 1, None, None),
    (
        "still there since 24 August, day 91",
        "2026-08-24..",
        "2026-11-22",
        91,
        0,
        "2027-02-21",
        "2026-11-22",
    ),
    (
        "three short trips",
        "2026-07-01..2026-07-10 2026-08-01..2026-08-10 2026-10-01..2026-10-10",
        "2026-11-22",
        30,
        80,
        None,
        None,
    ),
    (
        "every second month",
        "2026-05-01..2026-05-30 2026-07-01..2026-07-30 2026-09-01..2026-09-30",
        "2026-11-22",
        64,
        30,
        None,
        None,
    ),
    (
        "every second month, earlier",
        "2026-05-01..2026-05-30 2026-07-01..2026-07-30 2026-09-01..2026-09-30",
        "2026-10-15",
        90,
        0,
        "2026-10-28",
        None,
    ),
    ("long ago", "2024-01-01..2024-12-31", "2026-11-22", 0, 90, None, "2024-03-31"),
    ("far too long", "2026-01-01..2026-06-30", "2026-07-01", 179, 0, "2026-09-29", "2026-04-01"),
    (
        "60 days, then a plan of 40",
        "2026-08-01..2026-09-29 2026-12-01..2027-01-09",
        "2026-12-01",
        61,
        30,
        None,
        "2026-12-31",
    ),
    (
        "60 days, then a plan of 30",
        "2026-08-01..2026-09-29 2026-12-01..2026-12-30",
        "2026-12-01",
        61,
        30,
        None,
        None,
    ),
    ("entry on Christmas day", "2026-09-01..2026-10-20", "2026-12-25", 50, 40, None, None),
    ("50 days, then from new year", "2026-09-01..2026-10-20", "2027-01-01", 50, 40, None, None),
    (
        "40 days in spring and 50 in autumn",
        "2026-04-01..2026-05-10 2026-09-01..2026-10-20",
        "2026-10-21",
        66,
        40,
        None,
        None,
    ),
    (
        "the same, when the spring drops out",
        "2026-04-01..2026-05-10 2026-09-01..2026-10-20",
        "2026-11-22",
        50,
        40,
        None,
        None,
    ),
]


def stays_of(text: str) -> tuple[Stay, ...]:
    """Return the stays of a row."""
    parts = [part.split("..") for part in text.split()]
    return tuple(
        Stay(date.fromisoformat(entered), date.fromisoformat(left) if left else None)
        for entered, left in parts
    )


@pytest.mark.parametrize(("name", "stays", "day", "used", "left", "entry", "too_many"), CASES)
def test_the_days_are_as_worked_out_by_hand(
    knowledge: KnowledgeBase,
    name: str,
    stays: str,
    day: str,
    used: int,
    left: int,
    entry: str | None,
    too_many: str | None,
) -> None:
    answers = {"stays": stays_of(stays), "day": date.fromisoformat(day)}
    data = SchengenDays().work_out(answers, Rules(knowledge, TODAY), TODAY).data
    found = (data["days_used"], data["days_left"], data["next_entry"], data["first_day_too_many"])
    assert found == (used, left, entry, too_many)


def test_there_are_enough_cases() -> None:
    assert len(set(CASES)) >= 40


BASE = date(2026, 1, 1)
OFFSETS = st.tuples(st.integers(0, 500), st.integers(0, 120)).map(
    lambda pair: (BASE + timedelta(days=pair[0]), BASE + timedelta(days=pair[0] + pair[1]))
)
STAYS = st.lists(OFFSETS, max_size=6)
A_DAY = st.integers(0, 700).map(lambda n: BASE + timedelta(days=n))


def days_in(stays: list[Days]) -> set[date]:
    """Return every day of the stays."""
    return {
        first + timedelta(days=n) for first, last in stays for n in range((last - first).days + 1)
    }


def counted(days: set[date], day: date) -> int:
    """Count the days in the 180 that end on a day, one by one."""
    return sum(day - timedelta(days=back) in days for back in range(180))


@given(stays=STAYS, day=A_DAY)
def test_the_days_used_are_those_that_are_counted_one_by_one(stays: list[Days], day: date) -> None:
    assert LIMIT.used(merged(stays), day) == counted(days_in(stays), day)


@settings(deadline=None)
@given(stays=STAYS)
def test_the_first_day_too_many_is_the_first_of_all_days(stays: list[Days]) -> None:
    days = days_in(stays)
    too_many = [day for day in sorted(days) if counted(days, day) > 90]
    assert LIMIT.first_too_many(merged(stays)) == (too_many[0] if too_many else None)


@settings(deadline=None, max_examples=40)
@given(stays=STAYS, entry=A_DAY)
def test_the_days_from_an_entry_are_as_many_as_fit_day_by_day(
    stays: list[Days], entry: date
) -> None:
    before = [stay for stay in stays if stay[0] <= entry]
    days, fit = days_in(before), 0
    while fit < 90:
        last = entry + timedelta(days=fit)
        days.add(last)
        if counted(days, last) > 90:
            break
        fit += 1
    assert LIMIT.days_from(merged(before), entry) == fit


@settings(deadline=None, max_examples=40)
@given(stays=STAYS, day=A_DAY)
def test_the_next_entry_is_the_first_day_that_is_allowed(stays: list[Days], day: date) -> None:
    days, first = days_in(stays), day
    while counted(days | {first}, first) > 90:
        first += timedelta(days=1)
    assert LIMIT.next_entry(merged(stays), day) == first


@given(left=A_DAY)
def test_ninety_days_away_give_ninety_days_again(left: date) -> None:
    stays = [(left - timedelta(days=89), left)]
    again = left + timedelta(days=91)
    assert LIMIT.days_from(stays, again) == 90
    assert LIMIT.days_from(stays, again - timedelta(days=1)) == 0


def test_stays_are_asked_for_until_that_is_all(knowledge: KnowledgeBase) -> None:
    talk = Talk("schengen-days").begin()
    talk.say("3 May 2026 to 10 June 2026", "1 to 30 September 2026", "since 1 November 2026")
    assert talk.state.asked == "stays"
    talk.say("that's all", "today")
    assert "67 days" in talk.words(knowledge)


def test_somebody_who_was_never_there_says_so(knowledge: KnowledgeBase) -> None:
    talk = Talk("schengen-days", "nl").begin().say("nee", "vandaag")
    assert talk.result(knowledge).data["days_left"] == 90


def test_the_residence_permit_and_other_exceptions_are_named(knowledge: KnowledgeBase) -> None:
    talk = Talk("schengen-days").begin().say("no", "today")
    assert [line.text for line in talk.result(knowledge).limits][:3] == [
        "permit",
        "countries",
        "agreements",
    ]
