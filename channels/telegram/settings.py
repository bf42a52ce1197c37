"""The settings of the Telegram channel."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from channels.configuration import Credentials, SettingWrong, optional, required

WEBHOOK, POLLING = "webhook", "polling"
_TOKEN = re.compile(r"[0-9]{6,12}:[A-Za-z0-9_-]{30,64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_MODE = re.compile(f"{WEBHOOK}|{POLLING}")
_DAYS = re.compile(r"[0-9]{1,4}")
_SERVER = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._/-]*)?")
DAYS_KEPT = "28"  # what people read; how long it really is, `runtime.settings` says
OFFICIAL_SERVER = "https://api.telegram.org"


@dataclass(frozen=True)
class TelegramSettings:
    """What the connector needs to know; texts of errors never hold it."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    mode: str
    server: str
    days_kept: int


def read_settings(credentials: Credentials) -> TelegramSettings:
    """Return the settings.

    Raises:
        SettingMissing: without a token or, for the webhook, without a secret.
        SettingWrong: when one cannot be used, or polling by several processes is asked for.
    """
    token = required(
        credentials, "token", _TOKEN, "write the token that BotFather gave, digits:letters"
    )
    mode = optional(credentials, "mode", WEBHOOK, _MODE, f"write {WEBHOOK} or {POLLING}")
    if mode == POLLING and str(credentials.get("processes") or "1") != "1":
        raise SettingWrong("mode", f"{POLLING} works with one server process only")
    form = "write 16 to 256 of the characters A-Z a-z 0-9 _ -"
    read_secret = required if mode == WEBHOOK else _optional_secret
    secret = read_secret(credentials, "webhook_secret", _SECRET, form)
    server = optional(
        credentials, "server", OFFICIAL_SERVER, _SERVER, "write an address as https://example.org"
    )
    days = optional(credentials, "days_kept", DAYS_KEPT, _DAYS, "write a number of days")
    return TelegramSettings(token, secret, mode, server.rstrip("/"), int(days))


def _optional_secret(
    credentials: Credentials, key: str, pattern: re.Pattern[str], form: str
) -> str:
    return optional(credentials, key, "", pattern, form)
