"""The figures of X and Mastodon: `python -m tests.reliability.social`."""

from __future__ import annotations

import argparse
import asyncio

from runtime.environment import prepare_environment
from tests.reliability.page import cell
from tests.reliability.social import measures
from tests.reliability.social.running import Connected, connected
from tests.reliability.social.sides import OnMastodon, OnX, Side


def show(name: str, side: Side, result: measures.Result) -> None:
    """Print one line of the table."""
    print(f"| {name} | {side.name} | {cell(result)} |", flush=True)


async def measure(share: float, only: str | None) -> None:
    """Print a line for each figure as soon as it is known."""
    x, mastodon = OnX(), OnMastodon()
    async with connected(x, mastodon) as running:
        if only in {None, "forged"}:
            show("forged", x, await measures.forged(running, x, int(10_000 * share)))
        if only in {None, "acknowledged"}:
            for a_second in (5, 10, 20):
                messages = int(30 * a_second * share)
                result = await measures.acknowledged(running, x, messages, a_second)
                show("acknowledged", x, result)
        for side, other in ((x, mastodon), (mastodon, x)):
            await _measure(running, side, other, share, only)


async def _measure(
    running: Connected, side: Side, other: Side, share: float, only: str | None
) -> None:
    if only in {None, "three times"}:
        show("three times", side, await measures.three_times(running, side, int(1_000 * share)))
    if only in {None, "order"}:
        show("order", side, await measures.in_order(running, side, max(2, int(50 * share)), 20))
    if only in {None, "429"}:
        messages = int(100 * share)
        show("429", side, await measures.limited(running, side, other, messages, 30 * share))
    if only in {None, "killed"}:
        kills = max(1, int(5 * share))
        show("killed", side, await measures.killed(running, side, int(200 * share), kills))


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
