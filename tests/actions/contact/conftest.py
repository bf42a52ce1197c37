"""The hours of the telephone line, and the words that the project uses for them."""

from __future__ import annotations

from datetime import date, time

import pytest

from actions.contact.opening_hours import DayException, OpeningHours
from actions.knowledge.base import KNOWLEDGE_FOLDER
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Wording

EVE = date(2026, 12, 24)  # a Thursday
STUDY_DAY = date(2026, 12, 1)  # a Tuesday


@pytest.fixture
def line() -> OpeningHours:
    """Return the usual hours, without exceptions."""
    return OpeningHours(time(9), time(17))


@pytest.fixture
def line_with_exceptions() -> OpeningHours:
    """Return hours with one day that closes early and one day that is closed."""
    return OpeningHours(
        time(9),
        time(17),
        {
            EVE: DayException(EVE, {"en": "Christmas Eve", "nl": "Kerstavond"}, time(15)),
            STUDY_DAY: DayException(STUDY_DAY, {"en": "study day", "nl": "studiedag"}),
        },
    )


@pytest.fixture(scope="session")
def wording() -> Wording:
    """Return the words of the data file."""
    return parse_record(Wording, read_yaml(KNOWLEDGE_FOLDER / "wording.yml"), "wording.yml")
