"""Tells which lines of the research notes reach people, through the facts of articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.knowledge.base import KNOWLEDGE_FOLDER, KnowledgeBase
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record


class Part(Record):
    """A part of the research notes: its lines are numbered from 1."""

    lines: int
    about: str


@dataclass(frozen=True)
class Coverage:
    """The articles of each line, by its name such as `FEE-01`; none when nothing tells it."""

    articles: Mapping[str, tuple[str, ...]]

    @property
    def used(self) -> list[str]:
        return [line for line, articles in self.articles.items() if articles]

    @property
    def missing(self) -> list[str]:
        return [line for line, articles in self.articles.items() if not articles]

    def __str__(self) -> str:
        percent = 100 * len(self.used) / len(self.articles)
        return f"{len(self.used)} of {len(self.articles)} research lines ({percent:.0f} %)"


def read_parts(folder: Path = KNOWLEDGE_FOLDER) -> dict[str, Part]:
    """Return the parts of the research notes by code."""
    file = "research.yml"
    return {
        code: parse_record(Part, fields, file, code)
        for code, fields in read_yaml(folder / file).items()
    }


def coverage(knowledge: KnowledgeBase, parts: Mapping[str, Part]) -> Coverage:
    """Return which articles each line of the notes reaches."""
    told: dict[str, list[str]] = defaultdict(list)
    for article in knowledge.articles.values():
        for line in {line for fact in knowledge.facts_of(article) for line in fact.refs}:
            told[line].append(article.id)
    lines = [f"{code}-{n:02}" for code, part in parts.items() for n in range(1, part.lines + 1)]
    return Coverage({line: tuple(told[line]) for line in lines})
