"""Where a conversation with a calculator stands, as JSON for the conversation's memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from actions.calculators.calculator import Calculator, Question
from actions.calculators.readings import Json, Value


@dataclass(frozen=True)
class State:
    """What was answered, the last one last, and what is asked now; nothing: it is finished.

    Attributes:
        closed: questions with several answers of which people said that this was all.
        offered: values of which one was asked to be chosen or confirmed.
        interruptions: other questions that were answered since the last answer.
    """

    calculator: str
    answers: Mapping[str, Value] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    asked: str | None = None
    offered: tuple[Value, ...] = ()
    interruptions: int = 0

    @property
    def is_open(self) -> bool:
        return self.asked is not None

    def interrupted(self) -> State:
        """Return the state after something else was answered."""
        return replace(self, interruptions=self.interruptions + 1)

    def as_json(self, calculator: Calculator) -> dict[str, Json]:
        """Return what `from_json` needs."""
        return {
            "calculator": self.calculator,
            "answers": {
                question: _keep(calculator.question(question), value)
                for question, value in self.answers.items()
            },
            "closed": sorted(self.closed),
            "asked": self.asked,
            "offered": [calculator.question(self.asked).kind.keep(value) for value in self.offered]
            if self.asked
            else [],
            "interruptions": self.interruptions,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Json], calculator: Calculator) -> State:
        """Return the state that was kept.

        Raises:
            KeyError, ValueError, TypeError: when an earlier version kept it in another form.
        """
        asked = kept["asked"]
        offered = kept["offered"] if asked else []
        return cls(
            str(kept["calculator"]),
            {
                question: _restore(calculator.question(question), value)
                for question, value in kept["answers"].items()
            },
            frozenset(kept["closed"]),
            asked,
            tuple(calculator.question(asked).kind.restore(value) for value in offered),
            int(kept["interruptions"]),
        )


def _keep(question: Question, value: Value) -> Json:
    if value is None:
        return None
    if question.several:
        return [question.kind.keep(one) for one in value]
    return question.kind.keep(value)


def _restore(question: Question, kept: Json) -> Value:
    if kept is None:
        return None
    if question.several:
        return tuple(question.kind.restore(one) for one in kept)
    return question.kind.restore(kept)
