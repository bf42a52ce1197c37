"""Every driver in its short form, against two real servers over real stores of their own.

Counts are asserted, times are not: `python -m tests.reliability` prints those.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.statements import LOADED_EVENTS
from runtime.evaluation.server import RunningServer
from tests.reliability import (
    access,
    canaries,
    duplicates,
    egress,
    faults,
    flood,
    hostile,
    kill,
    load,
    parallel,
)
from tests.reliability.backends import missing_programs
from tests.reliability.canaries import found, plant
from tests.reliability.servers import OURS, Fleet, fleet
from tests.support.services import not_there

CANARIES = 60


@pytest.fixture(scope="module")
def servers(model: Path) -> Iterator[Fleet]:
    """Return two servers over one PostgreSQL and one Redis."""
    if missing := missing_programs():
        not_there(", ".join(missing))
    with fleet(OURS) as running:
        yield running


@pytest.fixture
def both(servers: Fleet) -> Fleet:
    """Return the servers, both of them running."""
    servers.repair()
    return servers


def test_two_servers_answer_everything_under_load(both: Fleet) -> None:
    result = asyncio.run(load.measure(both, turns=100))
    assert result["errors"] == 0


def test_no_message_is_lost_when_several_come_at_once_at_two_servers(both: Fleet) -> None:
    result = asyncio.run(parallel.measure(both, [(12, 5)]))
    assert result["acknowledged"] == result["sent"] == 60
    assert result["lost"] == result["doubled"] == 0
    assert result["empty"] == result["out of order"] == 0


def test_a_message_that_comes_three_times_is_taken_in_once(both: Fleet) -> None:
    result = asyncio.run(duplicates.measure(both, messages=30))
    assert result["stored"] == result["messages"] == 30
    assert result["differing replies"] == result["unanswered deliveries"] == 0


def test_others_are_served_while_one_sender_floods(both: Fleet) -> None:
    result = asyncio.run(flood.measure(both, seconds=2))
    assert result["others errors"] == 0
    assert result["429"] + result["answered"] == result["flood requests"]
    assert result["answered"] < 100


def test_nobody_gets_into_a_conversation_of_somebody_else(both: Fleet) -> None:
    result = asyncio.run(access.measure(both, attempts=60))
    assert result["attempts"] == 60
    assert result["let in"] == result["bytes shown"] == result["events added"] == 0


@pytest.mark.parametrize("store", ["postgres", "redis"])
def test_nothing_acknowledged_is_lost_when_a_store_fails(both: Fleet, store: str) -> None:
    result = asyncio.run(faults.measure(both, store, seconds=3))
    assert result["acknowledged"] > 0
    assert result["lost"] == result["other"] == 0


def test_no_nasty_request_ends_or_silences_the_server(both: Fleet) -> None:
    result = asyncio.run(hostile.measure(both, requests=400))
    assert result["requests"] == 400
    assert result[">= 500"] == result["exits"] == result["hangs"] == result["silent"] == 0


def test_no_personal_number_stays_in_stores_figures_and_logs(both: Fleet) -> None:
    result = asyncio.run(canaries.measure(both, CANARIES))
    assert result["acknowledged"] == CANARIES
    assert result["found"] == 0


def test_no_personal_number_stays_in_the_files_of_sqlite(server: RunningServer) -> None:
    acknowledged, control = asyncio.run(plant([server.url], CANARIES))
    kept = {path.name: path.read_bytes() for path in server.folder.iterdir()}
    assert acknowledged == CANARIES
    assert any(control.encode() in content for content in kept.values())
    assert found(kept, CANARIES) == set()


def test_the_servers_reached_nothing_outside(servers: Fleet) -> None:
    result = asyncio.run(egress.measure(servers, turns=10))
    assert result["attempts"] == result["connections outside"] == 0


def test_the_load_goes_on_without_loss_when_a_server_is_killed(both: Fleet) -> None:
    result = asyncio.run(kill.measure(both, kills=1))
    assert result["acknowledged"] > 0
    assert result["lost"] == result["doubled"] == 0
    assert result["out of order"] == result["given up"] == 0


def test_a_turn_reads_no_more_of_a_long_conversation(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/conversations.db")
    turn = [{"event": log.ACTION, "name": log.LISTEN}, {"event": log.USER, "text": "hello"}]
    turn += [{"event": log.BOT, "text": "hello"}] * 3
    read = []
    try:
        for version in range(60):
            database.run_now(log.append, "long", version, turn, {})
            stored = database.run_now(log.load, "long")
            assert stored is not None
            read.append(len(stored.events))
    finally:
        database.close()
    assert max(read) <= LOADED_EVENTS
    assert read[59] <= max(read[:20])
