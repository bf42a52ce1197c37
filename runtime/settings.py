"""Settings from the environment, read once and checked; an error names the variable."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 5005
DEFAULT_ACTION_PORT = 5055
DEFAULT_DATABASE_URL = "sqlite:///var/conversations.db"
DEFAULT_RETENTION_DAYS = 28
SECRET_FILE = Path("var") / "secret"
SECRET_BYTES = 32
PORTS = range(1, 65_536)
MAX_DIGITS, MAX_SHOWN = 9, 40
_SECRET = re.compile(r"[0-9a-f]{64,}")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?")


class SettingsError(Exception):
    """A variable is missing or wrong; the message names it."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; each field is the variable `IND_<NAME>`."""

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    action_port: int = DEFAULT_ACTION_PORT
    database_url: str = DEFAULT_DATABASE_URL
    redis_url: str | None = None
    secret: str = ""
    api_key: str | None = None
    allowed_origins: tuple[str, ...] = ()
    processes: int = 1
    retention_days: int = DEFAULT_RETENTION_DAYS
    proxies_count: int = 0


def read_settings(variables: Mapping[str, str]) -> Settings:
    """Return the settings.

    Raises:
        SettingsError: when a variable cannot be used, or variables do not go together.
    """
    settings = Settings(
        variables.get("IND_HOST") or DEFAULT_HOST,
        _number("IND_PORT", variables, DEFAULT_PORT, PORTS),
        _number("IND_ACTION_PORT", variables, DEFAULT_ACTION_PORT, PORTS),
        _database_url(variables),
        _redis_url(variables),
        _secret(variables),
        variables.get("IND_API_KEY") or None,
        _origins(variables),
        _number("IND_PROCESSES", variables, 1, range(1, 65)),
        _number("IND_RETENTION_DAYS", variables, DEFAULT_RETENTION_DAYS, range(1, 3_651)),
        _number("IND_PROXIES_COUNT", variables, 0, range(11)),
    )
    if settings.processes > 1 and settings.redis_url is None:
        raise SettingsError(
            "IND_PROCESSES is more than 1 and IND_REDIS_URL is missing: several processes need "
            "a lock that they share."
        )
    return settings


def _number(name: str, variables: Mapping[str, str], default: int, allowed: range) -> int:
    value = variables.get(name) or str(default)
    # Longer than any number here, and Python refuses to read numbers of thousands of digits.
    if not value.isdecimal() or len(value) > MAX_DIGITS or int(value) not in allowed:
        raise SettingsError(
            f"{name} is '{value[:MAX_SHOWN]}': "
            f"give a number from {allowed.start} to {allowed.stop - 1}."
        )
    return int(value)


def _database_url(variables: Mapping[str, str]) -> str:
    url = variables.get("IND_DATABASE_URL") or DEFAULT_DATABASE_URL
    if not url.startswith(("sqlite:///", "postgresql://")):
        raise SettingsError("IND_DATABASE_URL must begin with sqlite:/// or postgresql://")
    return url


def _redis_url(variables: Mapping[str, str]) -> str | None:
    url = variables.get("IND_REDIS_URL") or None
    if url is not None and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("IND_REDIS_URL must begin with redis://, rediss:// or unix://")
    return url


def _origins(variables: Mapping[str, str]) -> tuple[str, ...]:
    origins = tuple(o.strip() for o in variables.get("IND_ALLOWED_ORIGINS", "").split(",") if o)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"IND_ALLOWED_ORIGINS holds '{origin}': write https://example.org, no path."
            )
    return origins


def _secret(variables: Mapping[str, str]) -> str:
    """Return the secret that makes conversation ids; made once when nobody gave one."""
    given = variables.get("IND_SECRET")
    if given:
        if not _SECRET.fullmatch(given):
            raise SettingsError("IND_SECRET must be 64 or more hexadecimal characters.")
        return given
    if not SECRET_FILE.exists():
        SECRET_FILE.parent.mkdir(parents=True, exist_ok=True)
        own = SECRET_FILE.with_suffix(f".{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_hex(SECRET_BYTES))
        try:
            os.link(own, SECRET_FILE)  # of two processes that start at once the first one wins
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return SECRET_FILE.read_text().strip()
