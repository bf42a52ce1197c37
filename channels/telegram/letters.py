"""Makes letters for the Bot API of what the assistant says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from channels.messaging.service import Body
from channels.render import Said, as_html, split

# Telegram allows 4,096 after markup is read, and counts as UTF-16 does.
MAX_LENGTH = 4_000


def letters(chat: int, reply: Iterable[Said], choose: Callable[[str], str]) -> list[Body]:
    """Return the letters of a reply; a button's data is the id that `choose` makes (24 bytes)."""
    made = []
    for said in reply:
        parts = plain(chat, said.text)
        if said.choices and parts:
            parts[-1]["choices"] = [[c.title, choose(c.payload)] for c in said.choices]
        made += parts
    return made


def plain(chat: int, text: str) -> list[Body]:
    """Return the letters of a text without choices; a long one is cut between paragraphs."""
    return [{"chat": chat, "html": as_html(part)} for part in split(text, MAX_LENGTH, _length)]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
