"""The shapes of the files in `data/knowledge`, checked field by field when they are read."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any, Literal

from pydantic import BaseModel, Field, constr, root_validator, validator

from actions.knowledge.languages import LANGUAGES, Language
from actions.knowledge.topics import Topic

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")
SOURCE_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|unknown")

Id = constr(regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
Volatility = Literal["stable", "slow", "volatile"]
Outcome = Literal["answered", "referral", "declined", "handoff"]
Risk = Literal["normal", "high"]
NumberUnit = Literal[
    "days", "weeks", "months", "years", "hours", "minutes", "euro", "percent", "number", "age"
]
WordUnit = Literal["phone", "email", "url", "time", "date", "text"]
NUMBER_UNITS = frozenset(NumberUnit.__args__)  # type: ignore[attr-defined]


class Record(BaseModel):
    """A record of a data file: immutable, and a field it does not know is a fault."""

    class Config:
        allow_mutation = False
        extra = "forbid"
        smart_union = True


Texts = dict[Language, str]
Phrasings = dict[Language, tuple[str, ...]]


def check_languages(texts: dict[Language, Any] | None) -> dict[Language, Any]:
    """Refuse a text that is missing or empty in one of the languages."""
    given = texts or {}  # a field that is there without a text
    for language in LANGUAGES:
        if not given.get(language):
            raise ValueError(f"the text in '{language}' is missing")
    return given


class Fact(Record):
    """One checkable statement with its source, date and validity."""

    id: Id  # type: ignore[valid-type]
    statement: Texts
    value: int | float | str | Texts | None = None
    unit: NumberUnit | WordUnit | None = None
    source: str
    source_date: str
    checked_on: date
    valid_from: date | None = None
    valid_to: date | None = None
    review_by: date | None = None
    volatility: Volatility
    owner: str = Field(min_length=1)
    refs: tuple[str, ...] = ()

    _languages = validator("statement", allow_reuse=True)(check_languages)

    @validator("source")
    def source_is_https_or_seed(cls, source: str) -> str:
        if not re.fullmatch(r"https://\S+|seed:[a-z0-9-]+", source):
            raise ValueError("give an address that begins with https:// or seed:NAME")
        return source

    @validator("source_date", pre=True)
    def source_date_is_a_date(cls, source_date: object) -> str:
        if not SOURCE_DATE.fullmatch(str(source_date)):
            raise ValueError("write YYYY, YYYY-MM, YYYY-MM-DD or unknown")
        return str(source_date)

    @root_validator(skip_on_failure=True)
    def value_fits_unit(cls, values: dict[str, Any]) -> dict[str, Any]:
        value, unit = values["value"], values["unit"]
        if (value is None) != (unit is None):
            raise ValueError("value and unit go together: give both or neither")
        if unit in NUMBER_UNITS and not isinstance(value, (int, float)):
            raise ValueError(f"a value in {unit} is a number without quotes")
        if unit == "text":
            check_languages(value if isinstance(value, dict) else {})
        elif unit is not None and unit not in NUMBER_UNITS and not isinstance(value, str):
            raise ValueError(f"a value of unit {unit} is text in quotes")
        elif unit in {"time", "date"}:
            (time if unit == "time" else date).fromisoformat(str(value))
        for language, statement in values["statement"].items():
            if ("{value}" in statement) != (value is not None):
                raise ValueError(f"the statement in '{language}' and the value do not match")
        return values


class Article(Record):
    """One answer, in every language, as a template over facts."""

    id: Id  # type: ignore[valid-type]
    topic: Topic
    outcome: Outcome = "answered"
    risk: Risk = "normal"  # high: a wrong answer costs somebody a deadline or their stay
    title: Texts
    answer: Texts
    details: Texts | None = None
    facts: tuple[str, ...]
    related: tuple[str, ...]
    phone: bool = False
    calculator: Id | None = None  # type: ignore[valid-type]  # it is worked out instead of told
    keywords: dict[str, tuple[str, ...]] = {}
    phrasings: Phrasings
    follow_ups: Phrasings = {}

    _languages = validator(
        "title", "answer", "details", "phrasings", "follow_ups", allow_reuse=True
    )(check_languages)

    def placeholders(self, part: Literal["answer", "details"], language: Language) -> set[str]:
        """Return the ids of the facts that this part of the text shows."""
        texts: Texts | None = getattr(self, part)
        return set(PLACEHOLDER.findall(texts[language])) if texts else set()


class Seed(Record):
    """A source document that the project was given, and the page that it came from."""

    title: Texts
    page: str


class Wording(Record):
    """Words that are put around values: units, names of days and months, the source line."""

    units: dict[str, dict[Language, tuple[str, str]]]
    weekdays: dict[Language, tuple[str, ...]]
    months: dict[Language, tuple[str, ...]]
    today: Texts
    tomorrow: Texts
    source: Texts
