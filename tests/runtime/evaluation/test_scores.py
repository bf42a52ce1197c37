"""What counts as understood rightly."""

from __future__ import annotations

import pytest

from runtime.evaluation.questions import Question
from runtime.evaluation.scores import Result, Score, confusions, score, scores_by


def _result(topic: str, intent: str, confidence: float = 0.5, language: str = "en") -> Result:
    return Result(Question("R1", "text", language, topic, "real"), intent, confidence)


@pytest.mark.parametrize(
    ("topic", "intent", "right"),
    [
        ("fees", "fees", True),
        ("fees", "family", False),
        ("fees", "out_of_scope", False),
        ("fees", "greet", False),
        ("out_of_scope", "out_of_scope", True),
        ("out_of_scope", "safety", True),
        ("out_of_scope", "greet", True),
        ("out_of_scope", "fees", False),
    ],
)
def test_a_topic_is_right_and_out_of_scope_is_right_without_a_topic_of_ours(
    topic: str, intent: str, right: bool
) -> None:
    result = _result(topic, intent)
    assert result.is_right is right
    assert result.in_scope is (topic == "fees")


def test_a_score_counts_what_is_right() -> None:
    results = [_result("fees", intent) for intent in ("fees", "fees", "family")]
    assert score(results) == Score(2, 3)
    assert str(score(results)) == " 66.7 %  (2 of 3)"


def test_scores_are_grouped_and_sorted_by_name() -> None:
    results = [
        _result("fees", "fees", language="nl"),
        _result("fees", "family", language="en"),
        _result("study", "study", language="nl"),
    ]
    by_language = scores_by(results, lambda result: result.question.language)
    assert by_language == [("en", Score(0, 1)), ("nl", Score(2, 2))]


def test_confusions_are_the_wrong_ones_with_the_surest_first() -> None:
    unsure, right, sure = (
        _result("fees", "family", 0.2),
        _result("fees", "fees", 0.9),
        _result("study", "fees", 0.8),
    )
    assert confusions([unsure, right, sure]) == [sure, unsure]
