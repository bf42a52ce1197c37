"""Each message of a turn stays whole."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from channels.collector import ReplyCollector


def _collected(*messages: dict[str, Any]) -> list[dict[str, Any]]:
    collector = ReplyCollector()

    async def send() -> None:
        for message in messages:
            await collector.send_response("me", message)

    asyncio.run(send())
    return collector.replies


def test_text_buttons_and_data_of_a_message_stay_together() -> None:
    parts = {
        "text": "Which one?",
        "buttons": [{"title": "A", "payload": "choice:a"}],
        "custom": {"answer": {"outcome": "clarification"}},
    }
    assert _collected(parts) == [parts]


def test_messages_keep_their_order() -> None:
    assert [m["text"] for m in _collected({"text": "one"}, {"text": "two"})] == ["one", "two"]


@pytest.mark.parametrize(
    "message", [{}, {"text": ""}, {"text": None, "buttons": []}, {"custom": {}, "elements": [1]}]
)
def test_a_message_without_content_is_left_out(message: dict[str, Any]) -> None:
    assert _collected(message) == []


def test_empty_parts_and_rasas_own_notes_are_left_out() -> None:
    message = {"text": "Hi", "buttons": [], "utter_action": "utter_greet", "elements": []}
    assert _collected(message) == [{"text": "Hi"}]


def test_data_alone_are_a_message_too() -> None:
    assert _collected({"custom": {"a": 1}}) == [{"custom": {"a": 1}}]
