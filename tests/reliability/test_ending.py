"""A run that is told to stop leaves no server behind."""

from __future__ import annotations

import subprocess
import sys

from runtime.environment import PROJECT_FOLDER
from tests.reliability.ending import TERMINATED

RUN = """
import asyncio, contextlib
from tests.reliability.ending import end_in_order
@contextlib.contextmanager
def fleet():
    try:
        yield
    finally:
        print("closed", flush=True)
async def measure():
    print("measuring", flush=True)
    await asyncio.sleep(60)
end_in_order()
with fleet():
    asyncio.run(measure())
"""


def test_the_term_signal_closes_what_was_opened() -> None:
    command = [sys.executable, "-c", RUN]
    with subprocess.Popen(command, cwd=PROJECT_FOLDER, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "measuring\n"
        run.terminate()
        assert run.stdout.read() == "closed\n"
    assert run.returncode == TERMINATED
