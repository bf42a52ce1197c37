"""What was deleted is not in the files any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from runtime.conversations import database as module
from runtime.conversations.compaction import compact, cut_log
from runtime.conversations.database import Database
from runtime.conversations.erasure import conversation_columns, erase_conversation
from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.schema import metadata

Converse = Callable[..., None]

ME, YOU = "rest_0000canary", "rest_0000other"
CANARY, OTHER = "V-number 1234567890", "an ordinary question"


def _files_with(folder: Path, *texts: str) -> dict[str, int]:
    found = {}
    for path in folder.iterdir():
        content = path.read_bytes()
        found[path.name] = sum(content.count(text.encode()) for text in texts)
    return {name: count for name, count in found.items() if count}


def _fill(database: Database, converse: Converse) -> None:
    for number in range(6):
        converse(database, f"{YOU}{number}", 12, OTHER * 9)
    converse(database, ME, 30, CANARY * 9, slots={"topic": CANARY})
    for number in range(6, 12):
        converse(database, f"{YOU}{number}", 12, OTHER * 9)


@pytest.mark.parametrize("clean", [compact, cut_log])
def test_no_byte_of_an_erased_conversation_is_left_in_the_files_of_sqlite(
    sqlite: Database, tmp_path: Path, converse: Converse, clean: Callable[[sa.engine.Engine], None]
) -> None:
    _fill(sqlite, converse)
    assert "conversations.db-wal" in _files_with(tmp_path, CANARY)  # it was written to the disk

    sqlite.run_now(erase_conversation, ME)
    assert _files_with(tmp_path, CANARY)  # the log still has it
    clean(sqlite.engine)

    assert _files_with(tmp_path, CANARY) == {}
    assert _files_with(tmp_path, OTHER)


def test_it_goes_on_while_others_have_the_database_open(
    sqlite: Database, tmp_path: Path, converse: Converse
) -> None:
    other = Database(str(sqlite.engine.url))
    _fill(other, converse)

    sqlite.run_now(erase_conversation, ME)
    compact(sqlite.engine)

    assert _files_with(tmp_path, CANARY) == {}
    converse(other, "rest_later")
    other.close()


def test_somebody_who_reads_all_the_time_is_told_of(
    tmp_path: Path, converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.05)
    database = Database(f"sqlite:///{tmp_path}/conversations.db")
    converse(database, ME)
    with database.engine.begin() as reader:
        reader.execute(sa.text("BEGIN"))
        reader.execute(sa.text("SELECT * FROM events")).first()
        database.run_now(erase_conversation, ME)

        for clean in (compact, cut_log):
            with pytest.raises(StoreUnavailable, match="the rows are deleted"):
                clean(database.engine)

    compact(database.engine)
    assert _files_with(tmp_path, CANARY) == {}
    database.close()


def test_postgresql_frees_the_rows_of_an_erased_conversation(
    postgres_url: str, converse: Converse
) -> None:
    database = Database(postgres_url)
    converse(database, ME, 30)
    database.run_now(erase_conversation, ME)

    compact(database.engine)

    vacuumed = sa.text("SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL")
    names = database.run_now(lambda c: set(c.execute(vacuumed).scalars()))
    assert set(conversation_columns()) <= names
    limit = database.run_now(lambda c: c.execute(sa.text("SHOW statement_timeout")).scalar())
    assert limit != "0"  # a connection that goes back to the pool has its limit again
    metadata.drop_all(database.engine)
    database.close()
