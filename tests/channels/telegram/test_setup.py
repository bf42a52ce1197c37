"""A bot is set up by verbs of the command line, and by nothing at a start."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from channels.telegram.settings import TelegramSettings
from channels.telegram.setup import PATH, SetupFailed, set_up
from channels.telegram.texts import commands, profile
from channels.telegram.updates import WANTED
from tests.fakes.faults import Fault
from tests.fakes.telegram import TOKEN, FakeTelegram

SECRET = "s" * 16
URL = "https://chat.example.org"


def _set_up(verb: str, *faults: Fault, token: str = TOKEN) -> tuple[str, FakeTelegram]:
    async def go() -> tuple[str, FakeTelegram]:
        fake = FakeTelegram()
        await fake.start()
        fake.faults = list(faults)
        settings = TelegramSettings(token, SECRET, "webhook", fake.url, 28)
        try:
            return await set_up(settings, verb, URL), fake
        finally:
            await fake.stop()

    return asyncio.run(go())


def test_set_webhook_names_address_secret_and_kinds_of_update() -> None:
    said, fake = _set_up("set-webhook")
    assert fake.webhook == {
        "url": URL + PATH,
        "secret_token": SECRET,
        "allowed_updates": list(WANTED),
        "max_connections": "40",
    }
    assert URL + PATH in said
    assert SECRET not in said


def test_delete_webhook_deletes_it() -> None:
    assert _set_up("delete-webhook")[1].webhook["url"] == ""


def test_describe_shows_commands_and_descriptions_in_each_language() -> None:
    _, fake = _set_up("describe")
    for code, language in (("", "en"), ("en", "en"), ("nl", "nl")):
        menu: list[dict[str, Any]] = fake.profile["commands", code]
        assert [entry["command"] for entry in menu] == list(commands())
        assert menu[0]["description"] == commands()["start"][language]
        for name in ("description", "short_description"):
            assert fake.profile[name, code] == profile(name, language)


@pytest.mark.parametrize("faults", [(), (Fault("fail"),)])
def test_what_goes_wrong_is_said_without_the_token(faults: tuple[Fault, ...]) -> None:
    token = TOKEN if faults else TOKEN[:-1] + "x"
    with pytest.raises(SetupFailed, match="^the Bot API: ") as failed:
        _set_up("describe", *faults, token=token)
    assert token not in str(failed.value)
