"""Several messages at once in one conversation, over two processes."""

from __future__ import annotations

import asyncio
from itertools import cycle

from tests.reliability.client import client, percentile, send
from tests.reliability.messages import new_message, new_word
from tests.reliability.servers import Fleet
from tests.reliability.stored import doubled, lost, malformed, read_events

WANTED = "0 lost, 0 doubled, 0 empty, 0 out of order, p99 < 1 s"
BURSTS_OF_A_CONVERSATION = 2


async def measure(fleet: Fleet, shapes: list[tuple[int, int]]) -> dict[str, float]:
    """Send, for each (bursts, size), that many bursts of messages that leave at once."""
    sent, outcomes = [], []
    urls = cycle(fleet.urls)
    async with client() as session:
        for bursts, size in shapes:
            for number in range(bursts):
                if number % BURSTS_OF_A_CONVERSATION == 0:
                    sender = f"parallel-{new_word()}"
                burst = [new_message(sender) for _ in range(size)]
                sending = [send(session, next(urls), message) for message in burst]
                outcomes += await asyncio.gather(*sending)
                sent += burst
    events = read_events(fleet.postgres.url)
    acknowledged = [m for m, o in zip(sent, outcomes, strict=True) if o.acknowledged]
    return {
        "sent": len(sent),
        "acknowledged": len(acknowledged),
        "lost": lost(acknowledged, events),
        "doubled": doubled(sent, events),
        "empty": sum(outcome.empty for outcome in outcomes),
        "out of order": malformed(sent, events),
        "p99 s": percentile([outcome.seconds for outcome in outcomes], 0.99),
    }
