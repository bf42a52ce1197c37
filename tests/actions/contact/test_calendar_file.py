"""Reading of the dated exceptions, and of the hours that the facts give."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from actions.contact.calendar_file import load_opening_hours, read_exceptions
from actions.contact.opening_hours import DayException
from actions.knowledge.base import KnowledgeBase, ReviewTerms
from actions.knowledge.errors import KnowledgeError
from actions.knowledge.languages import Language
from actions.knowledge.models import Fact, Wording

REASON = "reason: {en: Christmas Eve, nl: Kerstavond}"
EVE = f'- {{day: 2026-12-24, closes: "15:00", {REASON}}}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of an exceptions file."""
    return tmp_path / "exceptions.yml"


def test_an_exception_is_a_closed_day_or_an_early_closing_with_a_reason(file: Path) -> None:
    file.write_text(f"exceptions:\n{EVE}\n- {{day: 2026-12-31, {REASON}}}\n", "utf-8")

    reason: dict[Language, str] = {"en": "Christmas Eve", "nl": "Kerstavond"}
    assert read_exceptions(file) == {
        date(2026, 12, 24): DayException(date(2026, 12, 24), reason, time(15)),
        date(2026, 12, 31): DayException(date(2026, 12, 31), reason, None),
    }


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "exceptions:\n", "exceptions: []\n"])
def test_a_file_without_exceptions_is_no_error(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")

    assert read_exceptions(file) == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (f"- {{closes: '15:00', {REASON}}}", "exception 1 day: field required"),
        (f"- {{day: Christmas, {REASON}}}", "exception 1 day: invalid date format"),
        (f"- {{day: 20261224, {REASON}}}", "exception 1 day: write a day as 2026-12-24"),
        (f"- {{day: 2026-12-24, closes: noon, {REASON}}}", "exception 1 closes: invalid time"),
        (f"- {{day: 2026-12-24, closes: 15, {REASON}}}", 'exception 1 closes: write .*"15:00"'),
        ("- {day: 2026-12-24}", "exception 1 reason: field required"),
        ("- {day: 2026-12-24, reason: {en: Eve}}", "exception 1 reason: the text in 'nl' is miss"),
        (f"- {{day: 2026-12-24, opens: '10:00', {REASON}}}", "exception 1 opens: extra fields"),
        (f"{EVE}\n- Christmas", "exception 2: is not a list of fields"),
        (f"{EVE}\n{EVE}", "2026-12-24: the day stands twice"),
    ],
)
def test_a_wrong_exception_names_file_field_and_reason(file: Path, line: str, fault: str) -> None:
    file.write_text(f"exceptions:\n{line}\n", "utf-8")

    with pytest.raises(KnowledgeError, match=rf"^exceptions\.yml: {fault}"):
        read_exceptions(file)


@pytest.mark.parametrize(
    "content", [EVE, f"exception:\n{EVE}\n", "exceptions: none", "exceptions: {day: 2026-12-24}"]
)
def test_a_file_that_is_no_list_of_exceptions_is_refused(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")

    with pytest.raises(KnowledgeError, match=r"^exceptions\.yml: exceptions: the file has no list"):
        read_exceptions(file)


def test_the_exceptions_of_the_project_can_be_read() -> None:
    assert all(day == exception.day for day, exception in read_exceptions().items())


def test_the_hours_come_from_the_facts_and_the_exceptions_from_their_file(
    file: Path, wording: Wording
) -> None:
    file.write_text(f"exceptions:\n{EVE}\n", "utf-8")
    facts = [_time("contact-opening-time", "08:30"), _time("contact-closing-time", "16:15")]
    terms = ReviewTerms(stable=730, slow=365, volatile=92)
    knowledge = KnowledgeBase({}, {fact.id: fact for fact in facts}, {}, wording, terms)

    hours = load_opening_hours(knowledge, file)

    assert (hours.opens, hours.closes) == (time(8, 30), time(16, 15))
    assert list(hours.exceptions) == [date(2026, 12, 24)]


def _time(name: str, value: str) -> Fact:
    return Fact(
        id=name,
        statement={"en": "{value}", "nl": "{value}"},
        value=value,
        unit="time",
        source="https://ind.nl",
        source_date="2026",
        checked_on=date(2026, 11, 21),
        volatility="slow",
        owner="centre",
    )
