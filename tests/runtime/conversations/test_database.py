"""Work on the database is a transaction, off the event loop and with an end."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any

import pytest
import sqlalchemy as sa

from runtime.conversations import database as module
from runtime.conversations.database import Database
from runtime.conversations.errors import ConversationChanged, StoreUnavailable
from runtime.conversations.schema import conversations
from runtime.ports import free_port

CANARY = "canary 9f3a"


def _insert(connection: Any, identifier: str) -> None:
    row = {"id": identifier, "version": 1, "slots": "{}", "updated_at": 1.0}
    connection.execute(conversations.insert().values(row))


def _ids(connection: Any) -> list[str]:
    found: list[str] = connection.execute(sa.select([conversations.c.id])).scalars().all()
    return found


def test_the_tables_are_made_on_first_use_and_work_is_committed(database: Database) -> None:
    asyncio.run(database.run(_insert, "a"))

    assert database.run_now(_ids) == ["a"]


def test_work_that_fails_leaves_nothing(database: Database) -> None:
    def fail(connection: Any) -> None:
        _insert(connection, "a")
        raise ConversationChanged

    with pytest.raises(ConversationChanged):
        asyncio.run(database.run(fail))

    assert database.run_now(_ids) == []


def test_reading_sees_what_was_committed(database: Database) -> None:
    database.run_now(_insert, "a")

    assert asyncio.run(database.read(_ids)) == ["a"]


def test_after_reading_work_is_one_transaction_again(database: Database) -> None:
    def fail(connection: Any) -> None:
        _insert(connection, "a")
        raise ConversationChanged

    asyncio.run(database.read(_ids))
    with pytest.raises(ConversationChanged):
        asyncio.run(database.run(fail))

    assert asyncio.run(database.read(_ids)) == []


def test_work_does_not_keep_the_event_loop(database: Database) -> None:
    async def work_while_the_loop_goes_on() -> str:
        at_work, may_end = threading.Event(), threading.Event()

        def work(connection: Any) -> str:
            at_work.set()
            return "done" if may_end.wait(module.SECONDS) else "the loop stood still"

        task = asyncio.create_task(database.run(work))
        while not at_work.is_set():
            await asyncio.sleep(0.001)
        may_end.set()
        return await task

    assert asyncio.run(work_while_the_loop_goes_on()) == "done"


def test_work_that_takes_too_long_is_given_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    database.run_now(_ids)
    monkeypatch.setattr(module, "SECONDS", 0.05)

    with pytest.raises(StoreUnavailable, match="in time"):
        asyncio.run(database.run(lambda connection: may_end.wait(30)))

    may_end.set()


def test_a_refusal_is_told_without_what_was_to_be_written(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    database.run_now(_insert, CANARY)

    with caplog.at_level(logging.DEBUG), pytest.raises(StoreUnavailable) as refusal:
        database.run_now(_insert, CANARY)

    assert str(refusal.value) == "IntegrityError"
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__
    assert "database.failed error=IntegrityError" in caplog.text
    assert CANARY not in caplog.text


def test_an_error_does_not_hold_what_was_to_be_written(database: Database) -> None:
    database.run_now(_insert, CANARY)

    with pytest.raises(sa.exc.IntegrityError) as error, database.engine.begin() as connection:
        _insert(connection, CANARY)

    assert "hidden" in str(error.value)
    assert f"'{CANARY}'" not in str(error.value)


def test_a_database_that_is_away_is_unavailable() -> None:
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")

    with pytest.raises(StoreUnavailable):
        asyncio.run(away.run(_ids))

    away.close()


def _end_connection(postgres_url: str, process: int) -> None:
    server = sa.create_engine(postgres_url, poolclass=sa.pool.NullPool)
    with server.connect() as connection:
        connection.execute(sa.select([sa.func.pg_terminate_backend(process)]))


def _process(connection: Any) -> int:
    return int(connection.execute(sa.text("SELECT pg_backend_pid()")).scalar())


@pytest.mark.parametrize(("idle_seconds", "unavailable"), [(-1.0, 0), (1_000.0, 1)])
def test_only_a_connection_that_was_idle_is_asked_whether_it_stands(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, idle_seconds: float, unavailable: int
) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", idle_seconds)
    database = Database(postgres_url)
    _end_connection(postgres_url, database.run_now(_process))

    refused = 0
    for _ in range(2):  # after one failure at most a new connection is there
        try:
            asyncio.run(database.read(_process))
        except StoreUnavailable:
            refused += 1

    assert refused == unavailable
    database.close()


def test_postgresql_itself_ends_a_statement_that_takes_too_long(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MILLISECONDS_IN_SERVER", 50)
    database = Database(postgres_url)

    with pytest.raises(StoreUnavailable):
        database.run_now(lambda connection: connection.execute(sa.text("SELECT pg_sleep(60)")))

    database.close()


def test_a_machine_that_vanished_is_noticed_in_seconds(postgres_url: str) -> None:
    database = Database(postgres_url)

    given = database.run_now(lambda c: c.connection.dbapi_connection.get_dsn_parameters())

    names = ("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout")
    assert [given[name] for name in names] == ["5", "2", "2", "5000"]
    database.close()


def test_a_writer_of_sqlite_waits_no_longer_than_it_may(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite.run_now(_insert, "a")
    monkeypatch.setattr(module, "SECONDS", 0.05)
    other = Database(str(sqlite.engine.url))
    with sqlite.engine.begin() as connection:
        _insert(connection, "b")

        with pytest.raises(StoreUnavailable):
            other.run_now(_insert, "c")

        assert other.run_now(_ids) == ["a"]  # a reader does not wait
    other.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1)]
)
def test_sqlite_keeps_what_it_took_and_overwrites_what_it_deletes(
    sqlite: Database, pragma: str, value: object
) -> None:
    def read(connection: Any) -> object:
        return connection.execute(sa.text(f"PRAGMA {pragma}")).scalar()

    assert sqlite.run_now(read) == value


def test_the_folder_of_a_new_database_is_made(tmp_path: Any) -> None:
    database = Database(f"sqlite:///{tmp_path}/new/folder/conversations.db")

    database.run_now(_ids)

    assert (tmp_path / "new" / "folder" / "conversations.db").exists()
    database.close()
