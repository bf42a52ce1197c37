"""The fake is what the Bot API documents, as an independent client of it understands it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
    Update,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from tests.fakes.faults import Fault
from tests.fakes.telegram import METHODS, TOKEN, FakeTelegram
from tests.fakes.telegram_people import Group, Person

Scene = Callable[[FakeTelegram, Bot], Awaitable[Any]]


def _play(scene: Scene, token: str = TOKEN) -> Any:
    async def go() -> Any:
        fake = FakeTelegram()
        await fake.start()
        requests = [HTTPXRequest(read_timeout=0.3) for _ in range(2)]
        bot = Bot(token, f"{fake.url}/bot", request=requests[0], get_updates_request=requests[1])
        try:
            return await scene(fake, bot)
        finally:
            for request in requests:
                await request.shutdown()
            await fake.stop()

    return asyncio.run(go())


def _unknown(found: Any) -> Iterator[str]:
    """Yield what the client does not know of an object: that is not in the documentation."""
    if isinstance(found, TelegramObject):
        yield from found.api_kwargs
        for name in found.__slots__:
            yield from _unknown(getattr(found, name))
    elif isinstance(found, (list, tuple)):
        for item in found:
            yield from _unknown(item)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_is_one_of_the_bot_api(name: str) -> None:
    names = {each.replace("_", "") for each, _ in inspect.getmembers(Bot, inspect.isfunction)}
    assert name in names


def test_what_people_do_becomes_updates_as_they_are_documented() -> None:
    async def scene(fake: FakeTelegram, bot: Bot) -> list[Update]:
        person, group = Person(fake, 7), Group(fake, -7)
        person.say("/start now")
        person.say("hello")
        person.edit("hello!")
        person.send(photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}])
        group.add_bot(person)
        group.say(person, "hello")
        await bot.send_message(7, "<b>Which?</b>", parse_mode="HTML", reply_markup=MARKUP)
        person.press("One")
        person.block()
        person.unblock()
        return list(await bot.get_updates())

    updates = _play(scene)
    assert len(updates) == 9
    assert [problem for update in updates for problem in _unknown(update)] == []
    kinds = [next(k for k in update.to_dict() if k != "update_id") for update in updates]
    assert kinds == [
        "message",
        "message",
        "edited_message",
        "message",
        "my_chat_member",
        "message",
        "callback_query",
        "my_chat_member",
        "my_chat_member",
    ]


MARKUP = InlineKeyboardMarkup.from_button(InlineKeyboardButton("One", callback_data="a" * 64))


def test_a_message_comes_back_as_it_was_sent() -> None:
    async def scene(fake: FakeTelegram, bot: Bot) -> Message:
        Person(fake, 7)
        text = 'A &amp; B <a href="https://ind.nl/a">https://ind.nl/a</a>'
        return await bot.send_message(7, text, parse_mode="HTML")

    message = _play(scene)
    assert message.text == "A & B https://ind.nl/a"
    assert [(e.type, e.offset, e.length) for e in message.entities] == [("url", 6, 16)]
    assert list(_unknown(message)) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"chat_id": 8, "text": "x"}, "chat not found"),
        ({"chat_id": 7, "text": " "}, "text is empty"),
        ({"chat_id": 7, "text": "x" * 4_097}, "too long"),
        ({"chat_id": 7, "text": "a < b", "parse_mode": "HTML"}, "can't parse"),
        ({"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"}, "can't parse"),
        ({"chat_id": 7, "text": "<h1>x</h1>", "parse_mode": "HTML"}, "can't parse"),
        (
            {
                "chat_id": 7,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "é" * 33}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_it_refuses_what_the_real_one_refuses(call: dict[str, Any], said: str) -> None:
    async def scene(fake: FakeTelegram, bot: Bot) -> None:
        Person(fake, 7)
        with pytest.raises(BadRequest) as refused:
            await bot.send_message(**call)
        assert said.lower() in str(refused.value).lower()

    _play(scene)


def test_its_errors_are_those_that_a_client_tells_apart() -> None:
    async def scene(fake: FakeTelegram, bot: Bot) -> int:
        person = Person(fake, 7)
        fake.faults = [Fault("refuse", times=1, retry_after=3)]
        with pytest.raises(RetryAfter):
            await bot.send_message(7, "x")
        fake.faults = [Fault("hang_after", times=1)]
        with pytest.raises(TimedOut):
            await bot.send_message(7, "x")
        said = len(person.said)
        person.block()
        with pytest.raises(Forbidden):
            await bot.send_message(7, "x")
        return said

    assert _play(scene) == 1


def test_a_wrong_token_is_refused() -> None:
    async def scene(fake: FakeTelegram, bot: Bot) -> None:
        with pytest.raises(InvalidToken):
            await bot.get_me()

    _play(scene, TOKEN[:-1] + "x")


def test_what_was_fetched_once_comes_again_until_it_is_confirmed() -> None:
    async def scene(fake: FakeTelegram, bot: Bot) -> list[int]:
        person = Person(fake, 7)
        first = person.say("a")["update_id"]
        person.say("b")
        counts = [len(await bot.get_updates()), len(await bot.get_updates(offset=first))]
        return [*counts, len(await bot.get_updates(offset=first + 1))]

    assert _play(scene) == [2, 2, 1]
