"""A reply over REST is read as machines and people read it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.knowledge.base import load_knowledge
from runtime.evaluation import asking
from runtime.evaluation.asking import ask_set, read_reply
from runtime.evaluation.questions import EvaluationSet, Question
from runtime.evaluation.verdict import Given

ANSWER: dict[str, Any] = {
    "outcome": "clarification",
    "topic": "fees",
    "article": None,
    "language": "nl",
    "sources": [],
    "confidence": 0.5,
}


def test_the_answer_its_choices_and_all_texts_are_read() -> None:
    article = load_knowledge().articles["fees-refund"]
    button = {"title": article.title["nl"], "payload": "0123456789abcdef01234567"}
    replies: list[dict[str, Any]] = [
        {"text": "Hallo."},
        {"text": "Welke?", "custom": {"answer": ANSWER}, "buttons": [button]},
        {"text": "Bel.", "custom": {"telephone": {}}},
    ]

    assert read_reply(replies) == Given(
        "clarification", "fees", None, "nl", 0.5, ("fees-refund",), "Hallo.\nWelke?\nBel."
    )


def test_a_reply_without_an_answer_is_no_answer() -> None:
    assert read_reply([]).outcome == "no answer"
    assert read_reply([{"text": "Hm."}]) == Given("no answer", text="Hm.")


def test_turns_of_a_conversation_share_a_sender_that_no_other_question_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    senders = []

    def send(url: str, sender: str, text: str) -> list[dict[str, Any]]:
        senders.append(sender)
        return []

    monkeypatch.setattr(asking, "send", send)
    one, two, three = (Question(name, "?", "en", "fees", "real") for name in "abc")

    ask_set("http://", EvaluationSet("a set", (one,), ((two, three),)))

    assert senders[1] == senders[2] != senders[0]
