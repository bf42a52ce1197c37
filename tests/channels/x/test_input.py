"""The connector of X: what it answers to calls, with which settings, and with X away."""

from __future__ import annotations

import pytest

from channels.configuration import SettingMissing, SettingWrong
from channels.x.input import XInput

GOOD = {
    "consumer_key": "consumer-key",
    "consumer_secret": "consumer-secret",
    "access_token": "1111-access-token",
    "access_token_secret": "token-secret",
}


def test_the_connector_opens_with_the_keys_of_the_app_and_the_account() -> None:
    connector = XInput.from_credentials(GOOD)
    assert connector.name() == "x"
    assert connector._account == "1111"


@pytest.mark.parametrize("key", GOOD)
def test_without_one_of_the_keys_the_channel_is_off(key: str) -> None:
    with pytest.raises(SettingMissing) as raised:
        XInput.from_credentials({**GOOD, key: ""})
    assert raised.value.key == key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("consumer_key", "two words"),
        ("consumer_secret", "short"),
        ("access_token", "without-a-number"),
        ("access_token_secret", "x" * 201),
        ("client_secret", "short"),
        ("server", "api.x.com"),
        ("server", "https://api.x.com/2"),
        ("messages_in_quarter", "0"),
        ("messages_in_quarter", "many"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(key: str, value: str) -> None:
    with pytest.raises(SettingWrong) as raised:
        XInput.from_credentials({**GOOD, key: value})
    assert raised.value.key == key
