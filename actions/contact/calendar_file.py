"""Reads the dated exceptions of the telephone line, as an editor writes them."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from pydantic import validator

from actions.contact.opening_hours import DayException, OpeningHours
from actions.knowledge.base import KnowledgeBase
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record, Texts, check_languages

EXCEPTIONS_FILE = Path(__file__).parents[2] / "data" / "contact" / "exceptions.yml"
OPENING_FACT, CLOSING_FACT = "contact-opening-time", "contact-closing-time"


class ExceptionRecord(Record):
    """One line of the exceptions file."""

    day: date
    closes: time | None = None
    reason: Texts

    _languages = validator("reason", allow_reuse=True)(check_languages)

    @validator("day", "closes", pre=True)
    def no_bare_number(cls, value: object) -> object:
        if isinstance(value, (int, float)):
            raise ValueError('write a day as 2026-12-24 and a time as "15:00"')
        return value


def read_exceptions(path: Path = EXCEPTIONS_FILE) -> dict[date, DayException]:
    """Return the exceptions by day.

    Raises:
        KnowledgeError: when a line is wrong, or a day stands twice.
    """
    content = read_yaml(path) or {"exceptions": []}
    lines = content.get("exceptions", "") if isinstance(content, dict) else ""
    if lines is not None and not isinstance(lines, list):
        raise KnowledgeError([Fault(path.name, "exceptions", "the file has no list of exceptions")])
    exceptions: dict[date, DayException] = {}
    for number, line in enumerate(lines or [], start=1):
        record = parse_record(ExceptionRecord, line, path.name, f"exception {number}")
        if record.day in exceptions:
            raise KnowledgeError([Fault(path.name, str(record.day), "the day stands twice")])
        exceptions[record.day] = DayException(record.day, dict(record.reason), record.closes)
    return exceptions


def load_opening_hours(knowledge: KnowledgeBase, path: Path = EXCEPTIONS_FILE) -> OpeningHours:
    """Return the hours that the facts give, with the dated exceptions."""
    opens, closes = (
        time.fromisoformat(str(knowledge.facts[fact].value))
        for fact in (OPENING_FACT, CLOSING_FACT)
    )
    return OpeningHours(opens, closes, read_exceptions(path))
