"""A bot of the fake, served with a small assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from channels.telegram.input import TelegramInput
from channels.turn import Turns
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_people import Person
from tests.support.assistant import Assistant, serving, turns_of

WEBHOOK_SECRET = "0123456789abcdef-_"  # noqa: S105 - of nobody


@dataclass
class Scene:
    """What a test plays with."""

    fake: FakeTelegram
    assistant: Assistant
    turns: Turns
    person: Person
    url: str

    async def replies(self, number: int) -> list[str]:
        """Return what the person read, once it is so many messages and all is quiet."""
        await self.fake.said(self.person.user["id"], number)
        await self.fake.settled()
        return [message["text"] for message in self.person.said]


Play = Callable[..., Any]


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    """Return an assistant with an empty store."""
    return Assistant(tmp_path)


@pytest.fixture
def play(assistant: Assistant) -> Play:
    """Return what runs a scene with the bot served by webhook or, when asked for, by polling."""

    def run(scene: Callable[[Scene], Awaitable[Any]], mode: str = "webhook") -> Any:
        async def go() -> Any:
            fake, turns = FakeTelegram(), turns_of(assistant)
            await fake.start()
            connector = TelegramInput.from_credentials(
                {"token": TOKEN, "webhook_secret": WEBHOOK_SECRET, "mode": mode, "server": fake.url}
            )
            try:
                async with serving(connector, turns) as url:
                    if mode == "webhook":
                        fake.webhook = {"url": f"{url}/webhook", "secret_token": WEBHOOK_SECRET}
                    person = Person(fake, 4711)
                    return await scene(Scene(fake, assistant, turns, person, f"{url}/webhook"))
            finally:
                await fake.stop()
                assistant.tracker_store.database.close()

        return asyncio.run(go())

    return run
