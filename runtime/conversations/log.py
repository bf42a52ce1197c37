"""Reads and appends the events of a conversation; each function runs in one transaction."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations.errors import ConversationChanged, ConversationErased
from runtime.conversations.schema import conversations, events, inbox, tombstones

Event = dict[str, Any]

# What a turn needs of the past: the slots, which are kept apart, and the last few turns.
LOADED_EVENTS = 60
USER, BOT, ACTION, SESSION_STARTED = "user", "bot", "action", "session_started"
LISTEN = "action_listen"


@dataclass(frozen=True)
class Stored:
    """A conversation as it was read: the fencing number, slots and latest events.

    `is_cut` says that older events of the session were left out.
    """

    version: int
    slots: dict[str, Any]
    events: list[Event]
    is_cut: bool


def load(connection: Connection, conversation: str) -> Stored | None:
    """Return the latest session, its last events only, or nothing when there is none."""
    row = connection.execute(
        sa.select([conversations.c.version, conversations.c.slots]).where(
            conversations.c.id == conversation
        )
    ).first()
    if row is None:
        return None
    rows = connection.execute(
        sa.select([events.c.type_name, events.c.action_name, events.c.data])
        .where(events.c.sender_id == conversation)
        .order_by(events.c.id.desc())
        .limit(LOADED_EVENTS)
    ).all()[::-1]
    start, is_cut = _start(rows)
    loaded = [json.loads(event.data) for event in rows[start:]]
    return Stored(row.version, json.loads(row.slots), loaded, is_cut)


def _start(rows: Sequence[Any]) -> tuple[int, bool]:
    """Return where the latest session begins, or the first whole turn when it began earlier."""
    for position in range(len(rows) - 1, -1, -1):
        if rows[position].type_name == SESSION_STARTED:
            return position, False
    for position, row in enumerate(rows):
        if row.type_name == ACTION and row.action_name == LISTEN:
            return position, True
    return 0, True


def answers(connection: Connection) -> bool:
    """Tell that the database answers."""
    return bool(connection.execute(sa.select([1])).scalar() == 1)


def load_all(connection: Connection, conversation: str) -> list[Event]:
    """Return every stored event of a conversation, oldest first."""
    query = sa.select([events.c.data]).where(events.c.sender_id == conversation)
    return [json.loads(data) for data in connection.execute(query.order_by(events.c.id)).scalars()]


def append(
    connection: Connection,
    conversation: str,
    version: int,
    new: Sequence[Event],
    slots: dict[str, Any],
) -> int:
    """Add events to a conversation that is still at `version`; return the new version.

    Raises:
        ConversationChanged: when it is at another version.
        ConversationErased: when it was deleted on request.
    """
    _refuse_erased(connection, conversation)
    _advance(connection, conversation, version, json.dumps(slots))
    # Writing the version waits for an erasure that is under way; only now it can be seen.
    _refuse_erased(connection, conversation)
    batch: list[dict[str, Any]] = []
    for event in new:
        if event["event"] == USER and event.get("message_id"):
            _insert(connection, batch)
            _take_in(connection, conversation, event)
            batch = []
        else:
            batch.append(_row(conversation, event))
    _insert(connection, batch)
    return version + 1


def _refuse_erased(connection: Connection, conversation: str) -> None:
    erased = sa.select([tombstones.c.erased_at]).where(tombstones.c.conversation_id == conversation)
    if connection.execute(erased).first() is not None:
        raise ConversationErased


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(events.insert(), rows)


def _take_in(connection: Connection, conversation: str, event: Event) -> None:
    """Insert the event of a message and note its id, so that it is never handled twice."""
    inserted = connection.execute(events.insert().values(_row(conversation, event)))
    connection.execute(
        inbox.insert().values(
            conversation_id=conversation,
            message_id=event["message_id"],
            event_id=inserted.inserted_primary_key[0],
        )
    )


def _advance(connection: Connection, conversation: str, version: int, slots: str) -> None:
    values = {"version": version + 1, "slots": slots, "updated_at": time.time()}
    if version == 0:
        try:
            connection.execute(conversations.insert().values(id=conversation, **values))
        except sa.exc.IntegrityError as exc:
            raise ConversationChanged from exc
        return
    same = (conversations.c.id == conversation) & (conversations.c.version == version)
    if connection.execute(conversations.update().where(same).values(values)).rowcount != 1:
        raise ConversationChanged


def _row(conversation: str, event: Event) -> dict[str, Any]:
    return {
        "sender_id": conversation,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }


def find_reply(
    connection: Connection, conversation: str, message_id: str
) -> list[dict[str, Any]] | None:
    """Return what the assistant said to a message that it has handled, or nothing."""
    taken = connection.execute(
        sa.select([inbox.c.event_id]).where(
            (inbox.c.conversation_id == conversation) & (inbox.c.message_id == message_id)
        )
    ).scalar()
    if taken is None:
        return None
    rows = connection.execute(
        sa.select([events.c.type_name, events.c.data])
        .where((events.c.sender_id == conversation) & (events.c.id > taken))
        .order_by(events.c.id)
        .limit(LOADED_EVENTS)
    ).all()
    said = []
    for row in rows:
        if row.type_name == USER:
            break
        if row.type_name == BOT:
            said.append(bot_message(json.loads(row.data)))
    return said


def bot_message(event: Event) -> dict[str, Any]:
    """Return a bot event as the message that was sent."""
    data = event.get("data") or {}
    message = {
        "text": event.get("text"),
        "buttons": data.get("buttons"),
        "custom": data.get("custom"),
    }
    return {part: value for part, value in message.items() if value}
