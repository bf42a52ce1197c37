"""Every message delivered three times: one after the other, at once, at another process."""

from __future__ import annotations

import asyncio

import aiohttp

from tests.reliability.client import Outcome, client, send
from tests.reliability.messages import Message, conversation
from tests.reliability.servers import Fleet
from tests.reliability.stored import read_events, times_stored

WANTED = "as many stored as messages, 0 differing replies"


async def _serial(session: aiohttp.ClientSession, urls: list[str], m: Message) -> list[Outcome]:
    return [await send(session, urls[0], m) for _ in range(3)]


async def _at_once(session: aiohttp.ClientSession, urls: list[str], m: Message) -> list[Outcome]:
    return await asyncio.gather(*(send(session, url, m) for url in (urls[0], urls[1], urls[0])))


async def _elsewhere(session: aiohttp.ClientSession, urls: list[str], m: Message) -> list[Outcome]:
    return [await send(session, url, m) for url in (urls[0], urls[1], urls[1])]


WAYS = (_serial, _at_once, _elsewhere)
DELIVERIES_OF_A_CONVERSATION = 15  # each counts for the limit, also a repeated one


async def measure(fleet: Fleet, messages: int) -> dict[str, float]:
    """Deliver that many messages, by turns in each of the ways."""
    sent, different, unanswered = [], 0, 0
    told = conversation("duplicates")
    async with client() as session:
        for number in range(messages):
            if number % (DELIVERIES_OF_A_CONVERSATION // 3) == 0:
                told = conversation("duplicates")
            message = next(told)
            outcomes = await WAYS[number % len(WAYS)](session, fleet.urls, message)
            sent.append(message)
            unanswered += sum(not outcome.acknowledged for outcome in outcomes)
            different += any(outcome.said != outcomes[0].said for outcome in outcomes)
    return {
        "messages": messages,
        "stored": sum(times_stored(sent, read_events(fleet.postgres.url))),
        "differing replies": different,
        "unanswered deliveries": unanswered,
    }
