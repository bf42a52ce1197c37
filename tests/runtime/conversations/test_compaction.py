"""What was deleted is not in the files any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from runtime.conversations import database as module
from runtime.conversations.compaction import compact, cut_log
from runtime.conversations.database import Database
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.schema import metadata
from tests.reliability.backends import Postgres, missing_programs
from tests.reliability.sql import execute
from tests.support.services import not_there

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


@pytest.fixture(scope="module")
def cluster() -> Iterator[Postgres]:
    """Start a PostgreSQL of our own, whose files may be searched; its log is not kept for reuse."""
    if missing := missing_programs():
        not_there(", ".join(missing))
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # for the user of PostgreSQL
        own = Postgres(folder)
        with (own.data / "postgresql.conf").open("a") as file:
            file.write("wal_recycle = off\n")
        own.start()
        yield own
        own.stop()


@pytest.fixture
def postgres(cluster: Postgres) -> Iterator[Database]:
    """Return an empty database in it."""
    database = Database(cluster.url)
    yield database
    metadata.drop_all(database.engine)
    database.close()


def _kept(cluster: Postgres, *texts: str) -> list[str]:
    """Return the files of the cluster that hold a text, after all is written to them."""
    execute(cluster.url, "CHECKPOINT")
    files = [path for path in cluster.data.rglob("*") if path.is_file()]
    assert files
    return [
        str(path.relative_to(cluster.data))
        for path in files
        if any(text.encode() in path.read_bytes() for text in texts)
    ]


def test_no_byte_of_an_erased_conversation_is_left_in_the_files_of_postgresql(
    cluster: Postgres, postgres: Database, converse: Converse
) -> None:
    _fill(postgres, converse)
    execute(cluster.url, "ANALYZE")
    assert any(name.startswith("base/") for name in _kept(cluster, CANARY))

    postgres.run_now(erase_conversation, ME)
    assert any(name.startswith("base/") for name in _kept(cluster, CANARY))  # dead, not gone
    compact(postgres.engine)

    assert _kept(cluster, CANARY) == []
    assert any(name.startswith("base/") for name in _kept(cluster, OTHER))


def test_who_may_not_write_a_checkpoint_leaves_bytes_in_the_log_only(
    cluster: Postgres, postgres: Database, converse: Converse
) -> None:
    _fill(postgres, converse)
    execute(cluster.url, "CREATE ROLE somebody LOGIN")
    for table in metadata.tables:
        execute(cluster.url, f"ALTER TABLE {table} OWNER TO somebody")
    postgres.run_now(erase_conversation, ME)
    weak = Database(cluster.url.replace("postgres@", "somebody@"))

    compact(weak.engine)

    weak.close()
    assert {name.partition("/")[0] for name in _kept(cluster, CANARY)} <= {"pg_wal"}


def test_statistics_of_postgresql_hold_nothing_that_was_said(
    cluster: Postgres, postgres: Database, converse: Converse
) -> None:
    for number in range(20):
        converse(postgres, f"{YOU}{number}", 2, OTHER, slots={"topic": OTHER})
    execute(cluster.url, "ANALYZE")

    samples = "SELECT attname FROM pg_stats WHERE tablename IN ('events', 'conversations')"
    sampled = {name for (name,) in execute(cluster.url, samples)}
    assert "type_name" in sampled
    assert sampled & {"data", "slots"} == set()


def test_a_connection_that_goes_back_to_the_pool_has_its_limit_again(
    postgres: Database, converse: Converse
) -> None:
    converse(postgres, ME)

    compact(postgres.engine)

    limit = postgres.run_now(lambda c: c.execute(sa.text("SHOW statement_timeout")).scalar())
    assert limit == "2s"
