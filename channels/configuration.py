"""Reads which channels there are, and with what settings, from `credentials.yml`.

A value is written out or is one `${VARIABLE}`. A channel that lacks a required setting is off,
and one line in the log says which; a setting that is wrong stops the start, by its name.
"""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

logger = logging.getLogger(__name__)

Credentials = dict[str, Any]

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


class _AsWritten(SafeConstructor):
    """Reads variables as they are written; Rasa makes all others put their values in."""


_AsWritten.add_constructor("!env_var", _AsWritten.construct_yaml_str)


class ConfigurationWrong(Exception):
    """A channel cannot be set up; the message names the setting and holds no secret."""


class SettingMissing(Exception):
    """A connector needs this setting to work at all."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class SettingWrong(Exception):
    """A setting cannot be used; `form` says what is expected, never what was given."""

    def __init__(self, key: str, form: str) -> None:
        super().__init__(key)
        self.key = key
        self.form = form


def required(credentials: Credentials, key: str, pattern: re.Pattern[str], form: str) -> str:
    """Return a setting, for a connector's `from_credentials`.

    Raises:
        SettingMissing: when it is left out or empty.
        SettingWrong: when it has not the form.
    """
    value = optional(credentials, key, "", pattern, form)
    if not value:
        raise SettingMissing(key)
    return value


def optional(
    credentials: Credentials, key: str, default: str, pattern: re.Pattern[str], form: str
) -> str:
    """Return a setting or, when it is left out or empty, its default.

    Raises:
        SettingWrong: when it has not the form.
    """
    value = str(credentials.get(key) or "").strip()
    if not value:
        return default
    if not pattern.fullmatch(value):
        raise SettingWrong(key, form)
    return value


def open_channels(path: Path, variables: Mapping[str, str]) -> list[InputChannel]:
    """Return the connectors of the file that are on.

    Raises:
        ConfigurationWrong: when the file or a setting in it cannot be used.
    """
    opened = [connector(path, name, variables) for name in _read(path)]
    return [channel for channel in opened if channel is not None]


def connector(path: Path, name: str, variables: Mapping[str, str]) -> InputChannel | None:
    """Return one connector by the name of its class, or nothing when it is off.

    Raises:
        ConfigurationWrong: as above.
    """
    written = _read(path).get(name) or {}
    settings = {key: _value(written[key], variables) for key in written}
    try:
        channel: InputChannel = _class(path, name).from_credentials(settings)
    except SettingMissing as exc:
        logger.info("channel.off name=%s missing=%s", name, _origin(written, exc.key))
        return None
    except SettingWrong as exc:
        raise ConfigurationWrong(f"{_origin(written, exc.key)} is wrong: {exc.form}.") from None
    return channel


def _read(path: Path) -> dict[str, Credentials]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _AsWritten
    content = yaml.load(path.read_text("utf-8")) or {}
    if not isinstance(content, dict):
        raise ConfigurationWrong(f"{path.name} must list channels by the names of their classes.")
    return content


def _class(path: Path, name: str) -> Any:
    module, _, class_name = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), class_name)
    except (ImportError, AttributeError, ValueError) as exc:
        raise ConfigurationWrong(f"{path.name} names '{name}', which is no channel.") from exc


def _value(written: Any, variables: Mapping[str, str]) -> Any:
    variable = _VARIABLE.fullmatch(written) if isinstance(written, str) else None
    return variables.get(variable[1], "") if variable else written


def _origin(written: Credentials, key: str) -> str:
    """Return what an operator has to change: the variable, or the key of the file."""
    variable = _VARIABLE.fullmatch(str(written.get(key, "")))
    return variable[1] if variable else f"'{key}' in credentials.yml"
