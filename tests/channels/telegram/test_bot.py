"""What an error of the Bot API means for a letter, and that nothing secret is told."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from channels.errors import Blocked, InDoubt, NotSent, SendingFailed, TryLater, Unsendable
from channels.telegram import bot as api
from channels.telegram.settings import TelegramSettings
from tests.fakes.faults import Fault
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_people import Person

LETTER = {"chat": 7, "html": "what was said"}


def _settings(server: str, token: str = TOKEN) -> TelegramSettings:
    return TelegramSettings(token, "s" * 16, "webhook", server, 28)


def _send(
    monkeypatch: pytest.MonkeyPatch,
    *faults: Fault,
    letter: dict[str, Any] = LETTER,
    token: str = TOKEN,
    blocked: bool = False,
    server: str = "",
    left: list[bool] | None = None,
) -> SendingFailed | None:
    monkeypatch.setattr(api, "ANSWER_SECONDS", 0.3)

    async def leaving() -> None:
        if left is not None:
            left.append(True)

    async def go() -> SendingFailed | None:
        fake = FakeTelegram()
        await fake.start()
        Person(fake, 7).chat.blocked = blocked
        fake.faults = list(faults)
        bot = api.make_bot(_settings(server or fake.url, token))
        try:
            await api.send(bot, letter, leaving)
        except SendingFailed as exc:
            return exc
        finally:
            await api.close_bot(bot)
            await fake.stop()
        return None

    return asyncio.run(go())


def test_a_letter_that_is_taken_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _send(monkeypatch) is None


def test_a_letter_says_once_that_it_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[bool] = []
    _send(monkeypatch, left=left)
    assert left == [True]


@pytest.mark.parametrize(
    ("given", "meaning"),
    [
        ({"faults": (Fault("fail"),)}, NotSent),
        ({"faults": (Fault("cut"),)}, InDoubt),
        ({"faults": (Fault("hang"),)}, InDoubt),
        ({"faults": (Fault("hang_after"),)}, InDoubt),
        ({"server": "http://127.0.0.1:9"}, NotSent),
        ({"blocked": True}, Blocked),
        ({"letter": {"chat": 8, "html": "x"}}, Unsendable),
        ({"letter": {"chat": 7, "html": "<h1>"}}, Unsendable),
        ({"token": TOKEN[:-1] + "x"}, TryLater),
    ],
)
def test_an_error_says_whether_the_letter_was_sent(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    given: dict[str, Any],
    meaning: type[SendingFailed],
) -> None:
    caplog.set_level(logging.INFO)
    error = _send(monkeypatch, *given.pop("faults", ()), **given)
    assert type(error) is meaning
    assert error.__cause__ is None
    assert error.__suppress_context__
    assert TOKEN not in str(error)


def test_it_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    error = _send(monkeypatch, Fault("refuse", retry_after=7))
    assert isinstance(error, TryLater)
    assert (error.seconds, error.everything) == (7.0, False)


def test_the_bot_does_not_show_its_settings() -> None:
    assert TOKEN not in repr(_settings("https://api.telegram.org"))
