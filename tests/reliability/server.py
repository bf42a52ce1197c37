"""One server in a process of its own."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from runtime.environment import PROJECT_FOLDER
from runtime.evaluation.server import cpu_seconds

START_SECONDS = 600
STOP_SECONDS = 30


class DidNotStart(Exception):
    """A server ended before it listened; the message is the end of its log."""


@dataclass
class Server:
    """One server process; its port stays the same when it is started again."""

    arguments: list[str]
    environment: Mapping[str, str]
    log: Path
    port: int
    process: psutil.Popen | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.base}/webhooks/rest/webhook"

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it; `wait` tells when it listens."""
        with self.log.open("ab") as log:
            self.process = psutil.Popen(
                [sys.executable, "-m", *self.arguments],
                cwd=PROJECT_FOLDER,
                env=dict(self.environment),
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Wait until it listens, which both kinds do once their model is loaded."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if not self.alive or time.monotonic() > deadline:
                raise DidNotStart(self.log.read_text("utf-8", "replace")[-2_000:])
            time.sleep(0.1)

    def cpu_seconds(self) -> float:
        return cpu_seconds(self.process)

    def kill(self) -> None:
        """End it as a machine that fails does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(STOP_SECONDS)

    def stop(self) -> None:
        if self.alive:
            assert self.process is not None
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except psutil.TimeoutExpired:
                self.kill()
