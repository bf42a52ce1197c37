"""The figures of X and Mastodon: `python -m tests.reliability.social`."""

from __future__ import annotations

import argparse
import asyncio

from runtime.environment import prepare_environment
from tests.reliability.page import cell
from tests.reliability.social import measures
from tests.reliability.social.running import Connected, connected
from tests.reliability.social.sides import OnMastodon, OnX, Side


async def measure(share: float, only: str | None) -> None:
    """Print a line for each figure as soon as it is known."""
    x, mastodon = OnX(), OnMastodon()
    async with connected(x, mastodon) as running:

        def wanted(name: str) -> bool:
            return only is None or only == name

        def show(name: str, side: Side, result: measures.Result) -> None:
            print(f"| {name} | {side.name} | {cell(result)} |", flush=True)

        if wanted("forged"):
            show("forged", x, await measures.forged(running, x, int(10_000 * share)))
        if wanted("acknowledged"):
            for a_second in (10, 20, 30):
                result = await measures.acknowledged(running, x, int(600 * share), a_second)
                show("acknowledged", x, result)
        for side, other in ((x, mastodon), (mastodon, x)):
            await _measure(running, side, other, share, wanted, show)


async def _measure(running: Connected, side: Side, other: Side, share: float, wanted, show) -> None:
    if wanted("three"):
        show("three times", side, await measures.three_times(running, side, int(1_000 * share)))
    if wanted("order"):
        result = await measures.in_order(running, side, max(2, int(50 * share)), 20)
        show("order", side, result)
    if wanted("limited"):
        result = await measures.limited(running, side, other, int(100 * share), 30 * share)
        show("429", side, result)
    if wanted("killed"):
        kills = max(1, int(10 * share))
        show("killed", side, await measures.killed(running, side, int(400 * share), kills))


def main() -> None:
    """Measure; `--share 0.1` does a tenth."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.social")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only")
    given = parser.parse_args()
    prepare_environment()
    asyncio.run(measure(given.share, given.only))


if __name__ == "__main__":
    main()
