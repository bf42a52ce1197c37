"""How much one caller may send."""

from __future__ import annotations

import pytest

from channels.errors import NotReady, TooMany
from channels.limits import RateLimit, Room


class _Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    """Return a clock that stands still."""
    return _Clock()


def test_a_caller_may_send_a_few_at_once_and_then_waits(clock: _Clock) -> None:
    limit = RateLimit(60, 3, clock)
    for _ in range(3):
        limit.spend("me")
    with pytest.raises(TooMany) as refused:
        limit.spend("me")
    assert refused.value.retry_after == 1


def test_the_bucket_fills_again_with_time_and_never_over_its_brim(clock: _Clock) -> None:
    limit = RateLimit(60, 2, clock)
    limit.spend("me")
    limit.spend("me")
    clock.now = 1
    limit.spend("me")
    clock.now = 1000
    limit.spend("me")
    limit.spend("me")
    with pytest.raises(TooMany):
        limit.spend("me")


def test_one_caller_does_not_use_up_what_another_has(clock: _Clock) -> None:
    limit = RateLimit(60, 1, clock)
    limit.spend("me")
    limit.spend("you")
    with pytest.raises(TooMany):
        limit.spend("me")


def test_a_slow_limit_says_how_long_to_wait(clock: _Clock) -> None:
    limit = RateLimit(1, 1, clock)
    limit.spend("me")
    with pytest.raises(TooMany) as refused:
        limit.spend("me")
    assert refused.value.retry_after == 60


def test_a_room_holds_no_more_than_its_places_and_frees_them_after_an_error() -> None:
    room = Room(2)
    with room.place():
        with pytest.raises(ZeroDivisionError), room.place():
            raise ZeroDivisionError
        with room.place(), pytest.raises(NotReady), room.place():
            pytest.fail("there was no place")
    with room.place(), room.place():
        pass
