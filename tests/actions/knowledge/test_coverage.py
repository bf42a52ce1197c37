"""Lines of the research notes are counted when an article tells them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.coverage import Part, coverage, read_parts
from actions.knowledge.errors import KnowledgeError
from actions.knowledge.models import Article, Fact

PARTS = {"FEE": Part(lines=2, about="Fees"), "APP": Part(lines=1, about="Appointments")}


def test_a_line_is_told_by_the_articles_that_rest_on_its_facts(
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Callable[..., KnowledgeBase],
) -> None:
    facts = [make_fact(refs=["FEE-02"]), make_fact(id="unused", refs=["APP-01"])]
    articles = [make_article(), make_article(id="other")]

    covered = coverage(make_knowledge(articles, facts), PARTS)

    assert covered.articles == {"FEE-01": (), "FEE-02": ("article", "other"), "APP-01": ()}
    assert covered.used == ["FEE-02"]
    assert covered.missing == ["FEE-01", "APP-01"]
    assert str(covered) == "1 of 3 research lines (33 %)"


def test_parts_are_read_and_a_field_that_is_not_known_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "research.yml"
    file.write_text("FEE: {lines: 2, about: Fees}\n", "utf-8")
    assert read_parts(tmp_path) == {"FEE": PARTS["FEE"]}

    file.write_text("FEE: {lines: 2, about: Fees, colour: red}\n", "utf-8")
    with pytest.raises(KnowledgeError, match="colour"):
        read_parts(tmp_path)
