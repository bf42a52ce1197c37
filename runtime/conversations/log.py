"""Reads and appends the events of a conversation; each function runs in one transaction."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from runtime.conversations import statements
from runtime.conversations.errors import ConversationChanged, ConversationErased
from runtime.conversations.schema import events
from runtime.conversations.statements import CONVERSATION, MESSAGE, READ_VERSION, TAKEN_EVENT

Event = dict[str, Any]

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
    found = connection.execute(statements.LATEST_EVENTS, {CONVERSATION: conversation}).all()
    if not found:
        return None
    rows = [row for row in reversed(found) if row.data is not None]
    start, is_cut = _start(rows)
    loaded = [json.loads(event.data) for event in rows[start:]]
    return Stored(found[0].version, json.loads(found[0].slots), loaded, is_cut)


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
    _advance(connection, conversation, version, json.dumps(slots))
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
    erased = connection.execute(statements.TOMBSTONE, {CONVERSATION: conversation})
    if erased.first() is not None:
        raise ConversationErased


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statements.ADD_EVENTS, rows)


def _take_in(connection: Connection, conversation: str, event: Event) -> None:
    """Insert the event of a message and note its id, so that it is never handled twice."""
    inserted = connection.execute(statements.ADD_EVENTS, _row(conversation, event))
    connection.execute(
        statements.TAKE_IN,
        {
            "conversation_id": conversation,
            "message_id": event["message_id"],
            "event_id": inserted.inserted_primary_key[0],
        },
    )


def _advance(connection: Connection, conversation: str, version: int, slots: str) -> None:
    values = {"version": version + 1, "slots": slots, "updated_at": time.time()}
    if version == 0:
        try:
            connection.execute(statements.BEGIN, {"id": conversation, **values})
        except sa.exc.IntegrityError as exc:
            raise ConversationChanged from exc
        # Writing the row waits for an erasure that is under way; only now it can be seen. A row
        # that is there already was not erased, as erasing takes it away.
        _refuse_erased(connection, conversation)
        return
    read = {CONVERSATION: conversation, READ_VERSION: version}
    if connection.execute(statements.ADVANCE, {**read, **values}).rowcount != 1:
        _refuse_erased(connection, conversation)
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
    ids = {CONVERSATION: conversation, MESSAGE: message_id}
    taken = connection.execute(statements.TAKEN_IN, ids).scalar()
    if taken is None:
        return None
    since = {CONVERSATION: conversation, TAKEN_EVENT: taken}
    rows = connection.execute(statements.EVENTS_SINCE, since).all()
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
