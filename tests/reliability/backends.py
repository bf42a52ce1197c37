"""PostgreSQL and Redis of our own, on free ports, that can be made to fail in three ways."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import redis
import sqlalchemy as sa

from runtime.ports import free_port
from tests.reliability.sql import execute

START_SECONDS = 20
PROGRAMS = ("initdb", "postgres", "redis-server")


def missing_programs() -> list[str]:
    """Return which of the programs are not on this machine."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


class Backend(ABC):
    """A store in a process of its own."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: psutil.Popen | None = None

    @abstractmethod
    def start(self) -> None:
        """Start it and wait until it answers."""

    @abstractmethod
    def refuse_writes(self) -> None:
        """Make it answer every write with an error."""

    @abstractmethod
    def accept_writes(self) -> None:
        """Let it write again."""

    def _launch(self, command: Sequence[str], answers: Callable[[], Any], **options: Any) -> None:
        with (self.folder / "output.log").open("ab") as log:
            self._process = psutil.Popen(command, stdout=log, stderr=log, **options)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                answers()
            except (sa.exc.OperationalError, redis.ConnectionError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self) -> None:
        """End it at once, as a machine that fails does."""
        if self._process is not None:
            self.resume()
            self._process.send_signal(signal.SIGQUIT if self.name == "postgres" else signal.SIGKILL)
            self._process.wait(START_SECONDS)
            self._process = None

    def pause(self) -> None:
        """Make it hang: connections stand, nothing is answered."""
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):  # a connection that was closed meanwhile
                process.suspend()

    def resume(self) -> None:
        """Let it go on."""
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.resume()

    def _processes(self) -> list[psutil.Process]:
        assert self._process is not None
        return [self._process, *self._process.children(recursive=True)]


class Postgres(Backend):
    """A PostgreSQL cluster without anything of the machine's own."""

    name = "postgres"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self.data = folder / "data"
        # PostgreSQL refuses to run as root.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(folder, "postgres", "postgres")
        command = ["initdb", "-D", str(self.data), "-A", "trust", "-U", "postgres", "-E", "UTF8"]
        subprocess.run(
            [*command, "--no-sync"], check=True, capture_output=True, cwd=folder, **self._user
        )

    def start(self) -> None:
        flags = ["-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.folder)]
        command = ["postgres", "-D", str(self.data), *flags]
        self._launch(command, lambda: execute(self.url, "SELECT 1"), cwd=self.folder, **self._user)

    def refuse_writes(self) -> None:
        self._configure("default_transaction_read_only = on\n")

    def accept_writes(self) -> None:
        self._configure("default_transaction_read_only = off\n")

    def _configure(self, line: str) -> None:
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(line)
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)


class Redis(Backend):
    """A Redis that keeps nothing on disk but what it is told to save."""

    name = "redis"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def client(self) -> Any:
        """Return a client for the checks."""
        return redis.Redis(port=self.port, socket_timeout=2)

    def start(self) -> None:
        options = ["--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        command = ["redis-server", "--port", str(self.port), *options]
        self._launch(command, lambda: self.client().ping())

    def refuse_writes(self) -> None:
        self.client().config_set("min-replicas-to-write", 1)

    def accept_writes(self) -> None:
        self.client().config_set("min-replicas-to-write", 0)
