"""What the channel says itself, from `data/telegram`."""

from __future__ import annotations

from typing import Any

from channels.texts import read


def text(name: str, language: str, **values: object) -> str:
    """Return a sentence, such as `start`, in a language."""
    sentence: str = read("telegram/texts")[name][language]
    return sentence.format(**values) if values else sentence


def commands() -> dict[str, dict[str, Any]]:
    """Return the commands in the order of the menu."""
    found: dict[str, dict[str, Any]] = read("telegram/commands")["commands"]
    return found


def profile(name: str, language: str) -> str:
    """Return `description` or `short_description` in a language."""
    found: str = read("telegram/commands")[name][language]
    return found
