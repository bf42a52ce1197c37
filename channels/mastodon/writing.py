"""Writes a reply: who sees it, and how long a post may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIRECT, UNLISTED = "direct", "unlisted"
# A post for followers is answered to its author alone: our followers are not theirs.
REPLY_VISIBILITY = {"public": UNLISTED, UNLISTED: UNLISTED}
_LINK = re.compile(r"https?://\S+")
_NAME = re.compile(r"(?<![\w/])@([\w.-]+)(?:@[\w.-]+)?")


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
