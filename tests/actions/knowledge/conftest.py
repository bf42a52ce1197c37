"""Factories for small records: a test says only what it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge.base import KnowledgeBase, ReviewTerms
from actions.knowledge.models import Article, Fact, Seed, Wording
from actions.knowledge.topics import TOPICS

CHECKED_ON = date(2026, 11, 21)
REVIEW = {"stable": 730, "slow": 365, "volatile": 92}
SEEDS = {"booklet": {"title": {"en": "Booklet", "nl": "Boekje"}, "page": "https://booklet.nl/ind"}}
WORDING: dict[str, Any] = {
    "units": {
        "days": {"en": ["day", "days"], "nl": ["dag", "dagen"]},
        "years": {"en": ["year", "years"], "nl": ["jaar", "jaar"]},
    },
    "weekdays": {"en": ["Monday"], "nl": ["maandag"]},
    "months": {
        "en": [f"Month{number}" for number in range(1, 13)],
        "nl": [f"maand{number}" for number in range(1, 13)],
    },
    "today": {"en": "today", "nl": "vandaag"},
    "tomorrow": {"en": "tomorrow", "nl": "morgen"},
    "source": {"en": "Source: {sources} ({date})", "nl": "Bron: {sources} ({date})"},
}


@pytest.fixture
def fact_fields() -> Callable[..., dict[str, Any]]:
    """Return the fields of a correct fact, with the given ones in their place."""

    def make(**fields: object) -> dict[str, Any]:
        shown = " {value}" if "value" in fields else ""
        return {
            "id": "fact",
            "statement": {"en": f"It is so{shown}.", "nl": f"Het is zo{shown}."},
            "source": "https://ind.nl/fact",
            "source_date": "2026",
            "checked_on": CHECKED_ON.isoformat(),
            "volatility": "stable",
            "owner": "centre",
        } | fields

    return make


@pytest.fixture
def article_fields() -> Callable[..., dict[str, Any]]:
    """Return the fields of a correct article, with the given ones in their place."""

    def make(**fields: object) -> dict[str, Any]:
        return {
            "id": "article",
            "topic": "fees",
            "title": {"en": "Title", "nl": "Titel"},
            "answer": {"en": "The answer.", "nl": "Het antwoord."},
            "facts": ["fact"],
            "related": [],
            "phrasings": {
                "en": [f"question {word}" for word in "abcde"],
                "nl": [f"vraag {word}" for word in "abcd"],
            },
        } | fields

    return make


@pytest.fixture
def make_fact(fact_fields: Callable[..., dict[str, Any]]) -> Callable[..., Fact]:
    """Return a factory of facts."""
    return lambda **fields: Fact.parse_obj(fact_fields(**fields))


@pytest.fixture
def make_article(article_fields: Callable[..., dict[str, Any]]) -> Callable[..., Article]:
    """Return a factory of articles."""
    return lambda **fields: Article.parse_obj(article_fields(**fields))


@pytest.fixture
def wording() -> Wording:
    """Return words for days and years, and months that show their number."""
    return Wording.parse_obj(WORDING)


@pytest.fixture
def terms() -> ReviewTerms:
    """Return the days until a fact is looked at again."""
    return ReviewTerms.parse_obj(REVIEW)


@pytest.fixture
def make_knowledge(wording: Wording, terms: ReviewTerms) -> Callable[..., KnowledgeBase]:
    """Return a factory of knowledge bases; it does not check how the parts fit together."""

    def make(articles: Iterable[Article], facts: Iterable[Fact]) -> KnowledgeBase:
        return KnowledgeBase(
            {article.id: article for article in articles},
            {fact.id: fact for fact in facts},
            {name: Seed.parse_obj(seed) for name, seed in SEEDS.items()},
            wording,
            terms,
        )

    return make


@pytest.fixture
def write_yaml() -> Callable[[Path, Any], Path]:
    """Return a function that writes a data file; JSON is YAML too."""

    def write(path: Path, content: object) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
        return path

    return write


@pytest.fixture
def folder(
    tmp_path: Path,
    write_yaml: Callable[[Path, Any], Path],
    fact_fields: Callable[..., dict[str, Any]],
    article_fields: Callable[..., dict[str, Any]],
) -> Path:
    """Return a folder with a correct knowledge base: one fact, one article a topic."""
    write_yaml(tmp_path / "facts" / "fees.yml", {"facts": [fact_fields()]})
    write_yaml(tmp_path / "seeds.yml", SEEDS)
    write_yaml(tmp_path / "wording.yml", WORDING)
    write_yaml(tmp_path / "review.yml", REVIEW)
    for topic in TOPICS:
        name = f"{topic.replace('_', '-')}-overview"
        fields = article_fields(id=name, topic=topic)
        write_yaml(tmp_path / "articles" / topic / f"{name}.yml", fields)
    return tmp_path
