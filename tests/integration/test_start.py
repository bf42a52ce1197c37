"""What a server does by itself when it starts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.schema import conversations, events
from runtime.evaluation.server import running_server

PATIENCE_SECONDS = 30


def _count(database: Database, table: Any) -> int:
    query = sa.select([sa.func.count()]).select_from(table)
    return int(database.run_now(lambda connection: connection.execute(query).scalar()))


def test_a_server_rehearses_without_storing_and_purges_what_is_too_old(
    model: Path, guarded_variables: dict[str, str], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/kept.db"
    database = Database(url)
    for name in ("rest_old", "rest_young"):
        said = {"event": "user", "text": "hello", "timestamp": time.time()}
        database.run_now(log.append, name, 0, [said], {})
    old = conversations.update().where(conversations.c.id == "rest_old").values(updated_at=1.0)
    database.run_now(lambda connection: connection.execute(old))

    with running_server({**guarded_variables, "IND_DATABASE_URL": url}):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while _count(database, conversations) > 1 and time.monotonic() < deadline:
            time.sleep(0.05)

    assert (_count(database, conversations), _count(database, events)) == (1, 1)
    database.close()
