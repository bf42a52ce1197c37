"""X and Mastodon in short forms, through local services and one real server with the model.

Counts are asserted, times are not: `python -m tests.reliability.social` prints those.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.reliability.social import measures
from tests.reliability.social.measures import Result
from tests.reliability.social.running import connected
from tests.reliability.social.sides import OnMastodon, OnX, Side

Results = dict[tuple[str, str], Result]

both = pytest.mark.parametrize("name", ["x", "mastodon"])


@pytest.fixture(scope="module")
def results(model: Path, guarded_variables: dict[str, str]) -> Results:
    """Return what all measures found, by measure and service."""
    return asyncio.run(_measure(guarded_variables))


async def _measure(variables: Mapping[str, str]) -> Results:
    found: Results = {}
    x, mastodon = OnX(), OnMastodon()
    async with connected(x, mastodon, variables=variables) as running:
        assert await x.is_valid()
        found["forged", "x"] = await measures.forged(running, x, calls=200)
        sides: list[tuple[Side, Side]] = [(x, mastodon), (mastodon, x)]
        for side, other in sides:
            found["often", side.name] = await measures.three_times(running, side, messages=20)
            found["order", side.name] = await measures.in_order(running, side, chats=5, messages=4)
            found["limited", side.name] = await measures.limited(running, side, other, 5, seconds=3)
            found["killed", side.name] = await measures.killed(running, side, messages=12, kills=1)
    return found


def test_calls_that_x_did_not_make_are_refused_and_leave_nothing(results: Results) -> None:
    assert results["forged", "x"] == {"calls": 200, "refused": 200, "events": 0}


@both
def test_a_message_that_comes_three_times_is_one_turn_and_one_reply(
    results: Results, name: str
) -> None:
    result = results["often", name]
    assert (result["turns"], result["replies"]) == (20, 20)
    assert result["people with other than one"] == 0


@both
def test_messages_that_come_at_once_are_answered_in_order(results: Results, name: str) -> None:
    result = results["order", name]
    assert (result["replies"], result["chats out of order"]) == (20, 0)


@both
def test_replies_that_the_service_did_not_want_come_later_and_once(
    results: Results, name: str
) -> None:
    result = results["limited", name]
    assert (result["delivered"], result["doubled"]) == (5, 0)


@both
def test_no_reply_is_lost_or_doubled_when_the_server_is_killed(results: Results, name: str) -> None:
    result = results["killed", name]
    assert (result["turns"], result["lost"], result["doubled"]) == (12, 0, 0)
