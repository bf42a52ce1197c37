"""The connector of Mastodon: its settings, and a server that is away at first."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from channels.configuration import SettingMissing, SettingWrong
from channels.mastodon import input as input_module
from channels.mastodon.input import MastodonInput
from tests.fakes.mastodon import TOKEN, FakeMastodon
from tests.support.assistant import Assistant, serving, turns_of

GOOD = {"server": "https://social.example.org", "access_token": TOKEN}


def test_the_connector_opens_with_a_server_and_a_token() -> None:
    assert MastodonInput.from_credentials(GOOD).name() == "mastodon"


@pytest.mark.parametrize("key", GOOD)
def test_without_one_of_them_the_channel_is_off(key: str) -> None:
    with pytest.raises(SettingMissing) as raised:
        MastodonInput.from_credentials({**GOOD, key: ""})
    assert raised.value.key == key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server", "social.example.org"),
        ("server", "https://social.example.org/@assistant"),
        ("access_token", "two words"),
        ("access_token", "short"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(key: str, value: str) -> None:
    with pytest.raises(SettingWrong) as raised:
        MastodonInput.from_credentials({**GOOD, key: value})
    assert raised.value.key == key


def test_the_watch_begins_when_the_server_is_there_and_not_before(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(input_module, "back_off", lambda _: 0.01)
    fake = FakeMastodon(characters=321)
    fake.trouble.broken = 2

    async def go() -> int:
        base = await fake.start()
        connector = MastodonInput(base, TOKEN)
        watching = asyncio.create_task(connector._watched())
        async with asyncio.timeout(10):
            while not fake.listeners:
                await asyncio.sleep(0.01)
        watching.cancel()
        await asyncio.wait([watching])
        await connector._http.aclose()
        await fake.stop()
        return connector._service.limits.characters

    assert asyncio.run(go()) == 321
    assert caplog.text.count("mastodon.not_reached") == 2


def test_a_mention_is_answered_once_though_stream_and_looks_bring_it(tmp_path: Path) -> None:
    fake, assistant = FakeMastodon(), Assistant(tmp_path)

    async def go() -> None:
        fake.say("2222", "before the start")
        connector = MastodonInput.from_credentials({**GOOD, "server": await fake.start()})
        async with serving(connector, turns_of(assistant)):
            async with asyncio.timeout(20):
                while not fake.listeners or not fake.posted:
                    await asyncio.sleep(0.01)
                fake.tell_again(fake.say("3333", "hello", visibility="direct", warning="visa"))
                while len(fake.posted) < 2:
                    await asyncio.sleep(0.01)
        await fake.stop()

    asyncio.run(go())
    first, second = fake.posted
    assert (first["status"], first["visibility"]) == (
        "@user2222@elsewhere.example You said <before the start>",
        "unlisted",
    )
    assert (second["spoiler_text"], second["visibility"]) == ("visa", "direct")
    assert assistant.seen == ["before the start", "hello"]
