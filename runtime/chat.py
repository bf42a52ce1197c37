"""Talks to the assistant in a terminal: `make chat`."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path
from typing import Any

from rasa.core.agent import load_agent

from channels.choices import as_typed
from channels.errors import ChannelError
from channels.incoming import MAX_TEXT_CHARACTERS, check_text
from channels.render import numbered, read
from channels.turn import IncomingMessage, Turns
from runtime.rasa_patches import patch_rasa
from runtime.server import read_endpoints, use_own_stores
from runtime.settings import Settings

CHANNEL = "terminal"


async def chat(model: Path, settings: Settings) -> None:
    """Read messages line by line and print the replies, until the input ends."""
    patch_rasa()
    turns = Turns(settings.secret)
    turns.agent = await load_agent(model_path=str(model), endpoints=read_endpoints())
    use_own_stores(turns.agent)
    own_id = uuid.uuid4().hex
    buttons: list[dict[str, str]] = []
    print("Type a question, or the number of a choice. Ctrl-D ends the conversation.")
    while (line := await asyncio.to_thread(_read_line)) is not None:
        try:
            text = check_text("message", _chosen(line, buttons), MAX_TEXT_CHARACTERS)
            replies = await turns.take(IncomingMessage(CHANNEL, own_id, text))
        except ChannelError as exc:
            print(f"  ! {exc}")
            continue
        buttons = [button for reply in replies for button in reply.get("buttons", [])]
        _show(replies)


def _chosen(line: str, buttons: list[dict[str, str]]) -> str:
    number = line.strip()
    if number.isdecimal() and 1 <= int(number) <= len(buttons):
        return buttons[int(number) - 1]["payload"]
    return as_typed(line)


def _read_line() -> str | None:
    try:
        return input("\n> ")
    except EOFError:
        return None


def _show(replies: list[dict[str, Any]]) -> None:
    for text in numbered(read(reply) for reply in replies):
        print(f"\n{text}")
