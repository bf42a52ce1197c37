"""Lets somebody write through a fake from a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

Say = Callable[[str], Awaitable[object]]
Heard = Callable[[], list[str]]


async def talk(variables: Mapping[str, str], say: Say, heard: Heard) -> None:
    """Show how to start the assistant; then send each line, and show what comes back."""
    print("Start the assistant in another terminal with")
    print("".join(f"  {name}={value} \\\n" for name, value in variables.items()) + "  make run")
    print("Then type a message. Ctrl-D ends.")
    showing = asyncio.create_task(_show(heard))
    while (line := await asyncio.to_thread(_read_line)) is not None:
        if line.strip():
            await say(line)
    showing.cancel()


async def _show(heard: Heard) -> None:
    shown = 0
    while True:
        for text in heard()[shown:]:
            print(f"\n{text}\n")
            shown += 1
        await asyncio.sleep(0.1)


def _read_line() -> str | None:
    try:
        return input()
    except EOFError:
        return None
