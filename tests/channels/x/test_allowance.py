"""X takes few direct messages, and people are told when theirs comes."""

from __future__ import annotations

import pytest

from channels.x.allowance import SECONDS, Allowance


class _Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def allowance(clock: _Clock) -> Allowance:
    return Allowance(messages=5, notices=2, clock=clock)


def _spend(allowance: Allowance, times: int) -> None:
    for _ in range(times):
        allowance.spend()


def test_answers_go_at_once_until_only_the_room_for_notices_is_left(allowance: Allowance) -> None:
    _spend(allowance, 2)
    assert allowance.answer_at() == 1_000.0
    _spend(allowance, 1)
    assert allowance.answer_at() == 1_000.0 + SECONDS
    assert allowance.has_room_for_notice()


def test_no_notice_goes_when_all_of_it_is_spent(allowance: Allowance, clock: _Clock) -> None:
    _spend(allowance, 5)
    assert not allowance.has_room_for_notice()
    clock.now += SECONDS
    assert allowance.has_room_for_notice()


def test_who_waits_behind_others_is_told_a_later_time(allowance: Allowance) -> None:
    _spend(allowance, 3)
    assert allowance.answer_at(ahead=2) == 1_000.0 + SECONDS
    assert allowance.answer_at(ahead=3) == 1_000.0 + 2 * SECONDS


def test_what_x_says_counts_more_than_our_own_count(allowance: Allowance) -> None:
    allowance.learn({"x-rate-limit-remaining": "3", "x-rate-limit-reset": "1500"})
    assert allowance.answer_at() == 1_000.0
    allowance.learn({"x-rate-limit-remaining": "0", "x-rate-limit-reset": "1500"})
    assert allowance.answer_at() == 1_500.0
    assert not allowance.has_room_for_notice()


@pytest.mark.parametrize(
    "headers", [{}, {"x-rate-limit-remaining": "0"}, {"x-rate-limit-reset": "x"}]
)
def test_an_answer_without_limits_teaches_nothing(
    allowance: Allowance, headers: dict[str, str]
) -> None:
    allowance.learn(headers)
    assert allowance.answer_at() == 1_000.0


def test_after_a_refusal_nothing_goes_for_so_long(allowance: Allowance) -> None:
    allowance.close(30.0)
    allowance.close(10.0)
    assert allowance.answer_at() == 1_030.0


def test_where_x_takes_hardly_any_messages_answers_go_before_notices(clock: _Clock) -> None:
    allowance = Allowance(messages=1, notices=2, clock=clock)
    assert allowance.answer_at() == 1_000.0
    allowance.spend()
    assert allowance.answer_at() == 1_000.0 + SECONDS
