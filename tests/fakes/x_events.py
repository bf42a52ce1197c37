"""Events as X delivers them; the fields are those of the examples in its documentation.

Sources: docs.x.com/x-api/activity/event-payloads, docs.x.com/x-api/account-activity/introduction
(November 2026). What no connector should need is left out of the users.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

_NO_ENTITIES: dict[str, list[Any]] = {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [],
}


def _message(id_: str, sender: str, recipient: str, text: str) -> dict[str, Any]:
    return {
        "type": "message_create",
        "id": id_,
        "created_timestamp": "1784928224372",
        "message_create": {
            "target": {"recipient_id": recipient},
            "sender_id": sender,
            "message_data": {"text": text, "entities": _NO_ENTITIES},
        },
    }


def activity_message(id_: str, sender: str, recipient: str, text: str) -> dict[str, Any]:
    """Return `dm.received` of the X Activity API."""
    users = {
        user: {
            "data": {"id": user, "username": f"user{user}", "name": "Somebody", "verified": False}
        }
        for user in (sender, recipient)
    }
    return {
        "data": {
            "event_uuid": str(uuid4().int >> 65),
            "filter": {"user_id": recipient},
            "event_type": "dm.received",
            "tag": "dm-inbound",
            "payload": {
                "direct_message_events": [_message(id_, sender, recipient, text)],
                "users": users,
            },
        }
    }


def older_message(id_: str, sender: str, recipient: str, text: str) -> dict[str, Any]:
    """Return a direct message of the Account Activity API."""
    return {
        "for_user_id": recipient,
        "direct_message_events": [_message(id_, sender, recipient, text)],
        "users": {user: {"id": user, "screen_name": f"user{user}"} for user in (sender, recipient)},
    }


def activity_mention(
    id_: str, author: str, mentioned: str, language: str = "en", written_from: int = 0
) -> dict[str, Any]:
    """Return `post.mention.create`; X added what stands before `written_from` by itself."""
    return {
        "data": {
            "event_uuid": str(uuid4().int >> 65),
            "filter": {"user_id": mentioned},
            "event_type": "post.mention.create",
            "tag": "mentions",
            "payload": {
                "id": id_,
                "conversation_id": id_,
                "author_id": author,
                "text": "@assistant hey",
                "lang": language,
                "display_text_range": [written_from, written_from + 14],
                "entities": {
                    "mentions": [{"start": 0, "end": 10, "username": "assistant", "id": mentioned}]
                },
                "reply_settings": "everyone",
            },
            "includes": {"users": [{"id": author}, {"id": mentioned}]},
        }
    }


def older_mention(
    id_: str, author: str, mentioned: str, language: str = "en", written_from: int = 0
) -> dict[str, Any]:
    """Return a mention of the Account Activity API."""
    return {
        "for_user_id": mentioned,
        "user_has_blocked": "false",
        "tweet_create_events": [
            {
                "id_str": id_,
                "text": "@assistant hey",
                "lang": language,
                "display_text_range": [written_from, written_from + 14],
                "user": {"id_str": author, "screen_name": f"user{author}"},
                "entities": {
                    "user_mentions": [
                        {"screen_name": "assistant", "id_str": mentioned, "indices": [0, 10]}
                    ]
                },
            }
        ],
    }
