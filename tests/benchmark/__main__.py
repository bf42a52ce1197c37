"""`make benchmark`: this assistant beside the pipeline that `rasa init` gives, in one table."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from runtime.environment import PROJECT_FOLDER, prepare_environment, prepare_logging
from runtime.evaluation.questions import SETS
from tests.benchmark.figures import Figures, measure
from tests.benchmark.public import VARIABLE, measure_public
from tests.benchmark.sides import ours, stock

PAGE = PROJECT_FOLDER / "docs" / "benchmark.md"
MEASURED = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- end -->)", re.DOTALL)
LESS_CPU, LESS_MEMORY = 3, 3


def main() -> int:
    """Measure both sides one after the other, print the table and put it into its page."""
    plain = dict(os.environ)
    prepare_environment()
    prepare_logging()
    sides = [stock(plain), ours()]
    figures = []
    for side in sides:
        print(f"Measuring {side.name} ...", file=sys.stderr, flush=True)
        figures.append(measure(side))
    rows = table([side.name for side in sides], *figures)
    print(rows)
    if folder := plain.get(VARIABLE):
        for name, percent in measure_public(Path(folder)):
            print(f"{name}, ten examples for each intent, hybrid classifier: {percent:.1f} %")
    told = (
        f"Measured on {datetime.now(UTC):%d %B %Y} with `make benchmark`, Python "
        f"{sys.version_info.major}.{sys.version_info.minor}, {os.cpu_count()} cores, load average "
        f"{os.getloadavg()[1]:.1f} over the last five minutes.\n"
    )
    page = PAGE.read_text("utf-8")
    PAGE.write_text(MEASURED.sub(lambda _: f"\n{told}\n{rows}\n\n", page), "utf-8")
    return 0


def table(names: Sequence[str], theirs: Figures, ours: Figures) -> str:
    """Return the figures side by side as Markdown; a ratio above 1 is in our favour."""
    lines = [("", *names, "ratio"), ("---",) * 4]
    for name, title in SETS.items():
        pair = (theirs.topic[name], ours.topic[name])
        lines.append((f"topic right, {title.lower()}", *_cells(pair, "%"), ""))
        pair = (theirs.out_of_scope[name], ours.out_of_scope[name])
        lines.append((f"out of scope recognised, {title.lower()}", *_cells(pair, "%"), ""))
    for title, unit, pair in (
        ("understanding a message, CPU, median", "ms", (theirs.parse_cpu, ours.parse_cpu)),
        ("REST turn, CPU, mean", "ms", (theirs.turn_cpu, ours.turn_cpu)),
        ("REST turn, half are faster than", "ms", (theirs.turn_p50, ours.turn_p50)),
        ("REST turn, 95 % are faster than", "ms", (theirs.turn_p95, ours.turn_p95)),
        ("training, CPU", "s", (theirs.training_cpu, ours.training_cpu)),
        ("start to first reply", "s", (theirs.start_seconds, ours.start_seconds)),
        ("start to first reply, CPU", "s", (theirs.start_cpu, ours.start_cpu)),
        ("resident memory of the server", "MB", (theirs.memory, ours.memory)),
        ("environment on disk", "MB", (theirs.environment, ours.environment)),
    ):
        lines.append((title, *_cells(pair, unit), f"{pair[0] / pair[1]:.1f}"))
    goal = (
        f"Goal: {LESS_CPU} times less CPU for a turn "
        f"({_reached(theirs.turn_cpu, ours.turn_cpu, LESS_CPU)}), a third of the memory "
        f"({_reached(theirs.memory, ours.memory, LESS_MEMORY)})."
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{goal}"


def _cells(pair: tuple[float, float], unit: str) -> tuple[str, ...]:
    return tuple(
        f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}" for value in pair
    )


def _reached(theirs: float, ours: float, times: int) -> str:
    return "reached" if theirs >= times * ours else f"not reached: {theirs / ours:.1f}"


if __name__ == "__main__":
    sys.exit(main())
