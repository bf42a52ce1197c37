"""Counts what was understood rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from actions.knowledge.topics import OUT_OF_SCOPE, SUBJECT_TOPICS
from runtime.evaluation.questions import Question


@dataclass(frozen=True)
class Result:
    """A question, the intent that was predicted and how sure the classifier was."""

    question: Question
    intent: str
    confidence: float

    @property
    def in_scope(self) -> bool:
        return self.question.topic != OUT_OF_SCOPE

    @property
    def is_right(self) -> bool:
        """Tell whether the topic is right; out of scope means that no topic of ours was seen.

        Small talk and safety are right for a question out of scope: an insult is not answered
        with an article.
        """
        if self.in_scope:
            return self.intent == self.question.topic
        return self.intent not in SUBJECT_TOPICS


@dataclass(frozen=True)
class Score:
    """How many of a group were right."""

    right: int
    total: int

    def __str__(self) -> str:
        return f"{100 * self.right / self.total:5.1f} %  ({self.right} of {self.total})"


def score(results: Sequence[Result]) -> Score:
    """Return the score of some results."""
    return Score(sum(result.is_right for result in results), len(results))


def scores_by(results: Iterable[Result], group: Callable[[Result], str]) -> list[tuple[str, Score]]:
    """Return the score of each group, by name."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[group(result)].append(result)
    return [(name, score(groups[name])) for name in sorted(groups)]


def confusions(results: Iterable[Result]) -> list[Result]:
    """Return what was understood wrongly, the surest first."""
    return sorted((r for r in results if not r.is_right), key=lambda r: -r.confidence)
