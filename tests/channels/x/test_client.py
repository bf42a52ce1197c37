"""The calls to X, against a service that checks their signature and keeps its limits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from channels.errors import Blocked, InDoubt, NotSent, TryLater, Unsendable
from channels.services import new_http
from channels.x.client import DuplicatePost, Keys, XClient
from tests.fakes.x import FakeX

KEYS = Keys("consumer-key", "consumer-secret", "1111-access-token", "token-secret")
Use = Callable[[XClient], Awaitable[Any]]


def _with(fake: FakeX, use: Use, keys: Keys = KEYS) -> Any:
    async def go() -> Any:
        base = await fake.start()
        try:
            async with new_http() as http:
                return await use(XClient(keys, http, base))
        finally:
            await fake.stop()

    return asyncio.run(go())


def test_a_message_reaches_the_person_and_the_answer_tells_the_limit() -> None:
    fake = FakeX()
    headers = _with(fake, lambda client: client.send_message("2222", "hello é & <b>"))
    assert [(message.to, message.text) for message in fake.sent] == [("2222", "hello é & <b>")]
    assert headers["x-rate-limit-remaining"] == "14"


@pytest.mark.parametrize(
    "keys",
    [
        Keys("other", "consumer-secret", "1111-access-token", "token-secret"),
        Keys("consumer-key", "other", "1111-access-token", "token-secret"),
        Keys("consumer-key", "consumer-secret", "1111-other-token", "token-secret"),
        Keys("consumer-key", "consumer-secret", "1111-access-token", "other"),
    ],
)
def test_with_wrong_keys_everything_waits_for_an_operator(
    keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeX()
    with pytest.raises(TryLater) as raised:
        _with(fake, lambda client: client.send_message("2222", "hello"), keys)
    assert raised.value.everything
    assert fake.sent == []
    assert "x.account_refused status=401" in caplog.text


def test_the_token_names_the_account_and_no_key_is_shown() -> None:
    assert KEYS.account == "1111"
    assert repr(KEYS) == "Keys()"


def test_who_blocked_the_account_is_known() -> None:
    fake = FakeX()
    fake.trouble.gone.add("2222")
    with pytest.raises(Blocked):
        _with(fake, lambda client: client.send_message("2222", "hello"))


def test_more_than_x_takes_is_told_with_the_time_to_wait() -> None:
    fake = FakeX()

    async def send_many(client: XClient) -> None:
        for number in range(16):
            await client.send_message("2222", str(number))

    with pytest.raises(TryLater) as raised:
        _with(fake, send_many)
    assert raised.value.everything
    assert 0 < raised.value.seconds <= 901
    assert len(fake.sent) == 15


def test_a_message_that_x_can_never_take_is_known() -> None:
    with pytest.raises(Unsendable):
        _with(FakeX(), lambda client: client.send_message("2222", "x" * 10_001))


def test_without_x_nothing_was_sent_and_without_its_answer_it_is_in_doubt() -> None:
    fake = FakeX()
    fake.trouble.silent = 1
    with pytest.raises(InDoubt):
        _with(fake, lambda client: client.send_message("2222", "hello"))
    assert len(fake.sent) == 1

    async def nobody_listens() -> None:
        async with new_http() as http:
            await XClient(KEYS, http, fake.base).send_message("2222", "hello")

    with pytest.raises(NotSent):
        asyncio.run(nobody_listens())


@pytest.mark.parametrize(
    ("person", "text", "since", "found"),
    [
        ("2222", "see https://ind.nl/en  now", 0.0, True),
        ("2222", "something else", 0.0, False),
        ("3333", "see https://ind.nl/en now", 0.0, False),
        ("2222", "see https://ind.nl/en now", 7_200.0, False),
    ],
)
def test_what_x_has_delivered_is_found_again_though_it_changed_the_links(
    person: str, text: str, since: float, found: bool
) -> None:
    async def use(client: XClient) -> bool:
        await client.send_message("2222", "see https://ind.nl/en now")
        return await client.has_sent(person, text, time.time() + since)

    assert _with(FakeX(), use) is found


def test_a_reply_hangs_under_the_post_that_summoned_us() -> None:
    fake = FakeX()
    fake.summoned_by.add("9")
    _with(fake, lambda client: client.reply("9", "hello"))
    assert [post["in_reply_to_tweet_id"] for post in fake.posts.values()] == ["9"]


def test_a_reply_that_x_does_not_want_is_known() -> None:
    fake = FakeX()
    fake.summoned_by.update({"9", "10"})

    async def twice(client: XClient) -> None:
        await client.reply("9", "hello")
        await client.reply("10", "hello")

    with pytest.raises(DuplicatePost):
        _with(fake, twice)
    with pytest.raises(Unsendable):
        _with(fake, lambda client: client.reply("11", "nobody summoned us"))


@pytest.mark.parametrize("problem", ["oauth1-permissions", "client-forbidden"])
def test_a_right_that_the_app_lacks_is_not_the_fault_of_the_person(problem: str) -> None:
    answer = {"status": 403, "type": f"https://api.twitter.com/2/problems/{problem}"}
    transport = httpx.MockTransport(lambda _: httpx.Response(403, json=answer))

    async def go() -> None:
        async with httpx.AsyncClient(transport=transport) as http:
            await XClient(KEYS, http).send_message("2222", "hello")

    with pytest.raises(TryLater):
        asyncio.run(go())
