"""Questions with a few answers to choose from, and questions that are answered by yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from actions.calculators.dates.reading import asks_something
from actions.calculators.kinds.base import Kind
from actions.calculators.readings import Json, Read, Reading, Said, Unclear, Value
from actions.calculators.showing import Shower
from actions.calculators.texts import QuestionTexts
from actions.calculators.words import Phrases


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few options; their titles and other words for them stand in the texts."""

    options: tuple[str, ...]

    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        named = [option for option in self.options if _names(said.text, texts, option)]
        exact = [option for option in named if _phrases(texts, option).are(said.text)]
        if not exact and asks_something(said.text, said.text, said.words):
            return None
        found = exact or named
        if not found:
            return None
        if len(found) > 1 or (not exact and said.words.negation.within(said.text)):
            return Unclear(tuple(found))
        return Read(found[0])

    def restore(self, kept: Json) -> Value:
        if kept not in self.options:
            raise ValueError("no such option")
        return kept

    def show(self, value: Value, texts: QuestionTexts, shower: Shower) -> str:
        return texts.options[value].title[shower.language]

    def offered(self, texts: QuestionTexts) -> tuple[Value, ...]:
        return self.options


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no; the buttons are the options `yes` and `no` of the texts, or plain ones."""

    takes_no: ClassVar[bool] = True

    def read(self, said: Said, texts: QuestionTexts) -> Reading:
        for option, value, plain in (
            ("yes", True, said.words.yes),
            ("no", False, said.words.no),
        ):
            if plain.are(said.text) or (
                option in texts.options and _phrases(texts, option).are(said.text)
            ):
                return Read(value)
        starts = [
            value
            for value, plain in ((True, said.words.yes), (False, said.words.no))
            if plain.start_of(said.text)
        ]
        return Unclear((starts[0],)) if len(starts) == 1 else None

    def restore(self, kept: Json) -> Value:
        if not isinstance(kept, bool):
            raise ValueError("neither yes nor no")
        return kept

    def token(self, value: Value) -> str:
        return "yes" if value else "no"

    def from_token(self, token: str) -> Value:
        return self.restore({"yes": True, "no": False}.get(token))

    def show(self, value: Value, texts: QuestionTexts, shower: Shower) -> str:
        option = "yes" if value else "no"
        if option in texts.options:
            return texts.options[option].title[shower.language]
        return shower.words[option][shower.language]

    def offered(self, texts: QuestionTexts) -> tuple[Value, ...]:
        return (True, False)


def _phrases(texts: QuestionTexts, option: str) -> Phrases:
    named = texts.options[option]
    words: Iterable[str] = (word for words in named.words.values() for word in words)
    return Phrases.of([*named.title.values(), *words])


def _names(text: str, texts: QuestionTexts, option: str) -> bool:
    return _phrases(texts, option).within(text)
