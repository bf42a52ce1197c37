"""Questions whose answer is a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actions.calculators.dates.found import Time
from actions.calculators.dates.reading import read_day
from actions.calculators.kinds.base import Kind
from actions.calculators.readings import Json, Problem, Read, Reading, Refused, Said, Unclear, Value
from actions.calculators.texts import QuestionTexts


@dataclass(frozen=True)
class Day(Kind):
    """A day, as people write it; one of the past, of the future, or any."""

    speaks_for_itself: ClassVar[bool] = True

    time: Time = "any"

    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        reading = read_day(said, self.time)
        if isinstance(reading, Read) and (problem := self.problem(reading.value, said.today)):
            return Refused(problem)
        if isinstance(reading, Unclear):
            possible = [v for v in reading.values if self.problem(v, said.today) is None]
            if not possible:
                problem = self.problem(reading.values[0], said.today)
                assert problem is not None
                return Refused(problem)
            return Unclear(tuple(possible))
        return reading

    def keep(self, value: Value) -> Json:
        return value.isoformat()

    def restore(self, kept: Json) -> Value:
        if not isinstance(kept, str):
            raise ValueError("not a date")
        return date.fromisoformat(kept)

    def problem(self, value: Value, today: date) -> Problem | None:
        if self.time == "past" and value > today:
            return Problem("day_in_the_future", {"day": value})
        if self.time == "future" and value < today:
            return Problem("day_in_the_past", {"day": value})
        return None
