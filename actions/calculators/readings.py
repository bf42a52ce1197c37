"""What a text can be as the answer to a question: a value, several possible ones, or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.calculators.words import Words
from actions.knowledge.languages import Language

Value = Any  # what a kind of question reads; None when the person does not know
Json = Any


@dataclass(frozen=True)
class Problem:
    """Why something cannot be used: the name of a text under `problems`, with its values."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """A text to read: on which day and in which language it was said."""

    text: str
    today: date
    language: Language
    words: Words


@dataclass(frozen=True)
class Read:
    """The text has one meaning."""

    value: Value


@dataclass(frozen=True)
class Unclear:
    """The text may mean one of these; nothing is assumed, the person is asked which."""

    values: tuple[Value, ...]


@dataclass(frozen=True)
class Refused:
    """The text tries to answer, with something that cannot be."""

    problem: Problem


Reading = Read | Unclear | Refused | None
