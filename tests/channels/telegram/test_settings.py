"""The settings of the channel: what is missing turns it off, what is wrong stops the start."""

from __future__ import annotations

import pytest

from channels.configuration import SettingMissing, SettingWrong
from channels.telegram.settings import DAYS_KEPT, OFFICIAL_SERVER, read_settings
from runtime.settings import DEFAULT_RETENTION_DAYS
from tests.fakes.telegram import TOKEN

GIVEN = {"token": TOKEN, "webhook_secret": "a" * 16}


def test_two_settings_are_enough() -> None:
    settings = read_settings(GIVEN)
    assert (settings.token, settings.secret) == (TOKEN, "a" * 16)
    assert (settings.mode, settings.server) == ("webhook", OFFICIAL_SERVER)
    assert settings.days_kept == DEFAULT_RETENTION_DAYS == int(DAYS_KEPT)


def test_polling_needs_no_secret() -> None:
    assert read_settings({"token": TOKEN, "mode": "polling"}).secret == ""


@pytest.mark.parametrize(("given", "key"), [({}, "token"), ({"token": TOKEN}, "webhook_secret")])
def test_without_them_the_channel_is_off(given: dict[str, str], key: str) -> None:
    with pytest.raises(SettingMissing) as missing:
        read_settings(given)
    assert missing.value.key == key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("token", "123:short"),
        ("token", "https://api.telegram.org"),
        ("webhook_secret", "short"),
        ("webhook_secret", "é" * 20),
        ("mode", "both"),
        ("server", "api.telegram.org"),
        ("days_kept", "many"),
    ],
)
def test_a_wrong_one_is_named_and_not_shown(key: str, value: str) -> None:
    with pytest.raises(SettingWrong) as wrong:
        read_settings({**GIVEN, key: value})
    assert wrong.value.key == key
    assert value not in wrong.value.form


def test_several_processes_cannot_poll() -> None:
    with pytest.raises(SettingWrong) as wrong:
        read_settings({**GIVEN, "mode": "polling", "processes": "2"})
    assert wrong.value.key == "mode"
    assert read_settings({**GIVEN, "processes": "2"}).mode == "webhook"
