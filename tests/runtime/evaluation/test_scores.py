"""What goes wrong is counted, by language and by topic."""

from __future__ import annotations

from typing import Any

from runtime.evaluation.asking import Asked
from runtime.evaluation.scores import Score, by_topic, failures, rows
from runtime.evaluation.verdict import Given
from tests.runtime.evaluation.verdicts import verdict

RIGHT = Given("answered", "fees", "fees-refund", "en")
WRONG = Given("answered", "family", "family-work", "en")
ASKS = Given("clarification", "fees", None, "en", choices=("fees-refund",))
LABEL: dict[str, Any] = {"articles": ("fees-refund",)}


def test_a_score_counts_what_is_right() -> None:
    assert str(Score(2, 3)) == "66.7 % (2/3)"
    assert str(Score(0, 0)) == "-"


def test_every_measure_is_counted_for_all_and_for_each_language() -> None:
    asked = Asked(
        "a set",
        (
            verdict(RIGHT, **LABEL),
            verdict(ASKS, **LABEL),
            verdict(WRONG, language="nl", **LABEL),
            verdict(Given("unanswered"), topic="out_of_scope", outcomes=("unanswered",)),
            verdict(Given("safety", text="112"), outcomes=("safety",), words=("112",)),
        ),
        ((verdict(RIGHT, **LABEL), verdict(WRONG, **LABEL)),),
    )
    found = {row.name: row for row in rows(asked)}

    assert found["topic, in scope"].all == Score(2, 3)
    assert found["topic, in scope"].by_language["nl"] == Score(0, 1)
    assert found["topic, in scope"].difference == 100
    assert found["article: a right one"].all == Score(1, 3)
    assert found["article: right, or offered"].all == Score(2, 3)
    assert found["wrong and confident"].all == Score(1, 5)
    assert found["for others or out of scope"].all == Score(1, 1)
    assert found["safety"].all == Score(1, 1)
    assert found["safety without a reason"].all == Score(0, 6)
    assert found["conversation: first turn"].all == Score(1, 1)
    assert found["conversation: follow-up"].all == Score(0, 1)


def test_there_is_no_difference_where_one_language_has_no_question() -> None:
    asked = Asked("a set", (verdict(RIGHT, **LABEL),), ())
    assert {row.difference for row in rows(asked)} == {None}


def test_topics_are_counted_apart() -> None:
    verdicts = [verdict(RIGHT, **LABEL), verdict(ASKS, **LABEL), verdict(WRONG, topic="study")]
    found = {topic: scores for topic, *scores in by_topic(verdicts)}

    assert found["fees"] == [Score(2, 2), Score(2, 2)]
    assert found["study"] == [Score(0, 1), Score(0, 0)]


def test_failures_hold_what_is_not_as_expected_with_the_confident_ones_first() -> None:
    asks, wrong = verdict(ASKS, name="R2", **LABEL), verdict(WRONG, name="R3", **LABEL)
    asked = Asked("a set", (verdict(RIGHT, **LABEL), asks), ((wrong,),))

    assert failures(asked) == [wrong, asks]
