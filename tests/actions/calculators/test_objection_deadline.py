"""The last day for an objection, worked out by hand from the rule texts.

Aliens law: four weeks; the general term, also for naturalisation: six weeks (Awb 6:7). It begins on
the day after the decision was made known (Awb 6:8). It does not end on a Saturday, a Sunday or a
holiday (General Time Limits Act, articles 1 and 3, with Good Friday and 5 May), nor on a day of
a royal decree.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.objection_deadline import ObjectionDeadline
from actions.calculators.rules import RuleOutdated, Rules
from actions.calculators.terms import free_day, term_end
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import TODAY, Talk

# Kind, date on the decision (or day on which the card was collected), last day, and what the day is
# on which the term would end by counting, and those behind it that do not count.
CASES = [
    ("approved", "2026-03-06", "2026-04-07", "Good Friday, Sat, Sun, Easter Monday"),
    ("visa", "2026-03-09", "2026-04-07", "Easter Monday"),
    ("dutch", "2026-02-21", "2026-04-07", "Sat, Sun, Easter Monday"),
    ("permit", "2026-03-30", "2026-04-28", "King's Day"),
    ("visa", "2026-04-07", "2026-05-06", "5 May"),
    ("approved", "2026-04-16", "2026-05-18", "Ascension, decree, Sat, Sun"),
    ("permit", "2026-04-17", "2026-05-18", "decree, Sat, Sun"),
    ("visa", "2026-04-27", "2026-05-26", "Whit Monday"),
    ("dutch", "2026-11-13", "2026-12-28", "Christmas, Sat, Sun"),
    ("permit", "2026-11-28", "2026-12-28", "Sat, Sun"),
    ("approved", "2026-12-04", "2027-01-04", "New Year, Sat, Sun"),
    ("dutch", "2025-11-21", "2026-01-05", "decree, Sat, Sun"),
    ("permit", "2025-12-04", "2026-01-05", "New Year, decree, Sat, Sun"),
    ("visa", "2025-12-03", "2025-12-31", "working day"),
    ("dutch", "2024-01-18", "2024-02-29", "working day"),
    ("approved", "2024-03-01", "2024-04-02", "Good Friday, Sat, Sun, Easter Monday"),
    ("visa", "2024-04-11", "2024-05-13", "Ascension, decree, Sat, Sun"),
    ("dutch", "2024-03-29", "2024-05-13", "decree, Sat, Sun"),
    ("permit", "2024-11-29", "2024-12-30", "decree, Sat, Sun"),
    ("visa", "2025-03-21", "2025-04-22", "Good Friday, Sat, Sun, Easter Monday"),
    ("approved", "2025-03-29", "2025-04-28", "Sat, Sun"),
    ("permit", "2025-04-07", "2025-05-06", "5 May"),
    ("visa", "2025-05-01", "2025-06-02", "Ascension, decree, Sat, Sun"),
    ("dutch", "2025-04-18", "2025-06-02", "decree, Sat, Sun"),
    ("permit", "2025-05-12", "2025-06-10", "Whit Monday"),
    ("approved", "2026-03-01", "2026-03-30", "Sun"),
    ("dutch", "2026-09-13", "2026-10-26", "Sun"),
    ("permit", "2026-10-23", "2026-11-20", "working day"),
    ("visa", "2026-10-24", "2026-11-23", "Sat, Sun"),
    ("dutch", "2026-10-11", "2026-11-23", "Sun"),
    ("approved", "2026-10-26", "2026-11-23", "working day"),
    ("visa", "2027-02-26", "2027-03-30", "Good Friday, Sat, Sun, Easter Monday"),
    ("dutch", "2027-03-16", "2027-04-28", "King's Day"),
    ("permit", "2027-04-07", "2027-05-10", "5 May, Ascension, decree, Sat, Sun"),
    ("visa", "2027-04-08", "2027-05-10", "Ascension, decree, Sat, Sun"),
    ("approved", "2027-04-09", "2027-05-10", "decree, Sat, Sun"),
    ("permit", "2028-02-01", "2028-02-29", "working day"),
    ("visa", "2028-03-17", "2028-04-18", "Good Friday, Sat, Sun, Easter Monday"),
    ("dutch", "2028-03-16", "2028-05-01", "King's Day, decree, Sat, Sun"),
    ("permit", "2028-03-31", "2028-05-01", "decree, Sat, Sun"),
]


@pytest.mark.parametrize(("kind", "made_known", "last", "why"), CASES)
def test_the_last_day_is_as_worked_out_by_hand(
    knowledge: KnowledgeBase, kind: str, made_known: str, last: str, why: str
) -> None:
    question = "collected" if kind == "approved" else "date"
    answers = {"kind": kind, question: date.fromisoformat(made_known)}
    result = ObjectionDeadline().work_out(answers, Rules(knowledge, TODAY), TODAY)
    assert result.data["last_day"] == last
    weeks = 6 if kind == "dutch" else 4
    moved = date.fromisoformat(last) - date.fromisoformat(made_known) - timedelta(weeks=weeks)
    assert moved.days == (0 if why == "working day" else len(why.split(", ")))


def test_there_are_enough_cases() -> None:
    assert len(set(CASES)) >= 40


@pytest.mark.parametrize(
    ("day", "is_free"),
    [
        ("2026-04-03", True),  # Good Friday
        ("2026-04-05", True),  # Easter Sunday
        ("2026-04-06", True),
        ("2026-04-07", False),
        ("2026-04-27", True),  # King's Day
        ("2025-04-26", True),  # King's Day, because the 27th is a Sunday; a Saturday too
        ("2025-04-28", False),
        ("2026-05-05", True),  # no lustrum year: the state works, the term does not end
        ("2025-05-05", True),
        ("2026-05-14", True),  # Ascension Day
        ("2026-05-15", True),  # royal decree
        ("2029-05-11", False),  # the Friday after Ascension Day of a year without a known decree
        ("2026-05-25", True),  # Whit Monday
        ("2026-12-24", False),
        ("2026-12-25", True),
        ("2026-01-01", True),
        ("2026-01-02", True),  # royal decree
        ("2027-01-04", False),
        ("2024-02-29", False),
        ("2026-12-05", True),  # a Saturday
        ("2026-10-31", True),  # a Saturday; Reformation Day is no Dutch holiday
        ("2026-11-11", False),
    ],
)
def test_a_term_ends_on_no_free_day(day: str, is_free: bool) -> None:
    assert (free_day(date.fromisoformat(day)) is not None) == is_free


@given(day=st.dates(date(2023, 1, 1), date(2040, 12, 31)))
def test_a_term_ends_on_the_first_day_that_is_not_free(day: date) -> None:
    ending = term_end(day)
    assert ending.last >= day
    assert free_day(ending.last) is None
    passed = [day + timedelta(days=n) for n in range((ending.last - day).days)]
    assert [free_day(one) for one in passed] == list(ending.reasons)
    assert len(passed) <= 5


@given(made_known=st.dates(date(2023, 1, 1), date(2026, 11, 22)))
def test_a_later_decision_never_has_an_earlier_last_day(
    knowledge: KnowledgeBase, made_known: date
) -> None:
    def last_day(day: date) -> str:
        answers = {"kind": "permit", "date": day}
        result = ObjectionDeadline().work_out(answers, Rules(knowledge, TODAY), TODAY)
        return str(result.data["last_day"])

    assert last_day(made_known) <= last_day(made_known + timedelta(days=1))


@pytest.mark.parametrize("kind", ["asylum", "other"])
def test_a_kind_without_a_term_asks_no_date_and_gives_the_line(
    knowledge: KnowledgeBase, kind: str
) -> None:
    talk = Talk("objection-deadline").begin()
    talk.turns.append(talk.dialogue().choose(talk.state, "kind", kind))
    assert talk.last.is_result
    assert talk.result(knowledge).phone


def test_a_year_without_a_known_decree_is_told_so(knowledge: KnowledgeBase) -> None:
    answers = {"kind": "permit", "date": date(2029, 4, 13)}
    result = ObjectionDeadline().work_out(answers, Rules(knowledge, TODAY), TODAY)
    assert result.data["last_day"] == "2029-05-11"
    assert "decree-unknown" in [line.text for line in result.limits]


def test_each_result_names_its_rules_with_source_and_day(knowledge: KnowledgeBase) -> None:
    rules = Rules(knowledge, TODAY)
    ObjectionDeadline().work_out({"kind": "permit", "date": date(2026, 4, 17)}, rules, TODAY)
    used = {fact.id for fact in rules.used}
    assert {"objection-complaint-term", "terms-start-day-after", "terms-weekend"} <= used
    assert "terms-decree-2026" in used
    assert all(fact.source and fact.checked_on for fact in rules.used)


def test_a_rule_that_does_not_hold_any_more_works_nothing_out(knowledge: KnowledgeBase) -> None:
    fact = knowledge.facts["objection-complaint-term"]
    ended = fact.copy(update={"valid_to": date(2026, 11, 1)})
    facts = {**knowledge.facts, fact.id: ended}
    changed = KnowledgeBase(
        knowledge.articles, facts, knowledge.seeds, knowledge.wording, knowledge.review_terms
    )
    answers = {"kind": "permit", "date": date(2026, 10, 1)}
    with pytest.raises(RuleOutdated):
        ObjectionDeadline().work_out(answers, Rules(changed, TODAY), TODAY)
