"""What the research found reaches people, and never less of it."""

from __future__ import annotations

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.coverage import coverage, read_parts
from actions.knowledge.models import Fact

LEAST_TOLD = 312  # raise it when articles tell more


def test_articles_tell_no_fewer_lines_of_the_research_than_before(
    knowledge: KnowledgeBase,
) -> None:
    assert len(coverage(knowledge, read_parts()).used) >= LEAST_TOLD


def test_every_line_that_a_fact_refers_to_exists(
    knowledge: KnowledgeBase, facts: dict[str, Fact]
) -> None:
    lines = coverage(knowledge, read_parts()).articles

    assert [(f.id, line) for f in facts.values() for line in f.refs if line not in lines] == []
