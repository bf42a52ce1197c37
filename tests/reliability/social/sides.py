"""The two services as the drivers see them: people write, and replies arrive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp

from tests.fakes.mastodon import FakeMastodon
from tests.fakes.trouble import Trouble, Window
from tests.fakes.x import ACCOUNT, FakeX
from tests.fakes.x_events import activity_message, older_message

MANY = 100_000  # messages that the service takes, so that its own limit is not what is measured
OK = 200
AGAIN_SECONDS = 0.2


class Side(Protocol):
    """A service with people on it; `say` returns when the service has got rid of the message."""

    name: str
    server: str  # the address of the assistant, once it is known

    @property
    def trouble(self) -> Trouble: ...

    async def start(self) -> Mapping[str, str]:
        """Begin; return the variables of a server that is connected with it."""
        ...

    async def stop(self) -> None: ...

    async def say(self, person: str, text: str, times: int = 1) -> None: ...

    def replies(self) -> list[tuple[str, str]]:
        """Return to whom what was said, in the order in which the service took it."""
        ...


@dataclass
class OnX:
    """X delivers to the webhook, and again until it is acknowledged."""

    name: str = "x"
    server: str = ""
    fake: FakeX = field(default_factory=lambda: FakeX(window=Window(MANY, 900.0)))
    acknowledged_after: list[float] = field(default_factory=list)

    @property
    def trouble(self) -> Trouble:
        return self.fake.trouble

    @property
    def webhook(self) -> str:
        return f"{self.server}/webhooks/x/webhook"

    async def start(self) -> Mapping[str, str]:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        await self.fake.start()
        return self.fake.variables()

    async def stop(self) -> None:
        await self._session.close()
        await self.fake.stop()

    async def say(self, person: str, text: str, times: int = 1) -> None:
        id_ = self.fake.new_id()
        shapes = (activity_message, older_message)
        for number in range(times):
            content = shapes[number % len(shapes)](id_, person, ACCOUNT, text)
            while await self.call(*self.fake.signed(content)) != OK:
                await asyncio.sleep(AGAIN_SECONDS)

    async def call(self, body: bytes, headers: Mapping[str, str]) -> int:
        """Call the webhook once; return the status, 0 when there was none."""
        began = time.perf_counter()
        try:
            async with self._session.post(
                self.webhook, data=body, headers=dict(headers)
            ) as response:
                await response.read()
        except aiohttp.ClientError:
            return 0
        if response.status == OK:
            self.acknowledged_after.append(time.perf_counter() - began)
        return int(response.status)

    async def is_valid(self) -> bool:
        """Tell whether the webhook answers the challenge."""
        return await self.fake.challenge(self._session, self.webhook)

    def replies(self) -> list[tuple[str, str]]:
        return [(message.to, message.text) for message in self.fake.sent]


@dataclass
class OnMastodon:
    """Mastodon tells of a mention in its stream and keeps it among the notifications."""

    name: str = "mastodon"
    server: str = ""
    fake: FakeMastodon = field(
        default_factory=lambda: FakeMastodon(characters=5_000, window=Window(MANY, 300.0))
    )

    @property
    def trouble(self) -> Trouble:
        return self.fake.trouble

    async def start(self) -> Mapping[str, str]:
        await self.fake.start()
        return self.fake.variables()

    async def stop(self) -> None:
        await self.fake.stop()

    async def say(self, person: str, text: str, times: int = 1) -> None:
        post = self.fake.say(person, text, visibility="direct")
        for _ in range(times - 1):
            self.fake.tell_again(post)
        await asyncio.sleep(0)

    def replies(self) -> list[tuple[str, str]]:
        return [
            (name.removeprefix("@user").partition("@")[0], text)
            for name, _, text in (post["status"].partition(" ") for post in self.fake.posted)
        ]
