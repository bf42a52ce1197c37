"""Questions whose answer is a stay in the Schengen area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actions.calculators.dates.stays import read_stays
from actions.calculators.kinds.base import Kind
from actions.calculators.readings import Json, Problem, Read, Reading, Refused, Said, Value
from actions.calculators.stay import Stay
from actions.calculators.texts import QuestionTexts

LONGEST_DAYS = 3660  # ten years: more is a typing error
TOKEN_DATE = 10  # characters of a date in a token


@dataclass(frozen=True)
class Stays(Kind):
    """Stays with a first and a last day; of one that goes on the last day is not known."""

    speaks_for_itself: ClassVar[bool] = True

    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        reading = read_stays(said)
        if isinstance(reading, Read):
            for stay in reading.value:
                if problem := self.problem(stay, said.today):
                    return Refused(problem)
        return reading

    def problem(self, value: Value, today: date) -> Problem | None:
        if value.left is None:
            return Problem("still_there_tomorrow") if value.entered > today else None
        if (value.left - value.entered).days > LONGEST_DAYS:
            return Problem("stay_too_long")
        return None

    def keep(self, value: Value) -> Json:
        return [value.entered.isoformat(), value.left and value.left.isoformat()]

    def restore(self, kept: Json) -> Value:
        if not isinstance(kept, list) or len(kept) != 2:
            raise ValueError("not a stay")
        entered, left = kept
        stay = Stay(date.fromisoformat(entered), date.fromisoformat(left) if left else None)
        if stay.left is not None and stay.left < stay.entered:
            raise ValueError("it ends before it begins")
        return stay

    def token(self, value: Value) -> str:
        left = f"-{value.left.isoformat()}" if value.left else ""
        return f"{value.entered.isoformat()}{left}"

    def from_token(self, token: str) -> Value:
        entered, left = token[:TOKEN_DATE], token[TOKEN_DATE + 1 :]
        return self.restore([entered, left or None])
