"""The stream of a Mastodon server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from channels.mastodon.events import notifications

STREAM = """:)
:thump
event: update
data: {"id":"1"}

event: notification
data: {"id":"2"}

event: filters_changed
data: undefined

event: notification
data: {"id":
data: "3"}

event: notification
data: {"id"

event:notification
data:{"id":"4"}

event: notification
data: {"cut": "off"}
"""


def test_notifications_are_taken_from_a_stream_and_all_else_is_left_out() -> None:
    async def lines() -> AsyncIterator[str]:
        for line in STREAM.splitlines():
            yield line

    async def read() -> list[Any]:
        return [content async for content in notifications(lines())]

    assert asyncio.run(read()) == [{"id": "2"}, {"id": "3"}, {"id": "4"}]
