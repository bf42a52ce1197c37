"""Small talk has one response for each intent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.smalltalk import RESPONSES, ActionSmalltalk

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]


@pytest.mark.parametrize(
    "intent",
    ["greet", "goodbye", "thanks", "affirm", "deny", "feedback", "insult", "injection"],
)
def test_an_intent_has_the_response_of_its_name(
    run: Run, make_tracker: Callable[..., Tracker], intent: str
) -> None:
    tracker = make_tracker(intent, slots={"introduced": True})
    slots, messages = run(ActionSmalltalk(), tracker)
    assert [message["response"] for message in messages] == [f"utter_{intent}"]
    answer = messages[0]["custom"]["answer"]
    assert (answer["outcome"], answer["topic"], answer["sources"]) == ("smalltalk", None, [])
    assert slots == {}  # nothing changed: no event is stored


def test_the_responses_can_name_the_telephone_number(
    run: Run, make_tracker: Callable[..., Tracker]
) -> None:
    _, messages = run(ActionSmalltalk(), make_tracker("bot_challenge"))
    assert messages[-1]["response"] == "utter_bot_challenge"
    assert messages[-1]["phone"] == "088 043 04 30"


def test_an_intent_that_is_no_small_talk_is_an_error(
    run: Run, make_tracker: Callable[..., Tracker]
) -> None:
    assert "fees" not in RESPONSES
    _, messages = run(ActionSmalltalk(), make_tracker("fees"))
    assert messages[0]["response"] == "utter_error"
