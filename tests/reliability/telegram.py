"""The Telegram channel under load, forged calls, repeats, refusals and kills: one figure each.

`python -m tests.reliability.telegram` measures the full forms with a server of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from runtime.environment import DATABASE_VARIABLE, prepare_environment
from runtime.ports import free_port
from tests.fakes.faults import Fault
from tests.fakes.telegram import SECRET_HEADER, TOKEN, FakeTelegram
from tests.fakes.telegram_people import Person
from tests.reliability.server import Server

SECRET = "reliability-secret-0123"  # noqa: S105 - of nobody
# Each gets a reply of one message, and each another one.
PHRASES = ("hello", "thank you", "goodbye", "are you a robot?", "yes", "no")
DOUBT = "Did it not arrive?"  # instead of a reply that may have been sent
PATIENCE_SECONDS = 900
WANTED = {
    "paced": "acknowledged in <= 20 ms median",
    "load": "as many turns and replies as messages, order kept",
    "forged": "all refused, 0 events",
    "refused": "every reply later, others not held up",
    "kill": "0 lost, 0 doubled",
}
_chats = count(10_000)


def variables(url: str) -> dict[str, str]:
    """Return what a server needs to know of the fake at this address."""
    return {
        "IND_TELEGRAM_TOKEN": TOKEN,
        "IND_TELEGRAM_SECRET": SECRET,
        "IND_TELEGRAM_SERVER": url,
    }


class Bot:
    """The fake, and the server that serves its bot, with the database to look into."""

    def __init__(self, fake: FakeTelegram, base: str, database: Path) -> None:
        self.fake = fake
        self.webhook = f"{base}/webhooks/telegram/webhook"
        self._database = database
        self.fake.webhook = {"url": self.webhook, "secret_token": SECRET}

    def people(self, number: int) -> list[Person]:
        return [Person(self.fake, next(_chats), "en") for _ in range(number)]

    def rows(self, query: str) -> int:
        with closing(sqlite3.connect(self._database, timeout=30)) as database:
            found: int = database.execute(query).fetchone()[0]
            return found

    def turns(self) -> int:
        return self.rows(
            "SELECT count(*) FROM events WHERE type_name = 'user' AND sender_id LIKE 'telegram%'"
        )

    def events(self) -> int:
        return self.rows("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM arrivals)")

    async def settled(self) -> None:
        """Wait until all that came is acknowledged, handled and sent."""
        await self.fake.settled(PATIENCE_SECONDS)
        await self._until(
            "SELECT (SELECT count(*) FROM arrivals WHERE sealed IS NOT NULL)"
            " + (SELECT count(*) FROM outbox)"
        )

    async def _until(self, query: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while left := self.rows(query):
            assert time.monotonic() < deadline, f"{left} still wait"
            await asyncio.sleep(0.2)

    async def answers(self) -> dict[str, str]:
        """Return the reply to each phrase."""
        (person,) = self.people(1)
        found = {}
        for phrase in PHRASES:
            before = len(person.said)
            person.say(phrase)
            await self.settled()
            (message,) = person.said[before:]
            found[phrase] = message["text"]
        assert len(set(found.values())) == len(PHRASES), found
        return found


def _talk(people: Sequence[Person], each: int, seed: int) -> dict[int, list[str]]:
    """Let everybody say so many phrases at once; return what each said."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    said: dict[int, list[str]] = {person.user["id"]: [] for person in people}
    for _ in range(each):
        for person in people:
            phrase = chance.choice(PHRASES)
            said[person.user["id"]].append(phrase)
            person.say(phrase)
    return said


def _compare(
    people: Sequence[Person], said: Mapping[int, list[str]], answers: Mapping[str, str]
) -> dict[str, int]:
    """Return how many replies are lost and doubled, and how many chats are out of order.

    A reply is lost that neither came nor was asked about; who is asked says so and gets it.
    """
    lost = asked_instead = doubled = disordered = doubts = 0
    for person in people:
        wanted = [answers[phrase] for phrase in said[person.user["id"]]]
        found = [m["text"] for m in person.said if DOUBT not in m["text"]]
        asked = len(person.said) - len(found)
        doubts += asked
        missing, more = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
        asked_instead += min(asked, missing.total())
        lost += max(0, missing.total() - asked)
        doubled += more.total()
        if not missing and not more:
            disordered += found != wanted
    return {
        "lost": lost,
        "doubled": doubled,
        "out of order": disordered,
        "asked about": doubts,
        "of them not come": asked_instead,
    }


async def load(bot: Bot, chats: int, each: int, deliveries: int = 3) -> dict[str, float]:
    """Let many chats write at once, each message being brought several times."""
    answers, people = await bot.answers(), bot.people(chats)
    before, bot.fake.deliveries = bot.turns(), deliveries
    bot.fake.acknowledged.clear()
    began = time.monotonic()
    said = _talk(people, each, seed=1)
    await bot.settled()
    seconds, bot.fake.deliveries = time.monotonic() - began, 1
    took = bot.fake.acknowledged
    return {
        "messages": chats * each,
        "deliveries": len(took),
        "acknowledged ms median": 1_000 * statistics.median(took),
        "acknowledged ms p99": 1_000 * sorted(took)[int(0.99 * len(took))],
        "turns": bot.turns() - before,
        "replies": sum(len(person.said) for person in people),
        **_compare(people, said, answers),
        "seconds": seconds,
    }


