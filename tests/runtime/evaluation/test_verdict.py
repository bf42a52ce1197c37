"""What counts as a right reply."""

from __future__ import annotations

import pytest

from runtime.evaluation.verdict import Given
from tests.runtime.evaluation.verdicts import verdict

RIGHT = ("fees-refund", "fees-overview")


@pytest.mark.parametrize(
    ("given", "best", "right", "offered", "confident"),
    [
        (Given("answered", article="fees-refund"), True, True, True, False),
        (Given("answered", article="fees-overview"), False, True, True, False),
        (Given("answered", article="fees-visa"), False, False, False, True),
        (Given("answered", article="fees-visa", choices=RIGHT), False, False, False, True),
        (Given("clarification", choices=("fees-visa", "fees-overview")), False, False, True, False),
        (Given("clarification", choices=("fees-visa",)), False, False, False, False),
        (Given("unanswered"), False, False, False, False),
        # an article whose facts are outdated is named, not given
        (Given("unanswered", article="fees-refund"), False, False, False, False),
    ],
)
def test_a_right_article_is_given_or_offered_and_a_wrong_one_is_not_given_without_asking(
    given: Given, best: bool, right: bool, offered: bool, confident: bool
) -> None:
    judged = verdict(given, articles=RIGHT)

    assert judged.article_best is best
    assert judged.article_right is right
    assert judged.article_offered is offered
    assert judged.wrong_and_confident is confident


def test_an_article_of_the_right_outcome_is_not_wrong_when_none_is_named() -> None:
    assert verdict(Given("declined", article="x"), outcomes=("declined",)).is_met
    assert verdict(Given("answered", article="x"), outcomes=("declined",)).wrong_and_confident


@pytest.mark.parametrize(
    ("given", "met"),
    [
        (Given("answered", article="fees-refund", text="Call 112 or 113."), True),
        (Given("clarification", choices=("fees-refund",), text="112, 113"), True),
        (Given("clarification", choices=("fees-visa",), text="112, 113"), False),
        (Given("answered", article="fees-refund", text="Call 113."), False),
        (Given("unanswered", text="112, 113"), False),
    ],
)
def test_a_reply_is_right_when_outcome_article_and_words_are(given: Given, met: bool) -> None:
    judged = verdict(
        given,
        articles=RIGHT,
        outcomes=("answered", "clarification"),
        words=("112", "0800|113"),
    )

    assert judged.is_met is met


def test_a_question_for_others_is_out_of_scope_or_ends_in_a_referral() -> None:
    given = Given("unanswered")
    assert verdict(given, topic="out_of_scope").is_for_others
    assert verdict(given, outcomes=("referral",)).is_for_others
    assert not verdict(given).is_for_others


def test_topic_and_language_are_those_of_the_question() -> None:
    judged = verdict(Given("answered", "fees", language="nl"), topic="fees", language="en")
    assert judged.topic_right
    assert not judged.language_right
