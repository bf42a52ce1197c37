"""The project's own data, read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.knowledge.base import KNOWLEDGE_FOLDER, KnowledgeBase, load_knowledge
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Article, Fact


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return KNOWLEDGE_FOLDER.parents[1]


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """Return the articles as they stand, not checked against each other."""
    paths = sorted(KNOWLEDGE_FOLDER.glob("articles/*/*.yml"))
    return [parse_record(Article, read_yaml(path), path.name) for path in paths]


@pytest.fixture(scope="session")
def facts() -> dict[str, Fact]:
    """Return the facts as they stand, not checked against the articles."""
    records = [
        parse_record(Fact, record, path.name)
        for path in sorted(KNOWLEDGE_FOLDER.glob("facts/*.yml"))
        for record in read_yaml(path)["facts"]
    ]
    return {fact.id: fact for fact in records}


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """Return the knowledge base as the assistant loads it."""
    return load_knowledge()


@pytest.fixture(scope="session")
def checked_day(facts: dict[str, Fact]) -> date:
    """Return the day of the latest check, so that no text depends on today."""
    return max(fact.checked_on for fact in facts.values())
