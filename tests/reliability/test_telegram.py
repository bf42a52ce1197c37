"""The Telegram channel of a real server in the short form of each figure.

Counts are asserted, times are not: `python -m tests.reliability.telegram` prints those.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.fakes.telegram import TOKEN
from tests.reliability.telegram import SECRET, Bot, forged, kill, load, own_bot, refused


def test_the_channel_withstands_what_a_service_and_a_machine_may_do(
    model: Path, tmp_path: Path
) -> None:
    async def measure() -> None:
        async with own_bot(tmp_path) as (bot, server):
            await _loses_and_doubles_nothing(bot)
            await _refuses_forged_calls(bot)
            await _waits_as_it_is_told(bot)
            result = await kill(bot, server, chats=3, each=4, kills=1)
            assert result["lost"] == result["doubled"] == 0

    asyncio.run(measure())
    written = (tmp_path / "server.log").read_text("utf-8")
    assert TOKEN not in written
    assert SECRET not in written
    assert "Traceback" not in written


async def _loses_and_doubles_nothing(bot: Bot) -> None:
    result = await load(bot, chats=4, each=5)
    assert result["deliveries"] == 60
    assert result["turns"] == result["replies"] == result["messages"] == 20
    assert result["lost"] == result["doubled"] == result["out of order"] == 0


async def _refuses_forged_calls(bot: Bot) -> None:
    result = await forged(bot, calls=140)
    assert result["refused"] == result["calls"] == 140
    assert result["events"] == 0


async def _waits_as_it_is_told(bot: Bot) -> None:
    result = await refused(bot, chats=2, seconds=4)
    assert result["refusals"] > 0
    assert result["lost"] == result["doubled"] == result["out of order"] == 0
    assert result["replies"] == 8
