"""A real server of one's own: started on a free port with an empty store, ended by process id."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from runtime.environment import DATABASE_VARIABLE, PROJECT_FOLDER
from runtime.ports import free_port

READY = "Ready"
STOP_SECONDS = 30


class ServerDidNotStart(Exception):
    """The server ended before it was ready; the message holds what it printed."""


@dataclass(frozen=True)
class RunningServer:
    """A server of our own, its process, its files and what it took to start it."""

    url: str
    process: psutil.Process
    folder: Path
    ready_seconds: float
    ready_cpu_seconds: float


@contextmanager
def running_server(variables: Mapping[str, str] | None = None) -> Iterator[RunningServer]:
    """Start the real server, and end it again.

    Args:
        variables: environment variables beside those of this process.

    Raises:
        ServerDidNotStart: when it ends instead of getting ready.
    """
    port = free_port()
    with TemporaryDirectory() as folder, (Path(folder) / "errors.log").open("w+") as errors:
        environment = {
            **os.environ,
            "IND_PORT": str(port),
            DATABASE_VARIABLE: f"sqlite:///{folder}/conversations.db",
            **(variables or {}),
        }
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "runtime", "run"],
            cwd=PROJECT_FOLDER,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        with process:
            try:
                assert process.stdout is not None
                if not any(line.startswith(READY) for line in process.stdout):
                    errors.seek(0)
                    raise ServerDidNotStart(errors.read())
                watched = psutil.Process(process.pid)
                url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
                seconds = time.monotonic() - started
                yield RunningServer(url, watched, Path(folder), seconds, cpu_seconds(watched))
            finally:
                process.terminate()
                process.wait(STOP_SECONDS)


def cpu_seconds(process: psutil.Process) -> float:
    """Return the CPU time that a process has used, in user and system mode."""
    times = process.cpu_times()
    return float(times.user + times.system)


def send(url: str, sender: str, text: str) -> list[dict[str, Any]]:
    """Send one message over REST and return the reply."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - loopback only
        replies: list[dict[str, Any]] = json.load(response)
        return replies
