"""PostgreSQL or Redis is stopped, hangs or refuses to write, while people talk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from tests.reliability.backends import Backend
from tests.reliability.client import OK, Outcome, client, send
from tests.reliability.identifiers import canary
from tests.reliability.messages import Message, conversation, new_message
from tests.reliability.servers import Fleet
from tests.reliability.stored import lost, read_events

WANTED = "0 lost, 0 other than 200/503, answer <= 3 s, health <= 0.1 s, back <= 10 s"
UNAVAILABLE = 503
CLIENTS = 4
PACE_SECONDS = 0.2
HEALTHY_SECONDS = 1.0  # before it begins, so that there is something to lose
BACK_SECONDS = 30.0
FAULTS: dict[str, tuple[Callable[[Backend], None], Callable[[Backend], None]]] = {
    "stopped": (lambda b: b.stop(), lambda b: b.start()),
    "hanging": (lambda b: b.pause(), lambda b: b.resume()),
    "read-only": (lambda b: b.refuse_writes(), lambda b: b.accept_writes()),
}


@dataclass
class _Watch:
    """People who talk and a probe of the health page, during one fault."""

    fleet: Fleet
    session: aiohttp.ClientSession
    going_on: bool = True
    sent: list[tuple[Message, Outcome]] = field(default_factory=list)
    health: list[float] = field(default_factory=list)

    async def talk(self, number: int) -> None:
        urls = self.fleet.urls
        for turn, message in enumerate(conversation(f"fault{number}")):
            if not self.going_on:
                return
            # Some type what they should not, also when nothing can be stored.
            marked = new_message(message.sender, canary(turn // 3)) if turn % 3 == 0 else message
            outcome = await send(self.session, urls[turn % len(urls)], marked)
            self.sent.append((marked, outcome))
            await asyncio.sleep(PACE_SECONDS)

    async def probe(self) -> None:
        page = "/healthz" if self.fleet.ours else "/"
        while self.going_on:
            started = time.perf_counter()
            try:
                async with self.session.get(self.fleet.servers[0].base + page) as response:
                    await response.read()
            except (aiohttp.ClientError, TimeoutError):
                pass  # then the time until it gave up is the figure
            self.health.append(time.perf_counter() - started)
            await asyncio.sleep(PACE_SECONDS)

    async def back_after(self) -> float:
        """Return how long it takes until every server answers again."""
        started = time.monotonic()
        talk = conversation("back")
        for url in self.fleet.urls:
            while time.monotonic() < started + BACK_SECONDS:
                if (await send(self.session, url, next(talk))).acknowledged:
                    break
                await asyncio.sleep(PACE_SECONDS)
        return time.monotonic() - started


async def _one(fleet: Fleet, backend: Backend, fault: str, seconds: float) -> dict[str, float]:
    begin, end = FAULTS[fault]
    async with client() as session:
        watch = _Watch(fleet, session)
        tasks = [asyncio.create_task(watch.talk(number)) for number in range(CLIENTS)]
        tasks.append(asyncio.create_task(watch.probe()))
        await asyncio.sleep(HEALTHY_SECONDS)
        try:
            await asyncio.to_thread(begin, backend)
            await asyncio.sleep(seconds)
        finally:
            await asyncio.to_thread(end, backend)
        back = await watch.back_after()
        watch.going_on = False
        await asyncio.gather(*tasks)
    acknowledged = [message for message, outcome in watch.sent if outcome.acknowledged]
    good = {OK, UNAVAILABLE}
    return {
        "sent": len(watch.sent),
        "acknowledged": len(acknowledged),
        "lost": lost(acknowledged, read_events(fleet.postgres.url)),
        "other": sum(o.status not in good or o.empty or not o.text for _, o in watch.sent),
        "slowest s": max(outcome.seconds for _, outcome in watch.sent),
        "health s": max(watch.health),
        "back s": back,
    }


async def measure(fleet: Fleet, store: str, seconds: float) -> dict[str, float]:
    """Let the store fail in every way; sum the counts and take the longest of the times."""
    backend: Backend = fleet.postgres if store == "postgres" else fleet.redis
    results = [await _one(fleet, backend, fault, seconds) for fault in FAULTS]
    return {
        name: (max if name.endswith(" s") else sum)(result[name] for result in results)
        for name in results[0]
    }
