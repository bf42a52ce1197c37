"""A chat in this terminal as on Telegram: the real server, and a Bot API of this machine.

`make demo-telegram`. Type a message, the number of a button, or a command such as /help.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from runtime.environment import prepare_environment

SECRET = "demo-secret-0123456789"  # noqa: S105 - of nobody
PATIENCE_SECONDS = 20.0
QUIET_SECONDS = 0.6  # a reply may be several messages


async def main() -> None:
    """Start both and talk until the input ends."""
    from runtime.evaluation.server import running_server
    from tests.fakes.telegram import TOKEN, FakeTelegram
    from tests.fakes.telegram_people import Person

    fake = FakeTelegram()
    await fake.start()
    print(f"A Bot API listens at {fake.url}. The assistant is starting ...", flush=True)
    running = running_server(
        {
            "IND_TELEGRAM_TOKEN": TOKEN,
            "IND_TELEGRAM_SECRET": SECRET,
            "IND_TELEGRAM_SERVER": fake.url,
        }
    )
    server = await asyncio.to_thread(running.__enter__)
    try:
        url = server.url.replace("/rest/", "/telegram/")
        fake.webhook = {"url": url, "secret_token": SECRET}
        person = Person(fake, 1, "en")
        print("Talk as on Telegram; a number presses a button. Ctrl-D ends it.", flush=True)
        await _turn(person, "/start")
        while (line := await asyncio.to_thread(_read_line)) is not None:
            if line.strip():
                await _turn(person, line.strip())
    finally:
        await asyncio.to_thread(running.__exit__, None, None, None)
        await fake.stop()


async def _turn(person: Any, line: str) -> None:
    from tests.fakes.telegram_people import buttons

    before = len(person.said)
    offered = [title for message in person.said for title in buttons(message)]
    if line.isdecimal() and 1 <= int(line) <= len(offered):
        print(f"[you press: {offered[int(line) - 1]}]")
        person.press(offered[int(line) - 1])
    else:
        print(f"[you: {line}]")
        person.say(line)
    await _wait(person, before)
    kept = [title for message in person.said[:before] for title in buttons(message)]
    for message in person.said[before:]:
        print(f"\n{message['text']}")
        for title in buttons(message):
            kept.append(title)
            print(f"  ({len(kept)}) {title}")


async def _wait(person: Any, before: int) -> None:
    """Wait for a reply, and then until no more of it comes."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE_SECONDS
    while len(person.said) == before and loop.time() < deadline:
        await asyncio.sleep(0.05)
    seen = -1
    while seen != len(person.said):
        seen = len(person.said)
        await asyncio.sleep(QUIET_SECONDS)


def _read_line() -> str | None:
    print("\n> ", end="", flush=True)
    return sys.stdin.readline() or None


if __name__ == "__main__":
    prepare_environment()
    asyncio.run(main())
