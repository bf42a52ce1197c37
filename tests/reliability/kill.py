"""A server is killed under load; clients send again, with the same id, where one still lives."""

from __future__ import annotations

import asyncio
import random
import time
from itertools import cycle, islice

import aiohttp

from tests.reliability.client import client, deliver
from tests.reliability.messages import Message, conversation
from tests.reliability.servers import Fleet
from tests.reliability.stored import doubled, lost, malformed, read_events

WANTED = "0 lost, 0 doubled, conversation goes on <= 10 s"
CLIENTS = 6
SECONDS_BETWEEN = (0.5, 1.5)


class _Load:
    """Clients that talk until they are told to stop."""

    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.going_on = True
        self.acknowledged: list[tuple[Message, float, float]] = []
        self.given_up: list[Message] = []

    async def talk(self, session: aiohttp.ClientSession, number: int) -> None:
        for turn, message in enumerate(conversation(f"kill{number}")):
            if not self.going_on:
                return
            began = time.monotonic()
            order = list(islice(cycle(self.urls), turn % 2, turn % 2 + len(self.urls)))
            outcome = await deliver(session, order, message)
            if outcome is None:
                self.given_up.append(message)
            else:
                self.acknowledged.append((message, began, time.monotonic()))


async def measure(fleet: Fleet, kills: int, seed: int = 3) -> dict[str, float]:
    """Kill a server that many times; it comes back each time but the last."""
    moments, chance = [], random.Random(seed)  # noqa: S311 - no secret
    load = _Load(fleet.urls)
    async with client() as session:
        talking = [asyncio.create_task(load.talk(session, n)) for n in range(CLIENTS)]
        for number in range(kills):
            await asyncio.sleep(chance.uniform(*SECONDS_BETWEEN))
            moments.append(time.monotonic())
            fleet.servers[number % len(fleet.servers)].kill()
            if number < kills - 1:
                await asyncio.to_thread(fleet.repair)
        await asyncio.sleep(SECONDS_BETWEEN[1])
        load.going_on = False
        await asyncio.gather(*talking)
    sent = [message for message, _, _ in load.acknowledged]
    events = read_events(fleet.postgres.url)
    waits = [
        ended - moment
        for moment in moments
        for _, began, ended in load.acknowledged
        if began <= moment <= ended
    ]
    return {
        "kills": kills,
        "acknowledged": len(sent),
        "lost": lost(sent, events),
        "doubled": doubled([*sent, *load.given_up], events),
        "out of order": malformed(sent, events),
        "given up": len(load.given_up),
        "goes on after s": max(waits, default=0.0),
    }
