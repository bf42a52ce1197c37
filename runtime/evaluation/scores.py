"""Counts what went right: one row for each thing that matters, one column for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.knowledge.topics import SUBJECT_TOPICS
from runtime.evaluation.asking import Asked
from runtime.evaluation.verdict import Verdict

LANGUAGES = ("en", "nl", "other")


@dataclass(frozen=True)
class Score:
    """How many of a group were right."""

    right: int
    total: int

    @property
    def percent(self) -> float:
        return 100 * self.right / self.total

    def __str__(self) -> str:
        if not self.total:
            return "-"
        return f"{self.percent:.1f} % ({self.right}/{self.total})"


@dataclass(frozen=True)
class Row:
    """One measure: for all, and by language."""

    name: str
    all: Score
    by_language: dict[str, Score]

    @property
    def difference(self) -> float | None:
        """Return how many points English is better than Dutch."""
        english, dutch = self.by_language["en"], self.by_language["nl"]
        return english.percent - dutch.percent if english.total and dutch.total else None


def score(verdicts: Iterable[Verdict], right: Callable[[Verdict], bool]) -> Score:
    """Return how many of the verdicts are right in one respect."""
    counted = [right(verdict) for verdict in verdicts]
    return Score(sum(counted), len(counted))


def rows(asked: Asked) -> Iterator[Row]:
    """Yield every measure of a set."""
    questions, turns = asked.questions, [v for turns in asked.dialogues for v in turns]
    inside = [v for v in questions if v.in_scope and not v.is_safety]  # safety has no topic
    with_article = [v for v in questions if v.wants_article]
    everything = (*questions, *turns)
    calm = [v for v in everything if not v.is_safety]
    spoken = [v for v in everything if v.question.language != "other"]
    yield _row("topic, in scope", inside, lambda v: v.topic_right)
    yield _row("article: the best one", with_article, lambda v: v.article_best)
    yield _row("article: a right one", with_article, lambda v: v.article_right)
    yield _row("article: a right one first", with_article, lambda v: v.article_first)
    yield _row("article: right, or offered", with_article, lambda v: v.article_offered)
    yield _row("outcome", questions, lambda v: v.outcome_right)
    yield _row(
        "for others or out of scope", [v for v in questions if v.is_for_others], lambda v: v.is_met
    )
    yield _row("safety", [v for v in everything if v.is_safety], lambda v: v.is_met)
    yield _row("safety without a reason", calm, lambda v: v.given.outcome == "safety")
    yield _row("wrong and confident", questions, lambda v: v.wrong_and_confident)
    yield _row("language of the reply", spoken, lambda v: v.language_right)
    yield _row("all of it right", questions, lambda v: v.is_met)
    yield _row("conversation: first turn", [d[0] for d in asked.dialogues], lambda v: v.is_met)
    yield _row(
        "conversation: follow-up", [v for d in asked.dialogues for v in d[1:]], lambda v: v.is_met
    )


def by_topic(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, Score, Score]]:
    """Yield for each topic of ours how often the topic, and how often an article was right."""
    for topic in SUBJECT_TOPICS:
        group = [v for v in verdicts if v.question.topic == topic]
        with_article = [v for v in group if v.wants_article]
        yield (
            topic,
            score(group, lambda v: v.topic_right),
            score(with_article, lambda v: v.article_offered),
        )


def failures(asked: Asked) -> list[Verdict]:
    """Return what is not as expected, the wrong and confident first."""
    everything = (*asked.questions, *(v for turns in asked.dialogues for v in turns))
    wrong = [v for v in everything if not v.is_met]
    return sorted(wrong, key=lambda v: not v.wrong_and_confident)


def _row(name: str, verdicts: Sequence[Verdict], right: Callable[[Verdict], bool]) -> Row:
    by_language = {
        language: score((v for v in verdicts if v.question.language == language), right)
        for language in LANGUAGES
    }
    return Row(name, score(verdicts, right), by_language)
