"""Watches what mentions the account: a stream for speed, and a look every minute to be sure."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from channels.errors import BadRequest, ChannelError, NotReady, SendingFailed, TryLater
from channels.mastodon.client import PAGE, MastodonClient
from channels.mastodon.events import notifications
from channels.mastodon.reading import Post, read_conversation, read_notification
from channels.messaging.worker import back_off

logger = logging.getLogger(__name__)

Accept = Callable[[Post], Awaitable[object]]
Reader = Callable[[Any, str], Post | None]

SURE_SECONDS = 60.0  # between looks while the stream tells of new mentions
POLL_SECONDS = 10.0  # between looks while it does not
OLDEST_SECONDS = 24 * 3_600.0  # a reply after a day helps nobody
PAGES = 25


class Inbox:
    """Gives every post that mentions the account to `accept`, some of them more than once.

    `accept` tells repeats from new ones; what it cannot take now it gets again at the next look.
    """

    def __init__(self, client: MastodonClient, account: str, accept: Accept) -> None:
        self._client = client
        self._account = account
        self._accept = accept
        self._is_streaming = False
        self._newest = 0  # notification that a look has brought

    async def watch(self, streams: str) -> None:
        """Watch until cancelled; `streams` is the address of the server's streams."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow(streams))
            group.create_task(self._look_again())

    async def look(self) -> None:
        """Take what has come since the last look, the oldest first.

        Raises:
            ChannelError: when the server or the store does not answer; nothing is skipped then.
        """
        fresh = await self._fresh_notifications()
        posts = [self._read(read_notification, content) for content in reversed(fresh)]
        posts += [
            self._read(read_conversation, content) for content in await self._client.conversations()
        ]
        for post in posts:
            await self._take(post)
        self._newest = max([self._newest, *(_number(content) for content in fresh)])

    async def _fresh_notifications(self) -> list[Any]:
        """Return notifications that no look has brought yet, the newest first."""
        fresh: list[Any] = []
        before = None
        for _ in range(PAGES):
            page = await self._client.mentions(before)
            new = [content for content in page if _number(content) > self._newest]
            fresh += new
            if len(new) < PAGE or self._is_old(self._read(read_notification, new[-1])):
                break
            before = str(_number(new[-1]))
        return fresh

    async def _look_again(self) -> None:
        failures = 0
        while True:
            try:
                await self.look()
                failures = 0
                wait = SURE_SECONDS if self._is_streaming else POLL_SECONDS
            except TryLater as exc:
                wait = exc.seconds
            except ChannelError as exc:
                logger.warning("mastodon.look_failed reason=%s", type(exc).__name__)
                failures += 1
                wait = back_off(failures)
            await asyncio.sleep(wait)

    async def _follow(self, streams: str) -> None:
        failures = 0
        while True:
            try:
                async for content in notifications(self._lines(streams)):
                    failures = 0
                    await self._take(self._read(read_notification, content))
            except NotReady:
                pass  # the next look brings it again
            except SendingFailed as exc:
                logger.warning("mastodon.stream_ended reason=%s", exc)
            self._is_streaming = False
            failures += 1
            await asyncio.sleep(back_off(failures))

    async def _lines(self, streams: str) -> AsyncIterator[str]:
        async for line in self._client.stream(streams):
            self._is_streaming = True
            yield line

    def _read(self, reader: Reader, content: Any) -> Post | None:
        try:
            return reader(content, self._account)
        except BadRequest as exc:
            logger.warning("mastodon.unreadable reason=%s", exc)
            return None

    async def _take(self, post: Post | None) -> None:
        if post is not None and not self._is_old(post):
            await self._accept(post)

    def _is_old(self, post: Post | None) -> bool:
        return post is not None and post.written_at < time.time() - OLDEST_SECONDS


def _number(content: Any) -> int:
    """Return the id of a notification, which is the greater the later it is; 0 when it has none."""
    given = str(content.get("id", "")) if isinstance(content, dict) else ""
    return int(given) if given.isdecimal() else 0
