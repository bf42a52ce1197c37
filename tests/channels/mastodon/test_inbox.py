"""No mention is missed: not while the stream is away, not while nobody could take it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from channels.errors import NotReady, SendingFailed
from channels.mastodon import inbox as inbox_module
from channels.mastodon.client import MastodonClient
from channels.mastodon.inbox import Inbox
from channels.mastodon.reading import Post
from channels.services import new_http
from tests.fakes.mastodon import ACCOUNT, TOKEN, FakeMastodon

PATIENCE_SECONDS = 10.0
Use = Callable[[Inbox], Awaitable[Any]]


class _Desk:
    """Keeps what it accepts, unless it is closed."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.is_open = True

    async def accept(self, post: Post) -> None:
        if not self.is_open:
            raise NotReady
        self.posts.append(post)

    @property
    def texts(self) -> list[str]:
        return [post.text for post in self.posts]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(set(self.texts)) < count:
                await asyncio.sleep(0.01)


@pytest.fixture
def desk() -> _Desk:
    return _Desk()


def _with(fake: FakeMastodon, desk: _Desk, use: Use) -> Any:
    async def go() -> Any:
        base = await fake.start()
        try:
            async with new_http() as http:
                client = MastodonClient(base, TOKEN, http)
                return await use(Inbox(client, ACCOUNT, desk.accept))
        finally:
            await fake.stop()

    return asyncio.run(go())


def _look(inbox: Inbox) -> Awaitable[None]:
    return inbox.look()


def test_a_look_brings_what_has_come_the_oldest_first_and_each_once(desk: _Desk) -> None:
    fake = FakeMastodon()
    for text in ("one", "two"):
        fake.say("2222", text)

    async def twice(inbox: Inbox) -> None:
        await inbox.look()
        fake.say("3333", "three")
        await inbox.look()

    _with(fake, desk, twice)
    assert desk.texts == ["one", "two", "three"]


def test_a_look_goes_back_over_pages(desk: _Desk) -> None:
    fake = FakeMastodon()
    for number in range(100):
        fake.say("2222", str(number))
    _with(fake, desk, _look)
    assert desk.texts == [str(number) for number in range(100)]


def test_a_look_does_not_bring_what_is_older_than_a_day(desk: _Desk) -> None:
    fake = FakeMastodon()
    fake.say("2222", "old", written_at=(datetime.now(UTC) - timedelta(days=2)).isoformat())
    fake.say("2222", "new")
    _with(fake, desk, _look)
    assert desk.texts == ["new"]


def test_private_mentions_that_the_server_hides_are_found_in_the_conversations(
    desk: _Desk,
) -> None:
    fake = FakeMastodon(hides_private_mentions=True)
    fake.say("2222", "private", visibility="direct")
    _with(fake, desk, _look)
    assert desk.texts == ["private"]


def test_what_could_not_be_taken_comes_again(desk: _Desk) -> None:
    fake = FakeMastodon()
    fake.say("2222", "one")

    async def use(inbox: Inbox) -> None:
        desk.is_open = False
        with pytest.raises(NotReady):
            await inbox.look()
        desk.is_open = True
        await inbox.look()

    _with(fake, desk, use)
    assert desk.texts == ["one"]


def test_what_cannot_be_read_is_left_out_and_the_rest_goes_on(
    desk: _Desk, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeMastodon()
    fake.say("2222", "broken")
    fake._notifications[0]["status"] = {}
    fake.say("2222", "whole")
    _with(fake, desk, _look)
    assert desk.texts == ["whole"]
    assert "mastodon.unreadable" in caplog.text


def test_a_look_at_a_server_that_does_not_answer_fails(desk: _Desk) -> None:
    fake = FakeMastodon()
    fake.trouble.broken = 1
    with pytest.raises(SendingFailed):
        _with(fake, desk, _look)


async def _watching(fake: FakeMastodon, inbox: Inbox) -> asyncio.Task[None]:
    watching = asyncio.create_task(inbox.watch(fake.base))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while fake.streams and not fake.listeners:
            await asyncio.sleep(0.01)
    return watching


async def _end(watching: asyncio.Task[None]) -> None:
    watching.cancel()
    await asyncio.wait([watching])


def test_the_stream_brings_a_mention_at_once_and_comes_back_when_it_was_cut(desk: _Desk) -> None:
    fake = FakeMastodon()

    async def use(inbox: Inbox) -> None:
        watching = await _watching(fake, inbox)
        fake.say("2222", "one")
        await desk.until(1)
        fake.cut_streams()
        while fake.listeners:
            await asyncio.sleep(0.01)
        await _watching_again(fake)
        fake.say("2222", "two")
        await desk.until(2)
        await _end(watching)

    async def _watching_again(fake: FakeMastodon) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not fake.listeners:
                await asyncio.sleep(0.01)

    _with(fake, desk, use)
    assert list(dict.fromkeys(desk.texts)) == ["one", "two"]


def test_without_a_stream_looks_bring_the_mentions(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "POLL_SECONDS", 0.05)
    fake = FakeMastodon(streams=False)

    async def use(inbox: Inbox) -> None:
        watching = await _watching(fake, inbox)
        fake.say("2222", "one")
        await desk.until(1)
        fake.trouble.broken = 1
        fake.say("2222", "two")
        await desk.until(2)
        await _end(watching)

    _with(fake, desk, use)
    assert desk.texts == ["one", "two"]
