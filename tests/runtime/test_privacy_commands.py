"""An operator purges, exports and erases, and is told what was done."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from channels.chat.judgements import feedback, store
from channels.identity import conversation_id
from runtime import __main__ as command_line
from runtime.commands import read_arguments
from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.errors import ConversationErased
from runtime.conversations.schema import conversations, events, tombstones
from runtime.ports import free_port
from runtime.privacy_commands import run_privacy_verb
from runtime.purging import BATCH, DAY_SECONDS
from runtime.settings import Settings, SettingsError

SECRET = "5a" * 32
ME, YOU = conversation_id(SECRET, "rest", "me"), conversation_id(SECRET, "rest", "you")
CANARY = b"canary-7b0e"

Converse = Callable[..., None]
Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(database_url: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a verb and gives its exit code and what it printed."""
    settings = Settings(database_url=database_url, secret=SECRET, retention_days=28)

    def run_verb(*arguments: str) -> tuple[int, dict[str, Any]]:
        code = run_privacy_verb(read_arguments(list(arguments)), settings)
        return code, json.loads(capsys.readouterr().out)

    return run_verb


def _converse_days_ago(
    database: Database, converse: Converse, conversation: str, days: float
) -> None:
    then = time.time() - days * DAY_SECONDS
    converse(database, conversation, at=then)
    age = conversations.update().where(conversations.c.id == conversation)
    database.run_now(lambda c: c.execute(age.values(updated_at=then)))


def _ids(database: Database) -> set[str]:
    query = sa.select([conversations.c.id])
    return database.run_now(lambda c: set(c.execute(query).scalars()))


def test_purge_deletes_what_is_older_than_the_setting(
    database: Database, converse: Converse, run: Run
) -> None:
    _converse_days_ago(database, converse, ME, 28.1)
    _converse_days_ago(database, converse, YOU, 27.9)

    code, report = run("purge")

    assert (code, report["conversations"], report["older"]) == (0, 1, {})
    assert _ids(database) == {YOU}


def test_the_age_can_be_given(database: Database, converse: Converse, run: Run) -> None:
    _converse_days_ago(database, converse, ME, 2)

    assert run("purge", "--older-than", "3")[1]["conversations"] == 0
    assert run("purge", "--older-than", "1")[1]["conversations"] == 1


def test_a_dry_run_counts_and_deletes_nothing(
    database: Database, converse: Converse, run: Run
) -> None:
    _converse_days_ago(database, converse, ME, 40)

    code, report = run("purge", "--dry-run")

    assert (code, report["older"]) == (1, {"conversations": 1, "events": 7})
    assert "conversations" not in report
    assert _ids(database) == {ME}


def test_old_events_of_a_conversation_that_goes_on_are_deleted_too(
    database: Database, converse: Converse, run: Run
) -> None:
    _converse_days_ago(database, converse, ME, 40)
    database.run_now(lambda c: c.execute(conversations.update().values(updated_at=time.time())))

    code, report = run("purge")

    assert (code, report["conversations"], report["rows_left_over"]) == (0, 0, 7 + 2)
    assert _ids(database) == {ME}


def test_old_comments_are_deleted_and_the_judgement_stays(database: Database, run: Run) -> None:
    day = datetime.now(UTC).date() - timedelta(days=28)
    row = {"article": "a", "helpful": False, "comment": "too long", "day": day}
    database.run_now(store, row)

    assert run("purge", "--dry-run")[1]["older"] == {"comments": 1}
    code, report = run("purge")

    assert (code, report["comments"], report["older"]) == (0, 1, {})
    query = sa.select([feedback.c.helpful, feedback.c.comment])
    assert database.run_now(lambda c: c.execute(query).all()) == [(False, None)]


def test_more_than_a_batch_is_purged(database: Database, run: Run) -> None:
    rows = [
        {"id": f"rest_{number}", "version": 1, "slots": "{}", "updated_at": 1.0}
        for number in range(BATCH + 1)
    ]
    database.run_now(lambda c: c.execute(conversations.insert(), rows))

    assert run("purge")[1]["conversations"] == BATCH + 1
    assert _ids(database) == set()


def test_something_old_that_stays_is_an_error(
    database: Database, converse: Converse, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _converse_days_ago(database, converse, ME, 40)
    monkeypatch.setattr("runtime.purging.purge", lambda *_: 0)
    monkeypatch.setattr("runtime.purging.purge_remains", lambda *_: 0)

    code, report = run("purge")

    assert code == 1
    assert report["older"] == {"conversations": 1, "events": 7}


def test_an_export_is_json_with_all_that_is_kept(
    database: Database, converse: Converse, run: Run
) -> None:
    converse(database, ME)

    code, exported = run("export", "--conversation", ME)

    assert code == 0
    empty = {name for name, rows in exported["tables"].items() if not rows}
    assert empty == {"chat_tokens", "arrivals", "outbox"}  # no token, nothing from a service
    assert len(exported["tables"]["events"]) == 7


def test_an_export_of_nothing_is_an_error(database: Database, run: Run) -> None:
    assert run("export", "--conversation", "rest_nobody")[0] == 1


def test_an_erasure_gives_a_receipt_and_can_be_done_again(
    database: Database, converse: Converse, run: Run
) -> None:
    for conversation in (ME, YOU):
        converse(database, conversation)

    code, receipt = run("erase", "--conversation", ME)

    assert (code, receipt["conversation"], receipt["events"], receipt["rows_left"]) == (0, ME, 7, 0)
    assert {"conversations", "events", "inbox", "chat_tokens"} <= set(receipt["tables"])
    assert _ids(database) == {YOU}
    assert run("erase", "--conversation", ME)[1]["events"] == 0
    with pytest.raises(ConversationErased):
        database.run_now(log.append, ME, 0, [], {})


def test_what_the_channel_calls_the_person_is_read_from_standard_input(
    database: Database, converse: Converse, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    converse(database, ME)

    monkeypatch.setattr("sys.stdin", io.StringIO("me\n"))
    code, receipt = run("erase", "--channel", "rest", "--own-id", "-")

    assert (code, receipt["conversation"], receipt["events"]) == (0, ME, 7)


def test_an_empty_standard_input_erases_nothing(
    database: Database, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))

    with pytest.raises(SettingsError, match="Standard input"):
        run("erase", "--channel", "rest", "--own-id", "-")

    graves = sa.select([sa.func.count()]).select_from(tombstones)
    assert database.run_now(lambda c: c.execute(graves).scalar()) == 0


def test_after_an_erasure_the_files_hold_no_byte(tmp_path: Any, converse: Converse) -> None:
    url = f"sqlite:///{tmp_path}/kept.db"
    database = Database(url)  # stays open, as that of a server
    converse(database, ME, 20, CANARY.decode() * 20)
    converse(database, YOU, 20)

    erase = read_arguments(["erase", "--conversation", ME])
    assert run_privacy_verb(erase, Settings(database_url=url, secret=SECRET)) == 0

    assert CANARY not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    count = sa.select([sa.func.count()]).select_from(events)
    assert database.run_now(lambda c: c.execute(count).scalar()) == 20 * 3 + 1
    database.close()


def test_a_database_that_is_away_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    monkeypatch.setenv("IND_DATABASE_URL", url)
    monkeypatch.setenv("IND_SECRET", SECRET)

    assert command_line.main(["purge"]) == 1

    printed = capsys.readouterr()
    assert printed.err.splitlines()[-1].startswith("ind-assistant: ")
    assert "Traceback" not in printed.err
    assert printed.out == ""
