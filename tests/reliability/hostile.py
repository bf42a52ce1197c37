"""Thousands of nasty requests: no error of the server, no exit, no hang, no silence."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter

import aiohttp

from tests.reliability.client import OK
from tests.reliability.hostile_cases import CHAT, Case, cases
from tests.reliability.servers import API_KEY, Fleet

WANTED = "0 errors >= 500, 0 exits, 0 hangs > 5 s, 0 silent"
HANG_SECONDS = 5
AT_ONCE = 8
CREATED, SERVER_ERROR = 201, 500
MAX_EXITS = 3  # a server that ends is started again, but not for ever


async def measure(fleet: Fleet, requests: int, seed: int = 1) -> dict[str, float]:
    """Send that many requests, the same for the same seed."""
    counts: Counter[str] = Counter()
    timeout = aiohttp.ClientTimeout(total=HANG_SECONDS)
    connector = aiohttp.TCPConnector(force_close=True)
    headers = {"X-API-Key": API_KEY}
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, headers=headers
    ) as session:
        left = cases(requests, seed, await _token(session, fleet))
        while left and counts["exits"] < MAX_EXITS:
            batch, left = left[:AT_ONCE], left[AT_ONCE:]
            await asyncio.gather(
                *(
                    _try(session, fleet.servers[n % len(fleet.servers)].base, case, counts)
                    for n, case in enumerate(batch)
                )
            )
            dead = sum(not server.alive for server in fleet.servers)
            counts["exits"] += dead
            if dead:
                await asyncio.to_thread(fleet.repair)
    names = ("requests", "answered", ">= 500", "exits", "hangs", "silent", "cut off")
    return {name: counts[name] for name in names}


async def _token(session: aiohttp.ClientSession, fleet: Fleet) -> str | None:
    async with session.post(f"{fleet.servers[0].base}{CHAT}/conversations", json={}) as response:
        if response.status != CREATED:
            return None
        token: str = (await response.json())["token"]
        return token


async def _try(session: aiohttp.ClientSession, base: str, case: Case, counts: Counter[str]) -> None:
    counts["requests"] += 1
    try:
        async with session.request(
            case.method, base + case.path, data=case.body, headers=case.headers
        ) as response:
            body = await response.read()
    except TimeoutError:
        counts["hangs"] += 1
        _show("hang", case)
    except aiohttp.ClientError:
        counts["cut off"] += 1  # the server may refuse a body by closing while it arrives
    else:
        counts["answered"] += 1
        if response.status >= SERVER_ERROR:
            counts[">= 500"] += 1
            _show(f"{response.status} {body[:200]!r}", case)
        if case.speaks and response.status == OK and not _speaks(body):
            counts["silent"] += 1
            _show("silent", case)


def _show(fault: str, case: Case) -> None:
    """Print what went wrong with which request: a count alone explains nothing."""
    request = f"{case.method} {case.path} {case.headers} {case.body[:200]!r}"
    print(f"hostile: {fault} to {request}", file=sys.stderr)


def _speaks(body: bytes) -> bool:
    try:
        content = json.loads(body)
    except ValueError:
        return b"text" in body  # a stream of events
    said = content.get("messages", []) if isinstance(content, dict) else content
    return any(message.get("text") for message in said)
