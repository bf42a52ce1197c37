"""A chat has another conversation after each deletion."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels.identity import conversation_id
from channels.messaging.generations import AT_ONCE, generation, present
from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.schema import tombstones


def identify(channel: str, own_id: str) -> str:
    """Return an id as a server with a known secret makes it."""
    return conversation_id("ab" * 32, channel, own_id)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return an empty store."""
    return Database(f"sqlite:///{tmp_path}/conversations.db")


def _present(database: Database) -> int:
    return database.run_now(present, identify, "telegram", "7").number


def test_the_first_conversation_has_the_chats_own_id() -> None:
    assert generation(identify, "telegram", "7", 0).own_id == "7"
    ids = {generation(identify, "telegram", "7", n).conversation for n in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize("deletions", [0, 1, 2, AT_ONCE, AT_ONCE + 1])
def test_after_each_deletion_there_is_a_next_one(database: Database, deletions: int) -> None:
    for number in range(deletions):
        assert _present(database) == number
        conversation = generation(identify, "telegram", "7", number).conversation
        database.run_now(erase_conversation, conversation)
    assert _present(database) == deletions


def test_it_stays_the_same_when_the_deletion_before_it_is_forgotten(database: Database) -> None:
    first, second = (generation(identify, "telegram", "7", n).conversation for n in (0, 1))
    database.run_now(erase_conversation, first)
    database.run_now(log.append, second, 0, [{"event": "session_started"}], {})
    database.run_now(lambda connection: connection.execute(tombstones.delete()))
    assert _present(database) == 1
