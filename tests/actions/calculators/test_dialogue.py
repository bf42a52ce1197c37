"""The conversation with a calculator."""

from __future__ import annotations

from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import Talk


def test_the_questions_come_one_by_one_and_end_in_a_result(knowledge: KnowledgeBase) -> None:
    talk = Talk("objection-deadline").begin()
    assert talk.state.asked == "kind"
    talk.say("residence permit")
    assert talk.state.asked == "date"
    talk.say("3 November 2026")
    assert talk.last.is_result
    assert "Tuesday 1 December 2026" in talk.words(knowledge)
