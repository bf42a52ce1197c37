"""The purge comes back each night by itself, and sooner when it failed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from actions.contact.opening_hours import DUTCH_TIME
from runtime import timetable
from runtime.conversations.compaction import compact, cut_log
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.schema import conversations
from runtime.timetable import AGAIN_SECONDS, attempt, purge_daily, seconds_to_quiet_hour

HOUR = 3_600


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        ("2027-01-15 03:16:59", 1 / HOUR),
        ("2027-01-15 03:17:00", 24),
        ("2027-01-15 12:17:00", 15),
        ("2027-03-27 03:17:00", 23),  # the night in which the clock goes forward
        ("2027-10-30 03:17:00", 25),
    ],
)
def test_the_next_quiet_hour_is_that_of_dutch_clocks(now: str, hours: float) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=DUTCH_TIME)
    assert seconds_to_quiet_hour(moment) == pytest.approx(timedelta(hours=hours).total_seconds())


def test_what_is_too_old_is_deleted_and_told_in_counts(
    sqlite: Database, converse: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    converse(sqlite, "rest_old", text="somebody's words", at=1.0)
    sqlite.run_now(lambda c: c.execute(conversations.update().values(updated_at=1.0)))

    with caplog.at_level(logging.INFO):
        assert attempt(sqlite, 28, cut_log)

    left = sa.select([sa.func.count()]).select_from(conversations)
    assert sqlite.run_now(lambda c: c.execute(left).scalar()) == 0
    assert "purge.done conversations=1 comments=0 older=0" in caplog.text
    assert "words" not in caplog.text


def test_a_purge_that_fails_is_told_and_does_not_end_the_timetable(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise StoreUnavailable("the log is in use")

    assert not attempt(sqlite, 28, fail)
    assert "purge.failed error=the log is in use" in caplog.text


def test_it_begins_at_once_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = [True, False, True]
    cleaned: list[Any] = []
    slept: list[float] = []

    def record(database: object, days: float, clean: Any) -> bool:
        cleaned.append(clean)
        return outcomes[len(cleaned) - 1]

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == len(outcomes):
            raise asyncio.CancelledError

    monkeypatch.setattr(timetable, "attempt", record)
    monkeypatch.setattr("runtime.timetable.asyncio.sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(purge_daily(None, 28))  # type: ignore[arg-type]

    assert cleaned == [cut_log, compact, compact]
    assert slept[1] == AGAIN_SECONDS
    assert all(0 < seconds <= 25 * HOUR for seconds in slept)
