"""The overview shows all that people can read, and what editors must know of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.coverage import read_parts
from actions.knowledge.languages import LANGUAGES
from actions.knowledge.rendering import render_article
from runtime.overview.command import write_overview
from runtime.overview.html import text
from runtime.overview.page import overview_page

VOID = {"meta"}


class Reader(HTMLParser):
    """Notes the ids, the links and the elements that are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.targets: set[str] = set()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[str(value)] += 1
            if name == "href" and str(value).startswith("#"):
                self.targets.add(str(value)[1:])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """Return the project's own knowledge base."""
    return load_knowledge()


@pytest.fixture(scope="module")
def day(knowledge: KnowledgeBase) -> date:
    """Return the day of the latest check."""
    return max(fact.checked_on for fact in knowledge.facts.values())


@pytest.fixture(scope="module")
def page(knowledge: KnowledgeBase, day: date) -> str:
    """Return the page of that day."""
    return overview_page(knowledge, read_parts(), day)


def test_the_page_is_well_formed_needs_no_script_and_its_links_lead_somewhere(page: str) -> None:
    reader = Reader()
    reader.feed(page)

    assert reader.open == []
    assert [name for name, count in reader.ids.items() if count > 1] == []
    assert reader.targets - set(reader.ids) == set()
    assert not reader.seen & {"script", "img", "link", "iframe"}


def test_every_answer_stands_there_as_people_read_it_in_every_language(
    page: str, knowledge: KnowledgeBase, day: date
) -> None:
    missing = [
        (article.id, language)
        for article in knowledge.articles.values()
        for language in LANGUAGES
        if text(render_article(article, language, day, knowledge).text) not in page
    ]

    assert missing == []


def test_every_fact_of_an_article_stands_there_with_its_source(
    page: str, knowledge: KnowledgeBase
) -> None:
    used = {fact.id: fact for a in knowledge.articles.values() for fact in knowledge.facts_of(a)}

    assert [name for name, fact in used.items() if text(fact.source) not in page] == []
    assert [name for name in used if f">{name}</th>" not in page] == []


def test_an_answer_that_is_not_given_any_more_says_so(knowledge: KnowledgeBase, day: date) -> None:
    later = overview_page(knowledge, read_parts(), day + timedelta(days=365))

    assert "NOT GIVEN: a fact is outdated." in later
    assert "not given any more" in later


def test_the_page_is_written_where_the_command_says(tmp_path: Path) -> None:
    written = write_overview(tmp_path / "new" / "overview.html")

    assert written.read_text("utf-8").startswith("<!doctype html>")
