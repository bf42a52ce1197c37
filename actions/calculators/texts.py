"""The texts of the calculators, from `data/calculators`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import validator

from actions.calculators.words import CALCULATORS_FOLDER
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.languages import Language
from actions.knowledge.models import Record, Texts, check_languages


class OptionTexts(Record):
    """One answer to choose: its button, and other words that people use for it."""

    title: Texts
    words: dict[Language, tuple[str, ...]] = {}

    _languages = validator("title", allow_reuse=True)(check_languages)


class QuestionTexts(Record):
    """A question, its name in a summary, and its options."""

    name: Texts
    ask: Texts
    more: Texts | None = None  # asks whether there is more, of a question with several answers
    options: dict[str, OptionTexts] = {}

    _languages = validator("name", "ask", "more", allow_reuse=True)(check_languages)


class CalculatorTexts(Record):
    """Everything that one calculator says."""

    title: Texts
    questions: dict[str, QuestionTexts]
    lines: dict[str, Texts]
    problems: dict[str, Texts] = {}

    _languages = validator("title", allow_reuse=True)(check_languages)

    @validator("lines", "problems")
    def in_every_language(cls, texts: dict[str, Texts]) -> dict[str, Texts]:
        for text in texts.values():
            check_languages(text)
        return texts


class CommonTexts(Record):
    """What all calculators say."""

    texts: dict[str, Texts]
    problems: dict[str, Texts]

    @validator("texts", "problems")
    def in_every_language(cls, texts: dict[str, Texts]) -> dict[str, Texts]:
        for text in texts.values():
            check_languages(text)
        return texts


@lru_cache(maxsize=32)
def read_texts(name: str, folder: Path = CALCULATORS_FOLDER) -> CalculatorTexts:
    """Return the texts of a calculator.

    Raises:
        KnowledgeError: when the file is wrong.
    """
    file = f"{name}.yml"
    return parse_record(CalculatorTexts, read_yaml(folder / file), file)


@lru_cache(maxsize=1)
def read_common(folder: Path = CALCULATORS_FOLDER) -> CommonTexts:
    """Return the texts that all calculators share.

    Raises:
        KnowledgeError: when the file is wrong.
    """
    return parse_record(CommonTexts, read_yaml(folder / "common.yml"), "common.yml")
