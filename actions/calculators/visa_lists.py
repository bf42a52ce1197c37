"""The lists of who needs a visa for a short stay, by nationality."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from actions.calculators.words import CALCULATORS_FOLDER
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record

VISA_LISTS_FILE = CALCULATORS_FOLDER / "visa_lists.yml"

ListName = Literal[
    "required",
    "removed",
    "free",
    "biometric",
    "kosovo",
    "serbia",
    "georgia",
    "investors",
    "taiwan",
    "special_regions",
    "nauru",
    "kingdom",
    "not_listed",
]
LIST_NAMES: tuple[ListName, ...] = get_args(ListName)
NO_MVV = "no_mvv"


class VisaList(Record):
    """One list: its countries, and the fact that says what holds for them."""

    fact: str
    countries: tuple[str, ...]


@lru_cache(maxsize=1)
def read_visa_lists(path: Path = VISA_LISTS_FILE) -> Mapping[str, VisaList]:
    """Return the lists of the editors' file.

    Raises:
        KnowledgeError: when a list is wrong.
        KeyError: when one is missing.
    """
    content = read_yaml(path)
    names = (*LIST_NAMES, NO_MVV)
    return {name: parse_record(VisaList, content[name], path.name, name) for name in names}


def list_of(nationality: str) -> ListName | None:
    """Return the list that a nationality stands in; none for the EU, EEA and Switzerland."""
    lists = read_visa_lists()
    return next((name for name in LIST_NAMES if nationality in lists[name].countries), None)


def needs_no_mvv(nationality: str) -> bool:
    """Tell whether people with this nationality need no MVV for a long stay."""
    return nationality in read_visa_lists()[NO_MVV].countries
