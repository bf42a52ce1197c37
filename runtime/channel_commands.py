"""What an operator does with a messaging service: `python -m runtime telegram <verb>`."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from channels.configuration import ConfigurationWrong, connector
from channels.telegram.input import TelegramInput
from channels.telegram.setup import SetupFailed, set_up
from runtime.server import CREDENTIALS_FILE
from runtime.settings import SettingsError

TELEGRAM = "channels.telegram.input.TelegramInput"


def run_telegram_verb(parsed: argparse.Namespace) -> int:
    """Do what was asked and print what was done.

    Raises:
        SettingsError: when the settings of the channel are missing or wrong, or it was not done.
    """
    try:
        found = connector(Path(CREDENTIALS_FILE), TELEGRAM, os.environ)
        if not isinstance(found, TelegramInput):
            raise SettingsError("Telegram is off: the line above names the variable to set.")
        print(
            asyncio.run(set_up(found.settings, parsed.telegram_verb, getattr(parsed, "url", None)))
        )
    except (ConfigurationWrong, SetupFailed) as exc:
        raise SettingsError(str(exc)) from exc
    return 0
