"""The facts that a result rests on: looked up, checked for age, and remembered for its sources."""

from __future__ import annotations

from datetime import date

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import Fact
from actions.knowledge.validity import may_be_given
from actions.knowledge.values import format_value


class RuleOutdated(Exception):
    """A rule may have changed since somebody checked it, so nothing is worked out from it."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.id)
        self.fact = fact


class Rules:
    """The facts of the knowledge base on one day; each one that is looked up becomes a source."""

    def __init__(self, knowledge: KnowledgeBase, day: date) -> None:
        self._knowledge = knowledge
        self._day = day
        self._used: dict[str, Fact] = {}

    @property
    def used(self) -> tuple[Fact, ...]:
        """Return the facts that were looked up, in that order."""
        return tuple(self._used.values())

    def rest_on(self, *fact_ids: str) -> None:
        """Name facts without a value that the result rests on.

        Raises:
            RuleOutdated: when one of them may not be given any more.
        """
        for fact_id in fact_ids:
            self._look_up(fact_id)

    def number(self, fact_id: str) -> int:
        """Return the value of a fact in its own unit.

        Raises:
            RuleOutdated: when it may not be given any more.
            TypeError: when the fact's value is no whole number.
        """
        value = self._look_up(fact_id).value
        if not isinstance(value, int):
            raise TypeError(f"{fact_id} has no whole number")
        return value

    def text(self, fact_id: str) -> str:
        """Return the value of a fact as it is written in its file.

        Raises:
            RuleOutdated: when it may not be given any more.
        """
        return str(self._look_up(fact_id).value)

    def in_words(self, fact_id: str, language: Language) -> str:
        """Return the value of a fact with its unit.

        Raises:
            RuleOutdated: when it may not be given any more.
        """
        return format_value(self._look_up(fact_id), language, self._knowledge.wording)

    def _look_up(self, fact_id: str) -> Fact:
        fact = self._knowledge.facts[fact_id]
        if not may_be_given(fact, self._day, self._knowledge.review_terms):
            raise RuleOutdated(fact)
        self._used[fact_id] = fact
        return fact
