"""Reads what X delivers: the X Activity API, and the Account Activity API that it replaces.

Source: docs.x.com/x-api/activity/event-payloads and docs.x.com/x-api/account-activity, read in
November 2026.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from channels.errors import BadRequest

DM_RECEIVED, MENTIONED = "dm.received", "post.mention.create"


@dataclass(frozen=True)
class DirectMessage:
    """A message that somebody sent to the account."""

    id: str
    sender: str
    text: str
    has_attachment: bool = False


@dataclass(frozen=True)
class Mention:
    """A post that calls the account by name; `thread` is the post that all of it hangs under."""

    id: str
    author: str
    thread: str
    language: str | None = None


def read_events(body: bytes, account: str) -> list[DirectMessage | Mention]:
    """Return what somebody else wrote to the account; all other events are left out.

    Args:
        body: the raw body of a call that X signed.
        account: the id of the assistant's own account.

    Raises:
        BadRequest: when it is no event.
    """
    try:
        content = json.loads(body)
        return list(_events(content, account))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise BadRequest("The body is not an event of X.") from exc


def _events(content: dict[str, Any], account: str) -> Iterator[DirectMessage | Mention]:
    data = content.get("data")
    if data is None:
        yield from _messages(content.get("direct_message_events", ()), account)
        for post in content.get("tweet_create_events", ()):
            yield from _older_mention(post, account)
        return
    kind, payload = data["event_type"], data.get("payload") or {}
    if kind == DM_RECEIVED:
        yield from _messages(payload["direct_message_events"], account)
    elif kind == MENTIONED:
        yield from _mention(payload, account)


def _messages(events: list[dict[str, Any]], account: str) -> Iterator[DirectMessage]:
    for event in events:
        if event["type"] != "message_create":
            continue
        message = event["message_create"]
        sender, recipient = _id(message["sender_id"]), _id(message["target"]["recipient_id"])
        if sender == account or recipient != account:
            continue  # our own replies are delivered too, and those of other accounts of the app
        data = message["message_data"]
        has_attachment = "attachment" in data or "attachments" in data
        text = html.unescape(str(data.get("text") or ""))
        yield DirectMessage(_id(event["id"]), sender, text, has_attachment)


def _mention(post: dict[str, Any], account: str) -> Iterator[Mention]:
    author = _id(post["author_id"])
    mentions = (post.get("entities") or {}).get("mentions") or []
    starts = [m["start"] for m in mentions if str(m.get("id")) == account]
    if author != account and _is_summoned(starts, post):
        thread = str(post.get("conversation_id") or post["id"])
        yield Mention(_id(post["id"]), author, thread, post.get("lang"))


def _older_mention(post: dict[str, Any], account: str) -> Iterator[Mention]:
    author = _id(post["user"]["id_str"])
    if author == account or "retweeted_status" in post:
        return
    whole = post.get("extended_tweet") or post
    mentions = (whole.get("entities") or {}).get("user_mentions") or []
    starts = [m["indices"][0] for m in mentions if str(m.get("id_str")) == account]
    if _is_summoned(starts, whole):
        thread = str(post.get("in_reply_to_status_id_str") or post["id_str"])
        yield Mention(_id(post["id_str"]), author, thread, post.get("lang"))


def _is_summoned(starts: list[int], post: dict[str, Any]) -> bool:
    """Tell whether the author wrote our name, which X also adds by itself to every reply."""
    first_written = (post.get("display_text_range") or [0])[0]
    return any(start >= first_written for start in starts)


def _id(value: object) -> str:
    """Return an id, which is a number and becomes a part of addresses."""
    if not str(value).isdecimal():
        raise ValueError("no id")
    return str(value)
