"""What is stored of a person's message holds no personal data, whatever came past the turn."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runtime.privacy.events import NOT_KEPT, without_personal_data

BSN = "111222333"


def _user(text: str, intent: str = "fees", **entity: str) -> dict[str, Any]:
    parsed = {"text": text, "intent": {"name": intent}, "entities": [entity] if entity else []}
    message_id = "1112223330aa"
    return {"event": "user", "text": text, "message_id": message_id, "parse_data": parsed}


def test_texts_and_entities_of_a_message_are_masked_and_its_id_is_not() -> None:
    stored = without_personal_data(_user(f"my bsn is {BSN}", entity="number", value=f"bsn {BSN}"))
    message_id = stored.pop("message_id")
    assert message_id == "1112223330aa"
    assert BSN not in json.dumps(stored)
    assert stored["parse_data"]["intent"] == {"name": "fees"}


@pytest.mark.parametrize("value", [f"bsn {BSN}", [f"bsn {BSN}", 5]])
def test_what_fills_a_slot_is_masked(value: object) -> None:
    stored = without_personal_data({"event": "slot", "name": "number", "value": value})
    assert BSN not in json.dumps(stored)


@pytest.mark.parametrize("intent", ["asylum_humanitarian", "safety", "other_language"])
def test_of_a_message_about_danger_or_flight_the_text_is_not_kept(intent: str) -> None:
    stored = without_personal_data(_user("they came at night", intent, entity="x", value="night"))
    assert "night" not in json.dumps(stored)
    assert stored["text"] == stored["parse_data"]["text"] == NOT_KEPT


def test_of_a_question_that_tells_of_danger_the_text_is_not_kept() -> None:
    stored = without_personal_data(_user("he hits me", "family", entity="danger", value="violence"))
    assert stored["text"] == stored["parse_data"]["text"] == NOT_KEPT
    assert "violence" not in json.dumps(stored)


def test_what_the_assistant_says_and_does_stays_as_it_is() -> None:
    for event in ({"event": "bot", "text": f"bsn {BSN}"}, {"event": "slot", "value": None}):
        assert without_personal_data(event) == event
