"""The conditions of naturalisation: cases worked by hand, and rules for any answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.calculator import Calculator, Result
from actions.calculators.catalogue import calculators
from actions.calculators.countries import read_countries
from actions.calculators.naturalisation_check import PERMITS
from actions.calculators.naturalisation_conditions import residence_routes
from actions.calculators.residence import years_after
from actions.calculators.rules import Rules
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import TODAY, read_cases

QUESTIONS = (
    "place",
    "age",
    "nationality",
    "bond",
    "since",
    "partner",
    "together",
    "earlier",
    "permit",
    "integration",
    "record",
    "renounce",
)
VERDICTS = {"m": "met", "n": "not_met", "u": "unknown"}
YES_NO = {"yes": True, "no": False}
ROWS = read_cases("naturalisation-check")

PAST_DAYS = st.none() | st.dates(date(1960, 1, 1), TODAY)
MAYBE = st.sampled_from([True, False, None])
ANSWERS = st.fixed_dictionaries(
    {
        "place": st.sampled_from(["here", "abroad"]),
        "age": st.integers(0, 120),
        "nationality": st.sampled_from(sorted(read_countries().names)),
        "bond": st.sampled_from(["born-here", "since-four", "former-dutch", "none"]),
        "since": PAST_DAYS,
        "partner": st.sampled_from(["married", "unmarried", "none"]),
        "together": PAST_DAYS,
        "earlier": MAYBE,
        "permit": st.sampled_from([*PERMITS, None]),
        "integration": st.sampled_from(["diploma", "exempt", "not-yet", None]),
        "record": MAYBE,
        "renounce": MAYBE,
    }
)


def _calculator() -> Calculator:
    return calculators()["naturalisation-check"]


def _work_out(
    answers: dict[str, Any], knowledge: KnowledgeBase, today: date = TODAY
) -> tuple[Result, Rules]:
    rules = Rules(knowledge, today)
    return _calculator().work_out(answers, rules, today), rules


def _answers(cells: list[str]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question, cell in zip(QUESTIONS, cells, strict=True):
        if cell == "-":
            continue
        if cell == "?":
            answers[question] = None
        elif question == "age":
            answers[question] = int(cell)
        elif question in {"since", "together"}:
            answers[question] = date.fromisoformat(cell)
        else:
            answers[question] = YES_NO.get(cell, cell)
    return answers


@pytest.mark.parametrize("row", ROWS, ids=[row[-1] for row in ROWS])
def test_a_case_comes_out_as_worked_by_hand(row: list[str], knowledge: KnowledgeBase) -> None:
    *cells, verdicts, option, _ = row
    answers = _answers(cells)
    assert _calculator().missing(answers) is None, "a question is not answered"
    assert _calculator().relevant(answers) == answers, "a question is not asked"
    result, rules = _work_out(answers, knowledge)
    assert list(result.data["conditions"].values()) == [VERDICTS[letter] for letter in verdicts]
    fitting = [] if option == "-" else [f"option-{name}" for name in option.split()]
    assert result.data["option"] == ([*fitting, "option-better"] if fitting else [])
    assert rules.used


def test_there_are_at_least_forty_cases() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({"place": "abroad"}, "abroad"),
        ({"place": "here", "age": 17, "nationality": "india"}, "child"),
        ({"place": "here", "age": 40, "nationality": "netherlands"}, "dutch"),
    ],
)
def test_somebody_to_whom_the_conditions_do_not_apply_is_told_so_at_once(
    answers: dict[str, Any], first: str, knowledge: KnowledgeBase
) -> None:
    assert _calculator().missing(answers) is None
    result, rules = _work_out(answers, knowledge)
    assert result.answer[0].text == first
    assert result.related
    assert rules.used


@given(answers=ANSWERS)
def test_whatever_somebody_answers_each_condition_gets_a_verdict_and_none_a_promise(
    answers: dict[str, Any], knowledge: KnowledgeBase
) -> None:
    relevant = _calculator().relevant(answers)
    assert _calculator().missing(relevant) is None
    result, rules = _work_out(relevant, knowledge)
    assert rules.used
    assert set(result.related) <= set(knowledge.articles)
    if "conditions" not in result.data:
        return
    verdicts = list(result.data["conditions"].values())
    assert len(verdicts) == len(result.steps)
    expected = "none-missing"
    if "not_met" in verdicts:
        expected = "not-all-met"
    elif "unknown" in verdicts:
        expected = "some-unknown"
    assert result.answer[0].text == expected
    assert result.limits[0].text == "not-decided"


@given(answers=ANSWERS, days=st.integers(0, 4000))
def test_waiting_never_turns_complete_years_into_incomplete_ones(
    answers: dict[str, Any], days: int, knowledge: KnowledgeBase
) -> None:
    relevant = _calculator().relevant(answers)
    now, _ = _work_out(relevant, knowledge)
    if now.data.get("conditions", {}).get("residence") != "met":
        return
    routes = residence_routes(relevant, Rules(knowledge, TODAY))
    later = TODAY + timedelta(days=days)
    assert any(day is not None and day <= later for day in routes.values())


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2021, 11, 22), 5, date(2026, 11, 22)),
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 12, 31), 3, date(2023, 12, 31)),
        (date(2026, 11, 22), -35, date(1991, 11, 22)),
        (date(2024, 2, 29), -1, date(2023, 3, 1)),
    ],
)
def test_years_end_on_the_same_day_of_the_year(day: date, years: int, later: date) -> None:
    assert years_after(day, years) == later


@pytest.mark.parametrize("question", ["since", "together"])
def test_a_day_before_somebodys_birth_is_asked_again(question: str) -> None:
    answers = {"age": 20, question: date(2005, 11, 21)}
    conflict = _calculator().conflict(answers, TODAY)
    assert conflict is not None
    assert (conflict.question, conflict.problem.text) == (question, "before_birth")
    possible = {"age": 20, question: date(2005, 11, 22)}
    assert _calculator().conflict(possible, TODAY) is None
