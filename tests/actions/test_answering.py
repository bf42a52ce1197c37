"""Answers from the knowledge base."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.answering import ActionAnswer, ActionChoose, ActionRepeat

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]
MakeTracker = Callable[..., Tracker]
SPOKEN_TO = {"introduced": True}


def _answer(messages: list[dict[str, Any]]) -> dict[str, Any]:
    answer: dict[str, Any] = messages[0]["custom"]["answer"]
    return answer


def test_a_clear_question_is_answered_with_its_source(run: Run, make_tracker: MakeTracker) -> None:
    tracker = make_tracker("fees", articles=[("fees-overview", 0.9)], slots=SPOKEN_TO)
    slots, messages = run(ActionAnswer(), tracker)
    assert len(messages) == 1
    assert messages[0]["text"] == (
        "Answer of fees-overview.\n\nSource: https://ind.nl/rule (checked on 21 November 2026)"
    )
    assert (slots["article"], slots["topic"]) == ("fees-overview", "fees")
    answer = _answer(messages)
    assert (answer["outcome"], answer["article"]) == ("answered", "fees-overview")
    assert answer["sources"] == [{"url": "https://ind.nl/rule", "checked_on": "2026-11-21"}]


def test_the_language_slot_decides_the_language(run: Run, make_tracker: MakeTracker) -> None:
    slots = {**SPOKEN_TO, "language": "nl"}
    tracker = make_tracker("fees", articles=[("fees-overview", 0.9)], slots=slots)
    _, messages = run(ActionAnswer(), tracker)
    assert messages[0]["text"].startswith("Antwoord van fees-overview.\n\nBron:")
    assert messages[0]["buttons"][0]["title"] == "Titel van fees-pay"
    assert _answer(messages)["language"] == "nl"


def test_related_articles_are_offered_under_an_answer(run: Run, make_tracker: MakeTracker) -> None:
    tracker = make_tracker("fees", articles=[("fees-overview", 0.9)], slots=SPOKEN_TO)
    assert run(ActionAnswer(), tracker)[1][0]["buttons"] == [
        {"title": "Title of fees-pay", "payload": "choice:fees-pay"},
        {"title": "Title of family-partner", "payload": "choice:family-partner"},
    ]


def test_a_doubtful_question_is_answered_with_a_choice(run: Run, make_tracker: MakeTracker) -> None:
    near = [("family-partner", 0.3), ("family-future", 0.3), ("fees-overview", 0.3)]
    tracker = make_tracker("family", 0.6, articles=near, slots=SPOKEN_TO)
    # One topic has two articles, the other one has half of the confidence: a third for each.
    tracker.latest_message["intent_ranking"].append({"name": "fees", "confidence": 0.3})
    slots, messages = run(ActionAnswer(), tracker)
    assert messages[0]["response"] == "utter_clarification"
    payloads = {button["payload"] for button in messages[0]["buttons"]}
    assert payloads == {f"choice:{article}" for article, _ in near}
    assert _answer(messages)["outcome"] == "clarification"
    assert _answer(messages)["article"] is None
    assert "article" not in slots


def test_a_question_without_an_article_is_unanswered(run: Run, make_tracker: MakeTracker) -> None:
    slots, messages = run(ActionAnswer(), make_tracker("fees", slots=SPOKEN_TO))
    assert [m["response"] for m in messages] == ["utter_unanswered", "utter_telephone_open"]
    assert (_answer(messages)["outcome"], _answer(messages)["topic"]) == ("unanswered", "fees")
    assert slots["misses"] == 1


def test_an_answer_with_an_outdated_fact_is_not_given(run: Run, make_tracker: MakeTracker) -> None:
    tracker = make_tracker("fees", articles=[("fees-pay", 0.9)], slots=SPOKEN_TO)
    _, messages = run(ActionAnswer(), tracker)
    first = messages[0]
    assert (first["response"], first["text"]) == ("utter_cannot_confirm", None)
    assert (first["title"], first["page"]) == ("Title of fees-pay", "https://ind.nl/outdated")
    assert _answer(messages)["outcome"] == "unanswered"
    assert messages[1]["response"] == "utter_telephone_open"


@pytest.mark.parametrize(
    ("article", "topic", "outcome", "phone"),
    [
        ("fees-overview", "fees", "answered", False),
        ("study-phone", "study", "answered", True),
        ("family-future", "family", "declined", False),
        ("contact-hours-person", "contact_hours", "handoff", True),
    ],
)
def test_an_articles_outcome_is_the_answers_and_may_bring_the_telephone(
    run: Run, make_tracker: MakeTracker, article: str, topic: str, outcome: str, phone: bool
) -> None:
    tracker = make_tracker(topic, articles=[(article, 0.9)], slots=SPOKEN_TO)
    _, messages = run(ActionAnswer(), tracker)
    assert _answer(messages)["outcome"] == outcome
    assert (len(messages) == 2) is phone


def test_a_chosen_article_is_given(run: Run, make_tracker: MakeTracker) -> None:
    tracker = make_tracker("choose", entities=[("article", "family-partner")], slots=SPOKEN_TO)
    slots, messages = run(ActionChoose(), tracker)
    assert _answer(messages)["article"] == slots["article"] == "family-partner"
    assert messages[0]["text"].startswith("Answer of family-partner.")


@pytest.mark.parametrize("entities", [[("article", "no-such-article")], []])
def test_an_unknown_choice_is_unanswered(
    run: Run, make_tracker: MakeTracker, entities: list[tuple[str, str]]
) -> None:
    tracker = make_tracker("choose", entities=entities, slots=SPOKEN_TO)
    _, messages = run(ActionChoose(), tracker)
    assert messages[0]["response"] == "utter_unanswered"
    assert _answer(messages)["topic"] is None  # "choose" is an intent, but no topic


def test_the_last_answer_is_repeated(run: Run, make_tracker: MakeTracker) -> None:
    slots = {**SPOKEN_TO, "article": "family-partner"}
    _, messages = run(ActionRepeat(), make_tracker("repeat", slots=slots))
    assert _answer(messages)["article"] == "family-partner"


@pytest.mark.parametrize("article", [None, "renamed-since"])
def test_without_a_last_answer_there_is_nothing_to_repeat(
    run: Run, make_tracker: MakeTracker, article: str | None
) -> None:
    slots = {**SPOKEN_TO, "article": article}
    _, messages = run(ActionRepeat(), make_tracker("repeat", slots=slots))
    assert messages[0]["response"] == "utter_nothing_to_repeat"
    assert _answer(messages)["outcome"] == "smalltalk"
