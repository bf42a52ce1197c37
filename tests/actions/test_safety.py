"""Somebody who may be in danger gets the numbers that help, first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.answering import ActionAnswer
from actions.danger import RESPONSES
from actions.safety import ActionSafety

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]
MakeTracker = Callable[..., Tracker]


def test_the_numbers_of_the_facts_are_given(run: Run, make_tracker: MakeTracker) -> None:
    slots = {"introduced": True, "misses": 1}
    slots_after, messages = run(ActionSafety(), make_tracker("safety", slots=slots))
    assert [message["response"] for message in messages] == ["utter_safety"]
    assert messages[0]["emergency"] == "112"
    assert messages[0]["suicide_line"] == "113"
    assert messages[0]["violence_line"] == "0800 2000"
    assert messages[0]["trafficking_line"] == "033 448 1186"
    assert messages[0]["custom"]["answer"]["outcome"] == "safety"
    assert slots_after["misses"] == 0


@pytest.mark.parametrize("kind", RESPONSES)
def test_a_kind_of_danger_has_its_own_response(
    run: Run, make_tracker: MakeTracker, kind: str
) -> None:
    _, messages = run(ActionSafety(), make_tracker("safety", entities=[("danger", kind)]))
    assert [message["response"] for message in messages] == [f"utter_safety_{kind}"]


@pytest.mark.parametrize(
    ("kinds", "response"),
    [
        (["violence", "danger"], "utter_safety_violence"),
        (["self_harm", "violence"], "utter_safety"),
        (["no-such-kind"], "utter_safety"),
    ],
)
def test_several_kinds_bring_all_numbers_and_any_danger_adds_nothing(
    run: Run, make_tracker: MakeTracker, kinds: list[str], response: str
) -> None:
    entities = [("danger", kind) for kind in kinds]
    _, messages = run(ActionSafety(), make_tracker("safety", entities=entities))
    assert messages[0]["response"] == response


def test_nothing_is_said_before_the_numbers(run: Run, make_tracker: MakeTracker) -> None:
    slots, messages = run(ActionSafety(), make_tracker("safety"))
    assert len(messages) == 1
    assert "introduced" not in slots  # so that the next reply introduces


def test_an_answer_to_somebody_who_tells_of_danger_has_the_numbers_first(
    run: Run, make_tracker: MakeTracker
) -> None:
    tracker = make_tracker(
        "family", articles=[("family-partner", 0.9)], entities=[("danger", "violence")]
    )
    _, messages = run(ActionAnswer(), tracker)
    assert [m["response"] for m in messages[:2]] == ["utter_safety_violence", "utter_introduction"]
    assert messages[0]["emergency"] == "112"
    assert messages[-1]["text"].startswith("Answer of family-partner.")
    answer = messages[-1]["custom"]["answer"]
    assert (answer["outcome"], answer["article"]) == ("safety", "family-partner")
