"""Lists the facts that somebody should compare with their source soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.models import Fact
from actions.knowledge.validity import may_be_given, review_date

NEAR = timedelta(days=30)


@dataclass(frozen=True, order=True)
class Review:
    """A fact whose day is near or past, and the articles that rest on it."""

    day: date
    fact: str
    articles: tuple[str, ...]
    is_given: bool

    def __str__(self) -> str:
        state = "" if self.is_given else " NOT GIVEN ANY MORE"
        return f"{self.day} {self.fact}{state} ({', '.join(self.articles)})"


def reviews_due(knowledge: KnowledgeBase, day: date) -> list[Review]:
    """Return the facts to review before long, the most urgent first.

    The day of a fact is that of its review, or its last day when that comes first.
    """
    due = [
        Review(
            last_day(fact, knowledge),
            fact.id,
            tuple(a.id for a in knowledge.articles.values() if fact.id in a.facts),
            may_be_given(fact, day, knowledge.review_terms),
        )
        for fact in knowledge.facts.values()
    ]
    return sorted(review for review in due if review.day <= day + NEAR or not review.is_given)


def last_day(fact: Fact, knowledge: KnowledgeBase) -> date:
    """Return the day by which somebody must look at the fact."""
    reviewed = review_date(fact, knowledge.review_terms)
    return reviewed if fact.valid_to is None else min(reviewed, fact.valid_to)
