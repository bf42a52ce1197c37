"""The conversation with a calculator: questions, corrections, interruptions, leaving it."""

from __future__ import annotations

from datetime import date

import pytest

from actions.calculators.catalogue import calculators
from actions.calculators.desk import Desk, interrupted, is_about_calculator, is_open
from actions.calculators.state import State
from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.languages import LANGUAGES, Language
from tests.actions.calculators.conftest import TODAY, Talk

NAME = "objection-deadline"


def test_the_questions_come_one_by_one_and_end_in_a_result(knowledge: KnowledgeBase) -> None:
    talk = Talk(NAME).begin()
    assert talk.state.asked == "kind"
    talk.say("residence permit")
    assert talk.state.asked == "date"
    talk.say("3 November 2026")
    assert talk.last.is_result
    assert "Tuesday 1 December 2026" in talk.words(knowledge)


def test_each_answer_is_read_back(knowledge: KnowledgeBase) -> None:
    talk = Talk(NAME).begin().say("residence permit", "3 November")
    assert "Date of the decision: Tuesday 3 November 2026" in talk.words(knowledge)


def test_what_the_first_message_says_is_not_asked_again() -> None:
    talk = Talk(NAME).begin("my visa decision")
    assert talk.state.asked == "date"
    assert talk.last.understood == (("kind", "visa"),)


def test_the_words_that_ask_for_a_calculator_are_no_answer_to_it() -> None:
    for name, calculator in calculators().items():
        for article in load_knowledge().articles.values():
            if article.calculator != name:
                continue
            texts = [article.title[language] for language in LANGUAGES]
            for language in LANGUAGES:
                for text in (*texts, "work it out for me", "calculate", "reken het uit"):
                    begun = Talk(name, language).begin(text)
                    assert begun.last.understood == (), (text, calculator)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no, it was 4 November 2026"),
        ("en", "sorry, I meant 4 November"),
        ("en", "No it was the 4th of November"),
        ("en", "actually 4 November 2026"),
        ("en", "4 November 2026"),
        ("en", "what if it was 4 November 2026"),
        ("nl", "nee, het was 4 november"),
        ("nl", "sorry, ik bedoel 4 november 2026"),
        ("nl", "Nee, het was op 4 november 2026."),
        ("nl", "en als het 4 november was"),
        ("nl", "4-11-2026"),
    ],
)
def test_a_correction_works_it_out_again(
    knowledge: KnowledgeBase, language: Language, text: str
) -> None:
    talk = Talk(NAME, language).begin().say("visum", "3 november 2026").say(text)
    assert talk.last.changed
    assert talk.result(knowledge).data["last_day"] == "2026-12-02"


def test_a_correction_of_an_earlier_answer_asks_on() -> None:
    talk = Talk(NAME).begin().say("visa").say("no, I meant naturalisation")
    assert talk.last.changed
    assert talk.state.answers == {"kind": "dutch"}
    assert talk.state.asked == "date"


def test_an_answer_that_is_not_asked_any_more_is_forgotten() -> None:
    talk = Talk(NAME).begin().say("visa", "3 November 2026").say("no, it was approved")
    assert talk.state.answers == {"kind": "approved"}
    assert talk.state.asked == "collected"


def test_a_date_that_can_be_two_is_asked_about_and_not_taken() -> None:
    talk = Talk(NAME).begin().say("visa", "5/6/26")
    assert talk.state.answers == {"kind": "visa"}
    assert talk.state.offered == (date(2026, 6, 5), date(2026, 5, 6))
    talk.say("6 May 2026")
    assert talk.state.answers["date"] == date(2026, 5, 6)


def test_a_single_possibility_is_confirmed_with_yes_and_dropped_with_no() -> None:
    talk = Talk(NAME).begin().say("visa", "around 3 May 2026")
    assert talk.state.offered == (date(2026, 5, 3),)
    assert talk.say("no").state.offered == ()
    talk.say("around 3 May 2026", "yes")
    assert talk.state.answers["date"] == date(2026, 5, 3)


