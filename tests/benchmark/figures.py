"""Measures one side: what it understands, and what a message and the server cost."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError

import psutil

from actions.knowledge.topics import OUT_OF_SCOPE, SUBJECT_TOPICS
from runtime.environment import DATABASE_VARIABLE
from runtime.evaluation.costs import MEGABYTE, folder_megabytes
from runtime.evaluation.questions import SETS, Question, read_set
from runtime.evaluation.server import cpu_seconds, send
from runtime.ports import free_port
from tests.benchmark.sides import Side

PROBE = Path(__file__).parent / "probe.py"
WAIT = 0.1
LONGEST_START = 300
ROUNDS = 3


@dataclass(frozen=True)
class Figures:
    """What one side reached; percentages by set, times in milliseconds or seconds."""

    topic: dict[str, float]
    out_of_scope: dict[str, float]
    parse_cpu: float
    turn_cpu: float
    turn_p50: float
    turn_p95: float
    training_cpu: float
    start_seconds: float
    start_cpu: float
    memory: float
    environment: float


def measure(side: Side) -> Figures:
    """Return the figures of a side, one measurement after the other."""
    sets = {name: read_set(name).questions for name in SETS}
    intents, milliseconds = _understand(side, [q.text for group in sets.values() for q in group])
    found = iter(intents)
    seen = {name: [(question, next(found)) for question in group] for name, group in sets.items()}
    texts = [question.text for question in sets["dev"]]
    with _server(side) as (url, process, seconds):
        started_cpu = cpu_seconds(process)
        turn_cpu, times = _turns(url, process, texts)
        memory = process.memory_info().rss / MEGABYTE
    return Figures(
        {name: _topics_right(pairs) for name, pairs in seen.items()},
        {name: _outside_recognised(pairs) for name, pairs in seen.items()},
        statistics.median(milliseconds),
        turn_cpu,
        statistics.median(times),
        statistics.quantiles(times, n=20)[-1],
        side.training_cpu_seconds,
        seconds,
        started_cpu,
        memory,
        folder_megabytes(side.python.parents[1]),
    )


def _understand(side: Side, texts: Sequence[str]) -> tuple[list[str], list[float]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(list(texts)), "utf-8")
        done = subprocess.run(
            [str(side.python), "-W", "ignore", str(PROBE), str(side.model), str(file)],
            cwd=side.folder,
            env=side.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        )
    found = json.loads(done.stdout.splitlines()[-1])
    return found["intents"], found["milliseconds"]


def _topics_right(seen: Sequence[tuple[Question, str]]) -> float:
    right = [q.topic == intent for q, intent in seen if q.topic != OUT_OF_SCOPE]
    return 100 * sum(right) / len(right)


def _outside_recognised(seen: Sequence[tuple[Question, str]]) -> float:
    """Return how often a question out of scope was not taken for one of our topics."""
    right = [intent not in SUBJECT_TOPICS for q, intent in seen if q.topic == OUT_OF_SCOPE]
    return 100 * sum(right) / len(right)


@contextmanager
def _server(side: Side) -> Iterator[tuple[str, psutil.Process, float]]:
    """Start the side's server and end it again; it is ready when it has replied."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    with TemporaryDirectory() as folder:
        own = {
            DATABASE_VARIABLE: f"sqlite:///{folder}/conversations.db",
            "IND_PORT": str(port),
        }
        started = time.monotonic()
        process = subprocess.Popen(
            [str(side.python), "-W", "ignore", *(word.format(port=port) for word in side.serve)],
            cwd=side.folder,
            env={**side.environment, **own},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(url, process, started)
            yield url, psutil.Process(process.pid), time.monotonic() - started
        finally:
            process.terminate()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes], started: float) -> None:
    while process.poll() is None and time.monotonic() - started < LONGEST_START:
        try:
            if send(url, "start", "hello"):
                return
        except URLError:
            pass
        time.sleep(WAIT)
    raise TimeoutError(f"{process.args!r} did not reply")


def _turns(url: str, process: psutil.Process, texts: Sequence[str]) -> tuple[float, list[float]]:
    """Return the mean CPU time of a turn and the time of each, one client at a time."""
    times = []
    for number, text in enumerate(texts):
        send(url, f"warm-{number}", text)
    for number in range(len(texts)):
        send(url, f"turn-{number}", "hello")  # opens the session
    before = cpu_seconds(process)
    for _ in range(ROUNDS):
        for number, text in enumerate(texts):
            started = time.perf_counter()
            send(url, f"turn-{number}", text)
            times.append(1000 * (time.perf_counter() - started))
    return 1000 * (cpu_seconds(process) - before) / len(times), times
