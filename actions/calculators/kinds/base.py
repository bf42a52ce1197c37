"""How an answer is read from a text, kept as JSON, and shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar

from actions.calculators.readings import Json, Problem, Reading, Said, Value
from actions.calculators.showing import Shower
from actions.calculators.texts import QuestionTexts


class Kind(ABC):
    """How the answers to a question are treated."""

    speaks_for_itself: ClassVar[bool] = False  # a value that is recognised without its question
    takes_no: ClassVar[bool] = False  # "no" is one of the answers

    @abstractmethod
    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        """Return what a text means as the answer; nothing when it does not try to be one."""

    def problem(self, value: Value, today: date) -> Problem | None:
        """Return why a value that can be read cannot be the answer, such as a day to come."""
        return None

    def keep(self, value: Value) -> Json:
        """Return the value as JSON."""
        return value

    def restore(self, kept: Json) -> Value:
        """Return the value of what `keep` made.

        Raises:
            ValueError: when it is something else.
        """
        return kept

    def token(self, value: Value) -> str:
        """Return the value as a button sends it: small letters, digits and hyphens."""
        return str(self.keep(value))

    def from_token(self, token: str) -> Value:
        """Return the value that a button sent.

        Raises:
            ValueError: when it is something else.
        """
        return self.restore(token)

    def show(self, value: Value, texts: QuestionTexts, shower: Shower) -> str:
        """Return the value in words."""
        return shower.show(value)

    def offered(self, texts: QuestionTexts) -> tuple[Value, ...]:
        """Return the values that have a button; none when the answer must be typed."""
        return ()
