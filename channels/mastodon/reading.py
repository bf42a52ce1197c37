"""Reads what somebody wrote on Mastodon: HTML, behind the names that it is addressed to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from channels.errors import BadRequest

MENTION = "mention"
_LEADING_NAMES = re.compile(r"(?:\s*@[\w.-]+(?:@[\w.-]+)?)+\s*")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Post:
    """A post that mentions the account; its author is known by id and addressed by name."""

    id: str
    author: str
    address: str
    text: str
    visibility: str
    warning: str
    language: str | None
    written_at: float
    has_attachment: bool


def read_notification(content: Any, account: str) -> Post | None:
    """Return the post of a notification, or nothing when it is none for the assistant.

    Raises:
        BadRequest: when it is no notification.
    """
    try:
        if content["type"] != MENTION:
            return None
        return read_post(content["status"], account)
    except (KeyError, TypeError) as exc:
        raise BadRequest("This is not a notification of Mastodon.") from exc


def read_conversation(content: Any, account: str) -> Post | None:
    """Return the last post of a direct conversation, or nothing when it is ours or is gone.

    Raises:
        BadRequest: when it is no conversation.
    """
    try:
        last = content["last_status"]
        return None if last is None else read_post(last, account)
    except (KeyError, TypeError) as exc:
        raise BadRequest("This is not a conversation of Mastodon.") from exc


def read_post(status: Mapping[str, Any], account: str) -> Post | None:
    """Return a post that a person wrote to the account, or nothing.

    Posts of automated accounts are left out: two of them would answer each other for ever.

    Raises:
        BadRequest: when it is no post.
    """
    try:
        author = status["account"]
        mentioned = [str(mention["id"]) for mention in status["mentions"]]
        if author["id"] == account or author.get("bot") or account not in mentioned:
            return None
        return Post(
            id=str(status["id"]),
            author=str(author["id"]),
            address=str(author["acct"]),
            text=plain_text(status["content"]),
            visibility=str(status["visibility"]),
            warning=str(status.get("spoiler_text") or ""),
            language=status.get("language"),
            written_at=datetime.fromisoformat(status["created_at"]).timestamp(),
            has_attachment=bool(status.get("media_attachments")),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as exc:
        raise BadRequest("This is not a post of Mastodon.") from exc


def plain_text(content: str) -> str:
    """Return the text of a post without markup and without the names that it begins with."""
    parser = _Text()
    parser.feed(content)
    parser.close()
    text = _BLANK_LINES.sub("\n\n", "".join(parser.parts)).strip()
    names = _LEADING_NAMES.match(text)
    return text[names.end() :].strip() if names else text


class _Text(HTMLParser):
    """Collects the text; a link keeps its whole address, of which parts are only hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "blockquote"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
