"""What waits is claimed by one, in order within a conversation, and stays with nobody for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from runtime.conversations import outbox, queue
from runtime.conversations.arrivals import Arrival
from runtime.conversations.arrivals import add as add_arrival
from runtime.conversations.database import Database
from runtime.conversations.outbox import Outgoing
from runtime.conversations.queue import Claimed
from runtime.conversations.schema import arrivals
from runtime.conversations.schema import outbox as table

NOW, UNTIL = 100.0, 130.0


def _letters(database: Database, *letters: str, channel: str = "telegram") -> None:
    """Store letters, each written as its conversation and a number."""
    rows = [Outgoing(channel, letter[0], letter) for letter in letters]
    database.run_now(outbox.add, rows, NOW)


def _claim(database: Database, now: float = NOW, **kinds: Any) -> list[Claimed]:
    of = kinds.get("table", table), kinds.get("channel", "telegram")
    return list(database.run_now(queue.claim, *of, now, now + 30, kinds.get("limit", 10)).claimed)


def _texts(claimed: list[Claimed]) -> list[str]:
    return [row.sealed for row in claimed]


def test_only_the_first_of_each_conversation_is_claimed(database: Database) -> None:
    _letters(database, "a1", "a2", "b1", "b2")
    first = _claim(database)
    assert _texts(first) == ["a1", "b1"]
    assert _claim(database) == []
    assert database.run_now(queue.remove, table, first[0])
    assert _texts(_claim(database)) == ["a2"]


def test_no_more_are_claimed_than_there_is_room_for(database: Database) -> None:
    _letters(database, "a1", "b1", "c1")
    assert _texts(_claim(database, limit=2)) == ["a1", "b1"]
    assert _texts(_claim(database, limit=2)) == ["c1"]


def test_a_channel_sees_nothing_of_another(database: Database) -> None:
    _letters(database, "a1", channel="x")
    assert _claim(database) == []
    assert database.run_now(queue.count, table, "x") == 1
    assert database.run_now(queue.count, table, "telegram") == 0


def test_of_two_who_claim_at_once_one_gets_it(database: Database) -> None:
    _letters(database, *(f"{letter}1" for letter in "abcdefgh"))
    with ThreadPoolExecutor(4) as threads:
        claimed = [c for got in threads.map(lambda _: _claim(database), range(4)) for c in got]
    assert sorted(_texts(claimed)) == [f"{letter}1" for letter in "abcdefgh"]


def test_who_had_it_before_cannot_change_it_any_more(database: Database) -> None:
    _letters(database, "a1")
    (old,) = _claim(database)
    (new,) = _claim(database, UNTIL + 1)
    assert (old.claimed_before, new.claimed_before) == (False, True)
    assert (old.attempts, new.attempts) == (1, 2)
    assert not database.run_now(queue.remove, table, old)
    assert not database.run_now(queue.postpone, table, old, NOW)
    assert not database.run_now(queue.replace, table, old, "other", NOW)
    assert database.run_now(queue.remove, table, new)


def test_what_has_begun_is_known_to_who_has_it_next(database: Database) -> None:
    _letters(database, "a1", "b1")
    first, other = _claim(database)
    begun = database.run_now(queue.begin, table, first, UNTIL + 5)
    assert begun is not None
    assert not database.run_now(queue.remove, table, first)
    (again,) = _claim(database, UNTIL + 1)  # only the other one's claim has ended
    assert (again.id, again.claimed_before, again.begun_before) == (other.id, True, False)
    (again,) = _claim(database, UNTIL + 6)
    assert (again.id, again.claimed_before, again.begun_before) == (first.id, True, True)
    assert database.run_now(queue.begin, table, begun, UNTIL) is None


def test_what_is_put_off_is_due_later_and_holds_its_conversation_up(database: Database) -> None:
    _letters(database, "a1", "a2", "b1")
    first = _claim(database)[0]
    assert database.run_now(queue.postpone, table, first, NOW + 5)
    due = database.run_now(queue.claim, table, "telegram", NOW + 1, UNTIL, 10)
    assert (due.claimed, due.next_at) == ((), NOW + 5)
    (again,) = _claim(database, NOW + 6)
    assert (again.sealed, again.claimed_before, again.attempts) == ("a1", False, 2)


def test_something_else_can_wait_in_its_place(database: Database) -> None:
    _letters(database, "a1", "a2")
    (first,) = _claim(database)
    assert database.run_now(queue.replace, table, first, "instead", NOW)
    (instead,) = _claim(database)
    assert (instead.sealed, instead.attempts, instead.claimed_before) == ("instead", 1, False)


@pytest.mark.parametrize(("positions", "expected"), [((2, 1), "second"), ((1, 1), "first")])
def test_updates_of_a_conversation_go_by_their_position(
    database: Database, positions: tuple[int, int], expected: str
) -> None:
    for name, position in zip(("first", "second"), positions, strict=True):
        arrival = Arrival("telegram", name, "a", name, position)
        assert database.run_now(add_arrival, arrival, NOW)
    assert _texts(_claim(database, table=arrivals)) == [expected]
