"""Which channels there are: without its settings one is off, with a wrong one nothing starts."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from channels.configuration import (
    ConfigurationWrong,
    SettingMissing,
    SettingWrong,
    open_channels,
    optional,
    required,
)
from channels.rest import RestInput
from runtime.environment import PROJECT_FOLDER

DIGITS = re.compile(r"\d+")
SHOWN_NOWHERE = "very-secret"
MODULE = """
from channels.configuration import optional, required
import re
DIGITS = re.compile(r"[0-9]+")
class Connector:
    @classmethod
    def from_credentials(cls, credentials):
        made = cls()
        made.token = required(credentials, "token", DIGITS, "write digits")
        made.mode = optional(credentials, "mode", "1", DIGITS, "write digits")
        return made
"""


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return what opens the channels of a file that names a connector of its own."""
    (tmp_path / "connector_of_a_test.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "credentials.yml"

    def opened(settings: str, variables: Mapping[str, str]) -> list[object]:
        path.write_text(f"connector_of_a_test.Connector:\n{settings}")
        return list(open_channels(path, variables))

    return opened


@pytest.mark.parametrize("variables", [{}, {"TOKEN": ""}, {"TOKEN": "  "}])
def test_a_channel_without_a_required_setting_is_off_and_one_line_says_why(
    read: object, variables: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert read("  token: ${TOKEN}\n", variables) == []  # type: ignore[operator]
    assert caplog.messages == ["channel.off name=connector_of_a_test.Connector missing=TOKEN"]


def test_a_wrong_setting_is_named_by_its_variable_and_not_shown(read: object) -> None:
    with pytest.raises(ConfigurationWrong, match="^MODE is wrong: write digits") as wrong:
        read("  token: '1'\n  mode: ${MODE}\n", {"MODE": SHOWN_NOWHERE})  # type: ignore[operator]
    assert SHOWN_NOWHERE not in str(wrong.value)


def test_a_wrong_setting_that_is_written_out_is_named_by_its_key(read: object) -> None:
    with pytest.raises(ConfigurationWrong, match="^'token' in credentials.yml is wrong"):
        read(f"  token: {SHOWN_NOWHERE}\n", {})  # type: ignore[operator]


def test_with_its_settings_a_channel_is_on(read: object) -> None:
    (found,) = read("  token: ${TOKEN}\n  mode: 7\n", {"TOKEN": "12"})  # type: ignore[operator]
    assert (found.token, found.mode) == ("12", "7")
    (found,) = read("  token: ${TOKEN}\n  mode: ${MODE}\n", {"TOKEN": "12"})  # type: ignore[operator]
    assert found.mode == "1"


@pytest.mark.parametrize("name", ["nothing", "channels.rest.Nothing", "no.such.Module", ".x"])
def test_a_file_that_names_no_channel_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "credentials.yml"
    path.write_text(f"{name}:\n  a: b\n")
    with pytest.raises(ConfigurationWrong, match="which is no channel"):
        open_channels(path, {})
    path.write_text("- a list\n")
    with pytest.raises(ConfigurationWrong):
        open_channels(path, {})


def test_the_own_file_needs_no_variables() -> None:
    names = [channel.name() for channel in open_channels(PROJECT_FOLDER / "credentials.yml", {})]
    assert names == ["rest", "chat", "pages"]


def test_the_own_file_gives_its_variables_to_the_channels() -> None:
    variables = {"IND_API_KEY": "key"}
    rest = open_channels(PROJECT_FOLDER / "credentials.yml", variables)[0]
    assert isinstance(rest, RestInput)
    assert rest._api_key == "key"


def test_a_connector_tells_missing_from_wrong() -> None:
    with pytest.raises(SettingMissing):
        required({}, "a", DIGITS, "write digits")
    with pytest.raises(SettingWrong):
        required({"a": "b"}, "a", DIGITS, "write digits")
    assert required({"a": " 1 "}, "a", DIGITS, "") == "1"
    assert optional({"a": None}, "a", "2", DIGITS, "") == "2"
