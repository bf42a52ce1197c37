"""Reads Server-Sent Events as a Mastodon server sends them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

NOTIFICATION = "notification"


async def notifications(lines: AsyncIterable[str]) -> AsyncIterator[Any]:
    """Return the notifications of a stream; comments and other events are left out."""
    name, data = "", ""
    async for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data = f"{data}\n{value}" if data else value
        elif not line:
            if name == NOTIFICATION and (content := _json(data)) is not None:
                yield content
            name, data = "", ""


def _json(data: str) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None
