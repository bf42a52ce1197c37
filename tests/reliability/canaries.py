"""Personal identifiers are planted; afterwards no byte of what was kept may hold one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from runtime.evaluation.server import running_server
from tests.reliability.client import client, send
from tests.reliability.identifiers import planted
from tests.reliability.messages import TURNS_OF_A_CONVERSATION, conversation, new_message
from tests.reliability.servers import Fleet
from tests.reliability.sql import execute

WANTED = "0 found"
CONTROL = "What does a residence permit cost?"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


async def plant(urls: list[str], count: int) -> tuple[int, str]:
    """Send that many canaries; return how many were acknowledged and a word that is kept."""
    acknowledged = 0
    async with client() as session:
        for number in range(count):
            if number % TURNS_OF_A_CONVERSATION == 0:
                sender = next(conversation("canary")).sender
            message = new_message(sender, planted(number)[0])
            outcome = await send(session, urls[number % len(urls)], message)
            acknowledged += outcome.acknowledged
        # What tells of danger or asylum is not kept, so not just any question will do.
        plain = new_message(next(conversation("control")).sender, CONTROL)
        await send(session, urls[0], plain)
    return acknowledged, plain.marker


async def measure(fleet: Fleet, count: int, sqlite: bool = False) -> dict[str, float]:
    """Plant canaries and count those found again: in dumps, files, figures and logs."""
    acknowledged, control = await plant(fleet.urls, count)
    files = dict(kept_bytes(fleet))
    async with client() as session:
        for server in fleet.servers if fleet.ours else ():
            async with session.get(f"{server.base}/metrics") as response:
                files[f"metrics {server.port}"] = await response.read()
    assert any(control.encode() in kept for kept in files.values()), "looked in the wrong place"
    result: dict[str, float] = {
        "planted": count,
        "acknowledged": acknowledged,
        "found": len(found(files, count)),
    }
    if sqlite and fleet.ours:
        with running_server() as running:
            await plant([running.url], count)
            kept = {path.name: path.read_bytes() for path in running.folder.iterdir()}
        result["found in SQLite"] = len(found(kept, count))
    return result


def found(files: dict[str, bytes], count: int) -> set[tuple[str, str]]:
    """Return which identifiers stand in which file, also in the digits alone."""
    hits = set()
    for number in range(count):
        typed = planted(number)[1]
        for needle in {typed, re.sub(r"^\+31", "", typed), typed.lower()}:
            hits |= {(name, typed) for name, kept in files.items() if needle.encode() in kept}
    return hits


def kept_bytes(fleet: Fleet) -> Iterator[tuple[str, bytes]]:
    """Yield everything that was written: tables, raw files of both stores, logs."""
    url = fleet.postgres.url
    for (table,) in execute(url, TABLES):
        rows = execute(url, f'SELECT t::text FROM "{table}" AS t')  # noqa: S608 - its own name
        yield f"table {table}", "\n".join(row for (row,) in rows).encode()
    execute(url, "CHECKPOINT")
    fleet.redis.client().save()
    raw: Iterable[Path] = [*fleet.postgres.data.rglob("*"), *fleet.folder.glob("*")]
    for path in [*raw, *fleet.redis.folder.glob("*"), *fleet.postgres.folder.glob("*.log")]:
        if path.is_file():
            yield str(path.relative_to(fleet.folder)), path.read_bytes()
