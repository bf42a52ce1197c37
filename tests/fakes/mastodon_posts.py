"""Posts as Mastodon delivers them; the fields are those of its documentation.

Sources: docs.joinmastodon.org/entities/Status, /Notification and /Conversation (November 2026).
"""

from __future__ import annotations

from typing import Any

WRITTEN_AT = "2026-11-22T02:00:00.000Z"


def account(id_: str, *, bot: bool = False) -> dict[str, Any]:
    """Return somebody on another server."""
    return {
        "id": id_,
        "username": f"user{id_}",
        "acct": f"user{id_}@elsewhere.example",
        "display_name": "",
        "locked": False,
        "bot": bot,
        "url": f"https://elsewhere.example/@user{id_}",
    }


def status(
    id_: str,
    author: str,
    text: str,
    mentioned: str,
    *,
    visibility: str = "public",
    language: str | None = "en",
    warning: str = "",
    bot: bool = False,
    written_at: str = WRITTEN_AT,
) -> dict[str, Any]:
    """Return a post; the text is HTML."""
    name = (
        '<span class="h-card" translate="no"><a href="https://m.example/@assistant" '
        'class="u-url mention">@<span>assistant</span></a></span>'
    )
    return {
        "id": id_,
        "created_at": written_at,
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "sensitive": bool(warning),
        "spoiler_text": warning,
        "visibility": visibility,
        "language": language,
        "uri": f"https://elsewhere.example/users/{author}/statuses/{id_}",
        "content": f"<p>{name} {text}</p>",
        "reblog": None,
        "account": account(author, bot=bot),
        "media_attachments": [],
        "mentions": [
            {
                "id": mentioned,
                "username": "assistant",
                "url": "https://m.example/@assistant",
                "acct": "assistant",
            }
        ],
        "tags": [],
        "emojis": [],
        "card": None,
        "poll": None,
    }


def notification(post: dict[str, Any], id_: str = "1") -> dict[str, Any]:
    """Return the notification of a mention."""
    return {
        "id": id_,
        "type": "mention",
        "created_at": post["created_at"],
        "account": post["account"],
        "status": post,
    }


def conversation(post: dict[str, Any], id_: str = "1") -> dict[str, Any]:
    """Return the direct conversation whose last post it is."""
    return {"id": id_, "unread": True, "accounts": [post["account"]], "last_status": post}
