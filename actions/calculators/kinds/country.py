"""Questions whose answer is a country or nationality."""

from __future__ import annotations

from dataclasses import dataclass

from actions.calculators.countries import read_countries
from actions.calculators.kinds.base import Kind
from actions.calculators.readings import Json, Read, Reading, Said, Unclear, Value
from actions.calculators.showing import Shower
from actions.calculators.texts import QuestionTexts


@dataclass(frozen=True)
class Country(Kind):
    """A nationality, typed in any of the words for it."""

    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        named = read_countries().named_in(said.text)
        if not named:
            return None
        return Read(named[0]) if len(named) == 1 else Unclear(named)

    def restore(self, kept: Json) -> Value:
        for value in read_countries().names:
            if kept in (value, self.token(value)):
                return value
        raise ValueError("no nationality")

    def token(self, value: Value) -> str:
        return str(value).replace(" ", "-")

    def show(self, value: Value, texts: QuestionTexts, shower: Shower) -> str:
        return read_countries().names[value][shower.language]
