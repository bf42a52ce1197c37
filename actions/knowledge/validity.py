"""Tells whether a fact may still be given."""

from __future__ import annotations

from datetime import date, timedelta

from actions.knowledge.base import ReviewTerms
from actions.knowledge.models import Fact


def review_date(fact: Fact, terms: ReviewTerms) -> date:
    """Return the day by which somebody compares the fact with its source again."""
    if fact.review_by is not None:
        return fact.review_by
    days: int = getattr(terms, fact.volatility)
    return fact.checked_on + timedelta(days=days)


def may_be_given(fact: Fact, day: date, terms: ReviewTerms) -> bool:
    """Tell whether the fact holds on `day` and, when it changes often, was reviewed in time."""
    if fact.valid_from is not None and day < fact.valid_from:
        return False
    if fact.valid_to is not None and day > fact.valid_to:
        return False
    return fact.volatility != "volatile" or day <= review_date(fact, terms)
