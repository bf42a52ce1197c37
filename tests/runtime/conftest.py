"""Stores to test with: SQLite always, PostgreSQL and Redis where they answer."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import sqlalchemy as sa

from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.schema import metadata
from tests.support.services import not_there

Event = dict[str, Any]

POSTGRES_URL = "postgresql://postgres@127.0.0.1:5432/test"
REDIS_URL = "redis://127.0.0.1:6379/9"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the address of an empty PostgreSQL database that only these tests use."""
    given = sa.engine.make_url(os.environ.get("TEST_POSTGRES_URL", POSTGRES_URL))
    name = f"ind_test_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(given, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    try:
        with server.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
    except sa.exc.OperationalError:
        not_there("PostgreSQL")
    yield given.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def redis_url() -> str:
    """Return the address of a Redis that answers."""
    url = os.environ.get("TEST_REDIS_URL", REDIS_URL)
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1) as client:
            client.ping()
    except redis.RedisError:
        not_there("Redis")
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store/conversations.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return an empty database, of each kind in turn."""
    opened = Database(database_url)
    yield opened
    metadata.drop_all(opened.engine)
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """Return an empty SQLite database whose files are in `tmp_path`."""
    opened = Database(f"sqlite:///{tmp_path}/conversations.db")
    yield opened
    opened.close()


def _turn(number: int, text: str = "hello", at: float = 1.0) -> list[Event]:
    understood = {"intent": {"name": "fees"}, "entities": [], "text": text}
    message = {"event": "user", "text": f"{text} {number}", "message_id": f"message-{number}"}
    return [
        {**message, "timestamp": at, "parse_data": understood},
        {"event": "bot", "text": f"reply to {text} {number}", "timestamp": at, "data": {}},
        {"event": "action", "name": "action_listen", "timestamp": at},
    ]


@pytest.fixture
def turn() -> Callable[..., list[Event]]:
    """Return what makes the events of a whole turn: the message, the reply, the waiting."""
    return _turn


@pytest.fixture
def converse() -> Callable[..., None]:
    """Return what stores a conversation of a few turns, as they come in one by one."""

    def store(
        database: Database,
        conversation: str,
        turns: int = 2,
        text: str = "hello",
        at: float = 1.0,
        slots: dict[str, Any] | None = None,
    ) -> None:
        start = [{"event": "session_started", "timestamp": at}]
        for number in range(turns):
            events = [*(start if number == 0 else []), *_turn(number, text, at)]
            database.run_now(log.append, conversation, number, events, slots or {})

    return store
