"""Which permits are worth reading about: each purpose and situation, and rules for any answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.calculator import Calculator, Result
from actions.calculators.catalogue import calculators
from actions.calculators.countries import read_countries
from actions.calculators.permit_finder import SITUATIONS
from actions.calculators.permit_routes import read_permit_routes
from actions.calculators.rules import Rules
from actions.calculators.texts import read_texts
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import TODAY, read_cases

MOST = 3
ROWS = read_cases("permit-finder")
PAIRS = [(purpose, situation) for purpose in SITUATIONS for situation in SITUATIONS[purpose]]


def _calculator() -> Calculator:
    return calculators()["permit-finder"]


def _answers(nationality: str | None, purpose: str, situation: str) -> dict[str, Any]:
    asked = {} if purpose == "-" else {"purpose": purpose, purpose: situation}
    return {"nationality": nationality, **asked}


def _work_out(answers: dict[str, Any], knowledge: KnowledgeBase) -> tuple[Result, Rules]:
    rules = Rules(knowledge, TODAY)
    return _calculator().work_out(answers, rules, TODAY), rules


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[:3]) for row in ROWS])
def test_a_case_comes_out_as_worked_by_hand(row: list[str], knowledge: KnowledgeBase) -> None:
    nationality, purpose, situation, permits = row
    answers = _answers(None if nationality == "?" else nationality, purpose, situation)
    assert _calculator().missing(answers) is None
    assert _calculator().relevant(answers) == answers
    result, rules = _work_out(answers, knowledge)
    assert result.data["permits"] == ([] if permits == "-" else permits.split())
    assert rules.used


def test_there_are_at_least_forty_cases_and_every_situation_has_one() -> None:
    assert len(ROWS) >= 40
    assert {(row[1], row[2]) for row in ROWS} >= set(PAIRS)


def test_the_table_and_the_questions_name_the_same_situations() -> None:
    table = read_permit_routes()
    assert {p: tuple(s) for p, s in table.routes.items()} == SITUATIONS
    used = {permit for s in table.routes.values() for permits in s.values() for permit in permits}
    assert used <= set(table.permits)
    assert set(table.permits) - used == {"treaty"}


def test_every_permit_has_a_line_an_article_and_facts(knowledge: KnowledgeBase) -> None:
    lines = read_texts("permit-finder").lines
    for name, permit in read_permit_routes().permits.items():
        assert name in lines
        assert permit.article in knowledge.articles
        assert permit.facts
        assert set(permit.facts) <= set(knowledge.facts)


@given(
    nationality=st.none() | st.sampled_from(sorted(read_countries().names)),
    pair=st.sampled_from(PAIRS),
)
def test_whatever_somebody_answers_at_most_three_permits_come_with_their_articles(
    nationality: str | None, pair: tuple[str, str], knowledge: KnowledgeBase
) -> None:
    relevant = _calculator().relevant(_answers(nationality, *pair))
    result, rules = _work_out(relevant, knowledge)
    permits = result.data["permits"]
    assert len(permits) <= MOST
    assert len(set(permits)) == len(permits)
    if permits:
        articles = tuple(read_permit_routes().permits[name].article for name in permits)
        assert result.related == articles
    assert rules.used
