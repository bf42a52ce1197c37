"""Somebody who may be in danger gets numbers first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker

from actions.safety import ActionSafety


def test_the_numbers_of_the_facts_are_given(
    run: Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]],
    make_tracker: Callable[..., Tracker],
) -> None:
    slots = {"introduced": True, "misses": 1}
    slots_after, messages = run(ActionSafety(), make_tracker("safety", slots=slots))
    assert [message["response"] for message in messages] == ["utter_safety"]
    assert messages[0]["emergency"] == "112"
    assert messages[0]["suicide_line"] == "113"
    assert messages[0]["violence_line"] == "0800 2000"
    assert messages[0]["custom"]["answer"]["outcome"] == "safety"
    assert slots_after["misses"] == 0
