"""The webhook of X on a real server: X is answered quickly, others not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from channels.turn import Turns
from channels.x.input import XInput
from tests.fakes.x import ACCOUNT, FakeX
from tests.fakes.x_events import activity_mention, activity_message
from tests.support.assistant import Assistant, serving, turns_of

PATIENCE_SECONDS = 20.0
Use = Callable[[FakeX, aiohttp.ClientSession, str], Awaitable[Any]]


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(tmp_path)


def _with(turns: Turns, use: Use, **settings: str) -> Any:
    async def go() -> Any:
        fake = FakeX()
        keys = {
            "consumer_key": fake.keys.consumer_key,
            "consumer_secret": fake.keys.consumer_secret,
            "access_token": fake.keys.token,
            "access_token_secret": fake.keys.token_secret,
            "server": await fake.start(),
        }
        connector = XInput.from_credentials({**keys, **settings})
        async with serving(connector, turns) as address, aiohttp.ClientSession() as session:
            result = await use(fake, session, f"{address}/webhook")
        await fake.stop()
        return result

    return asyncio.run(go())


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():
            await asyncio.sleep(0.01)


def test_the_challenge_of_x_is_answered_and_nothing_else_is_signed(assistant: Assistant) -> None:
    async def use(fake: FakeX, session: aiohttp.ClientSession, webhook: str) -> list[int]:
        assert await fake.challenge(session, webhook)
        statuses = []
        for query in ({}, {"crc_token": ""}, {"crc_token": '{"data":{}}'}):
            async with session.get(webhook, params=query) as response:
                statuses.append(response.status)
        return statuses

    assert _with(turns_of(assistant), use) == [400, 400, 400]


def test_a_message_is_answered_in_a_direct_message_and_a_mention_in_public(
    assistant: Assistant,
) -> None:
    async def use(fake: FakeX, session: aiohttp.ClientSession, webhook: str) -> FakeX:
        fake.summoned_by.add("9")
        message = activity_message(fake.new_id(), "2222", ACCOUNT, "hello")
        for event in (message, message, activity_mention("9", "3333", ACCOUNT)):
            assert await fake.deliver(session, webhook, event) == 200
        await _until(lambda: bool(fake.sent and fake.posts))
        return fake

    fake = _with(turns_of(assistant), use)
    assert [(message.to, message.text) for message in fake.sent] == [("2222", "You said <hello>")]
    assert len(fake.posts) == len(assistant.seen) == 1


def test_a_message_waits_while_x_is_away_and_goes_when_it_is_back(assistant: Assistant) -> None:
    async def use(fake: FakeX, session: aiohttp.ClientSession, webhook: str) -> list[str]:
        fake.trouble.limit(1.0)
        message = activity_message(fake.new_id(), "2222", ACCOUNT, "hello")
        assert await fake.deliver(session, webhook, message) == 200
        await _until(lambda: bool(fake.sent))
        return [message.text for message in fake.sent]

    assert _with(turns_of(assistant), use) == ["You said <hello>"]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b'{"data": {}}', {}, 401),
        (b'{"data": {}}', {"X-Twitter-Webhooks-Signature": "sha256=AAAA"}, 401),
        (None, {}, 400),
    ],
)
def test_calls_of_others_and_what_is_no_event_are_refused(
    assistant: Assistant, body: bytes | None, headers: dict[str, str], status: int
) -> None:
    async def use(fake: FakeX, session: aiohttp.ClientSession, webhook: str) -> int:
        signed, signature = fake.signed({"data": {}})
        given, sent = (signed, signature) if body is None else (body, headers)
        async with session.post(webhook, data=given, headers=sent) as response:
            assert response.content_type == "application/problem+json"
            return int(response.status)

    assert _with(turns_of(assistant), use) == status
    assert assistant.seen == []
