"""A judgement is kept without the conversation, and not for ever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from channels.chat.judgements import (
    JUDGEMENT_DAYS,
    count_old_comments,
    feedback,
    purge_comments,
    store,
)
from runtime.conversations.erasure import NAMES_OF_THE_CONVERSATION
from runtime.conversations.schema import metadata

DAY_SECONDS = 86_400
COMMENT_DAYS = 28


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Return a connection to an empty database."""
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def test_the_table_knows_no_conversation() -> None:
    assert not set(feedback.c.keys()) & set(NAMES_OF_THE_CONVERSATION)


def test_old_comments_go_first_and_old_judgements_later(connection: Connection) -> None:
    ages = (0, COMMENT_DAYS - 1, COMMENT_DAYS, JUDGEMENT_DAYS, JUDGEMENT_DAYS + 1)
    today = datetime.now(UTC).date()
    row = {"article": "a", "helpful": True, "reason": None, "comment": "words"}
    for age in ages:
        store(connection, {**row, "day": today - timedelta(days=age)})
    store(connection, {**row, "comment": None, "day": today - timedelta(days=COMMENT_DAYS)})
    before = time.time() - COMMENT_DAYS * DAY_SECONDS
    assert count_old_comments(connection, before) == 3

    assert purge_comments(connection, before) == 3

    assert count_old_comments(connection, before) == 0
    query = sa.select([feedback.c.day, feedback.c.comment]).order_by(feedback.c.id)
    kept = [((today - day).days, comment) for day, comment in connection.execute(query)]
    assert kept == [
        (0, "words"),
        (COMMENT_DAYS - 1, "words"),
        (COMMENT_DAYS, None),
        (JUDGEMENT_DAYS, None),
        (COMMENT_DAYS, None),
    ]
