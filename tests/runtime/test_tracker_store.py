"""Conversations are kept whole, in order and cheaply, and never overwritten."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.conversations import log
from runtime.conversations.compaction import compact
from runtime.conversations.erasure import erase_conversation
from runtime.conversations.errors import ConversationChanged, ConversationErased
from runtime.conversations.schema import conversations, events, metadata
from runtime.conversations.statements import LOADED_EVENTS
from runtime.tracker_store import KEPT_OF_PARSE_DATA, ConversationStore

ME, YOU = "rest_me", "rest_you"
DOMAIN = """
intents: [greet]
actions: [action_reply]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  topic: {type: text, influence_conversation: false, mappings: [{type: custom}]}
"""
PARSED: dict[str, Any] = {
    "intent": {"name": "greet", "confidence": 0.9},
    "entities": [{"entity": "language", "value": "nl"}],
    "text": "hallo",
    "metadata": {"redacted": []},
    "intent_ranking": [{"name": "greet", "confidence": 0.9}],
    "article_ranking": [{"article": "fees-overview"}],
}
MORNING: tuple[Event, ...] = (ActionExecuted("action_session_start"), SessionStarted())


def _turn(number: int, text: str = "hallo", **slots: str) -> list[Event]:
    answer = {"custom": {"answer": {"outcome": "smalltalk"}}, "buttons": None}
    return [
        ActionExecuted("action_listen"),
        UserUttered(text, PARSED["intent"], PARSED["entities"], PARSED, message_id=f"id-{number}"),
        *(SlotSet(name, value) for name, value in slots.items()),
        ActionExecuted("action_reply"),
        BotUttered(f"één {number}", answer),
    ]


@pytest.fixture
def store(database_url: str) -> Iterator[ConversationStore]:
    """Return an empty store, over each kind of database in turn."""
    opened = ConversationStore(Domain.from_yaml(DOMAIN), db=database_url)
    yield opened
    metadata.drop_all(opened.engine)
    opened.database.close()


def _tracker(store: ConversationStore, conversation: str = ME) -> DialogueStateTracker:
    found = asyncio.run(store.retrieve(conversation))
    return found or DialogueStateTracker(conversation, store.domain.slots)


def _say(store: ConversationStore, new: Sequence[Event], conversation: str = ME) -> None:
    tracker = _tracker(store, conversation)
    for event in new:
        tracker.update(event)
    asyncio.run(store.save(tracker))


def _types(tracker: DialogueStateTracker | None) -> list[str]:
    assert tracker is not None
    return [str(event.type_name) for event in tracker.events]


def _rows(store: ConversationStore, column: Any = events.c.data) -> list[Any]:
    def read(connection: Any) -> list[Any]:
        rows: list[Any] = connection.execute(sa.select([column])).scalars().all()
        return rows

    return store.database.run_now(read)


def test_events_and_slots_come_back_as_they_were(store: ConversationStore) -> None:
    _say(store, [*MORNING, *_turn(1, language="nl")])

    tracker = _tracker(store)

    assert _types(tracker) == ["session_started", "action", "user", "slot", "action", "bot"]
    assert tracker.get_slot("language") == "nl"
    assert tracker.latest_message.intent["name"] == "greet"
    assert tracker.latest_message.entities == PARSED["entities"]
    assert tracker.events[-1].text == "één 1"
    assert tracker.events[-1].data["custom"]["answer"]["outcome"] == "smalltalk"


def test_a_conversation_that_nobody_began_is_none(store: ConversationStore) -> None:
    assert asyncio.run(store.retrieve(ME)) is None
    assert asyncio.run(store.retrieve_full_tracker(ME)) is None
    assert list(asyncio.run(store.keys())) == []


def test_only_the_latest_session_is_loaded_unless_all_are_asked_for(
    store: ConversationStore,
) -> None:
    for number in range(3):
        _say(store, [*MORNING, *_turn(number)])

    assert _types(_tracker(store)) == ["session_started", "action", "user", "action", "bot"]
    everything = asyncio.run(store.retrieve_full_tracker(ME))
    assert len(_types(everything)) == 3 * (2 + 4)


def test_what_is_loaded_of_a_long_conversation_has_a_bound_and_its_slots_are_kept(
    store: ConversationStore,
) -> None:
    tracker = _tracker(store)
    for number in range(300):
        start = [*MORNING] if number == 0 else []
        slots = {"language": "nl"} if number == 0 else {"topic": f"topic-{number}"}
        for event in [*start, *_turn(number, **slots)]:
            tracker.update(event)
        asyncio.run(store.save(tracker))

    loaded = _tracker(store)

    stored_events = [event for event in loaded.events if event.type_name != "slot"]
    assert len(stored_events) <= LOADED_EVENTS
    assert len(loaded.events) <= LOADED_EVENTS + len(loaded.slots)
    assert (loaded.get_slot("language"), loaded.get_slot("topic")) == ("nl", "topic-299")
    assert loaded.events[-1].text == "één 299"
    assert len(_rows(store)) == 2 + 300 * 5


def test_a_conversation_that_was_loaded_in_part_goes_on(store: ConversationStore) -> None:
    _say(store, [*MORNING, *(event for number in range(30) for event in _turn(number))])

    _say(store, _turn(30, topic="fees"))
    _say(store, _turn(31))

    assert len(_rows(store)) == 2 + 30 * 4 + 5 + 4
    assert _tracker(store).get_slot("topic") == "fees"
    assert _rows(store, conversations.c.version) == [3]


def test_of_two_who_read_the_same_version_the_second_is_refused(store: ConversationStore) -> None:
    _say(store, [*MORNING, *_turn(1)])
    first, second = _tracker(store), _tracker(store)
    first.update(SlotSet("topic", "first"))
    second.update(SlotSet("topic", "second"))

    asyncio.run(store.save(first))
    with pytest.raises(ConversationChanged):
        asyncio.run(store.save(second))

    assert _tracker(store).get_slot("topic") == "first"
    first.update(SlotSet("topic", "again"))
    asyncio.run(store.save(first))  # the first knows its own version
    assert _tracker(store).get_slot("topic") == "again"


def test_of_two_who_begin_a_conversation_the_second_is_refused(store: ConversationStore) -> None:
    first, second = _tracker(store), _tracker(store)
    first.update(SlotSet("topic", "first"))
    second.update(SlotSet("topic", "second"))

    asyncio.run(store.save(first))
    with pytest.raises(ConversationChanged):
        asyncio.run(store.save(second))

    assert len(_rows(store)) == 1


def test_a_save_appends_only_the_new_events(store: ConversationStore) -> None:
    _say(store, [*MORNING, *_turn(1)])
    first = _rows(store)

    _say(store, _turn(2)[:1])

    assert _rows(store)[: len(first)] == first
    assert len(_rows(store)) == len(first) + 1


def test_saving_twice_writes_once(store: ConversationStore) -> None:
    (tracker := _tracker(store)).update(MORNING[0])

    asyncio.run(store.save(tracker))
    asyncio.run(store.save(tracker))

    assert len(_rows(store)) == 1


def test_what_later_turns_do_not_need_is_not_kept(store: ConversationStore) -> None:
    _say(store, _turn(1))

    (user,) = (json.loads(row) for row in _rows(store) if '"parse_data"' in row)

    assert user["parse_data"].keys() <= set(KEPT_OF_PARSE_DATA)
    assert user["parse_data"].keys() >= {"intent", "entities", "text", "metadata"}
    assert not {"intent_ranking", "article_ranking"} & set(KEPT_OF_PARSE_DATA)


def test_the_reply_to_a_message_is_found_as_it_was_said(store: ConversationStore) -> None:
    _say(store, [*MORNING, *_turn(1)])
    _say(store, _turn(2))

    said = store.database.run_now(log.find_reply, ME, "id-1")

    assert said == [{"text": "één 1", "custom": {"answer": {"outcome": "smalltalk"}}}]
    assert store.database.run_now(log.find_reply, ME, "id-3") is None


def test_conversations_do_not_see_each_other(store: ConversationStore) -> None:
    _say(store, _turn(1), ME)
    _say(store, _turn(1)[:1], YOU)

    assert len(_tracker(store, ME).events) == 4
    assert len(_tracker(store, YOU).events) == 1
    assert set(asyncio.run(store.keys())) == {ME, YOU}


def test_an_erased_conversation_refuses_a_turn_that_had_begun(store: ConversationStore) -> None:
    _say(store, [*MORNING, *_turn(1)])
    late = _tracker(store)
    late.update(SlotSet("topic", "late"))

    store.database.run_now(erase_conversation, ME)

    with pytest.raises(ConversationErased):
        asyncio.run(store.save(late))
    with pytest.raises(ConversationErased):
        _say(store, _turn(2))
    assert asyncio.run(store.retrieve(ME)) is None


def test_of_an_erased_conversation_no_byte_is_left_in_the_files(
    tmp_path: Any,
) -> None:
    store = ConversationStore(Domain.from_yaml(DOMAIN), db=f"sqlite:///{tmp_path}/kept.db")
    canary = "canary-58d1"
    for number in range(20):
        _say(store, _turn(number, "ordinary"), YOU)
        _say(store, _turn(number, canary, topic=canary), ME)
    assert canary.encode() in b"".join(path.read_bytes() for path in tmp_path.iterdir())

    store.database.run_now(erase_conversation, ME)
    compact(store.engine)
    store.database.close()

    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert canary.encode() not in left
    assert b"ordinary" in left
