"""Server-Sent Events as the standard reads them."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from channels.chat.sse import event, stream, wants_events
from channels.errors import TooMany


class FakeResponse:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.is_ended = False

    async def send(self, data: str) -> None:
        self.sent.append(data)

    async def eof(self) -> None:
        self.is_ended = True


def told(turn: Any) -> FakeResponse:
    """Return what a turn sends."""
    response = FakeResponse()

    async def respond(**_: Any) -> FakeResponse:
        return response

    async def checked_turn() -> Any:
        assert response.sent == [event("working", "{}")]  # before the turn is taken
        return turn()

    asyncio.run(stream(SimpleNamespace(respond=respond), "m-1", checked_turn))
    assert response.is_ended
    return response


def test_an_event_is_lines_and_an_empty_one() -> None:
    assert event("done", "{}") == "event: done\ndata: {}\n\n"
    assert event("message", "{}", "m-1") == "event: message\nid: m-1\ndata: {}\n\n"


def test_a_turn_is_told_from_working_to_done() -> None:
    reply = {"messages": [{"text": "Hé\nyou"}, {"text": "2"}], "language": "en"}
    assert told(lambda: reply).sent[1:] == [
        'event: message\nid: m-1-1\ndata: {"text": "Hé\\nyou"}\n\n',
        'event: message\nid: m-1-2\ndata: {"text": "2"}\n\n',
        'event: done\ndata: {"language": "en"}\n\n',
    ]


@pytest.mark.parametrize(("error", "status"), [(TooMany(3), 429), (ValueError("secret"), 500)])
def test_a_failure_becomes_an_error_event_with_the_problem(error: Exception, status: int) -> None:
    def fail() -> None:
        raise error

    sent = told(fail).sent
    assert len(sent) == 2
    assert sent[1].startswith(f'event: error\ndata: {{"status": {status}, ')
    assert "secret" not in sent[1]
    assert sent[1].count("\n") == 3


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("text/event-stream", True), ("application/json, Text/Event-Stream", True), ("*/*", False)],
)
def test_events_are_sent_only_when_they_are_asked_for(accept: str, expected: bool) -> None:
    assert wants_events(SimpleNamespace(headers={"accept": accept})) is expected