async def paced(bot: Bot, a_second: float, seconds: float) -> dict[str, float]:
    """Let people write at planned times, as many in a second as the server can answer."""
    answers, people = await bot.answers(), bot.people(50)
    chance = random.Random(5)  # noqa: S311 - no secret
    said: dict[int, list[str]] = {person.user["id"]: [] for person in people}
    bot.fake.acknowledged.clear()
    for number in range(int(a_second * seconds)):
        person, phrase = people[number % len(people)], chance.choice(PHRASES)
        said[person.user["id"]].append(phrase)
        person.say(phrase)
        await asyncio.sleep(chance.expovariate(a_second))
    await bot.settled()
    took = sorted(bot.fake.acknowledged)
    return {
        "messages": len(took),
        "a second": a_second,
        "acknowledged ms median": 1_000 * statistics.median(took),
        "acknowledged ms p99": 1_000 * took[int(0.99 * len(took))],
        **_compare(people, said, answers),
    }


async def forged(bot: Bot, calls: int) -> dict[str, float]:
    """Call the webhook as somebody does who does not know the secret."""
    (person,) = bot.people(1)
    update = {"update_id": 1, "message": person.message(text="hello")}
    headers: list[dict[str, str]] = [
        {},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: SECRET[:-1]},
        {SECRET_HEADER: SECRET + "x"},
        {SECRET_HEADER: SECRET.upper()},
        {"X-API-Key": SECRET},
        {SECRET_HEADER: "\u00e9" * 20},
    ]
    before = bot.events()
    found = Counter[int]()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=16)) as session:

        async def call(number: int) -> None:
            sent = headers[number % len(headers)]
            body = {**update, "update_id": number}
            async with session.post(bot.webhook, json=body, headers=sent) as response:
                found[response.status] += 1

        for start in range(0, calls, 500):
            await asyncio.gather(*(call(n) for n in range(start, min(start + 500, calls))))
    return {"calls": calls, "refused": found[403], "events": bot.events() - before}


async def refused(bot: Bot, chats: int, seconds: float) -> dict[str, float]:
    """Let the service refuse one half of the chats for a while, asking to wait."""
    answers, people = await bot.answers(), bot.people(2 * chats)
    halted, free = people[:chats], people[chats:]
    end = time.monotonic() + seconds
    faults = [
        Fault("refuse", until=end, only=("chat_id", str(person.user["id"])), method="sendMessage")
        for person in halted
    ]
    for fault in faults:
        fault.retry_after = 3
    bot.fake.faults += faults
    said = _talk(people, 2, seed=2)
    while sum(len(person.said) for person in free) < 2 * len(free):
        assert time.monotonic() < end + PATIENCE_SECONDS
        await asyncio.sleep(0.05)
    early = sum(len(person.said) for person in halted)
    others = max(person.chat.sent_at[-1] for person in free) < end
    await bot.settled()
    bot.fake.faults.clear()
    return {
        "replies": sum(len(person.said) for person in people),
        "refusals": sum(fault.met for fault in faults),
        "while refused": early,
        "others within": float(others),
        **_compare(people, said, answers),
    }


async def kill(bot: Bot, server: Server, chats: int, each: int, kills: int) -> dict[str, float]:
    """End the server without warning in the middle of its work, and start it again."""
    answers, people = await bot.answers(), bot.people(chats)
    chance = random.Random(4)  # noqa: S311 - no secret
    said = _talk(people, each, seed=3)
    for number in range(1, kills + 1):
        while sum(len(p.said) for p in people) < number * chats * each // (kills + 1):
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.uniform(0, 0.2))
        await asyncio.to_thread(server.kill)
        server.start()
        await asyncio.to_thread(server.wait)
    await bot.settled()
    return {"kills": kills, "messages": chats * each, **_compare(people, said, answers)}


@asynccontextmanager
async def own_bot(folder: Path) -> AsyncIterator[tuple[Bot, Server]]:
    """Start the fake and a server of one's own."""
    fake = FakeTelegram()
    await fake.start()
    port, database = free_port(), folder / "conversations.db"
    environment = {
        **os.environ,
        **variables(fake.url),
        DATABASE_VARIABLE: f"sqlite:///{database}",
        "IND_PORT": str(port),
        "IND_SECRET": "7e" * 32,
    }
    server = Server(["runtime", "run"], environment, folder / "server.log", port)
    server.start()
    try:
        await asyncio.to_thread(server.wait)
        yield Bot(fake, server.base, database), server
    finally:
        await asyncio.to_thread(server.stop)
        await fake.stop()


async def measure(checks: Sequence[str], report: Callable[[str, Any], None]) -> None:
    """Measure the full forms of these checks."""
    with TemporaryDirectory() as folder:
        async with own_bot(Path(folder)) as (bot, server):
            for check in checks:
                if check == "paced":
                    report(check, await paced(bot, 10, 60))
                elif check == "load":
                    report(check, await load(bot, 50, 20))
                elif check == "forged":
                    report(check, await forged(bot, 10_000))
                elif check == "refused":
                    report(check, await refused(bot, 10, 30))
                else:
                    report(check, await kill(bot, server, 20, 20, 3))


def main() -> None:
    """Print each figure beside what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=list(WANTED))
    checks = parser.parse_args().only or list(WANTED)
    prepare_environment()

    def report(check: str, result: dict[str, float]) -> None:
        figures = ", ".join(f"{name} {value:.4g}" for name, value in result.items())
        print(f"| {check} | {WANTED[check]} | {figures} |", flush=True)

    asyncio.run(measure(checks, report))


if __name__ == "__main__":
    main()
