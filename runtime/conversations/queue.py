"""What waits for its turn: rows that are claimed, done, or put off; in order within a conversation.

Each function runs in one transaction. A claim holds for some seconds; then the row is due again,
so nothing stays with a process that was killed. Only the first row of a conversation can be
claimed, so the next one waits until it is done. A claim is marked when what it is for begins, so
that after a kill it is known whether that may have happened.
"""

from __future__ import annotations

import dataclasses
import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

CLAIM_BYTES = 15
BEGUN = "b:"  # in front of a claim; with it, it fills its column


@dataclass(frozen=True)
class Claimed:
    """A row that this process may work on until the claim ends.

    `claimed_before` says that somebody had it and did not come to an end, `begun_before` that
    they had called `begin`.
    """

    id: int
    claim: str
    conversation: str
    sealed: str
    attempts: int
    claimed_before: bool
    begun_before: bool
    created_at: float


@dataclass(frozen=True)
class Due:
    """What was claimed, and when the next row is due of those that are not yet."""

    claimed: tuple[Claimed, ...]
    next_at: float | None


def claim(
    connection: Connection, table: sa.Table, channel: str, now: float, until: float, limit: int
) -> Due:
    """Claim up to `limit` rows of a channel, each of another conversation."""
    heads = connection.execute(_heads(table, channel, now).limit(limit)).all()
    claimed = []
    for row in heads:
        token = secrets.token_hex(CLAIM_BYTES)
        # Of several processes that read the same row one counts the attempt.
        unchanged = (table.c.id == row.id) & (table.c.attempts == row.attempts)
        mine = table.update().where(unchanged & table.c.sealed.isnot(None))
        values = {"claim": token, "due_at": until, "attempts": row.attempts + 1}
        if connection.execute(mine.values(values)).rowcount == 1:
            claimed.append(
                Claimed(
                    row.id,
                    token,
                    row.conversation_id,
                    row.sealed,
                    row.attempts + 1,
                    row.claim is not None,
                    (row.claim or "").startswith(BEGUN),
                    row.created_at,
                )
            )
    later = sa.select([sa.func.min(table.c.due_at)]).where(
        (table.c.channel == channel) & (table.c.due_at > now)
    )
    return Due(tuple(claimed), connection.execute(later).scalar())


def _heads(table: sa.Table, channel: str, now: float) -> Any:
    earlier = table.alias()
    before = (earlier.c.position < table.c.position) | (
        (earlier.c.position == table.c.position) & (earlier.c.id < table.c.id)
    )
    has_earlier = sa.exists().where(
        (earlier.c.conversation_id == table.c.conversation_id)
        & earlier.c.sealed.isnot(None)
        & before
    )
    return (
        sa.select(table)
        .where((table.c.channel == channel) & (table.c.due_at <= now))
        .where(table.c.sealed.isnot(None) & ~has_earlier)
        .order_by(table.c.id)
    )


def begin(
    connection: Connection, table: sa.Table, claimed: Claimed, until: float
) -> Claimed | None:
    """Mark that what cannot be taken back begins now, and hold the claim until then.

    Return the claim to go on with, or nothing when another process has the row meanwhile.
    """
    begun = dataclasses.replace(claimed, claim=f"{BEGUN}{claimed.claim.removeprefix(BEGUN)}")
    values = {"claim": begun.claim, "due_at": until}
    return begun if _change(connection, table.update().values(values), table, claimed) else None


def postpone(connection: Connection, table: sa.Table, claimed: Claimed, due_at: float) -> bool:
    """Put a row off; tell whether it was still this process that had it."""
    values = {"claim": None, "due_at": due_at}
    return _change(connection, table.update().values(values), table, claimed)


def remove(connection: Connection, table: sa.Table, claimed: Claimed) -> bool:
    """Delete a row that is done; tell whether it was still this process that had it."""
    return _change(connection, table.delete(), table, claimed)


def replace(
    connection: Connection, table: sa.Table, claimed: Claimed, sealed: str, due_at: float
) -> bool:
    """Let something else wait in the place of a row; tell as above."""
    values = {"claim": None, "due_at": due_at, "attempts": 0, "sealed": sealed}
    return _change(connection, table.update().values(values), table, claimed)


def _change(connection: Connection, statement: Any, table: sa.Table, claimed: Claimed) -> bool:
    mine = (table.c.id == claimed.id) & (table.c.claim == claimed.claim)
    return bool(connection.execute(statement.where(mine)).rowcount == 1)


def count(connection: Connection, table: sa.Table, channel: str) -> int:
    """Return how many rows of a channel wait."""
    waiting = (table.c.channel == channel) & table.c.sealed.isnot(None)
    query = sa.select([sa.func.count()]).select_from(table).where(waiting)
    number: int = connection.execute(query).scalar()
    return number
