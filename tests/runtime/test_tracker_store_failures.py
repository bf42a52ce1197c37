"""A conversation that cannot be read or written ends neither the server nor other conversations."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.schema import events, metadata
from runtime.ports import free_port
from runtime.tracker_store import ConversationStore

ME = "rest_me"


@pytest.fixture
def store(database_url: str) -> Iterator[ConversationStore]:
    """Return an empty store, over each kind of database in turn."""
    opened = ConversationStore(Domain.empty(), db=database_url)
    yield opened
    metadata.drop_all(opened.engine)
    opened.database.close()


def _tracker(*values: object) -> DialogueStateTracker:
    tracker = DialogueStateTracker(ME, [])
    for value in values:
        tracker.update(SlotSet("any", value))
    return tracker


def _values(store: ConversationStore) -> list[object]:
    tracker = asyncio.run(store.retrieve(ME))
    assert tracker is not None
    return [event.value for event in tracker.events]


def test_making_a_store_does_not_wait_for_the_database() -> None:
    away = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"

    store = ConversationStore(Domain.empty(), db=away)

    with pytest.raises(StoreUnavailable):
        asyncio.run(store.retrieve(ME))
    with pytest.raises(StoreUnavailable):
        asyncio.run(store.save(_tracker("lost")))
    store.database.close()


def test_of_a_turn_that_cannot_be_written_nothing_is_kept(store: ConversationStore) -> None:
    with pytest.raises(TypeError):
        asyncio.run(store.save(_tracker("fine", object())))
    assert asyncio.run(store.retrieve(ME)) is None

    asyncio.run(store.save(_tracker("fine")))
    assert _values(store) == ["fine"]


@pytest.mark.parametrize("text", ["\ud800", "\x00"])
def test_text_that_a_database_refuses_does_not_end_the_process(
    store: ConversationStore, text: str
) -> None:
    """Stock Rasa ends the server on such a text; the channels refuse it before."""
    try:
        asyncio.run(store.save(_tracker(text)))
    except StoreUnavailable:
        assert asyncio.run(store.retrieve(ME)) is None
    else:
        assert _values(store) == [text]


def test_events_that_failed_are_written_by_the_next_save(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker = _tracker("first")
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    with monkeypatch.context() as patch:
        patch.setattr(store, "database", away)
        with pytest.raises(StoreUnavailable):
            asyncio.run(store.save(tracker))
    away.close()

    tracker.update(ActionExecuted("action_listen"))
    asyncio.run(store.save(tracker))

    kept = asyncio.run(store.retrieve_full_tracker(ME))
    assert kept is not None
    assert [event.type_name for event in kept.events] == ["slot", "action"]


def test_conversations_outlive_the_server(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/conversations.db"
    store = ConversationStore(Domain.empty(), db=url)
    asyncio.run(store.save(_tracker("kept")))
    store.database.close()

    reopened = ConversationStore(Domain.empty(), db=url)

    assert _values(reopened) == ["kept"]
    reopened.database.close()


def test_a_damaged_row_is_an_error_and_not_a_new_conversation(store: ConversationStore) -> None:
    asyncio.run(store.save(_tracker("kept")))
    store.database.run_now(_damage)

    with pytest.raises(ValueError, match="Expecting value"):
        asyncio.run(store.retrieve(ME))


def _damage(connection: Any) -> None:
    connection.execute(sa.update(events).values(data="damaged"))
