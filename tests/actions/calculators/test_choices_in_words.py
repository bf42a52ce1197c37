"""Answers to a choice in a person's own words: nothing is turned into its opposite."""

from __future__ import annotations

import pytest

from tests.actions.calculators.conftest import Talk

UNTIL_PARTNER = ("here", "34", "Peruvian", "none", "1 March 2015")


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("married", "married"),
        ("not married", "unmarried"),
        ("my Dutch husband", "married"),
        ("no", "none"),
        ("no Dutch partner", "none"),
    ],
)
def test_an_answer_in_fixed_words_is_taken(answer: str, value: str) -> None:
    talk = Talk("naturalisation-check").begin().say(*UNTIL_PARTNER, answer)
    assert talk.state.answers["partner"] == value


@pytest.mark.parametrize(
    "answer", ["I was never really married", "married, no longer", "my ex wife is Dutch"]
)
def test_with_a_word_that_may_deny_it_the_person_is_asked(answer: str) -> None:
    talk = Talk("naturalisation-check").begin().say(*UNTIL_PARTNER, answer)
    assert "partner" not in talk.state.answers
    assert talk.state.offered


def test_a_number_in_the_first_message_is_no_age() -> None:
    talk = Talk("naturalisation-check").begin("can I become Dutch after 5 years here")
    assert "age" not in talk.state.answers
    assert talk.state.answers.get("place") in {None, "here"}


@pytest.mark.parametrize("text", ["work out if i need a visa", "Work  it out for me: visa or not"])
def test_work_out_is_no_purpose(text: str) -> None:
    assert "purpose" not in Talk("visa-need").begin(text).state.answers


def test_the_first_message_may_hold_answers() -> None:
    talk = Talk("visa-need").begin("work out if i need a visa, I am Thai and come to work a year")
    assert talk.state.answers == {"nationality": "thailand", "length": "long", "purpose": "work"}


def test_a_date_in_the_first_message_is_not_taken_for_one_of_two() -> None:
    talk = Talk("naturalisation-check").begin("married since 3 May 2019, can I become Dutch")
    assert set(talk.state.answers) <= {"partner"}
