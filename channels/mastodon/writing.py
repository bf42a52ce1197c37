"""Writes a reply: who sees it, and how it fits into posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIRECT, UNLISTED = "direct", "unlisted"
# A post for followers is answered to its author alone: our followers are not theirs.
REPLY_VISIBILITY = {"public": UNLISTED, UNLISTED: UNLISTED}
_LINK = re.compile(r"https?://\S+")
_NAME = re.compile(r"(?<![\w/])@([\w.-]+)(?:@[\w.-]+)?")
_CUTS = (r"\n\n+", r"\n", r"(?<=[.!?])\s+", r"\s+")


@dataclass(frozen=True)
class Limits:
    """How long a post may be on this server, and what any link counts for."""

    characters: int = 500
    link: int = 23


def reply_visibility(visibility: str) -> str:
    """Return who sees the reply: never more people than saw the post."""
    return REPLY_VISIBILITY.get(visibility, DIRECT)


def length(text: str, limits: Limits) -> int:
    """Return what a text counts for: a link is always as long, a name counts without its server."""
    without_servers = _NAME.sub(lambda name: f"@{name[1]}", text)
    return len(_LINK.sub("x" * limits.link, without_servers))


def split(text: str, room: int, limits: Limits) -> list[str]:
    """Return the text in parts that fit: between paragraphs, else lines, sentences, words.

    Args:
        text: what to say.
        room: what a part may count for.
        limits: those of the server.
    """
    return list(_packed(text.strip(), room, limits, _CUTS))


def _packed(text: str, room: int, limits: Limits, cuts: tuple[str, ...]) -> Iterator[str]:
    if length(text, limits) <= room:
        if text:
            yield text
        return
    if not cuts:
        yield text[:room]
        yield from _packed(text[room:], room, limits, cuts)
        return
    kept = ""
    for piece, gap in _pieces(text, cuts[0]):
        if length(kept + piece, limits) <= room:
            kept += piece + gap
            continue
        if kept:
            yield kept.rstrip()
        *whole, last = _packed(piece, room, limits, cuts[1:])
        yield from whole
        kept = last + gap
    if kept.strip():
        yield kept.rstrip()


def _pieces(text: str, cut: str) -> Iterator[tuple[str, str]]:
    """Return each piece with the gap after it."""
    start = 0
    for gap in re.finditer(cut, text):
        yield text[start : gap.start()], gap.group()
        start = gap.end()
    yield text[start:], ""
