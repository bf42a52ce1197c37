"""The start of a conversation and its language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    ActionConfirmLanguage,
    ActionSessionStart,
    ActionSetLanguage,
    ActionStartOver,
)

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]
MakeTracker = Callable[..., Tracker]
SPOKEN_TO = {"introduced": True, "language": "nl"}


@pytest.mark.parametrize("language", ["nl", None])
def test_a_session_keeps_the_language_of_an_earlier_one_and_nothing_else(
    make_tracker: MakeTracker, language: str | None
) -> None:
    dispatcher = CollectingDispatcher()
    slots = {"language": language, "misses": 1, "introduced": True, "nationality": "french"}
    events = ActionSessionStart().run(dispatcher, make_tracker(slots=slots), {})
    kept = [(event["name"], event["value"]) for event in events if event["event"] == "slot"]
    assert kept == ([("language", "nl")] if language else [])
    assert events[0]["event"] == "session_started"
    assert (events[-1]["event"], events[-1]["name"]) == ("action", "action_listen")
    assert dispatcher.messages == []


def test_a_new_start_forgets_what_was_talked_about_but_not_the_language(
    run: Run, make_tracker: MakeTracker
) -> None:
    talked_about = {"article": "fees-pay", "subject": "fees-pay", "topic": "fees", "misses": 1}
    tracker = make_tracker("start_over", slots={**SPOKEN_TO, **talked_about, "relation": "partner"})
    slots, messages = run(ActionStartOver(), tracker)
    assert slots == {**dict.fromkeys(talked_about), "relation": None, "misses": 0}
    assert messages[0]["response"] == "utter_start_over"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_supported_language_is_set_without_a_word(
    run: Run, make_tracker: MakeTracker, language: str
) -> None:
    tracker = make_tracker("change_language", entities=[("asked_language", language)])
    assert run(ActionSetLanguage(), tracker) == ({"language": language}, [])


@pytest.mark.parametrize("entities", [[("asked_language", "fr")], [], [("language", "nl")]])
def test_another_language_or_none_changes_nothing(
    run: Run, make_tracker: MakeTracker, entities: list[tuple[str, str]]
) -> None:
    assert run(ActionSetLanguage(), make_tracker("change_language", entities=entities)) == ({}, [])


def test_the_last_answer_is_given_in_the_new_language(run: Run, make_tracker: MakeTracker) -> None:
    tracker = make_tracker(
        "change_language",
        entities=[("asked_language", "nl")],
        slots={**SPOKEN_TO, "article": "fees-overview"},
    )
    _, messages = run(ActionConfirmLanguage(), tracker)
    assert messages[0]["text"].startswith("Antwoord van fees-overview.")


def test_without_an_answer_the_change_is_confirmed(run: Run, make_tracker: MakeTracker) -> None:
    entities = [("asked_language", "nl")]
    tracker = make_tracker("change_language", entities=entities, slots=SPOKEN_TO)
    _, messages = run(ActionConfirmLanguage(), tracker)
    assert [message["response"] for message in messages] == ["utter_language_changed"]


def test_a_language_that_is_not_spoken_brings_the_ones_that_are_and_the_telephone(
    run: Run, make_tracker: MakeTracker
) -> None:
    slots = {**SPOKEN_TO, "article": "fees-overview"}
    tracker = make_tracker("change_language", entities=[("asked_language", "fr")], slots=slots)
    _, messages = run(ActionConfirmLanguage(), tracker)
    assert [m["response"] for m in messages] == ["utter_languages", "utter_telephone_open"]
