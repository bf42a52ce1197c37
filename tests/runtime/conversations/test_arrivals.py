"""An update is taken in once, and once it is handled nothing of the person stays."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import sqlalchemy as sa

from runtime.conversations import arrivals, queue, schema
from runtime.conversations.arrivals import REMEMBERED_SECONDS, Arrival
from runtime.conversations.database import Database
from runtime.conversations.erasure import erase_conversation, export
from runtime.conversations.outbox import KEPT_SECONDS, Outgoing
from runtime.conversations.retention import count_older, purge_remains

NOW = 100.0
UPDATE = Arrival("telegram", "update-1", "me", "sealed")
REPLY = [Outgoing("telegram", "me", "reply")]


def _rows(database: Database, table: Any) -> list[dict[str, Any]]:
    found = database.run_now(lambda c: c.execute(sa.select(table)).mappings().all())
    return [dict(row) for row in found]


def _claim(database: Database, now: float = NOW) -> queue.Claimed:
    due = database.run_now(queue.claim, schema.arrivals, "telegram", now, now + 30, 1)
    (claimed,) = due.claimed
    return claimed


def test_the_same_update_is_new_only_once_also_when_it_comes_at_once(database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        new = list(threads.map(lambda _: database.run_now(arrivals.add, UPDATE, NOW), range(8)))
    assert sorted(new) == [False] * 7 + [True]


def test_a_handled_update_leaves_its_id_and_the_reply(database: Database) -> None:
    database.run_now(arrivals.add, UPDATE, NOW)
    assert database.run_now(arrivals.finish, _claim(database), REPLY, NOW)
    (left,) = _rows(database, schema.arrivals)
    assert (left["update_id"], left["conversation_id"], left["sealed"]) == ("update-1", None, None)
    assert [row["sealed"] for row in _rows(database, schema.outbox)] == ["reply"]
    assert not database.run_now(arrivals.add, UPDATE, NOW)
    assert database.run_now(queue.claim, schema.arrivals, "telegram", NOW, NOW, 9).claimed == ()


def test_who_lost_the_claim_adds_no_second_reply(database: Database) -> None:
    database.run_now(arrivals.add, UPDATE, NOW)
    old, new = _claim(database), _claim(database, NOW + 60)
    assert database.run_now(arrivals.finish, new, REPLY, NOW)
    assert not database.run_now(arrivals.finish, old, REPLY, NOW)
    assert len(_rows(database, schema.outbox)) == 1


def test_after_a_deletion_its_update_is_remembered_and_what_waits_goes_on(
    database: Database,
) -> None:
    for number in range(3):
        later = Arrival("telegram", f"update-{number}", "me", "sealed", number)
        database.run_now(arrivals.add, later, NOW)
    confirmation = [Outgoing("telegram", "me-after", "deleted")]
    assert database.run_now(arrivals.finish, _claim(database), confirmation, NOW, "me-after")
    waiting = {row["update_id"]: row["conversation_id"] for row in _rows(database, schema.arrivals)}
    assert waiting == {"update-0": None, "update-1": "me-after", "update-2": "me-after"}
    assert [row["sealed"] for row in _rows(database, schema.outbox)] == ["deleted"]
    assert not database.run_now(arrivals.add, Arrival("telegram", "update-0", "me", "x"), NOW)


def test_what_waits_goes_with_its_conversation(database: Database) -> None:
    database.run_now(arrivals.add, UPDATE, NOW)
    database.run_now(arrivals.finish, _claim(database), REPLY, NOW)
    database.run_now(arrivals.add, Arrival("telegram", "update-2", "me", "sealed"), NOW)
    database.run_now(erase_conversation, "me")
    tables = database.run_now(export, "me")["tables"]
    assert tables["arrivals"] == tables["outbox"] == []


def test_what_waits_in_vain_is_kept_for_hours_and_not_for_weeks(database: Database) -> None:
    now = time.time()
    for number, age in enumerate((0, REMEMBERED_SECONDS + 9)):
        late = Arrival("telegram", f"update-{number}", "me", "sealed")
        database.run_now(arrivals.add, late, now - age)
    for age in (0, KEPT_SECONDS + 9):
        database.run_now(_add_letter, now - age)
    before = now - 28 * 86_400
    assert database.run_now(count_older, before) == {"arrivals": 1, "outbox": 1}
    assert database.run_now(purge_remains, before, 10) == 2
    assert database.run_now(count_older, before) == {}


def _add_letter(connection: sa.engine.Connection, now: float) -> None:
    from runtime.conversations import outbox

    outbox.add(connection, REPLY, now)
