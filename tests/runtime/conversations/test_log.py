"""Events are added all or none, and read back in order, the last ones only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.errors import ConversationChanged, ConversationErased, StoreUnavailable
from runtime.conversations.schema import events, tombstones
from runtime.conversations.statements import LOADED_EVENTS

ME, YOU = "rest_me", "rest_you"

Turn = Callable[..., list[dict[str, Any]]]
Converse = Callable[..., None]


def test_a_conversation_that_nobody_began_is_none(database: Database) -> None:
    assert database.run_now(log.load, ME) is None
    assert database.run_now(log.load_all, ME) == []


def test_what_was_added_is_read_back_in_order(database: Database, turn: Turn) -> None:
    added = [{"event": "session_started", "timestamp": 1.0}, *turn(1)]

    assert database.run_now(log.append, ME, 0, added, {"topic": "fees"}) == 1
    assert database.run_now(log.append, ME, 1, turn(2), {"topic": "study"}) == 2

    stored = database.run_now(log.load, ME)
    assert stored is not None
    assert stored.version == 2
    assert stored.slots == {"topic": "study"}
    assert stored.events == [*added, *turn(2)] == database.run_now(log.load_all, ME)
    assert not stored.is_cut


def test_conversations_do_not_see_each_other(database: Database, converse: Converse) -> None:
    converse(database, ME, text="mine")
    converse(database, YOU, text="yours")

    stored = database.run_now(log.load_all, ME)

    assert {event.get("text") for event in stored} & {"yours 0", "yours 1"} == set()
    assert len(stored) == 7


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_write_that_read_another_version_is_refused_whole(
    database: Database, converse: Converse, turn: Turn, version: int
) -> None:
    converse(database, ME, turns=2)

    with pytest.raises(ConversationChanged):
        database.run_now(log.append, ME, version, turn(9), {"topic": "wrong"})

    stored = database.run_now(log.load, ME)
    assert stored is not None
    assert (stored.version, stored.slots, len(stored.events)) == (2, {}, 7)


def test_a_conversation_that_nobody_began_has_no_later_version(
    database: Database, turn: Turn
) -> None:
    with pytest.raises(ConversationChanged):
        database.run_now(log.append, ME, 4, turn(1), {})


@pytest.mark.parametrize("version", [0, 3])
def test_an_erased_conversation_takes_nothing_in(
    database: Database, turn: Turn, version: int
) -> None:
    buried = tombstones.insert().values(conversation_id=ME, erased_at=1.0)
    database.run_now(lambda connection: connection.execute(buried))

    with pytest.raises(ConversationErased):
        database.run_now(log.append, ME, version, turn(1), {})

    assert database.run_now(log.load, ME) is None
    assert database.run_now(log.load_all, ME) == []


def test_events_are_added_all_or_none(database: Database, converse: Converse, turn: Turn) -> None:
    converse(database, ME, turns=1)

    with pytest.raises(StoreUnavailable):  # message-0 again: the inbox has it
        database.run_now(log.append, ME, 1, [*turn(5), *turn(0)], {})

    stored = database.run_now(log.load, ME)
    assert stored is not None
    assert (stored.version, len(stored.events)) == (1, 4)


def test_only_the_last_events_of_a_long_session_are_read(
    database: Database, converse: Converse, turn: Turn
) -> None:
    converse(database, ME, turns=40, slots={"topic": "fees"})

    stored = database.run_now(log.load, ME)

    assert stored is not None
    assert len(stored.events) <= LOADED_EVENTS
    assert stored.is_cut
    assert stored.slots == {"topic": "fees"}
    assert stored.events[0] == turn(0)[-1]  # whole turns: they begin where one ended
    assert stored.events[-3:] == turn(39)


def test_an_earlier_session_is_not_read(database: Database, converse: Converse, turn: Turn) -> None:
    converse(database, ME, turns=2)
    again = [{"event": "session_started", "timestamp": 9.0}, *turn(9)]
    database.run_now(log.append, ME, 2, again, {})

    stored = database.run_now(log.load, ME)

    assert stored is not None
    assert stored.events == again
    assert not stored.is_cut
    assert len(database.run_now(log.load_all, ME)) == 7 + 4


def test_the_reply_to_a_message_is_found_as_it_was_said(database: Database, turn: Turn) -> None:
    message, _, end = turn(1)
    buttons = [{"title": "Yes", "payload": "choice:yes"}]
    custom = {"answer": {"topic": "fees"}}
    said = [
        {"event": "bot", "text": "one", "data": {"buttons": buttons, "image": None}},
        {"event": "bot", "text": "two", "data": {"custom": custom, "buttons": []}},
    ]
    database.run_now(log.append, ME, 0, [message, *said, end, *turn(2)], {})

    assert database.run_now(log.find_reply, ME, "message-1") == [
        {"text": "one", "buttons": buttons},
        {"text": "two", "custom": custom},
    ]
    assert database.run_now(log.find_reply, ME, "message-2") == [{"text": "reply to hello 2"}]


def test_what_others_are_told_meanwhile_is_no_reply(database: Database, turn: Turn) -> None:
    message, reply, _ = turn(1)
    other = {"event": "bot", "text": "for somebody else", "data": {}}
    for version, (conversation, event) in enumerate([(ME, message), (YOU, other), (ME, reply)]):
        database.run_now(log.append, conversation, version // 2, [event], {})

    assert database.run_now(log.find_reply, ME, "message-1") == [{"text": "reply to hello 1"}]


def test_a_message_of_somebody_else_has_no_reply(database: Database, converse: Converse) -> None:
    converse(database, ME)

    assert database.run_now(log.find_reply, YOU, "message-1") is None
    assert database.run_now(log.find_reply, ME, "message-7") is None


def test_columns_beside_the_event_serve_tools(database: Database, turn: Turn) -> None:
    database.run_now(log.append, ME, 0, turn(1), {})

    query = sa.select([events.c.type_name, events.c.intent_name, events.c.action_name])
    rows = database.run_now(lambda connection: connection.execute(query.order_by("id")).all())

    assert [tuple(row) for row in rows] == [
        ("user", "fees", None),
        ("bot", None, None),
        ("action", None, "action_listen"),
    ]


def test_the_id_of_an_event_is_never_used_again(
    database: Database, converse: Converse, turn: Turn
) -> None:
    converse(database, ME)

    def last_id(connection: Any) -> int:
        return int(connection.execute(sa.select([sa.func.max(events.c.id)])).scalar())

    before = database.run_now(last_id)
    database.run_now(lambda connection: connection.execute(events.delete()))
    database.run_now(log.append, YOU, 0, turn(1), {})

    assert database.run_now(last_id) > before
