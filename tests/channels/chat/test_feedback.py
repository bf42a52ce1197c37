"""A judgement says whether an answer helped, and of which one."""

from __future__ import annotations

from typing import Any

import pytest

from channels.chat.feedback import about_article, about_message, read_judgement
from channels.errors import BadRequest

MESSAGES: list[dict[str, Any]] = [
    {"number": 0, "from": "assistant"},
    {"number": 1, "from": "user"},
    {"number": 2, "from": "assistant", "answer": {"article": "fees-refund"}},
    {"number": 3, "from": "assistant", "answer": {"article": None}},
    {"number": 4, "from": "assistant", "telephone": {}},
]


def test_a_judgement_is_read() -> None:
    content = {"messageNumber": 2, "helpful": False, "reason": "not_clear", "comment": "Too long."}
    assert read_judgement(content) == {
        "number": 2,
        "named": None,
        "helpful": False,
        "reason": "not_clear",
        "comment": "Too long.",
    }


def test_personal_data_in_a_comment_are_masked() -> None:
    content = {"article": "fees-refund", "helpful": True, "comment": "My BSN is 111222333."}
    assert "111222333" not in read_judgement(content)["comment"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"helpful": True}, "'messageNumber' or 'article'"),
        ({"helpful": True, "messageNumber": 1, "article": "a"}, "'messageNumber' or 'article'"),
        ({"helpful": True, "messageNumber": None}, "'messageNumber'"),
        ({"helpful": True, "messageNumber": 0}, "'messageNumber'"),
        ({"helpful": True, "messageNumber": 1.0}, "'messageNumber'"),
        ({"helpful": True, "messageNumber": True}, "'messageNumber'"),
        ({"helpful": True, "messageNumber": "1"}, "'messageNumber'"),
        ({"helpful": True, "article": 1}, "'article'"),
        ({"article": "a"}, "'helpful'"),
        ({"article": "a", "helpful": 1}, "'helpful'"),
        ({"article": "a", "helpful": "true"}, "'helpful'"),
        ({"article": "a", "helpful": None}, "'helpful'"),
        ({"article": "a", "helpful": True, "reason": "boring"}, "'reason'"),
        ({"article": "a", "helpful": True, "reason": None}, "'reason'"),
        ({"article": "a", "helpful": True, "comment": "x" * 501}, "'comment'"),
        ({"article": "a", "helpful": True, "comment": "\0"}, "'comment'"),
        ({"article": "a", "helpful": True, "comment": ""}, "'comment'"),
    ],
)
def test_a_judgement_that_is_not_one_is_refused(content: dict[str, Any], named: str) -> None:
    with pytest.raises(BadRequest, match=named):
        read_judgement(content)


@pytest.mark.parametrize(("number", "article"), [(2, "fees-refund"), (3, None), (4, None)])
def test_a_message_of_the_assistant_leads_to_its_article(number: int, article: str | None) -> None:
    assert about_message(MESSAGES, number) == article


@pytest.mark.parametrize("number", [1, 5])
def test_a_message_of_somebody_else_or_none_cannot_be_judged(number: int) -> None:
    with pytest.raises(BadRequest, match="messageNumber"):
        about_message(MESSAGES, number)


def test_only_an_article_that_was_shown_can_be_judged() -> None:
    assert about_article(MESSAGES, "fees-refund") == "fees-refund"
    with pytest.raises(BadRequest, match="article"):
        about_article(MESSAGES, "fees-payment")