def test_an_impossible_date_is_refused_with_the_reason(knowledge: KnowledgeBase) -> None:
    talk = Talk(NAME).begin().say("visa", "29 February 2026")
    assert "2026 is not a leap year" in talk.words(knowledge)
    assert talk.say("3 May 2027").last.problem is not None
    assert talk.state.asked == "date"


@pytest.mark.parametrize(
    "text", ["stop", "Cancel.", "never mind", "laat maar", "stoppen", "annuleer"]
)
def test_it_can_be_left_at_any_question(text: str) -> None:
    for said in ([], ["visa"]):
        turn = Talk(NAME).begin().say(*said).say(text).last
        assert turn.state is None


@pytest.mark.parametrize(
    "text",
    [
        "how much is an objection?",
        "can I work while I wait for the decision",
        "I want to talk to a person",
        "wat kost een visum?",
        "in het Nederlands graag",
        "what happens after 3 May 2026?",
    ],
)
def test_another_question_is_not_taken_for_an_answer(text: str) -> None:
    talk = Talk(NAME).begin().say("residence permit")
    assert talk.dialogue().take(talk.state, text) is None
    finished = talk.say("3 November 2026")
    assert finished.dialogue().take(finished.state, text) is None


@pytest.mark.parametrize(
    "text", ["how much does a residence permit cost?", "wat kost een visum", "can I get a visa"]
)
def test_a_question_that_names_an_option_is_no_choice(text: str) -> None:
    talk = Talk(NAME).begin()
    assert talk.dialogue().take(talk.state, text) is None


def test_a_date_is_not_taken_for_a_number(knowledge: KnowledgeBase) -> None:
    talk = Talk("decision-period").begin().say("study permit", "1 March 2024", "no", "10")
    talk.say("no, it was 4 March 2024")
    assert talk.last.understood == (("received", date(2024, 3, 4)),)


def test_going_on_asks_the_open_question_again() -> None:
    talk = Talk(NAME).begin().say("visa").say("go on")
    assert talk.state.asked == "date"
    assert talk.say("ga verder").state.asked == "date"


def test_changing_offers_each_answer(knowledge: KnowledgeBase) -> None:
    talk = Talk(NAME).begin().say("visa", "3 November 2026").say("I made a mistake")
    assert talk.last.menu == ("kind", "date")
    assert "Which answer" in talk.words(knowledge)
    talk.turns.append(talk.dialogue().choose(talk.state, "date", ""))
    assert talk.state.asked == "date"


def test_the_language_can_change_at_any_point(knowledge: KnowledgeBase) -> None:
    talk = Talk(NAME).begin().say("residence permit")
    talk.language = "nl"
    assert "Welke datum staat op het besluit" in talk.words(knowledge)
    assert "dinsdag 1 december 2026" in talk.say("3 november 2026").words(knowledge)


def test_not_knowing_is_an_answer_only_where_it_may_be() -> None:
    talk = Talk(NAME).begin().say("visa", "I don't know")
    assert talk.last.problem is not None
    other = Talk("decision-period").begin().say("permit", "3 May 2026", "no", "I don't know")
    assert other.last.is_result


def test_a_button_that_no_longer_fits_begins_again(knowledge: KnowledgeBase) -> None:
    spoken = Desk(knowledge, TODAY, "en").choose(NAME, None, "date", "never")
    assert spoken.asked == "kind"


def test_a_state_of_another_version_is_forgotten() -> None:
    for kept in ({}, {"calculator": "gone"}, {"calculator": NAME, "answers": {"kind": "x"}}):
        assert not is_open(kept)
        assert not is_about_calculator(kept, "3 May 2026", TODAY, "en")
        assert interrupted(kept, 3) is None


def test_a_calculator_is_forgotten_after_some_other_answers() -> None:
    calculator = calculators()[NAME]
    kept = State(NAME, asked="kind").as_json(calculator)
    for _ in range(3):
        following = interrupted(kept, 3)
        assert following is not None
        kept = dict(following)
    assert interrupted(kept, 3) is None
