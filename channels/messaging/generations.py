"""Which conversation of a chat is the present one.

A conversation that was deleted never comes back, but the person may write again in the same
chat, whose id stays the same. So a chat has a first conversation, and a next one after each
deletion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations.schema import conversations, tombstones

AT_ONCE = 32  # ids looked up together


@dataclass(frozen=True)
class Generation:
    """A conversation of a chat: after how many deletions, its id, and the own id for the turn."""

    number: int
    own_id: str
    conversation: str


def generation(identify: Callable[[str, str], str], channel: str, chat: str, n: int) -> Generation:
    """Return the conversation after so many deletions; `identify` is `Turns.conversation`."""
    own_id = chat if n == 0 else f"{chat}\0{n}"
    return Generation(n, own_id, identify(channel, own_id))


def present(
    connection: Connection, identify: Callable[[str, str], str], channel: str, chat: str
) -> Generation:
    """Return the present conversation of a chat.

    A tombstone is forgotten some day, so the latest one that is stored counts first.
    """
    latest = 0
    for start in count(0, AT_ONCE):
        group = [generation(identify, channel, chat, start + n) for n in range(AT_ONCE)]
        ids = [each.conversation for each in group]
        buried = _found(connection, tombstones.c.conversation_id, ids)
        known = buried | _found(connection, conversations.c.id, ids)
        for n, id_ in enumerate(ids, start):
            if id_ in known:
                latest = n + 1 if id_ in buried else n
        if ids[-1] not in known:
            break
    return generation(identify, channel, chat, latest)


def _found(connection: Connection, column: sa.Column[str], ids: list[str]) -> set[str]:
    return set(connection.execute(sa.select([column]).where(column.in_(ids))).scalars())
