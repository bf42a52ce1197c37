"""Puts the values of questions and results into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.calculators.readings import Value
from actions.calculators.stay import Stay
from actions.knowledge.languages import Language
from actions.knowledge.models import NumberUnit, Wording
from actions.knowledge.values import format_date, format_number


@dataclass(frozen=True)
class Amount:
    """A number with its unit, such as 4 weeks."""

    value: int
    unit: NumberUnit


@dataclass(frozen=True)
class Shower:
    """Shows values in one language."""

    language: Language
    wording: Wording
    words: dict[str, dict[Language, str]]  # common texts: "until", "and", "still there"

    def show(self, value: Value) -> str:
        """Return a day with its weekday, an amount with its unit, a list with "and".

        Raises:
            TypeError: for a value that people cannot read.
        """
        if isinstance(value, dict):
            return str(value[self.language])
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Amount):
            return format_number(value.value, value.unit, self.language, self.wording)
        if isinstance(value, Stay):
            return self._stay(value)
        if isinstance(value, tuple):
            return "; ".join(self.show(part) for part in value)
        if isinstance(value, int) and not isinstance(value, bool):
            return format_number(value, "number", self.language, self.wording)
        raise TypeError(f"a value of type {type(value).__name__} cannot be shown")

    def day(self, day: date) -> str:
        """Return the day as 'Monday 4 May 2026'."""
        weekday = self.wording.weekdays[self.language][day.weekday()]
        return f"{weekday} {format_date(day, self.language, self.wording)}"

    def _stay(self, stay: Stay) -> str:
        if stay.left is None:
            template = "stay_open"
            return self.words[template][self.language].format(entered=self.day(stay.entered))
        return self.words["stay"][self.language].format(
            entered=self.day(stay.entered), left=self.day(stay.left)
        )
