"""Whether a visa or an MVV is needed: cases worked by hand, and rules for any answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.calculator import Calculator, Result
from actions.calculators.catalogue import calculators
from actions.calculators.countries import read_countries
from actions.calculators.rules import Rules
from actions.calculators.visa_lists import LIST_NAMES, needs_no_mvv, read_visa_lists
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import TODAY, read_cases

QUESTIONS = ("nationality", "length", "purpose", "document", "passport", "exemption")
MEANINGS: dict[str, Any] = {"yes": True, "no": False, "?": None}
ROWS = read_cases("visa-need")

ANSWERS = st.fixed_dictionaries(
    {
        "nationality": st.sampled_from(sorted(read_countries().names)),
        "length": st.sampled_from(["short", "long"]),
        "purpose": st.sampled_from(["visit", "work", "study", "family", "asylum"]),
        "document": st.sampled_from([True, False, None]),
        "passport": st.sampled_from([True, False, None]),
        "exemption": st.sampled_from(
            ["dutch-permit", "long-term-resident", "eu-family", "none", None]
        ),
    }
)


def _calculator() -> Calculator:
    return calculators()["visa-need"]


def _work_out(answers: dict[str, Any], knowledge: KnowledgeBase) -> tuple[Result, Rules]:
    rules = Rules(knowledge, TODAY)
    return _calculator().work_out(answers, rules, TODAY), rules


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[:6]) for row in ROWS])
def test_a_case_comes_out_as_worked_by_hand(row: list[str], knowledge: KnowledgeBase) -> None:
    *given_answers, needs, first, _ = row
    answers = {
        question: MEANINGS.get(cell, cell)
        for question, cell in zip(QUESTIONS, given_answers, strict=True)
        if cell != "-"
    }
    calculator = _calculator()
    assert calculator.missing(answers) is None, "a question is not answered"
    assert calculator.relevant(answers) == answers, "a question is not asked"
    result, rules = _work_out(answers, knowledge)
    assert (result.data["needs"], result.answer[0].text) == (needs, first)
    assert rules.used


def test_there_are_at_least_forty_cases_and_every_list_has_one() -> None:
    nationalities = {row[0] for row in ROWS}
    assert len(ROWS) >= 40
    for name in LIST_NAMES:
        assert nationalities & set(read_visa_lists()[name].countries), name


@given(answers=ANSWERS)
def test_whatever_somebody_answers_there_is_a_result_with_a_source(
    answers: dict[str, Any], knowledge: KnowledgeBase
) -> None:
    calculator = _calculator()
    relevant = calculator.relevant(answers)
    result, rules = _work_out(relevant, knowledge)
    assert calculator.missing(relevant) is None
    assert result.data["needs"] in {"nothing", "visa", "mvv", "permit", "embassy", "ask"}
    assert rules.used
    assert set(result.related) <= set(knowledge.articles)
    if relevant.get("length") == "long":
        assert result.data["needs"] not in {"nothing", "visa"}


@given(answers=ANSWERS)
def test_nobody_of_an_mvv_exempt_country_is_sent_for_an_mvv(
    answers: dict[str, Any], knowledge: KnowledgeBase
) -> None:
    relevant = _calculator().relevant(answers)
    result, _ = _work_out(relevant, knowledge)
    if needs_no_mvv(str(answers["nationality"])):
        assert result.data["needs"] != "mvv"


def test_changing_planes_is_no_long_stay() -> None:
    conflict = _calculator().conflict({"length": "long", "purpose": "transit"}, TODAY)
    assert conflict is not None
    assert (conflict.question, conflict.problem.text) == ("purpose", "transit_is_short")
