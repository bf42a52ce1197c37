"""Facts that somebody should compare with their source soon are listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.models import Article, Fact
from actions.knowledge.review import Review, reviews_due

Due = Callable[..., list[Review]]


@pytest.fixture
def due(
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Callable[..., KnowledgeBase],
) -> Due:
    """Return a function that lists what is due on a day, of one fact."""

    def find(day: date, **fields: object) -> list[Review]:
        return reviews_due(make_knowledge([make_article()], [make_fact(**fields)]), day)

    return find


@pytest.mark.parametrize(
    ("day", "listed"),
    [(date(2026, 11, 30), False), (date(2026, 12, 1), True), (date(2027, 6, 1), True)],
)
def test_a_fact_is_listed_from_thirty_days_before_its_day(
    due: Due, day: date, listed: bool
) -> None:
    assert bool(due(day, review_by="2026-12-31")) is listed


def test_a_review_names_the_articles_and_a_fact_that_is_not_given_any_more(due: Due) -> None:
    day = date(2027, 1, 1)
    late = {"review_by": "2026-12-31"}

    assert due(day, **late) == [Review(date(2026, 12, 31), "fact", ("article",), is_given=True)]
    (volatile,) = due(day, volatility="volatile", **late)
    assert str(volatile) == "2026-12-31 fact NOT GIVEN ANY MORE (article)"


def test_the_last_day_of_a_fact_counts_when_it_comes_before_the_review(due: Due) -> None:
    (review,) = due(date(2026, 12, 1), valid_to="2026-12-10")

    assert review.day == date(2026, 12, 10)


def test_a_fact_that_does_not_hold_yet_is_listed(due: Due) -> None:
    (review,) = due(date(2026, 12, 1), valid_from="2027-01-01")

    assert not review.is_given


def test_the_most_urgent_comes_first(
    make_fact: Callable[..., Fact], make_knowledge: Callable[..., KnowledgeBase]
) -> None:
    days = {"b": "2026-12-20", "a": "2026-12-24", "c": "2026-12-01"}
    facts = [make_fact(id=name, review_by=day) for name, day in days.items()]

    found = reviews_due(make_knowledge([], facts), date(2026, 12, 10))

    assert [review.fact for review in found] == ["c", "b", "a"]
