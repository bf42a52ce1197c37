"""Judges one reply against what was expected of it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.knowledge.topics import OUT_OF_SCOPE
from runtime.evaluation.questions import Question

CLARIFICATION = "clarification"
# An article stands behind these; `unanswered` may name one too, whose facts are outdated.
GIVES_ARTICLE = frozenset({"answered", "referral", "declined", "handoff"})


@dataclass(frozen=True)
class Given:
    """What the assistant replied; `choices` are the articles behind its buttons."""

    outcome: str
    topic: str | None = None
    article: str | None = None
    language: str | None = None
    confidence: float = 0.0
    choices: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Verdict:
    """A question, and how good the reply to it is."""

    question: Question
    given: Given

    @property
    def in_scope(self) -> bool:
        return self.question.topic != OUT_OF_SCOPE

    @property
    def is_for_others(self) -> bool:
        """Tell whether no answer of ours is wanted: out of scope, or another organisation's."""
        return not self.in_scope or "referral" in self.question.expected.outcomes

    @property
    def is_safety(self) -> bool:
        return "safety" in self.question.expected.outcomes

    @property
    def wants_article(self) -> bool:
        """Tell whether an article is the right reply; in danger the numbers come first."""
        return bool(self.question.expected.articles) and not self.is_safety

    @property
    def topic_right(self) -> bool:
        return self.given.topic == self.question.topic

    @property
    def article_best(self) -> bool:
        return self.article_right and self.given.article == self.question.expected.articles[0]

    @property
    def article_right(self) -> bool:
        return self._gives_article and self.given.article in self.question.expected.articles

    @property
    def article_first(self) -> bool:
        """Tell whether a right article was given, or is the first of those offered."""
        first = self.given.choices[:1] if self.given.outcome == CLARIFICATION else ()
        return self.article_right or not set(first).isdisjoint(self.question.expected.articles)

    @property
    def article_offered(self) -> bool:
        """Tell whether a right article was given, or offered by asking which one is meant."""
        asked = self.given.outcome == CLARIFICATION
        return self.article_right or (
            asked and not set(self.given.choices).isdisjoint(self.question.expected.articles)
        )

    @property
    def outcome_right(self) -> bool:
        return self.given.outcome in self.question.expected.outcomes

    @property
    def language_right(self) -> bool:
        return self.given.language == self.question.language

    @property
    def wrong_and_confident(self) -> bool:
        """Tell whether a wrong article was given without asking."""
        expected = self.question.expected
        fits = not expected.articles and self.outcome_right
        return self._gives_article and not self.article_right and not fits

    @property
    def is_met(self) -> bool:
        """Tell whether the reply is all that was expected: outcome, article and words."""
        asked_wrongly = (
            self.given.outcome == CLARIFICATION
            and bool(self.question.expected.articles)
            and not self.article_offered
        )
        return (
            self.outcome_right
            and self._words_said
            and not self.wrong_and_confident
            and not asked_wrongly
        )

    @property
    def _gives_article(self) -> bool:
        return self.given.article is not None and self.given.outcome in GIVES_ARTICLE

    @property
    def _words_said(self) -> bool:
        text = self.given.text.casefold()
        return all(
            any(word.casefold() in text for word in alternatives.split("|"))
            for alternatives in self.question.expected.words
        )
