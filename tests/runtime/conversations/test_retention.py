"""Nothing is older than it may be, also where the conversation goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.erasure import TOMBSTONE_SECONDS, conversation_columns, export, purge
from runtime.conversations.retention import count_older, purge_remains, time_column
from runtime.conversations.schema import conversations, events, inbox, tombstones

ME = "telegram_me"
NOW = 1_000.0

Turn = Callable[..., list[dict[str, Any]]]
Converse = Callable[..., None]


def _execute(database: Database, statement: Any) -> None:
    database.run_now(lambda connection: connection.execute(statement))


def test_nothing_is_too_old_in_a_young_database(database: Database, converse: Converse) -> None:
    converse(database, ME, at=NOW)

    assert database.run_now(count_older, NOW) == {}
    assert database.run_now(purge_remains, NOW, 10) == 0


def test_what_is_too_old_is_counted_by_table(database: Database, converse: Converse) -> None:
    converse(database, ME, at=NOW - 1)
    buried = time.time() - TOMBSTONE_SECONDS - 60
    _execute(database, tombstones.insert().values(conversation_id="x", erased_at=buried))
    _execute(database, conversations.update().values(updated_at=NOW - 1))

    assert database.run_now(count_older, NOW) == {
        "conversations": 1,
        "events": 7,
        "tombstones": 1,
    }


def test_old_events_go_while_the_conversation_goes_on(
    database: Database, converse: Converse, turn: Turn
) -> None:
    converse(database, ME, at=NOW - 1)
    database.run_now(log.append, ME, 2, turn(9, at=NOW), {"topic": "fees"})

    assert database.run_now(purge, NOW, 10) == 0
    while database.run_now(purge_remains, NOW, 4):
        pass

    assert database.run_now(count_older, NOW) == {}
    assert database.run_now(log.load_all, ME) == turn(9, at=NOW)
    assert database.run_now(log.find_reply, ME, "message-9") == [{"text": "reply to hello 9"}]
    assert database.run_now(log.find_reply, ME, "message-1") is None
    stored = database.run_now(log.load, ME)
    assert stored is not None
    assert (stored.version, stored.slots) == (3, {"topic": "fees"})
    assert database.run_now(log.append, ME, 3, turn(10, at=NOW), {}) == 4


def test_rows_of_no_conversation_go(database: Database, converse: Converse) -> None:
    converse(database, ME, at=NOW - 1)
    _execute(database, conversations.delete())

    assert database.run_now(purge_remains, NOW, 100) == 7 + 2

    assert all(not rows for rows in database.run_now(export, ME)["tables"].values())


def test_a_batch_is_no_larger_than_it_may_be(database: Database, converse: Converse) -> None:
    converse(database, ME, turns=5, at=NOW - 1)
    query = sa.select([sa.func.count()]).select_from(events)

    database.run_now(purge_remains, NOW, 3)

    assert database.run_now(lambda connection: connection.execute(query).scalar()) == 16 - 3


def test_every_table_says_how_old_a_row_is() -> None:
    times = {
        name: time_column(column.table).name
        for name, column in conversation_columns().items()
        if name != inbox.name  # as old as its event
    }

    assert times[conversations.name] == "updated_at"
    assert times[events.name] == "timestamp"
