"""Understands texts with a model and tells what each costs; runs in both environments.

`python probe.py MODEL TEXTS` reads a JSON list of texts and prints JSON: intents and CPU time.
It imports only Rasa, because the other environment has nothing of this project.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

WARM_UP = 5


async def understand(model: str, texts: list[str]) -> dict[str, list[object]]:
    """Return the intent of each text and the CPU milliseconds of all threads that it took."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    intents, milliseconds = [], []
    for text in texts:
        started = time.process_time()
        parsed = await agent.parse_message(text)
        milliseconds.append(1000 * (time.process_time() - started))
        intents.append(parsed["intent"]["name"])
    return {"intents": intents, "milliseconds": milliseconds}


if __name__ == "__main__":
    found = asyncio.run(understand(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))))
    print(json.dumps(found))
