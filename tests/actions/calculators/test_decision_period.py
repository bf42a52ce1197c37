"""The end of the decision period, worked out by hand from the periods on the IND's page.

90 days for a regular permit, 60 for study and research, 6 months for a permanent permit and for
family of an EU citizen, 12 months for naturalisation; a period that ends on a Saturday, a Sunday or
a holiday goes on until the next working day. 15 days for a visa, of an EU regulation, not moved.
Days for missing papers are added.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.decision_period import DecisionPeriod
from actions.calculators.rules import Rules
from actions.calculators.terms import free_day
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import TODAY, Talk

# Kind, day of receipt, days waited for papers, last day, what moved it.
CASES = [
    ("permit", "2026-01-05", 0, "2026-04-07", "Sun, Easter Monday"),
    ("permit", "2026-01-03", 0, "2026-04-07", "Good Friday, Sat, Sun, Easter Monday"),
    ("permit", "2026-01-06", 0, "2026-04-07", "Easter Monday"),
    ("permit", "2026-01-27", 0, "2026-04-28", "King's Day"),
    ("permit", "2026-02-04", 0, "2026-05-06", "5 May"),
    ("permit", "2026-02-13", 0, "2026-05-18", "Ascension, decree, Sat, Sun"),
    ("permit", "2026-02-14", 0, "2026-05-18", "decree, Sat, Sun"),
    ("permit", "2026-02-24", 0, "2026-05-26", "Whit Monday"),
    ("permit", "2026-09-26", 0, "2026-12-28", "Christmas, Sat, Sun"),
    ("permit", "2026-10-03", 0, "2027-01-04", "New Year, Sat, Sun"),
    ("permit", "2025-10-04", 0, "2026-01-05", "decree, Sat, Sun"),
    ("permit", "2023-12-01", 0, "2024-02-29", "working day"),
    ("permit", "2023-12-02", 0, "2024-03-01", "working day"),
    ("permit", "2026-03-29", 0, "2026-06-29", "Sat, Sun"),
    ("permit", "2026-07-27", 0, "2026-10-26", "Sun"),
    ("permit", "2026-03-03", 10, "2026-06-11", "working day"),
    ("permit", "2026-03-03", 20, "2026-06-22", "Sun"),
    ("permit", "2026-03-03", 365, "2027-06-01", "working day"),
    ("permit", "2026-08-24", 0, "2026-11-23", "Sun"),
    ("study", "2026-02-03", 0, "2026-04-07", "Sat, Sun, Easter Monday"),
    ("study", "2026-02-05", 0, "2026-04-07", "Easter Monday"),
    ("study", "2026-03-06", 0, "2026-05-06", "5 May"),
    ("study", "2026-03-16", 0, "2026-05-18", "decree, Sat, Sun"),
    ("study", "2026-06-01", 0, "2026-07-31", "working day"),
    ("study", "2026-10-26", 0, "2026-12-28", "Christmas, Sat, Sun"),
    ("study", "2023-12-31", 0, "2024-02-29", "working day"),
    ("study", "2026-03-26", 14, "2026-06-08", "working day"),
    ("permanent", "2026-08-31", 0, "2027-03-01", "Sun"),
    ("permanent", "2025-08-31", 0, "2026-03-02", "Sat, Sun"),
    ("permanent", "2023-08-31", 0, "2024-02-29", "working day"),
    ("permanent", "2026-05-26", 0, "2026-11-26", "working day"),
    ("permanent", "2026-06-26", 0, "2026-12-28", "Sat, Sun"),
    ("permanent", "2025-11-05", 0, "2026-05-06", "5 May"),
    ("permanent", "2026-03-31", 0, "2026-09-30", "working day"),
    ("eu", "2026-05-24", 0, "2026-11-24", "working day"),
    ("eu", "2026-01-01", 0, "2026-07-01", "working day"),
    ("eu", "2025-10-03", 3, "2026-04-07", "Easter Monday"),
    ("dutch", "2025-11-22", 0, "2026-11-23", "Sun"),
    ("dutch", "2024-02-29", 0, "2025-02-28", "working day"),
    ("dutch", "2026-02-01", 0, "2027-02-01", "working day"),
    ("dutch", "2026-05-05", 0, "2027-05-10", "5 May, Ascension, decree, Sat, Sun"),
    ("dutch", "2025-12-25", 0, "2026-12-28", "Christmas, Sat, Sun"),
    ("dutch", "2026-01-15", 45, "2027-03-01", "working day"),
    ("visa", "2026-11-10", 0, "2026-11-25", "no shift"),
    ("visa", "2026-12-10", 0, "2026-12-25", "no shift"),
    ("visa", "2026-03-19", 0, "2026-04-03", "no shift"),
]


def work_out(knowledge: KnowledgeBase, today: date = TODAY, **answers: object) -> dict[str, object]:
    """Return the data of a result."""
    given = {"longer": False, "waited": 0, **answers}
    return dict(DecisionPeriod().work_out(given, Rules(knowledge, today), today).data)


@pytest.mark.parametrize(("kind", "received", "waited", "last", "why"), CASES)
def test_the_last_day_is_as_worked_out_by_hand(
    knowledge: KnowledgeBase, kind: str, received: str, waited: int, last: str, why: str
) -> None:
    day = date.fromisoformat(received)
    assert work_out(knowledge, kind=kind, received=day, waited=waited)["last_day"] == last


def test_there_are_enough_cases() -> None:
    assert len(set(CASES)) >= 40


@given(received=st.dates(date(2023, 1, 1), date(2026, 11, 22)), waited=st.integers(0, 400))
def test_waiting_never_makes_the_period_shorter(
    knowledge: KnowledgeBase, received: date, waited: int
) -> None:
    with_wait = work_out(knowledge, kind="permit", received=received, waited=waited)
    last = date.fromisoformat(str(with_wait["last_day"]))
    assert received + timedelta(days=90 + waited) <= last
    assert last <= received + timedelta(days=90 + waited + 5)
    assert free_day(last) is None


def test_the_letter_of_the_ind_counts(knowledge: KnowledgeBase) -> None:
    data = work_out(
        knowledge,
        kind="permit",
        received=date(2026, 8, 1),
        longer=True,
        until=date(2027, 1, 30),  # a Saturday: what is in the letter is not moved
    )
    assert data == {"last_day": "2027-01-30", "days_left": 69, "is_over": False}


def test_a_letter_without_its_date_works_nothing_out(knowledge: KnowledgeBase) -> None:
    answers = {"kind": "permit", "received": date(2026, 8, 1), "longer": True, "until": None}
    result = DecisionPeriod().work_out(answers, Rules(knowledge, TODAY), TODAY)
    assert not result.data
    assert result.phone


def test_before_the_last_day_calling_does_not_help(knowledge: KnowledgeBase) -> None:
    talk = Talk("decision-period").begin().say("family permit", "1 November 2026", "no", "0")
    words = talk.words(knowledge)
    assert "Calling does not help" in words
    assert not talk.result(knowledge).phone


@pytest.mark.parametrize(
    ("kind", "line"),
    [("permit", "penalty"), ("study", "penalty"), ("dutch", "penalty-unknown")],
)
def test_after_it_the_penalty_is_told_only_where_it_is_certain(
    knowledge: KnowledgeBase, kind: str, line: str
) -> None:
    answers = {"kind": kind, "received": date(2024, 1, 2), "longer": False, "waited": 0}
    result = DecisionPeriod().work_out(answers, Rules(knowledge, TODAY), TODAY)
    lines = [line.text for line in result.after]
    assert line in lines
    assert {"notice", "two-weeks", "court", "complaint"} <= set(lines)
    assert result.phone


def test_the_two_weeks_after_a_notice_are_counted_from_today(knowledge: KnowledgeBase) -> None:
    talk = Talk("decision-period").begin().say("family permit", "2 January 2024", "no", "0")
    assert "Monday 7 December 2026" in talk.words(knowledge)  # Sunday 6 December moves


def test_a_letter_date_before_the_receipt_is_refused() -> None:
    talk = Talk("decision-period").begin().say("permit", "3 May 2026", "yes", "4 April 2026")
    assert talk.last.problem is not None
    assert talk.state.asked == "until"


@pytest.mark.parametrize("kind", ["asylum", "other"])
def test_a_kind_without_a_period_asks_nothing_more(knowledge: KnowledgeBase, kind: str) -> None:
    talk = Talk("decision-period").begin()
    talk.turns.append(talk.dialogue().choose(talk.state, "kind", kind))
    assert talk.last.is_result
    assert talk.result(knowledge).phone
