"""One table of the reliability of the service: `python -m tests.reliability`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from runtime.environment import prepare_environment
from tests.reliability import (
    access,
    canaries,
    duplicates,
    egress,
    faults,
    flood,
    growth,
    hostile,
    kill,
    load,
    parallel,
)
from tests.reliability.backends import missing_programs
from tests.reliability.ending import end_in_order
from tests.reliability.page import cell, table, write_page
from tests.reliability.servers import OURS, STOCK, fleet

Result = dict[str, float]


@dataclass(frozen=True)
class Check:
    """A driver, the figure to reach and how much it does in its short and its full form."""

    name: str
    wanted: str
    measure: Callable[..., Coroutine[Any, Any, Result]]
    short: dict[str, Any]
    full: dict[str, Any]


CHECKS = (
    Check("load", load.WANTED, load.measure, {"turns": 100}, {"turns": 10_000}),
    Check(
        "load, planned times",
        load.WANTED,
        load.measure,
        {"turns": 100, "a_second": 10},
        {"turns": 12_000, "a_second": 20},
    ),
    Check(
        "parallel",
        parallel.WANTED,
        parallel.measure,
        {"shapes": [(12, 5)]},
        {"shapes": [(300, 5), (200, 2)]},
    ),
    Check(
        "duplicates", duplicates.WANTED, duplicates.measure, {"messages": 30}, {"messages": 1_000}
    ),
    Check("growth", growth.WANTED, growth.measure, {"turns": 1_000}, {"turns": 1_000}),
    Check("flood", flood.WANTED, flood.measure, {"seconds": 3}, {"seconds": 60}),
    Check("access", access.WANTED, access.measure, {"attempts": 60}, {"attempts": 10_000}),
    Check(
        "PostgreSQL fails",
        faults.WANTED,
        faults.measure,
        {"store": "postgres", "seconds": 4},
        {"store": "postgres", "seconds": 20},
    ),
    Check(
        "Redis fails",
        faults.WANTED,
        faults.measure,
        {"store": "redis", "seconds": 4},
        {"store": "redis", "seconds": 20},
    ),
    Check(
        "canaries",
        canaries.WANTED,
        canaries.measure,
        {"count": 60},
        {"count": 2_000, "sqlite": True},
    ),
    Check("kill", kill.WANTED, kill.measure, {"kills": 1}, {"kills": 100}),
    Check(
        "hostile",
        hostile.WANTED,
        hostile.measure,
        {"requests": 400},
        {"requests": 20_000},
    ),
    Check("egress", egress.WANTED, egress.measure, {"turns": 10}, {"turns": 200}),
)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table as Markdown and write it down when that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("--full", action="store_true", help="as much as the figures ask for: hours")
    parser.add_argument("--stock", action="store_true", help="stock Rasa beside it")
    parser.add_argument("--only", action="append", metavar="NAME", help="a check; may be repeated")
    parser.add_argument("--write", action="store_true", help="write docs/reliability.md")
    given = parser.parse_args(arguments)
    if missing := missing_programs():
        print(f"Not on this machine: {', '.join(missing)}.", file=sys.stderr)
        return 1
    prepare_environment()
    end_in_order()
    chosen = [check for check in CHECKS if not given.only or check.name in given.only]
    sides = (OURS, STOCK) if given.stock else (OURS,)
    results = {side: _measure(side, chosen, full=given.full) for side in sides}
    rows = table({check.name: check.wanted for check in chosen}, results)
    print(rows)
    if given.write:
        write_page(rows, sys.argv[1:] if arguments is None else arguments)
    return 0


def _measure(side: str, checks: list[Check], *, full: bool) -> dict[str, str]:
    cells = {}
    with fleet(side) as running:
        for check in checks:
            running.repair()
            # What stock Rasa does not withstand shows in the short form already.
            size = check.full if full and side == OURS else check.short
            print(f"{side}: {check.name} {size}", file=sys.stderr, flush=True)
            cells[check.name] = cell(asyncio.run(check.measure(running, **size)))
            print(f"  {cells[check.name]}", file=sys.stderr, flush=True)
    return cells


if __name__ == "__main__":
    sys.exit(main())
