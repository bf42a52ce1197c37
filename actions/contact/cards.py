"""The call card of a topic: what somebody keeps ready, says, and can do without calling."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import constr, validator

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record, Texts, check_languages
from actions.knowledge.topics import TOPICS
from actions.knowledge.validity import may_be_given

CARDS_FILE = Path(__file__).parents[2] / "data" / "contact" / "cards.yml"
GENERAL = "general"

Code = constr(regex=r"^[A-Z]{2}-[A-Z]+-[1-9]$")


class CardRecord(Record):
    """One card of the file, as an editor writes it."""

    code: Code  # type: ignore[valid-type]
    about: Texts
    articles: tuple[str, ...] = ()
    at_hand: Texts | None = None
    instead: Texts | None = None
    facts: tuple[str, ...] = ()

    _languages = validator("about", "at_hand", "instead", allow_reuse=True)(check_languages)


@dataclass(frozen=True)
class Card:
    """A card with everything on it, in both languages; no `instead` when none can be confirmed."""

    code: str
    about: Texts
    at_hand: Texts
    instead: Texts | None


@dataclass(frozen=True)
class Cards:
    """The cards by topic; the first of a topic is its general one."""

    records: Mapping[str, Sequence[CardRecord]]

    def card(
        self, topic: str | None, article: str | None, day: date, knowledge: KnowledgeBase
    ) -> Card:
        """Return the card of an article, else of its topic, else the general one."""
        listed = self.records.get(topic or "", ())
        own = next((record for record in listed if article in record.articles), None)
        general = self.records[GENERAL][0]
        chain = [record for record in (own, *listed[:1], general) if record is not None]
        first = chain[0]
        outdated = {
            fact
            for record in chain
            for fact in record.facts
            if not may_be_given(knowledge.facts[fact], day, knowledge.review_terms)
        }
        sound = [record for record in chain if not outdated & set(record.facts)]
        return Card(
            first.code,
            first.about,
            next(record.at_hand for record in chain if record.at_hand),
            next((record.instead for record in sound if record.instead), None),
        )


def load_cards(knowledge: KnowledgeBase, path: Path = CARDS_FILE) -> Cards:
    """Return the cards of the file, checked against the knowledge base.

    Raises:
        KnowledgeError: with every fault of the file.
    """
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise KnowledgeError([Fault(path.name, "whole file", "is not a list of topics")])
    records = {
        topic: tuple(
            parse_record(CardRecord, line, path.name, f"{topic} {number}")
            for number, line in enumerate(lines or (), start=1)
        )
        for topic, lines in content.items()
    }
    if faults := _faults(records, knowledge, path.name):
        raise KnowledgeError(faults)
    return Cards(records)


def _faults(
    records: Mapping[str, Sequence[CardRecord]], knowledge: KnowledgeBase, file: str
) -> list[Fault]:
    faults = [
        Fault(file, topic, "this topic has no card")
        for topic in (GENERAL, *TOPICS)
        if not records.get(topic)
    ]
    faults += [Fault(file, topic, "is not a topic") for topic in set(records) - {GENERAL, *TOPICS}]
    general = next(iter(records.get(GENERAL, ())), None)
    if general and not (general.at_hand and general.instead):
        faults.append(Fault(file, GENERAL, "has no at_hand or no instead"))
    every = [record for cards in records.values() for record in cards]
    faults += _twice([record.code for record in every], file, "code")
    faults += _twice([name for record in every for name in record.articles], file, "article")
    for topic, cards in records.items():
        articles = {a.id for a in knowledge.articles.values() if a.topic == topic}
        for record in cards:
            faults += _unknown(record.articles, articles, file, f"{record.code} articles")
            faults += _unknown(record.facts, knowledge.facts, file, f"{record.code} facts")
    return faults


def _twice(names: Sequence[str], file: str, kind: str) -> list[Fault]:
    found = sorted({name for name in names if names.count(name) > 1})
    return [Fault(file, name, f"this {kind} stands twice") for name in found]


def _unknown(names: Sequence[str], known: Collection[str], file: str, field: str) -> list[Fault]:
    return [
        Fault(file, field, f"'{name}' does not exist here") for name in names if name not in known
    ]
