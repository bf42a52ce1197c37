"""What the actions look things up in, loaded once for the process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from actions.contact.calendar_file import load_opening_hours
from actions.contact.line import TelephoneLine, load_line
from actions.contact.opening_hours import OpeningHours
from actions.knowledge.base import KnowledgeBase, load_knowledge


@dataclass(frozen=True)
class Resources:
    """The knowledge base, and when the telephone line is open and what is said with it."""

    knowledge: KnowledgeBase
    opening_hours: OpeningHours
    line: TelephoneLine


@lru_cache(maxsize=1)
def load_resources() -> Resources:
    """Read and check the data files, the first time it is called.

    Raises:
        KnowledgeError: when a data file is wrong.
    """
    knowledge = load_knowledge()
    return Resources(knowledge, load_opening_hours(knowledge), load_line(knowledge))
