"""What stands in the database after a run, compared with what was acknowledged."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.reliability.messages import Message
from tests.reliability.sql import execute

USER, BOT = "user", "bot"
QUERY = "SELECT sender_id, type_name, data FROM events ORDER BY id"


@dataclass(frozen=True)
class StoredEvent:
    """One event of the conversation log."""

    conversation: str
    kind: str
    text: str
    message_id: str = ""

    @property
    def marker(self) -> str:
        return self.text.rsplit(" ", 1)[-1]


def read_events(url: str) -> list[StoredEvent]:
    """Return every event; the table is the same in stock Rasa."""
    found = []
    for conversation, kind, data in execute(url, QUERY):
        content = json.loads(data)
        text, message_id = content.get("text") or "", content.get("message_id") or ""
        found.append(StoredEvent(conversation, kind, text, message_id))
    return found


def times_stored(messages: Iterable[Message], events: Iterable[StoredEvent]) -> list[int]:
    """Return how often each message was taken in."""
    stored = Counter[str]()
    for event in events:
        if event.kind == USER:
            stored.update((event.marker, event.message_id))
    # Stock Rasa keeps no id of the client; ours keeps no text where the topic is too private.
    return [max(stored[message.marker], stored[message.stored_id]) for message in messages]


def lost(acknowledged: Iterable[Message], events: Sequence[StoredEvent]) -> int:
    """Count messages that were acknowledged and are not there."""
    return times_stored(acknowledged, events).count(0)


def doubled(sent: Iterable[Message], events: Sequence[StoredEvent]) -> int:
    """Count messages that were taken in more than once."""
    return sum(times > 1 for times in times_stored(sent, events))


def malformed(sent: Iterable[Message], events: Sequence[StoredEvent]) -> int:
    """Count messages whose reply does not stand between them and the next message."""
    keys = {key for message in sent for key in (message.marker, message.stored_id)}
    by_conversation: dict[str, list[StoredEvent]] = defaultdict(list)
    for event in events:
        if event.kind in {USER, BOT}:
            by_conversation[event.conversation].append(event)
    return sum(
        event.kind == USER
        and not keys.isdisjoint((event.marker, event.message_id))
        and (not following or following[0].kind == USER)
        for said in by_conversation.values()
        for event, following in ((said[i], said[i + 1 : i + 2]) for i in range(len(said)))
    )
