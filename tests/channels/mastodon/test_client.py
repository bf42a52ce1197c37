"""The calls to Mastodon, against a server that behaves like a real one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from channels.errors import InDoubt, NotSent, TryLater, Unsendable
from channels.mastodon.client import MastodonClient
from channels.mastodon.writing import Limits
from channels.services import new_http
from tests.fakes.mastodon import ACCOUNT, TOKEN, FakeMastodon

Use = Callable[[MastodonClient], Awaitable[Any]]


def _with(fake: FakeMastodon, use: Use, token: str = TOKEN) -> Any:
    async def go() -> Any:
        base = await fake.start()
        try:
            async with new_http() as http:
                return await use(MastodonClient(base, token, http))
        finally:
            await fake.stop()

    return asyncio.run(go())


def test_the_account_and_the_limits_of_the_server_are_read() -> None:
    fake = FakeMastodon(characters=300)

    async def use(client: MastodonClient) -> tuple[str, tuple[Limits, str]]:
        return await client.account(), await client.server()

    assert _with(fake, use) == (ACCOUNT, (Limits(300, 23), fake.base))


def test_the_same_key_is_the_same_post() -> None:
    fake = FakeMastodon()

    async def use(client: MastodonClient) -> None:
        for key in ("one", "one", "two"):
            await client.post({"status": "hello", "visibility": "direct"}, key)

    _with(fake, use)
    assert [post["status"] for post in fake.posted] == ["hello", "hello"]


@pytest.mark.parametrize("form", [{"status": " "}, {"status": "x" * 501}])
def test_a_post_that_the_server_can_never_take_is_known(form: dict[str, str]) -> None:
    with pytest.raises(Unsendable):
        _with(FakeMastodon(), lambda client: client.post(form, "key"))


def test_a_reply_to_a_post_that_was_taken_back_is_not_sent() -> None:
    fake = FakeMastodon(deleted={"9"})
    with pytest.raises(Unsendable):
        _with(fake, lambda client: client.post({"status": "hi", "in_reply_to_id": "9"}, "key"))


def test_a_wrong_token_lets_everything_wait_for_an_operator(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(TryLater) as raised:
        _with(FakeMastodon(), lambda client: client.account(), "other")
    assert raised.value.everything
    assert "mastodon.account_refused status=401" in caplog.text


def test_a_server_that_has_enough_says_for_how_long() -> None:
    fake = FakeMastodon()
    fake.trouble.limit(30)
    with pytest.raises(TryLater) as raised:
        _with(fake, lambda client: client.mentions())
    assert 20 < raised.value.seconds <= 30


def test_a_post_without_an_answer_is_in_doubt() -> None:
    fake = FakeMastodon()
    fake.trouble.silent = 1
    with pytest.raises(InDoubt):
        _with(fake, lambda client: client.post({"status": "hello"}, "key"))
    assert len(fake.posted) == 1


def test_a_stream_that_cannot_be_had_is_known() -> None:
    fake = FakeMastodon(streams=False)

    async def use(client: MastodonClient) -> None:
        async for _ in client.stream(fake.base):
            pass

    with pytest.raises(NotSent, match="503"):
        _with(fake, use)
