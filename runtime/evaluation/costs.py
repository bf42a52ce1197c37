"""Measures what messages, training and the server cost: CPU time and memory, not wall time."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from runtime.environment import prepare_environment, prepare_logging
from runtime.evaluation.server import RunningServer, cpu_seconds, send
from runtime.training import train_model

MEGABYTE = 1024 * 1024


def parse_cpu_milliseconds(model: Path, texts: Sequence[str]) -> float:
    """Return the median CPU time of understanding one message, without the server around it."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))

    async def parse() -> list[float]:
        await agent.parse_message("warm up")
        spent = []
        for text in texts:
            started = time.process_time()
            await agent.parse_message(text)
            spent.append(1000 * (time.process_time() - started))
        return spent

    return statistics.median(asyncio.run(parse()))


def turn_cpu_milliseconds(server: RunningServer, texts: Sequence[str]) -> float:
    """Return the mean CPU time of a whole REST turn, each text in a conversation of its own."""
    send(server.url, "warm-up", "hello")
    costs = []
    for number, text in enumerate(texts):
        sender = f"evaluation-{number}"
        send(server.url, sender, "hello")  # opens the session; the next one is an ordinary turn
        before = cpu_seconds(server.process)
        for _ in range(3):  # CPU time is counted in steps of 10 ms
            send(server.url, sender, text)
        costs.append(1000 * (cpu_seconds(server.process) - before) / 3)
    return statistics.mean(costs)


def training_cpu_seconds() -> float:
    """Train once from scratch into a folder that is thrown away, and return its CPU time."""
    with TemporaryDirectory() as folder:
        before = psutil.Process().cpu_times()
        target = Path(folder) / "model.tar.gz"
        process = get_context("spawn").Process(target=_train, args=(target,))
        process.start()
        process.join()
        after = psutil.Process().cpu_times()
    used = after.children_user + after.children_system
    return float(used - before.children_user - before.children_system)


def _train(target: Path) -> None:
    prepare_environment()
    prepare_logging()
    train_model(target)


def folder_megabytes(folder: Path) -> float:
    """Return the size of the files in a folder."""
    return sum(p.lstat().st_size for p in folder.rglob("*") if not p.is_symlink()) / MEGABYTE
