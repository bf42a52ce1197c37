"""The lock of several processes: the same, also when one of them dies."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import redis

from runtime.conversations.errors import StoreUnavailable
from runtime.locks import redis as module
from runtime.locks.redis import RedisLock
from runtime.ports import free_port

PROCESSES, TURNS = 2, 100
NAMES = ("holder", "queue", "seen", "ticket")


@asynccontextmanager
async def _lock(url: str) -> AsyncIterator[RedisLock]:
    lock = RedisLock(url)
    try:
        yield lock
    finally:
        await lock.close()


def _keys(conversation: str) -> list[str]:
    return [f"turn:{{{conversation}}}:{name}" for name in NAMES]


async def _wait_until(lock: RedisLock, conversation: str, waiting: int) -> None:
    while await lock._redis.zcard(_keys(conversation)[1]) != waiting:
        await asyncio.sleep(0.001)


def _take_turns(url: str, conversation: str, together: Any) -> None:
    """Add to a number in several steps, as only one may do at a time; note who met somebody."""

    async def take_turns() -> None:
        async with _lock(url) as lock:
            together.wait()
            for _ in range(TURNS):
                async with lock.hold(conversation):
                    alone = await lock._redis.set(f"{conversation}:inside", 1, nx=True)
                    if not alone:
                        await lock._redis.incr(f"{conversation}:met")
                    number = int(await lock._redis.get(f"{conversation}:number") or 0)
                    await asyncio.sleep(0)
                    await lock._redis.set(f"{conversation}:number", number + 1)
                    await lock._redis.delete(f"{conversation}:inside")

    asyncio.run(take_turns())


def _hold_until_killed(url: str, conversation: str, held: Any) -> None:
    async def hold() -> None:
        module.LIFE_MILLISECONDS = 200
        async with _lock(url) as lock, lock.hold(conversation):
            held.set()
            await asyncio.Event().wait()

    asyncio.run(hold())


def test_two_processes_never_hold_a_conversation_at_once(redis_url: str, conversation: str) -> None:
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(PROCESSES)
    processes = [
        context.Process(target=_take_turns, args=(redis_url, conversation, together))
        for _ in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    with redis.Redis.from_url(redis_url) as client:
        number, met = client.mget(f"{conversation}:number", f"{conversation}:met")
        client.delete(f"{conversation}:number", f"{conversation}:met", f"{conversation}:inside")
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert int(number) == PROCESSES * TURNS
    assert met is None


def test_a_holder_that_is_killed_is_forgotten(redis_url: str, conversation: str) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    holder = context.Process(target=_hold_until_killed, args=(redis_url, conversation, held))
    holder.start()
    assert held.wait(30)
    holder.kill()
    holder.join(30)

    async def hold() -> bool:
        async with _lock(redis_url) as lock, lock.hold(conversation):
            return True

    assert asyncio.run(hold())


def test_first_come_first_served(redis_url: str, conversation: str) -> None:
    async def queue_up() -> list[int]:
        served: list[int] = []
        async with _lock(redis_url) as one, _lock(redis_url) as other:

            async def take_turn(lock: RedisLock, number: int) -> None:
                async with lock.hold(conversation):
                    served.append(number)

            async with one.hold(conversation):
                waiting = []
                for number in range(6):
                    task = take_turn((one, other)[number % 2], number)
                    waiting.append(asyncio.create_task(task))
                    await _wait_until(one, conversation, number + 1)
            await asyncio.gather(*waiting)
        return served

    assert asyncio.run(queue_up()) == list(range(6))


def test_one_who_waited_and_died_is_dropped(
    redis_url: str, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STALE_MILLISECONDS", 200)

    async def hold_behind_a_dead_one() -> int:
        async with _lock(redis_url) as lock:
            keys = _keys(conversation)
            async with lock.hold(conversation):
                await lock._take(keys, ["dead", module.LIFE_MILLISECONDS, 200])
            assert await lock._redis.zcard(keys[1]) == 1
            async with lock.hold(conversation):
                return int(await lock._redis.zcard(keys[1]))

    assert asyncio.run(hold_behind_a_dead_one()) == 0


def test_one_who_goes_away_while_waiting_leaves_the_queue(
    redis_url: str, conversation: str
) -> None:
    async def go_away() -> int:
        async with _lock(redis_url) as lock:

            async def take_turn() -> None:
                async with lock.hold(conversation):
                    pytest.fail("it went away")

            async with lock.hold(conversation):
                waiting = asyncio.create_task(take_turn())
                await _wait_until(lock, conversation, 1)
                waiting.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await waiting
                return int(await lock._redis.zcard(_keys(conversation)[1]))

    assert asyncio.run(go_away()) == 0


def test_nobody_waits_without_end(
    redis_url: str, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)

    async def hold_twice() -> None:
        async with _lock(redis_url) as lock, lock.hold(conversation):
            with pytest.raises(StoreUnavailable, match="busy"):
                async with lock.hold(conversation):
                    pytest.fail("two hold it")

    asyncio.run(hold_twice())


def test_a_long_turn_keeps_the_conversation(
    redis_url: str, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.01)

    async def hold_on() -> None:
        holder = _keys(conversation)[0]
        async with _lock(redis_url) as lock, lock.hold(conversation):
            await lock._redis.pexpire(holder, module.LIFE_MILLISECONDS // 2)
            while await lock._redis.pttl(holder) <= module.LIFE_MILLISECONDS // 2:
                assert await lock._redis.exists(holder)  # it would be forgotten without the beat
                await asyncio.sleep(0.01)

    asyncio.run(hold_on())


def test_one_who_lost_the_conversation_does_not_take_it_from_the_next(
    redis_url: str, conversation: str
) -> None:
    async def lose_it() -> bytes:
        holder = _keys(conversation)[0]
        async with _lock(redis_url) as lock:
            async with lock.hold(conversation):
                await lock._redis.set(holder, "the next one", px=5_000)
            found: bytes = await lock._redis.get(holder)
            await lock._redis.delete(holder)
            return found

    assert asyncio.run(lose_it()) == b"the next one"


def test_a_turn_leaves_nothing_that_stays(redis_url: str, conversation: str) -> None:
    async def left() -> dict[str, int]:
        async with _lock(redis_url) as lock:
            async with lock.hold(conversation):
                pass
            return {key: await lock._redis.pttl(key) for key in _keys(conversation)}

    holder, queue, seen, ticket = asyncio.run(left()).values()
    assert (holder, queue, seen) == (-2, -2, -2)  # there is no such key
    assert ticket > 0  # it goes by itself


def test_without_redis_nothing_is_held(conversation: str, caplog: pytest.LogCaptureFixture) -> None:
    async def hold() -> None:
        async with _lock(f"redis://127.0.0.1:{free_port()}/0") as lock:
            with pytest.raises(StoreUnavailable):
                await lock.ping()
            with pytest.raises(StoreUnavailable):
                async with lock.hold(conversation):
                    pytest.fail("there is no Redis")

    with caplog.at_level(logging.DEBUG):
        asyncio.run(hold())

    assert "lock.failed error=ConnectionError" in caplog.text
    assert conversation not in caplog.text


def test_redis_that_answers_is_there(redis_url: str) -> None:
    async def ping() -> None:
        async with _lock(redis_url) as lock:
            await lock.ping()

    asyncio.run(ping())


def test_a_connection_that_died_meanwhile_is_replaced(redis_url: str, conversation: str) -> None:
    async def scenario() -> None:
        async with _lock(redis_url) as lock:
            async with lock.hold(conversation):
                pass
            number = await lock._redis.client_id()
            redis.Redis.from_url(redis_url).client_kill_filter(_id=str(number))
            async with lock.hold(conversation):
                pass

    asyncio.run(scenario())


def test_asking_again_for_what_one_holds_is_answered(redis_url: str, conversation: str) -> None:
    async def scenario() -> None:
        keys = _keys(conversation)
        async with _lock(redis_url) as lock, lock.hold(conversation):
            holder = await lock._redis.get(keys[0])
            assert await lock._take(keys, [holder, 6_000, 2_000])
            assert not await lock._redis.exists(keys[1])

    asyncio.run(scenario())
