"""The table of channels and checks over all sixty conversations: `python -m tests.conformance`."""

from __future__ import annotations

import asyncio
import sys

from runtime.environment import prepare_environment
from tests.conformance.adapters import ADAPTERS
from tests.conformance.conversations import conversations
from tests.conformance.replay import Difference, differences, replay, server_for, table
from tests.conformance.social import SOCIAL


async def compare(number: int, variables: dict[str, str]) -> tuple[str, list[Difference]]:
    """Replay so many conversations on every channel; return the table and all differences."""
    adapters = [adapter() for adapter in (*ADAPTERS, *SOCIAL)]
    talks = conversations(number)
    async with server_for(adapters, variables) as server:
        first, *others = adapters
        expected = await replay(first, server, talks)
        found: dict[str, list[Difference]] = {first.name: []}
        for adapter in others:
            replayed = await replay(adapter, server, talks)
            found[adapter.name] = differences(expected, replayed, adapter.name)
    turns = sum(map(len, expected.values()))
    return table(found, turns), [d for each in found.values() for d in each]


def main() -> int:
    """Print the table and what differs."""
    prepare_environment()
    rows, differing = asyncio.run(compare(60, {}))
    print(rows)
    for difference in differing:
        print(difference, file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
