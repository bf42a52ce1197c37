"""The lock of one process: one at a time, in order, and nobody waits without end."""

from __future__ import annotations

import asyncio

import pytest

from runtime.conversations.errors import StoreUnavailable
from runtime.locks import memory
from runtime.locks.memory import MemoryLock


def test_one_holds_a_conversation_at_a_time(conversation: str) -> None:
    async def collide() -> int:
        lock = MemoryLock()
        inside = most = 0

        async def take_turn() -> None:
            nonlocal inside, most
            async with lock.hold(conversation):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(take_turn() for _ in range(50)))
        return most

    assert asyncio.run(collide()) == 1


def test_first_come_first_served(conversation: str) -> None:
    async def queue_up() -> list[int]:
        lock = MemoryLock()
        served: list[int] = []

        async def take_turn(number: int) -> None:
            async with lock.hold(conversation):
                served.append(number)
                await asyncio.sleep(0)

        async with lock.hold(conversation):
            waiting = []
            for number in range(20):
                waiting.append(asyncio.create_task(take_turn(number)))
                await asyncio.sleep(0)
        await asyncio.gather(*waiting)
        return served

    assert asyncio.run(queue_up()) == list(range(20))


def test_other_conversations_do_not_wait(conversation: str) -> None:
    async def hold_two() -> bool:
        lock = MemoryLock()
        async with lock.hold(conversation), lock.hold("another"):
            return True

    assert asyncio.run(hold_two())


def test_nobody_waits_without_end(conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PATIENCE_SECONDS", 0.01)

    async def hold_twice() -> None:
        lock = MemoryLock()
        async with lock.hold(conversation):
            with pytest.raises(StoreUnavailable, match="busy"):
                async with lock.hold(conversation):
                    pytest.fail("two hold it")
        async with lock.hold(conversation):  # who gave up is not in the way
            pass

    asyncio.run(hold_twice())


def test_a_turn_that_fails_gives_the_conversation_back(conversation: str) -> None:
    async def fail_and_go_on() -> bool:
        lock = MemoryLock()
        with pytest.raises(ZeroDivisionError):
            async with lock.hold(conversation):
                raise ZeroDivisionError
        async with lock.hold(conversation):
            return True

    assert asyncio.run(fail_and_go_on())


def test_one_who_goes_away_while_waiting_is_not_in_the_way(conversation: str) -> None:
    async def go_away() -> bool:
        lock = MemoryLock()

        async def take_turn() -> None:
            async with lock.hold(conversation):
                pytest.fail("it went away")

        async with lock.hold(conversation):
            waiting = asyncio.create_task(take_turn())
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        async with lock.hold(conversation):
            return True

    assert asyncio.run(go_away())


def test_a_conversation_that_nobody_needs_takes_no_memory() -> None:
    async def hold_many() -> MemoryLock:
        lock = MemoryLock()
        for number in range(100):
            async with lock.hold(f"rest_{number}"):
                assert len(lock._queues) == 1
        return lock

    assert asyncio.run(hold_many())._queues == {}


def test_memory_is_always_there() -> None:
    asyncio.run(MemoryLock().ping())
