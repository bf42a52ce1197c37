"""The turn on the real server: repeats, ownership of conversations, routes."""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from runtime.evaluation.server import RunningServer


def post(url: str, **fields: Any) -> list[dict[str, Any]]:
    """Send one message with whatever fields and return the reply."""
    request = urllib.request.Request(url, json.dumps(fields).encode())
    with urllib.request.urlopen(request, timeout=30) as response:
        replies: list[dict[str, Any]] = json.load(response)
        return replies


def status(url: str, method: str = "GET") -> int:
    """Return the status code of a request without a body."""
    request = urllib.request.Request(url, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            code: int = response.status
            return code
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def database(server: RunningServer) -> Iterator[sqlite3.Connection]:
    """Open the server's database beside it."""
    with closing(sqlite3.connect(server.folder / "conversations.db")) as connection:
        yield connection


def user_events(database: sqlite3.Connection, marker: str) -> int:
    """Return how many stored messages hold the marker."""
    query = "SELECT count(*) FROM events WHERE type_name = 'user' AND data LIKE ?"
    found: int = database.execute(query, (f"%{marker}%",)).fetchone()[0]
    return found


def test_a_message_that_is_delivered_again_gets_the_same_reply_and_is_stored_once(
    server: RunningServer, database: sqlite3.Connection
) -> None:
    marker = "again" + uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    fields = {"sender": marker, "message": f"what is an mvv {marker}", "message_id": "1"}
    first = post(server.url, **fields)
    assert post(server.url, **fields) == first
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: post(server.url, **fields), range(4))) == [first] * 4
    assert user_events(database, marker) == 1


def test_messages_that_arrive_at_the_same_time_are_all_kept(
    server: RunningServer, database: sqlite3.Connection
) -> None:
    marker = "together" + uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    with ThreadPoolExecutor(6) as pool:
        replies = list(
            pool.map(
                lambda n: post(server.url, sender=marker, message=f"{marker} visa {n}"), range(6)
            )
        )
    assert all(replies)
    assert user_events(database, marker) == 6


def test_a_sender_is_not_the_id_of_a_stored_conversation(
    server: RunningServer, database: sqlite3.Connection
) -> None:
    marker = f"owner{uuid.uuid4().hex}"
    post(server.url, sender=marker, message="hello")
    ids = {row[0] for row in database.execute("SELECT id FROM conversations")}
    assert not any(marker in conversation for conversation in ids)
    stolen = next(iter(ids))
    replies = post(server.url, sender=stolen, message="repeat that please")
    assert "computer program" in replies[0]["text"]  # a conversation of its own, just begun


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/version",
        "/status",
        "/model",
        "/conversations/x/tracker",
        "/domain",
        "/webhooks/rest/",
    ],
)
def test_nothing_of_rasas_own_can_be_reached(server: RunningServer, path: str) -> None:
    base = server.url.removesuffix("/webhooks/rest/webhook")
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert status(base + path, method) in {404, 405}


def test_operators_see_that_the_server_lives_is_ready_and_what_it_did(
    server: RunningServer,
) -> None:
    base = server.url.removesuffix("/webhooks/rest/webhook")
    marker = f"figures{uuid.uuid4().hex}"
    post(server.url, sender=marker, message="what is an mvv")
    assert status(base + "/healthz") == 200
    assert status(base + "/readyz") == 200
    with urllib.request.urlopen(base + "/metrics", timeout=10) as response:
        figures = response.read().decode()
    assert 'ind_turns_total{channel="rest"' in figures
    assert marker not in figures
