"""Server-Sent Events: the same reply, told while it is made."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from channels.errors import ChannelError
from channels.problem import answer_exception, channel_problem

EVENT_STREAM = "text/event-stream"


def wants_events(request: Request) -> bool:
    """Tell whether the client asks for events instead of one JSON document."""
    return EVENT_STREAM in request.headers.get("accept", "").lower()


def event(name: str, data: str, event_id: str | None = None) -> str:
    """Return one event; the data is one line, as JSON is."""
    numbered = f"id: {event_id}\n" if event_id is not None else ""
    return f"event: {name}\n{numbered}data: {data}\n\n"


async def stream(
    request: Request, message_id: str, turn: Callable[[], Awaitable[dict[str, Any]]]
) -> None:
    """Say at once that the assistant is working, then each message, then that it is done."""
    response = await request.respond(
        headers={"X-Accel-Buffering": "no"}, content_type=f"{EVENT_STREAM}; charset=utf-8"
    )
    await response.send(event("working", "{}"))
    try:
        reply = await turn()
    except ChannelError as exc:
        await _end(response, channel_problem(exc))
    except Exception as exc:  # noqa: BLE001 - the status is sent already, the error must be too
        await _end(response, answer_exception(request, exc))
    else:
        for position, message in enumerate(reply["messages"], start=1):
            data = json.dumps(message, ensure_ascii=False)
            await response.send(event("message", data, f"{message_id}-{position}"))
        await response.send(event("done", json.dumps({"language": reply["language"]})))
        await response.eof()


async def _end(response: HTTPResponse, problem: HTTPResponse) -> None:
    await response.send(event("error", problem.body.decode()))
    await response.eof()
