"""When a fact may still be given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from actions.knowledge.base import ReviewTerms
from actions.knowledge.models import Fact
from actions.knowledge.validity import may_be_given, review_date

CHECKED_ON = date(2026, 11, 21)
DAY = timedelta(days=1)
Facts = Callable[..., Fact]


@pytest.mark.parametrize(("volatility", "days"), [("stable", 730), ("slow", 365), ("volatile", 92)])
def test_the_review_date_follows_from_the_check_and_the_volatility(
    make_fact: Facts, terms: ReviewTerms, volatility: str, days: int
) -> None:
    fact = make_fact(checked_on=CHECKED_ON, volatility=volatility)

    assert review_date(fact, terms) == CHECKED_ON + timedelta(days=days)


def test_a_review_date_of_its_own_goes_before_the_usual_term(
    make_fact: Facts, terms: ReviewTerms
) -> None:
    fact = make_fact(volatility="volatile", review_by="2027-06-30")

    assert review_date(fact, terms) == date(2027, 6, 30)
    assert may_be_given(fact, date(2027, 6, 30), terms)
    assert not may_be_given(fact, date(2027, 7, 1), terms)


def test_a_volatile_fact_past_its_review_date_is_not_given(
    make_fact: Facts, terms: ReviewTerms
) -> None:
    fact = make_fact(checked_on=CHECKED_ON, volatility="volatile")
    last = CHECKED_ON + 92 * DAY

    assert may_be_given(fact, last, terms)
    assert not may_be_given(fact, last + DAY, terms)


@pytest.mark.parametrize("volatility", ["stable", "slow"])
def test_a_fact_that_seldom_changes_is_given_after_its_review_date(
    make_fact: Facts, terms: ReviewTerms, volatility: str
) -> None:
    fact = make_fact(volatility=volatility)

    assert may_be_given(fact, CHECKED_ON + 5000 * DAY, terms)


@pytest.mark.parametrize("volatility", ["stable", "volatile"])
def test_a_fact_is_given_from_its_first_to_its_last_day(
    make_fact: Facts, terms: ReviewTerms, volatility: str
) -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    fact = make_fact(valid_from=first, valid_to=last, volatility=volatility)
    days = [first - DAY, first, last, last + DAY]

    assert [may_be_given(fact, day, terms) for day in days] == [False, True, True, False]
