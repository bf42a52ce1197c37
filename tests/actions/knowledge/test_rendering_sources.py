"""The pages that an answer names, and the day of their check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import Article, Fact
from actions.knowledge.rendering import Source, render_article, source_line

CHECKED_ON = date(2026, 11, 21)
PAGE = "https://ind.nl/all"
Knowledge = Callable[..., KnowledgeBase]


@pytest.fixture
def sources_of(
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Knowledge,
) -> Callable[..., tuple[Source, ...]]:
    """Return a function that renders an article over facts with these fields."""

    def sources(*fields: dict[str, str]) -> tuple[Source, ...]:
        facts = [make_fact(id=f"fact-{n}", **one) for n, one in enumerate(fields)]
        article = make_article(facts=[fact.id for fact in facts])
        return render_article(article, "en", CHECKED_ON, make_knowledge([article], facts)).sources

    return sources


def test_every_page_is_named_once_in_the_order_of_the_facts(
    sources_of: Callable[..., tuple[Source, ...]],
) -> None:
    pages = ["https://ind.nl/b", "https://ind.nl/a", "https://ind.nl/b"]

    sources = sources_of(*({"source": page} for page in pages))

    assert [source.url for source in sources] == ["https://ind.nl/b", "https://ind.nl/a"]


def test_facts_of_one_page_are_one_source_with_the_oldest_check(
    sources_of: Callable[..., tuple[Source, ...]],
) -> None:
    days = ["2026-11-21", "2026-10-02", "2026-11-01"]

    sources = sources_of(*({"source": PAGE, "checked_on": day} for day in days))

    assert sources == (Source(PAGE, date(2026, 10, 2)),)


def test_a_seed_is_shown_as_the_page_that_it_came_from(
    sources_of: Callable[..., tuple[Source, ...]],
) -> None:
    assert sources_of({"source": "seed:booklet"})[0].url == "https://booklet.nl/ind"


def test_when_every_fact_is_outdated_the_sources_are_still_named(
    sources_of: Callable[..., tuple[Source, ...]],
) -> None:
    sources = sources_of({"source": PAGE, "valid_to": "2026-11-20"})

    assert sources == (Source(PAGE, CHECKED_ON),)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Source: https://a.nl, https://b.nl (2 Month10 2026)"),
        ("nl", "Bron: https://a.nl, https://b.nl (2 maand10 2026)"),
    ],
)
def test_the_source_line_names_two_pages_and_the_oldest_check_of_all(
    make_knowledge: Knowledge, language: Language, line: str
) -> None:
    sources = (
        Source("https://a.nl", date(2026, 11, 21)),
        Source("https://b.nl", date(2026, 11, 20)),
        Source("https://c.nl", date(2026, 10, 2)),
    )

    assert source_line(sources, language, make_knowledge([], [])) == line


def test_a_source_is_written_for_machines_with_an_iso_date() -> None:
    source = Source("https://ind.nl", date(2026, 3, 1))

    assert source.as_json() == {"url": "https://ind.nl", "checked_on": "2026-03-01"}
