"""Writes the overview: `python -m runtime overview`."""

from __future__ import annotations

from pathlib import Path

from actions import clock
from actions.knowledge.base import load_knowledge
from actions.knowledge.coverage import read_parts
from runtime.overview.page import overview_page

PAGE = Path("var") / "overview.html"


def write_overview(page: Path = PAGE) -> Path:
    """Write the page of today; whoever opens it needs no server.

    Raises:
        KnowledgeError: when the knowledge base has a fault.
    """
    page.parent.mkdir(exist_ok=True)
    page.write_text(overview_page(load_knowledge(), read_parts(), clock.today()), "utf-8")
    return page
