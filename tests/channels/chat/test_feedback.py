"""A judgement is kept without the conversation, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from channels.chat.feedback import (
    COMMENT_DAYS,
    JUDGEMENT_DAYS,
    about_article,
    about_message,
    feedback,
    read_judgement,
    store,
)
from channels.errors import BadRequest
from runtime.conversations.erasure import NAMES_OF_THE_CONVERSATION
from runtime.conversations.schema import metadata

TODAY = date(2027, 6, 1)
MESSAGES: list[dict[str, Any]] = [
    {"number": 0, "from": "assistant"},
    {"number": 1, "from": "user"},
    {"number": 2, "from": "assistant", "answer": {"article": "fees-refund"}},
    {"number": 3, "from": "assistant", "answer": {"article": None}},
    {"number": 4, "from": "assistant", "telephone": {}},
]


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Return a connection to an empty database."""
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


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


def test_the_table_knows_no_conversation() -> None:
    assert not set(feedback.c.keys()) & set(NAMES_OF_THE_CONVERSATION)


def test_old_comments_go_first_and_old_judgements_later(connection: Connection) -> None:
    row = {"article": "a", "helpful": True, "reason": None, "comment": "words"}
    for age in (0, COMMENT_DAYS, COMMENT_DAYS + 1, JUDGEMENT_DAYS, JUDGEMENT_DAYS + 1):
        day = TODAY - timedelta(days=age)
        connection.execute(feedback.insert().values({**row, "day": day}))
    store(connection, {**row, "day": TODAY}, TODAY)
    kept = connection.execute(
        sa.select([feedback.c.day, feedback.c.comment]).order_by(feedback.c.id)
    ).all()
    ages = [((TODAY - row.day).days, row.comment) for row in kept]
    assert ages == [
        (0, "words"),
        (COMMENT_DAYS, "words"),
        (COMMENT_DAYS + 1, None),
        (JUDGEMENT_DAYS, None),
        (0, "words"),
    ]
