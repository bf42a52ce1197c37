"""The table of figures, on the screen and in `docs/reliability.md`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from runtime.environment import PROJECT_FOLDER

PAGE = PROJECT_FOLDER / "docs" / "reliability.md"
MEASURED = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- end -->)", re.DOTALL)


def cell(result: Mapping[str, float]) -> str:
    """Return what one driver measured in words."""
    figures = (
        f"{name} {value:.3g}" if value % 1 else f"{name} {value:.0f}"
        for name, value in result.items()
    )
    return ", ".join(figures)


def table(wanted: Mapping[str, str], results: Mapping[str, Mapping[str, str]]) -> str:
    """Return the rows as Markdown: check, figure to reach, each side."""
    rows = [["check", "figure to reach", *results], ["---"] * (2 + len(results))]
    rows += [
        [name, figure, *(cells[name] for cells in results.values())]
        for name, figure in wanted.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def write_page(rows: str, arguments: Sequence[str]) -> None:
    """Put the table in the place of the last one, with what one must know of it."""
    told = (
        f"Measured on {datetime.now(UTC):%d %B %Y} with "
        f"`{' '.join(['python -m tests.reliability', *arguments])}`, Python "
        f"{sys.version_info.major}.{sys.version_info.minor}, {os.cpu_count()} cores, load "
        f"average {os.getloadavg()[1]:.1f} over the last five minutes.\n"
    )
    page = PAGE.read_text("utf-8")
    PAGE.write_text(MEASURED.sub(lambda _: f"\n{told}\n{rows}\n\n", page), "utf-8")
