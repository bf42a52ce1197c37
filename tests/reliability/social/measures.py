"""What is done to the channels of X and Mastodon, and what is counted."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from statistics import median

from tests.fakes.x import ACCOUNT
from tests.fakes.x_events import activity_message
from tests.reliability.social.running import Connected
from tests.reliability.social.sides import OnX, Side

Result = dict[str, float]

PATIENCE_SECONDS = 600.0
QUIET_SECONDS = 2.0  # without anything more, before it is counted
QUESTION = "How long does a decision take? ({})"


async def forged(running: Connected, side: OnX, calls: int, seed: int = 7) -> Result:
    """Call the webhook with bodies and signatures that X never sent."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    before = running.events("user")
    refused = 0
    for number in range(calls):
        content = activity_message(side.fake.new_id(), "666", ACCOUNT, f"forged {number}")
        body, headers = side.fake.signed(content)
        body, headers = _altered(body, headers, chance)
        refused += await side.call(body, headers) == 401
    await settled(running)
    return {"calls": calls, "refused": refused, "events": running.events("user") - before}


def _altered(
    body: bytes, headers: dict[str, str], chance: random.Random
) -> tuple[bytes, dict[str, str]]:
    name = next(name for name in headers if name != "Content-Type")
    place = chance.randrange(len(body))
    flipped = body[:place] + bytes([body[place] ^ 1 << chance.randrange(8)]) + body[place + 1 :]
    signature = headers[name]
    way = chance.randrange(6)
    if way == 0:
        return flipped, headers
    if way == 1:
        return body + b" ", headers
    if way == 2:
        return body, {k: v for k, v in headers.items() if k != name}
    if way == 3:
        other = next(char for char in "AB" if char != signature[place % 40 + 7])
        altered = signature[: place % 40 + 7] + other + signature[place % 40 + 8 :]
        return body, {**headers, name: altered}
    if way == 4:
        return body, {**headers, name: signature.removeprefix("sha256=")}
    return body[: len(body) // 2], headers


async def acknowledged(running: Connected, side: OnX, messages: int, a_second: float) -> Result:
    """Deliver at planned times, so many a second, while the server answers them."""
    side.acknowledged_after.clear()
    before, began = len(side.replies()), time.perf_counter()
    saying = []
    for number in range(messages):
        await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
        saying.append(asyncio.create_task(side.say(str(10_000 + number), QUESTION.format(number))))
    await asyncio.gather(*saying)
    await _until_replies(side, before + messages)
    times = sorted(side.acknowledged_after)
    return {
        "messages": messages,
        "a second": a_second,
        "median ms": 1_000 * median(times),
        "p95 ms": 1_000 * times[int(0.95 * len(times))],
        "answered": len(side.replies()) - before,
    }


async def three_times(running: Connected, side: Side, messages: int) -> Result:
    """Deliver every message three times."""
    users, before = running.events("user"), len(side.replies())
    for start in range(0, messages, 20):
        await asyncio.gather(
            *(
                side.say(str(20_000 + number), QUESTION.format(number), times=3)
                for number in range(start, min(start + 20, messages))
            )
        )
    await _until_replies(side, before + messages)
    await settled(running)
    told = Counter(person for person, _ in side.replies()[before:])
    return {
        "messages": messages,
        "turns": running.events("user") - users,
        "replies": sum(told.values()),
        "people with other than one": sum(count != 1 for count in told.values()),
    }


async def in_order(running: Connected, side: Side, chats: int, messages: int) -> Result:
    """Let chats send many messages each, all chats at once."""
    before = len(side.replies())
    people = [str(30_000 + chat) for chat in range(chats)]
    wanted = [QUESTION.format(number) for number in range(messages)]

    async def talk(person: str) -> None:
        for text in wanted:
            await side.say(person, text)

    await asyncio.gather(*(talk(person) for person in people))
    await _until_replies(side, before + chats * messages)
    await settled(running)
    wrong = 0
    for person in people:
        turns = running.turns(side.name, person)
        told = [text for to, text in side.replies() if to == person]
        in_turn = [reply for _, reply in turns] == told and [said for said, _ in turns] == wanted
        wrong += not in_turn
    return {
        "chats": chats,
        "messages of each": messages,
        "replies": len(side.replies()) - before,
        "chats out of order": wrong,
    }


async def killed(running: Connected, side: Side, messages: int, kills: int) -> Result:
    """Kill the server while it answers, as often as that, and let it start again."""
    users, before = running.events("user"), len(side.replies())
    saying = asyncio.create_task(_say_all(side, messages))
    for number in range(1, kills + 1):
        await _until_replies(side, before + number * messages // (kills + 1))
        await asyncio.to_thread(running.restart)
    await saying
    await _until_replies(side, before + messages)
    await settled(running)
    told = Counter(person for person, _ in side.replies()[before:])
    return {
        "kills": kills,
        "messages": messages,
        "turns": running.events("user") - users,
        "lost": messages - len(told),
        "doubled": sum(count - 1 for count in told.values()),
    }


async def _say_all(side: Side, messages: int) -> None:
    for number in range(messages):
        await side.say(str(40_000 + number), QUESTION.format(number))
        await asyncio.sleep(0.01)


async def limited(
    running: Connected, side: Side, other: Side, messages: int, seconds: float
) -> Result:
    """Let the service answer 429 for some time, and look whether others wait for it."""
    before, elsewhere = len(side.replies()), len(other.replies())
    side.trouble.limit(seconds)
    began = time.perf_counter()
    for number in range(messages):
        await side.say(str(50_000 + number), QUESTION.format(number))
        await other.say(str(60_000 + number), QUESTION.format(number))
    await _until_replies(other, elsewhere + messages)
    others_after = time.perf_counter() - began
    early = len(side.replies()) - before
    await _until_replies(side, before + messages)
    all_after = time.perf_counter() - began
    await settled(running)
    told = Counter(person for person, _ in side.replies()[before:])
    return {
        "limited s": seconds,
        "messages": messages,
        "delivered meanwhile": early,
        "delivered": len(told),
        "doubled": sum(count - 1 for count in told.values()),
        "all after s": all_after,
        "others after s": others_after,
    }


async def _until_replies(side: Side, count: int) -> None:
    """Wait for so many, not for ever; what is missing then is counted as missing."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(side.replies()) < count and time.monotonic() < deadline:
        await asyncio.sleep(0.02)


async def settled(running: Connected) -> None:
    """Wait until nothing waits in the store and no more replies come."""
    quiet_since, seen = time.monotonic(), -1
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        replies = sum(len(side.replies()) for side in running.sides)
        if replies != seen or await asyncio.to_thread(lambda: running.waiting() > 0):
            quiet_since, seen = time.monotonic(), replies
        elif time.monotonic() - quiet_since > QUIET_SECONDS:
            return
        await asyncio.sleep(0.1)
