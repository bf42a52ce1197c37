"""X and Mastodon in short forms, through local services and a real server with the model.

Counts are asserted, times are not: `python -m tests.reliability.social` prints those.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.social import measures
from tests.reliability.social.running import Connected, connected
from tests.reliability.social.sides import OnMastodon, OnX, Side

Measure = Callable[[Connected, Side, Side], Awaitable[dict[str, float]]]


@pytest.fixture
def measured(model: Path, guarded_variables: dict[str, str]) -> Any:
    """Return what measures something with a server of its own, on the named service."""

    def run(name: str, measure: Measure) -> dict[str, float]:
        async def go() -> dict[str, float]:
            x, mastodon = OnX(), OnMastodon()
            async with connected(x, mastodon, variables=guarded_variables) as running:
                sides: dict[str, tuple[Side, Side]] = {
                    "x": (x, mastodon),
                    "mastodon": (mastodon, x),
                }
                return await measure(running, *sides[name])

        return asyncio.run(go())

    return run


def test_calls_that_x_did_not_make_are_refused_and_leave_nothing(measured: Any) -> None:
    async def measure(running: Connected, side: Side, other: Side) -> dict[str, float]:
        assert isinstance(side, OnX)
        assert await side.is_valid()
        return await measures.forged(running, side, calls=200)

    assert measured("x", measure) == {"calls": 200, "refused": 200, "events": 0}


@pytest.mark.parametrize("name", ["x", "mastodon"])
def test_messages_come_often_and_at_once_and_are_answered_once_and_in_order(
    measured: Any, name: str
) -> None:
    async def measure(running: Connected, side: Side, other: Side) -> dict[str, float]:
        often = await measures.three_times(running, side, messages=20)
        return often | await measures.in_order(running, side, chats=5, messages=4)

    result = measured(name, measure)
    assert result["turns"] == 20
    assert result["people with other than one"] == 0
    assert (result["replies"], result["chats out of order"]) == (20, 0)


@pytest.mark.parametrize("name", ["x", "mastodon"])
def test_no_reply_is_lost_or_doubled_when_the_service_or_the_server_fails(
    measured: Any, name: str
) -> None:
    async def measure(running: Connected, side: Side, other: Side) -> dict[str, float]:
        limited = await measures.limited(running, side, other, messages=5, seconds=3)
        assert limited["delivered"] == 5
        assert limited["doubled"] == 0
        return await measures.killed(running, side, messages=12, kills=1)

    result = measured(name, measure)
    assert (result["turns"], result["lost"], result["doubled"]) == (12, 0, 0)
