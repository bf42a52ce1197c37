"""How many turns a second, how long each takes and what it costs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from itertools import cycle

import aiohttp

from tests.reliability.client import Outcome, client, percentile, send
from tests.reliability.messages import new_message, ordinary_conversation
from tests.reliability.servers import Fleet

WANTED = "p50 < 0.15 s, p95 < 0.5 s, p99 < 1 s, 0 errors, <= 40 ms CPU a turn"


async def measure(
    fleet: Fleet, turns: int, clients: int = 8, a_second: float | None = None
) -> dict[str, float]:
    """Take that many turns: each client sends when it has its reply, or all at planned times."""
    async with client() as session:
        for url in fleet.urls:
            await send(session, url, new_message("load-warm-up"))  # the first turn loads things
    running = [*fleet.servers, *fleet.helpers]
    before = [server.cpu_seconds() for server in running]
    started = time.perf_counter()
    async with client(keeps_connections=True) as session:
        if a_second is None:
            outcomes = await _closed(session, fleet.urls, turns, clients)
        else:
            outcomes = await _open(session, fleet.urls, turns, a_second)
    seconds = time.perf_counter() - started
    used = sum(s.cpu_seconds() - b for s, b in zip(running, before, strict=True))
    times = [outcome.seconds for outcome in outcomes]
    return {
        "turns": turns,
        "turns a second": turns / seconds,
        "p50 s": percentile(times, 0.50),
        "p95 s": percentile(times, 0.95),
        "p99 s": percentile(times, 0.99),
        "errors": sum(not outcome.acknowledged for outcome in outcomes),
        "CPU ms a turn": 1_000 * used / turns,
    }


async def _closed(
    session: aiohttp.ClientSession, urls: list[str], turns: int, clients: int
) -> list[Outcome]:
    left: Iterator[int] = iter(range(turns))
    outcomes: list[Outcome] = []

    async def talk(number: int) -> None:
        messages = ordinary_conversation(f"load{number}")
        url = urls[number % len(urls)]
        for _ in left:
            outcomes.append(await send(session, url, next(messages)))

    await asyncio.gather(*(talk(number) for number in range(clients)))
    return outcomes


async def _open(
    session: aiohttp.ClientSession, urls: list[str], turns: int, a_second: float
) -> list[Outcome]:
    first = time.perf_counter() + 0.1
    servers = cycle(urls)

    async def one(number: int, url: str) -> Outcome:
        planned = first + number / a_second
        await asyncio.sleep(planned - time.perf_counter())
        outcome = await send(session, url, next(ordinary_conversation("open")))
        # A late start counts too: a person does not wait for the generator.
        seconds = time.perf_counter() - planned
        return Outcome(outcome.status, outcome.replies, seconds, outcome.text)

    return await asyncio.gather(*(one(number, next(servers)) for number in range(turns)))
