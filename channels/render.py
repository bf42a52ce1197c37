"""The one form of what the assistant says, and what each channel makes of it.

A reply of a turn is a list of messages; `read` makes a `Said` of each, also of one that was
stored. Whatever a channel shows comes from there: text, HTML, numbered choices or JSON.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# What clients read beside the text; anything else stays inside.
PARTS_OF_DATA = ("answer", "telephone", "lang", "dir")
_ADDRESS = re.compile(r"https://[^\s<>\"]*[^\s<>\".,;:!?)]")
# Where a text may be cut, the best place first.
_CUTS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?:;]) "), re.compile(r" "))


@dataclass(frozen=True)
class Choice:
    """Something to press: what people read, and what Rasa gets."""

    title: str
    payload: str


@dataclass(frozen=True)
class Said:
    """One message of the assistant."""

    text: str
    choices: tuple[Choice, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


def read(message: Mapping[str, Any]) -> Said:
    """Return a message of a turn's reply, or one of `log.bot_message`."""
    choices = (Choice(b["title"], b["payload"]) for b in message.get("buttons") or ())
    return Said(message.get("text") or "", tuple(choices), message.get("custom") or {})


def as_rasa(said: Said, choose: Callable[[str], str]) -> dict[str, Any]:
    """Return it in the shape of Rasa's REST channel; `choose` makes an opaque id of a payload."""
    buttons = [{"title": c.title, "payload": choose(c.payload)} for c in said.choices]
    parts = {"text": said.text, "buttons": buttons, "custom": dict(said.data)}
    return {part: value for part, value in parts.items() if value}


def as_json(said: Said, choose: Callable[[str], str]) -> dict[str, Any]:
    """Return it as the Chat API and the widget have it; `choose` as above."""
    message: dict[str, Any] = {"text": said.text}
    if said.choices:
        message["buttons"] = [{"title": c.title, "choice": choose(c.payload)} for c in said.choices]
    return message | {part: said.data[part] for part in PARTS_OF_DATA if said.data.get(part)}


def as_text(said: Said) -> str:
    """Return it as plain text to keep, its choices as a list."""
    return "\n".join([said.text, *(f"  - {choice.title}" for choice in said.choices)])


def as_numbered(said: Said, first: int = 1) -> str:
    """Return it as plain text with numbered choices, for where nothing can be pressed.

    Numbers go on within a reply: the next message begins at `first + len(said.choices)`. What
    the person sends back is read by `channels.choices.payload_of_number`.
    """
    if not said.choices:
        return said.text
    lines = [f"{number}. {choice.title}" for number, choice in enumerate(said.choices, first)]
    return "\n".join([said.text, "", *lines]).lstrip("\n")


def numbered(reply: Iterable[Said]) -> Iterator[str]:
    """Return the messages of a reply as `as_numbered` does, the numbers going on."""
    first = 1
    for said in reply:
        yield as_numbered(said, first)
        first += len(said.choices)


def as_html(text: str) -> str:
    """Return a text as HTML that says the same, its addresses as links.

    Split a long text before: then no tag is ever cut.
    """
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = html.escape(found[0])
        parts += [html.escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, html.escape(text[end:])])


def split(text: str, limit: int, length: Callable[[str], int] = len) -> list[str]:
    """Return the text in parts of up to `limit`, cut between paragraphs where that can be.

    Else between lines, sentences or words, and only in a word that is longer than a part.

    Args:
        text: what to split; without anything to say there is no part.
        limit: of the length of a part.
        length: how the service counts; it may not grow when characters are left out.
    """
    parts = []
    rest = text.strip()
    while length(rest) > limit:
        longest = _longest(rest, limit, length)
        cut = _cut(rest, longest)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _longest(text: str, limit: int, length: Callable[[str], int]) -> int:
    """Return how many characters fit."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= limit else (low, middle - 1)
    return low


def _cut(text: str, longest: int) -> int:
    """Return where to cut: not in the first half, so that parts do not get small."""
    for place in _CUTS:
        ends = [found.end() for found in place.finditer(text, 0, longest)]
        if ends and ends[-1] > longest // 2:
            return ends[-1]
    return longest
