"""The calculators without a conversation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.calculators.catalogue import calculators
from actions.calculators.service import BadAnswers, CalculatorService
from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import LANGUAGES
from tests.actions.calculators.conftest import TODAY


@pytest.fixture
def service(knowledge: KnowledgeBase) -> CalculatorService:
    """Return the service in English."""
    return CalculatorService(knowledge, TODAY, "en")


def errors(service: CalculatorService, name: str, answers: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the questions that are wrong, with the choices."""
    with pytest.raises(BadAnswers) as caught:
        service.work_out(name, answers)
    return [(error.question, error.choices) for error in caught.value.errors]


def test_dates_are_taken_as_json_and_as_people_write_them(service: CalculatorService) -> None:
    for written in ("2026-11-03", "3 November 2026", "3-nov-2026"):
        result = service.work_out("objection-deadline", {"kind": "permit", "date": written})
        assert result["result"]["last_day"] == "2026-12-01"
        assert result["sources"]


def test_an_unclear_date_is_refused_with_its_choices(service: CalculatorService) -> None:
    found = errors(service, "objection-deadline", {"kind": "permit", "date": "5/6/26"})
    assert found == [("date", ("2026-06-05", "2026-05-06"))]


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({}, "kind"),
        ({"kind": "permit"}, "date"),
        ({"kind": 7, "date": "2026-05-03"}, "kind"),
        ({"kind": "permit", "date": "2027-05-03"}, "date"),
        ({"kind": "permit", "date": "2026-02-30"}, "date"),
        ({"kind": "permit", "date": None}, "date"),
        ({"kind": "permit", "date": ["2026-05-03"]}, "date"),
        ({"kind": "permit", "date": "x" * 5_000}, "date"),
        ({"kind": "permit", "date": "2026-05-03", "colour": "red"}, "answers"),
    ],
)
def test_a_wrong_answer_is_named(
    service: CalculatorService, answers: dict[str, Any], question: str
) -> None:
    assert [name for name, _ in errors(service, "objection-deadline", answers)] == [question]


def test_stays_are_taken_as_pairs_and_as_text(service: CalculatorService) -> None:
    for stays in (
        [["2026-09-01", "2026-09-30"]],
        ["1 to 30 September 2026"],
        "1 to 30 September 2026",
    ):
        answers = {"stays": stays, "day": "2026-11-22"}
        assert service.work_out("schengen-days", answers)["result"]["days_used"] == 30


def test_an_answer_that_goes_against_another_is_named(service: CalculatorService) -> None:
    answers = {"kind": "permit", "received": "2026-05-03", "longer": True, "until": "2026-05-01"}
    assert [name for name, _ in errors(service, "decision-period", answers)] == ["until"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calculator_describes_its_questions(knowledge: KnowledgeBase, language: Any) -> None:
    service = CalculatorService(knowledge, TODAY, language)
    assert [entry["name"] for entry in service.list()] == list(calculators())
    for name in calculators():
        questions = service.describe(name)["questions"]
        assert [q["id"] for q in questions] == [q.id for q in calculators()[name].questions]
        assert all(q["text"] for q in questions)


def test_a_rule_that_may_have_changed_gives_its_page(knowledge: KnowledgeBase) -> None:
    facts = {
        fact_id: fact.copy(update={"valid_to": date(2020, 1, 1)})
        for fact_id, fact in knowledge.facts.items()
    }
    old = KnowledgeBase(
        knowledge.articles, facts, knowledge.seeds, knowledge.wording, knowledge.review_terms
    )
    answers = {"kind": "permit", "date": "2026-11-03"}
    result = CalculatorService(old, TODAY, "en").work_out("objection-deadline", answers)
    assert result["result"] is None
    assert "https://" in result["text"]
