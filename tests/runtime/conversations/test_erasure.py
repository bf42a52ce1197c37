"""A conversation is erased, purged and exported whole, whatever tables there are."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from channels.chat import tokens
from runtime.conversations import arrivals, erasure, log, outbox
from runtime.conversations.arrivals import Arrival
from runtime.conversations.database import Database
from runtime.conversations.erasure import (
    NAMES_OF_THE_CONVERSATION,
    TOMBSTONE_SECONDS,
    conversation_columns,
    erase_conversation,
    export,
    purge,
)
from runtime.conversations.errors import ConversationChanged, ConversationErased
from runtime.conversations.outbox import Outgoing
from runtime.conversations.schema import conversations, metadata, tombstones
from runtime.environment import PROJECT_FOLDER

ME, YOU = "rest_me", "rest_you"

Turn = Callable[..., list[dict[str, Any]]]
Converse = Callable[..., None]


def _age(database: Database, conversation: str, updated_at: float) -> None:
    update = conversations.update().where(conversations.c.id == conversation)
    database.run_now(lambda connection: connection.execute(update.values(updated_at=updated_at)))


def _tombstones(database: Database) -> dict[str, float]:
    query = sa.select([tombstones.c.conversation_id, tombstones.c.erased_at])
    return dict(database.run_now(lambda c: [tuple(row) for row in c.execute(query).all()]))


def _rows(database: Database, conversation: str) -> int:
    tables = database.run_now(export, conversation)["tables"]
    return sum(len(rows) for rows in tables.values())


def test_an_erased_conversation_is_gone_from_every_table(
    database: Database, converse: Converse
) -> None:
    converse(database, ME)
    database.run_now(tokens.issue, ME, "nl", 1.0)

    assert _rows(database, ME) == 7 + 2 + 1 + 1  # events, inbox, the conversation, its token
    assert database.run_now(erase_conversation, ME) == 7
    assert _rows(database, ME) == 0
    assert list(_tombstones(database)) == [ME]


def test_other_conversations_are_not_touched(database: Database, converse: Converse) -> None:
    converse(database, ME)
    converse(database, YOU)
    before = json.dumps(database.run_now(export, YOU))

    database.run_now(erase_conversation, ME)

    assert json.dumps(database.run_now(export, YOU)) == before


def test_erasing_again_deletes_nothing_more(database: Database, converse: Converse) -> None:
    converse(database, ME)
    database.run_now(erase_conversation, ME)

    assert database.run_now(erase_conversation, ME) == 0
    assert list(_tombstones(database)) == [ME]
    assert _rows(database, ME) == 0


def test_a_late_turn_does_not_bring_it_back(
    database: Database, converse: Converse, turn: Turn
) -> None:
    converse(database, ME)
    database.run_now(erase_conversation, ME)

    for version in (0, 2):
        with pytest.raises(ConversationErased):
            database.run_now(log.append, ME, version, turn(9), {})

    assert _rows(database, ME) == 0


@pytest.mark.parametrize("version", [0, 2])
def test_a_turn_that_had_begun_does_not_bring_it_back(
    postgres_url: str, converse: Converse, turn: Turn, version: int
) -> None:
    database = Database(postgres_url)
    converse(database, YOU)
    converse(database, ME, turns=version)
    with database.engine.begin() as connection:  # the erasure is not committed yet
        erase_conversation(connection, ME)
        refusals: list[type[Exception]] = []

        def finish_turn() -> None:
            try:
                database.run_now(log.append, ME, version, turn(9), {})
            except (ConversationChanged, ConversationErased) as exc:
                refusals.append(type(exc))

        thread = threading.Thread(target=finish_turn)
        thread.start()
        _wait_until_somebody_waits(database)
    thread.join()
    left = _rows(database, ME)
    metadata.drop_all(database.engine)
    database.close()

    assert (left, len(refusals)) == (0, 1)


def _wait_until_somebody_waits(database: Database) -> None:
    blocked = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if database.run_now(lambda connection: connection.execute(blocked).scalar()):
            return
    pytest.fail("the turn did not wait for the erasure")


def test_every_table_is_erased_or_known_to_hold_no_conversation() -> None:
    # Loaded or not, a judgement of an answer is kept without its conversation.
    tables = set(metadata.tables) - {"feedback"}

    assert {*conversation_columns(), tombstones.name} == tables


def test_a_table_that_is_new_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    new = sa.MetaData()
    for table in metadata.tables.values():
        table.to_metadata(new)
    sa.Table("letters", new, sa.Column("conversation_id", sa.String(64)))
    monkeypatch.setattr(erasure, "metadata", new)

    assert "letters" in conversation_columns()


def test_tables_that_refer_to_others_are_emptied_first(monkeypatch: pytest.MonkeyPatch) -> None:
    new = sa.MetaData()
    sa.Table("parents", new, sa.Column("conversation_id", sa.String, primary_key=True))
    parent = sa.ForeignKey("parents.conversation_id")
    sa.Table("a_child", new, sa.Column("conversation_id", sa.String, parent))
    monkeypatch.setattr(erasure, "metadata", new)

    assert list(conversation_columns()) == ["a_child", "parents", "conversations"]


def test_the_command_line_knows_every_table_of_conversations() -> None:
    """A table is unknown to `erase` when nothing that `erase` imports makes it."""
    program = (
        "import json, runtime.privacy_commands;"
        "from runtime.conversations.erasure import conversation_columns;"
        "print(json.dumps(list(conversation_columns())))"
    )
    command = [sys.executable, "-W", "ignore", "-c", program]
    known = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=PROJECT_FOLDER
    ).stdout
    made = {
        ast.literal_eval(node.args[0])
        for package in ("actions", "channels", "nlu", "runtime")
        for path in (PROJECT_FOLDER / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"sa.Table", "Table"}
        if any(f"'{name}'" in ast.unparse(node) for name in NAMES_OF_THE_CONVERSATION)
    }

    assert {"events", "inbox", "tombstones"} <= made
    assert made - {tombstones.name} <= set(json.loads(known))


def test_an_export_holds_every_stored_field(database: Database, converse: Converse) -> None:
    converse(database, ME, slots={"topic": "fees"})
    converse(database, YOU)
    for conversation in (ME, YOU):
        database.run_now(tokens.issue, conversation, "nl", time.time())
        database.run_now(arrivals.add, Arrival("rest", conversation, conversation, "sealed"), 1.0)
        database.run_now(outbox.add, [Outgoing("rest", conversation, "sealed")], 1.0)

    exported = database.run_now(export, ME)

    assert exported["conversation"] == ME
    assert set(exported["tables"]) == set(conversation_columns())
    for name, column in conversation_columns().items():
        rows = exported["tables"][name]
        assert rows
        assert {row[column.name] for row in rows} == {ME}
        assert all(set(row) == set(column.table.c.keys()) for row in rows)
    assert exported["tables"]["conversations"][0]["slots"] == {"topic": "fees"}
    texts = [row["data"].get("text") for row in exported["tables"]["events"]]
    assert texts[1:3] == ["hello 0", "reply to hello 0"]
    assert json.loads(json.dumps(exported)) == exported


def test_an_export_gives_text_that_only_looks_like_json_as_it_is(database: Database) -> None:
    row = {"id": ME, "version": 1, "slots": "{not json", "updated_at": 1.0}
    database.run_now(lambda connection: connection.execute(conversations.insert().values(row)))

    assert database.run_now(export, ME)["tables"]["conversations"][0]["slots"] == "{not json"


def test_only_conversations_that_are_too_old_are_purged(
    database: Database, converse: Converse
) -> None:
    for name, updated_at in (("old", 99.0), ("edge", 100.0), ("young", 101.0)):
        converse(database, name)
        _age(database, name, updated_at)

    assert database.run_now(purge, 100.0, 10) == 1
    assert {name: _rows(database, name) > 0 for name in ("old", "edge", "young")} == {
        "old": False,
        "edge": True,
        "young": True,
    }
    assert _tombstones(database) == {}


def test_a_purge_deletes_the_oldest_in_batches_until_none_is_left(
    database: Database, converse: Converse
) -> None:
    for number in range(5):
        converse(database, f"rest_{number}", turns=1)
        _age(database, f"rest_{number}", 50.0 - number)

    left = []
    while database.run_now(purge, 100.0, 2):
        left.append([n for n in range(5) if _rows(database, f"rest_{n}")])

    assert left == [[0, 1, 2], [0], []]


def test_a_purge_that_was_killed_may_be_run_again(
    database: Database, converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        converse(database, name)
        _age(database, name, 1.0)
    whole = erasure._delete
    with monkeypatch.context() as patch:
        patch.setattr(erasure, "_delete", lambda c, i: whole(c, i) if i == "a" else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            database.run_now(purge, 100.0, 10)
    assert (_rows(database, "a"), _rows(database, "b")) == (10, 10)

    assert database.run_now(purge, 100.0, 10) == 2
    assert (_rows(database, "a"), _rows(database, "b")) == (0, 0)


def test_a_tombstone_goes_after_35_days(database: Database, converse: Converse) -> None:
    now = time.time()
    old, young = now - TOMBSTONE_SECONDS - 60, now - TOMBSTONE_SECONDS + 60
    rows = [
        {"conversation_id": "old", "erased_at": old},
        {"conversation_id": "new", "erased_at": young},
    ]
    database.run_now(lambda connection: connection.execute(tombstones.insert(), rows))

    assert TOMBSTONE_SECONDS == 35 * 24 * 60 * 60
    assert database.run_now(purge, 0.0, 10) == 0
    assert list(_tombstones(database)) == ["new"]


def test_erasing_again_makes_the_tombstone_young(database: Database) -> None:
    row = {"conversation_id": ME, "erased_at": 1.0}
    database.run_now(lambda connection: connection.execute(tombstones.insert().values(row)))

    database.run_now(erase_conversation, ME)

    assert _tombstones(database)[ME] > 1.0


def test_pages_are_not_needed_to_erase(tmp_path: Path) -> None:
    """Erasing what never was works on an empty database, and is remembered too."""
    database = Database(f"sqlite:///{tmp_path}/empty.db")

    assert database.run_now(erase_conversation, ME) == 0
    assert list(_tombstones(database)) == [ME]
    database.close()
