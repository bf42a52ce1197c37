"""How a calculator declares its questions, its rules and its result."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from actions.calculators.kinds.base import Kind
from actions.calculators.readings import Json, Problem, Value
from actions.calculators.rules import Rules

Answers = Mapping[str, Value]  # by question; None: the person does not know


def always(answers: Answers) -> bool:
    """Ask the question in every case."""
    return True


@dataclass(frozen=True)
class Question:
    """One thing to ask; its texts stand under the same id in the file of the calculator.

    Attributes:
        kind: how the answer is read, kept and shown.
        asked: whether it is asked, given the answers to earlier questions.
        unknown: whether "I do not know" is an answer; it then is `None`.
        several: whether people may give more of it, until they say that this was all.
        from_start: whether the message that begins the calculation may hold the answer already.
    """

    id: str
    kind: Kind
    asked: Callable[[Answers], bool] = always
    unknown: bool = False
    several: bool = False
    from_start: bool = True


@dataclass(frozen=True)
class Line:
    """A sentence of a result: the name of a text under `lines`, with its values.

    In the text `{name}` is one of these values and `{fact-id}` the value of a fact.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What was worked out.

    Attributes:
        answer: what people read first.
        steps: how it was worked out, in order.
        after: what people can do, or what exists after it.
        limits: what the calculator does not know, and exceptions.
        data: the same for machines, in JSON values.
        related: articles to offer.
        phone: whether the telephone line is shown under it.
    """

    answer: tuple[Line, ...]
    steps: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    limits: tuple[Line, ...] = ()
    data: Mapping[str, Json] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    phone: bool = False


@dataclass(frozen=True)
class Conflict:
    """An answer that does not go with the others: which question to ask again, and why."""

    question: str
    problem: Problem


class Calculator(ABC):
    """A calculator; its texts stand in `data/calculators/<name>.yml`."""

    name: ClassVar[str]
    questions: ClassVar[tuple[Question, ...]]

    @abstractmethod
    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        """Return the result of complete answers.

        Raises:
            RuleOutdated: when a rule may have changed since it was checked.
        """

    def conflict(self, answers: Answers, today: date) -> Conflict | None:
        """Return what is wrong with answers, complete or not, that each are possible alone."""
        return None

    def question(self, question_id: str) -> Question:
        """Return the question with this id.

        Raises:
            KeyError: when there is none.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def relevant(self, answers: Answers) -> dict[str, Value]:
        """Return the answers to questions that are still asked after a change of an earlier one."""
        kept: dict[str, Value] = {}
        for question in self.questions:
            if question.id in answers and question.asked(kept):
                kept[question.id] = answers[question.id]
        return kept

    def missing(self, answers: Answers) -> Question | None:
        """Return the first question that is asked and has no answer."""
        kept = self.relevant(answers)
        return next((q for q in self.questions if q.asked(kept) and q.id not in kept), None)
