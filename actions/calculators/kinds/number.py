"""Questions whose answer is a whole number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.calculators.dates.reading import asks_something, find_days
from actions.calculators.kinds.base import Kind
from actions.calculators.readings import Json, Problem, Read, Reading, Refused, Said, Unclear, Value
from actions.calculators.showing import Amount, Shower
from actions.calculators.texts import QuestionTexts
from actions.calculators.words import folded
from actions.knowledge.models import NumberUnit

_NUMBER = re.compile(r"(?<![\d.,-])\d{1,4}(?![\d.,]*\d)")


@dataclass(frozen=True)
class Number(Kind):
    """A whole number, such as an age or a number of days."""

    least: int
    most: int
    unit: NumberUnit = "number"

    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        if find_days(folded(said.text), said.today, "any", said.language):
            return None  # a date is no number
        found = [int(number) for number in _NUMBER.findall(said.text)]
        if not found or asks_something(said.text, said.text, said.words):
            return None
        if len(set(found)) > 1:
            return Unclear(tuple(dict.fromkeys(found)))
        if not self.least <= found[0] <= self.most:
            values = {"least": self.least, "most": self.most}
            return Refused(Problem("number_out_of_range", values))
        return Read(found[0])

    def restore(self, kept: Json) -> Value:
        if isinstance(kept, bool) or not isinstance(kept, int):
            raise ValueError("not a whole number")
        if not self.least <= kept <= self.most:
            raise ValueError("out of range")
        return kept

    def from_token(self, token: str) -> Value:
        return self.restore(int(token))

    def show(self, value: Value, texts: QuestionTexts, shower: Shower) -> str:
        return shower.show(Amount(value, self.unit))
