"""A token is good for half an hour after its last use and eight hours in all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from channels.chat import tokens
from channels.chat.tokens import IDLE_SECONDS, LIFE_SECONDS, NOTED_SECONDS, Session
from channels.identity import new_token
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.schema import metadata

NOW = 1_000_000.0


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Return a connection to an empty database."""
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def test_an_issued_token_is_good_and_knows_its_language(connection: Connection) -> None:
    assert tokens.issue(connection, "chat_a", "nl", NOW) == NOW + LIFE_SECONDS
    assert tokens.use(connection, "chat_a", NOW + 1) == Session("nl", NOW)


def test_a_token_that_was_never_issued_is_not_good(connection: Connection) -> None:
    tokens.issue(connection, "chat_a", "nl", NOW)
    assert tokens.use(connection, "chat_b", NOW) is None


def test_a_token_dies_when_it_is_not_used(connection: Connection) -> None:
    tokens.issue(connection, "chat_a", "en", NOW)
    assert tokens.use(connection, "chat_a", NOW + IDLE_SECONDS + 1) is None


def test_using_a_token_keeps_it_good(connection: Connection) -> None:
    tokens.issue(connection, "chat_a", "en", NOW)
    assert tokens.use(connection, "chat_a", NOW + IDLE_SECONDS - 1)
    assert tokens.use(connection, "chat_a", NOW + 2 * IDLE_SECONDS - 2)


def test_a_token_dies_after_eight_hours_though_it_is_used(connection: Connection) -> None:
    tokens.issue(connection, "chat_a", "en", NOW)
    for at in range(0, LIFE_SECONDS + 1, IDLE_SECONDS // 2):
        assert tokens.use(connection, "chat_a", NOW + at)
    assert tokens.use(connection, "chat_a", NOW + LIFE_SECONDS + 1) is None


def test_uses_close_together_are_not_written_each_time(connection: Connection) -> None:
    tokens.issue(connection, "chat_a", "en", NOW)
    tokens.use(connection, "chat_a", NOW + NOTED_SECONDS - 1)
    noted = connection.execute(sa.select([tokens.chat_tokens.c.last_used_at])).scalar()
    assert noted == NOW


def test_the_language_can_be_changed_for_one_conversation_only(connection: Connection) -> None:
    for conversation in ("chat_a", "chat_b"):
        tokens.issue(connection, conversation, "en", NOW)
    tokens.set_language(connection, "chat_a", "nl")
    assert tokens.use(connection, "chat_a", NOW) == Session("nl", NOW)
    assert tokens.use(connection, "chat_b", NOW) == Session("en", NOW)


def test_a_new_token_sweeps_away_the_dead_ones_only(connection: Connection) -> None:
    tokens.issue(connection, "chat_dead", "en", NOW)
    tokens.issue(connection, "chat_alive", "en", NOW + IDLE_SECONDS)
    tokens.issue(connection, "chat_new", "en", NOW + IDLE_SECONDS + 1)
    left = connection.execute(sa.select([tokens.chat_tokens.c.conversation_id])).scalars().all()
    assert sorted(left) == ["chat_alive", "chat_new"]


def test_erasing_the_conversation_kills_its_token(connection: Connection) -> None:
    for conversation in ("chat_a", "chat_b"):
        tokens.issue(connection, conversation, "en", NOW)
    erase_conversation(connection, "chat_a")
    assert tokens.use(connection, "chat_a", NOW) is None
    assert tokens.use(connection, "chat_b", NOW)


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER  ", "  Bearer "])
def test_the_token_is_read_from_the_header(scheme: str) -> None:
    token = new_token()
    assert tokens.bearer(scheme + token) == token


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic " + "a" * 43, "Bearer short", "a" * 43, "Bearer " + "a" * 44]
    + ["Bearer " + "é" * 43, "Bearer " + "a" * 42 + "\n", "Bearer " + "a" * 43 + " b"],
)
def test_what_has_not_the_form_of_a_token_is_none(header: str) -> None:
    assert tokens.bearer(header) is None
