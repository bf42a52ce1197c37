"""Which tokens are good: the token itself is stored nowhere, only its conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations.schema import ID, metadata

IDLE_SECONDS = 30 * 60
LIFE_SECONDS = 8 * 3_600
NOTED_SECONDS = 30  # a use is written down when the last note is older
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_BEARER = re.compile(rf"(?i:bearer) +({TOKEN.pattern})")

chat_tokens = sa.Table(
    "chat_tokens",
    metadata,
    sa.Column("conversation_id", ID, primary_key=True),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False, index=True),
    sa.Column("last_used_at", sa.Float, nullable=False, index=True),
    sa.Column("language", sa.String(8), nullable=False),
)


@dataclass(frozen=True)
class Session:
    """What is known of a good token."""

    language: str
    created_at: float


def bearer(header: str) -> str | None:
    """Return the token of an Authorization header, if it has the form of one."""
    found = _BEARER.fullmatch(header.strip())
    return found[1] if found else None


def issue(connection: Connection, conversation: str, language: str, now: float) -> float:
    """Make the token of a conversation good; return until when at most."""
    dead = (chat_tokens.c.expires_at < now) | (chat_tokens.c.last_used_at < now - IDLE_SECONDS)
    connection.execute(chat_tokens.delete().where(dead))
    expires_at = now + LIFE_SECONDS
    connection.execute(
        chat_tokens.insert().values(
            conversation_id=conversation,
            created_at=now,
            expires_at=expires_at,
            last_used_at=now,
            language=language,
        )
    )
    return expires_at


def use(connection: Connection, conversation: str, now: float) -> Session | None:
    """Return the session when the token is good, which keeps it so for a while."""
    mine = chat_tokens.c.conversation_id == conversation
    row = connection.execute(sa.select(chat_tokens).where(mine)).first()
    if row is None or now > row.expires_at or now > row.last_used_at + IDLE_SECONDS:
        return None
    if now > row.last_used_at + NOTED_SECONDS:
        connection.execute(chat_tokens.update().where(mine).values(last_used_at=now))
    return Session(row.language, row.created_at)


def set_language(connection: Connection, conversation: str, language: str) -> None:
    """Remember the language that the person wants."""
    mine = chat_tokens.c.conversation_id == conversation
    connection.execute(chat_tokens.update().where(mine).values(language=language))
