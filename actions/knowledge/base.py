"""The knowledge base as a whole: loaded once, every part checked against the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from actions.knowledge.consistency import find_faults
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Article, Fact, Record, Seed, Wording

KNOWLEDGE_FOLDER = Path(__file__).parents[2] / "data" / "knowledge"


class ReviewTerms(Record):
    """How many days after its check a fact is looked at again, by volatility."""

    stable: int
    slow: int
    volatile: int


@dataclass(frozen=True)
class KnowledgeBase:
    """Articles and facts by id, with what is needed to put them into words."""

    articles: dict[str, Article]
    facts: dict[str, Fact]
    seeds: dict[str, Seed]
    wording: Wording
    review_terms: ReviewTerms

    def facts_of(self, article: Article) -> list[Fact]:
        """Return the facts that an article rests on, in its order."""
        return [self.facts[fact_id] for fact_id in article.facts]


def load_knowledge(folder: Path = KNOWLEDGE_FOLDER) -> KnowledgeBase:
    """Return everything under `folder`, read and checked once for the process.

    Raises:
        KnowledgeError: with every fault of every file, not only the first.
    """
    return _load(folder)


@lru_cache(maxsize=1)  # three hundred files take seconds, and training, dialogue and answers ask
def _load(folder: Path) -> KnowledgeBase:
    faults: list[Fault] = []
    facts: dict[str, Fact] = {}
    articles: dict[str, Article] = {}
    for path in sorted(folder.glob("facts/*.yml")):
        try:
            for fact in _read_facts(path, faults):
                if fact.id in facts:
                    faults.append(Fault(path.name, fact.id, "a fact with this id exists already"))
                facts[fact.id] = fact
        except KnowledgeError as exc:
            faults += exc.faults
    for path in sorted(folder.glob("articles/*/*.yml")):
        try:
            article = parse_record(Article, read_yaml(path), path.name)
        except KnowledgeError as exc:
            faults += exc.faults
            continue
        faults += _misplaced(path, article)
        if article.id in articles:
            faults.append(Fault(path.name, "id", "an article with this id exists already"))
        articles[article.id] = article
    seeds = _read_seeds(folder / "seeds.yml")
    faults += find_faults(articles, facts, set(seeds))
    if faults:
        raise KnowledgeError(faults)
    return KnowledgeBase(
        articles,
        facts,
        seeds,
        parse_record(Wording, read_yaml(folder / "wording.yml"), "wording.yml"),
        parse_record(ReviewTerms, read_yaml(folder / "review.yml"), "review.yml"),
    )


def _read_facts(path: Path, faults: list[Fault]) -> Iterator[Fact]:
    content = read_yaml(path)
    records = content.get("facts") if isinstance(content, dict) else None
    if not isinstance(records, list):
        raise KnowledgeError([Fault(path.name, "facts", "the file has no list of facts")])
    for number, record in enumerate(records, start=1):
        name = record.get("id") if isinstance(record, dict) else None
        try:
            yield parse_record(Fact, record, path.name, str(name or f"fact {number}"))
        except KnowledgeError as exc:
            faults += exc.faults


def _read_seeds(path: Path) -> dict[str, Seed]:
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise KnowledgeError([Fault(path.name, "whole file", "is not a list of fields")])
    return {name: parse_record(Seed, seed, path.name, name) for name, seed in content.items()}


def _misplaced(path: Path, article: Article) -> list[Fault]:
    faults = []
    if article.id != path.stem:
        faults.append(Fault(path.name, "id", f"is '{article.id}', not the name of the file"))
    if article.topic != path.parent.name:
        faults.append(Fault(path.name, "topic", f"stands in the folder '{path.parent.name}'"))
    return faults
