"""What every action that speaks has in common."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.knowledge.rendering import Source
from actions.reply import Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]
MakeTracker = Callable[..., Tracker]
NOTHING = Reply("smalltalk", "utter_greet")
SECRET = "my V-number is 1234567890"  # noqa: S105


class _Says(ReplyAction):
    """Replies what the test gives it, or raises it."""

    # Rasa makes one of every action that it finds, so there is a default.
    def __init__(self, reply: Reply | Exception = NOTHING) -> None:
        self._reply = reply

    def name(self) -> str:
        return "action_of_a_test"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        if isinstance(self._reply, Exception):
            raise self._reply
        return self._reply


def _spoken(messages: list[dict[str, Any]]) -> list[str | None]:
    return [message["response"] for message in messages]


def test_the_first_reply_introduces_the_assistant_and_later_ones_do_not(
    run: Run, make_tracker: MakeTracker
) -> None:
    action = _Says(Reply("smalltalk", "utter_greet"))
    slots, messages = run(action, make_tracker("greet"))
    assert _spoken(messages) == ["utter_introduction", "utter_greet"]
    assert slots["introduced"] is True
    _, messages = run(action, make_tracker("greet", slots=slots))
    assert _spoken(messages) == ["utter_greet"]


def test_a_reply_is_one_message_with_text_buttons_values_and_data(
    run: Run, make_tracker: MakeTracker
) -> None:
    button = {"title": "More", "payload": "choice:more"}
    reply = Reply("answered", text="The text.", values={"page": "x"}, buttons=[button])
    _, messages = run(_Says(reply), make_tracker(slots={"introduced": True}))
    assert len(messages) == 1
    assert messages[0]["text"] == "The text."
    assert messages[0]["response"] is None
    assert messages[0]["buttons"] == [button]
    assert messages[0]["page"] == "x"
    assert list(messages[0]["custom"]) == ["answer"]


def test_the_data_of_an_answer_name_all_its_parts(
    run: Run, make_tracker: MakeTracker, resources: Resources
) -> None:
    fact = resources.knowledge.facts["rule"]
    source = Source(fact.source, fact.checked_on)
    reply = Reply("answered", text="x", topic="fees", article="fees-overview", sources=[source])
    tracker = make_tracker("fees", 0.87654, slots={"language": "nl"})
    assert run(_Says(reply), tracker)[1][-1]["custom"]["answer"] == {
        "topic": "fees",
        "article": "fees-overview",
        "outcome": "answered",
        "language": "nl",
        "sources": [{"url": "https://ind.nl/rule", "checked_on": "2026-11-21"}],
        "confidence": 0.877,
    }


@pytest.mark.parametrize("phone", [True, False])
def test_the_telephone_line_follows_where_a_reply_asks_for_it(
    run: Run, make_tracker: MakeTracker, phone: bool
) -> None:
    _, messages = run(_Says(Reply("smalltalk", "utter_greet", phone=phone)), make_tracker())
    assert ("utter_telephone_open" in _spoken(messages)) is phone


def test_the_answer_is_not_taken_for_telephone_data(run: Run, make_tracker: MakeTracker) -> None:
    _, messages = run(_Says(Reply("handoff", "utter_handoff", phone=True)), make_tracker())
    assert [list(message["custom"]) for message in messages] == [[], ["answer"], ["telephone"]]


@pytest.mark.parametrize(
    ("outcome", "misses"),
    [("answered", 0), ("clarification", 0), ("safety", 0), ("smalltalk", None)],
)
def test_an_answer_forgets_earlier_misses_and_small_talk_does_not(
    run: Run, make_tracker: MakeTracker, outcome: Any, misses: int | None
) -> None:
    slots, _ = run(_Says(Reply(outcome, "utter_x")), make_tracker(slots={"misses": 1}))
    assert slots.get("misses") == misses


def test_only_an_article_becomes_what_was_answered_last(
    run: Run, make_tracker: MakeTracker
) -> None:
    slots, _ = run(_Says(Reply("answered", topic="fees", article="fees-pay")), make_tracker())
    assert (slots["article"], slots["topic"]) == ("fees-pay", "fees")
    slots, _ = run(_Says(Reply("clarification", topic="fees")), make_tracker())
    assert slots.keys() == {"introduced", "misses"}


def test_a_failure_becomes_a_sentence_and_its_text_is_not_logged(
    run: Run, make_tracker: MakeTracker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slots, messages = run(_Says(KeyError(SECRET)), make_tracker("fees", text=SECRET))
    assert slots == {}
    assert _spoken(messages) == ["utter_error"]
    assert messages[0]["custom"]["answer"]["outcome"] == "error"
    assert "action.failed action=action_of_a_test" in caplog.text
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("part", ["telephone_card", "must_warn", "slots_after"])
def test_a_failure_after_the_reply_was_found_becomes_a_sentence_and_nothing_else(
    run: Run, make_tracker: MakeTracker, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def fail(*_: Any) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(f"actions.reply_action.{part}", fail)
    slots, messages = run(_Says(Reply("handoff", "utter_handoff", phone=True)), make_tracker())
    assert slots == {}
    assert _spoken(messages) == ["utter_error"]


def test_what_was_understood_may_be_anything(run: Run, make_tracker: MakeTracker) -> None:
    tracker = make_tracker("fees")
    tracker.latest_message["intent"]["confidence"] = "high"
    _, messages = run(_Says(Reply("handoff", "utter_handoff")), tracker)
    assert _spoken(messages) == ["utter_error"]
    assert messages[0]["custom"]["answer"]["confidence"] == 0.0


def test_data_files_that_cannot_be_read_become_a_sentence_too(
    run: Run, make_tracker: MakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> Resources:
        raise OSError("gone")

    monkeypatch.setattr("actions.reply_action.load_resources", load)
    _, messages = run(_Says(Reply("smalltalk", "utter_greet")), make_tracker())
    assert _spoken(messages) == ["utter_error"]
