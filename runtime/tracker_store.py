"""Rasa's tracker store over `runtime.conversations`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.schema import conversations
from runtime.privacy.events import without_personal_data

# What later turns need of what was understood; the rest is only for the turn itself.
KEPT_OF_PARSE_DATA = ("intent", "entities", "text", "message_id", "metadata")
# Marks on a tracker: how many of its events are stored, and the version that was read.
STORED_EVENTS, VERSION = "_stored_events", "_version"


class ConversationStore(SQLTrackerStore):
    """Keeps events in SQL, off the event loop; an error reaches the caller, nothing else does.

    Unlike its base it never ends the process, never waits without a limit, loads a bounded part
    of the conversation and refuses to overwrite what somebody else wrote in between.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        db: str = "",
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        # The base would connect here, again and again until the database is there.
        TrackerStore.__init__(self, domain, event_broker)
        self.database = Database(db)
        self.engine = self.database.engine

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the latest session of the conversation, its last turns only."""
        stored = await self.database.read(log.load, sender_id)
        if stored is None or self.domain is None:
            return None
        slots = [SlotSet(name, value) for name, value in stored.slots.items()]
        past = [_event(event) for event in stored.events]
        loaded = [*slots, *past] if stored.is_cut else past
        tracker = DialogueStateTracker.from_events(sender_id, loaded, self.domain.slots)
        _mark(tracker, stored.version)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return all stored events of the conversation."""
        stored = await self.database.run(log.load_all, conversation_id)
        if not stored or self.domain is None:
            return None
        past = [_event(event) for event in stored]
        return DialogueStateTracker.from_events(conversation_id, past, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events that are not stored yet, all or none.

        Raises:
            StoreError: as the modules of `runtime.conversations` do.
        """
        await self.stream_events(tracker)
        new = list(tracker.events)[getattr(tracker, STORED_EVENTS, 0) :]
        if not new:
            return
        slots = {n: s.value for n, s in tracker.slots.items() if s.value is not None}
        version = await self.database.run(
            log.append,
            tracker.sender_id,
            getattr(tracker, VERSION, 0),
            [stored_form(event.as_dict()) for event in new],
            slots,
        )
        _mark(tracker, version)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations."""
        query = sa.select([conversations.c.id])
        found: list[str] = await self.database.run(lambda c: c.execute(query).scalars().all())
        return found


def stored_form(event: dict[str, Any]) -> dict[str, Any]:
    """Return the event as it is stored: masked, and only with what later turns need."""
    if "parse_data" in event:
        understood = event["parse_data"]
        event["parse_data"] = {k: understood[k] for k in KEPT_OF_PARSE_DATA if k in understood}
    return without_personal_data(event)


def _mark(tracker: DialogueStateTracker, version: int) -> None:
    setattr(tracker, STORED_EVENTS, len(tracker.events))
    setattr(tracker, VERSION, version)


def _event(data: dict[str, Any]) -> Event:
    return _event_class(data["event"])._from_parameters(data)


@lru_cache(maxsize=64)
def _event_class(name: str) -> Any:
    # Rasa walks over all its event classes for every stored event.
    return Event.resolve_by_type(name)
