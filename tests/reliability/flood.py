"""One sender floods the service while others talk."""

from __future__ import annotations

import asyncio
import time

import aiohttp

from tests.reliability.client import Outcome, client, percentile, send
from tests.reliability.messages import conversation, new_message
from tests.reliability.servers import Fleet

WANTED = "others: p99 <= 2 s, 0 errors; flood gets 429; memory + <= 50 MB"
TOO_MANY = 429
OTHERS = 5
PACE_SECONDS = 0.5
MEGABYTE = 1_000_000


async def measure(fleet: Fleet, seconds: float, a_second: int = 500) -> dict[str, float]:
    """Send that many requests a second as one sender, to all servers."""
    memory = _memory(fleet)
    until = time.perf_counter() + seconds
    async with client() as session:
        flood, *others = await asyncio.gather(
            _flood(session, fleet.urls, until, a_second),
            *(_talk(session, fleet.urls, until, number) for number in range(OTHERS)),
        )
    served = [outcome for outcomes in others for outcome in outcomes]
    return {
        "flood requests": len(flood),
        "429": sum(outcome.status == TOO_MANY for outcome in flood),
        "answered": sum(outcome.acknowledged for outcome in flood),
        "others": len(served),
        "others errors": sum(not outcome.acknowledged for outcome in served),
        "others p99 s": percentile([outcome.seconds for outcome in served], 0.99),
        "memory + MB": (_memory(fleet) - memory) / MEGABYTE,
    }


def _memory(fleet: Fleet) -> float:
    return float(sum(s.process.memory_info().rss for s in fleet.servers if s.process is not None))


async def _flood(
    session: aiohttp.ClientSession, urls: list[str], until: float, a_second: int
) -> list[Outcome]:
    sender = next(conversation("flood")).sender
    started = time.perf_counter()
    tasks: list[asyncio.Task[Outcome]] = []
    while time.perf_counter() < until:
        due = int((time.perf_counter() - started) * a_second)
        for number in range(len(tasks), due):
            sending = send(session, urls[number % len(urls)], new_message(sender))
            tasks.append(asyncio.create_task(sending))
        await asyncio.sleep(0.005)
    return await asyncio.gather(*tasks)


async def _talk(
    session: aiohttp.ClientSession, urls: list[str], until: float, number: int
) -> list[Outcome]:
    outcomes = []
    messages = conversation(f"other{number}")
    while time.perf_counter() < until:
        outcomes.append(await send(session, urls[number % len(urls)], next(messages)))
        await asyncio.sleep(PACE_SECONDS)
    return outcomes
