"""The statements of a turn, built once: SQLAlchemy needs longer to build one than to run it."""

from __future__ import annotations

import sqlalchemy as sa

from runtime.conversations.schema import conversations, events, inbox, tombstones

# What a turn needs of the past: the slots, which are kept apart, and the last few turns.
LOADED_EVENTS = 60

# Their names are not those of columns, which SQLAlchemy keeps for the values of a row.
CONVERSATION, READ_VERSION = "of_conversation", "read_version"
MESSAGE, TAKEN_EVENT = "of_message", "taken_event"
_conversation = sa.bindparam(CONVERSATION)

_latest = (
    sa.select([events.c.id, events.c.type_name, events.c.action_name, events.c.data])
    .where(events.c.sender_id == _conversation)
    .order_by(events.c.id.desc())
    .limit(LOADED_EVENTS)
    .subquery()
)
# The newest first. A conversation without events has one row as well, of which the event is empty.
LATEST_EVENTS = (
    sa.select([conversations.c.version, conversations.c.slots, _latest])
    .select_from(conversations.outerjoin(_latest, sa.true()))
    .where(conversations.c.id == _conversation)
    .order_by(_latest.c.id.desc())
)
TOMBSTONE = sa.select([tombstones.c.erased_at]).where(tombstones.c.conversation_id == _conversation)

BEGIN = conversations.insert()
ADVANCE = conversations.update().where(
    (conversations.c.id == _conversation) & (conversations.c.version == sa.bindparam(READ_VERSION))
)
ADD_EVENTS = events.insert()
TAKE_IN = inbox.insert()

TAKEN_IN = sa.select([inbox.c.event_id]).where(
    (inbox.c.conversation_id == _conversation) & (inbox.c.message_id == sa.bindparam(MESSAGE))
)
EVENTS_SINCE = (
    sa.select([events.c.type_name, events.c.data])
    .where((events.c.sender_id == _conversation) & (events.c.id > sa.bindparam(TAKEN_EVENT)))
    .order_by(events.c.id)
    .limit(LOADED_EVENTS)
)
