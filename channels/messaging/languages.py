"""Which language a conversation is in."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from channels.texts import known_language
from runtime.conversations.schema import conversations


def spoken_language(connection: Connection, conversation: str) -> str | None:
    """Return the language that was spoken last, or nothing when none is known yet."""
    query = sa.select([conversations.c.slots]).where(conversations.c.id == conversation)
    slots = connection.execute(query).scalar()
    return known_language(json.loads(slots).get("language")) if slots else None
