"""Two servers over one PostgreSQL and one Redis of their own: ours, or stock Rasa."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from runtime.environment import DATABASE_VARIABLE, PROJECT_FOLDER
from runtime.ports import free_port
from runtime.training import model_for_present_data
from tests.reliability.backends import Postgres, Redis
from tests.reliability.server import Server
from tests.reliability.stock import write_endpoints

OURS, STOCK = "ours", "stock"
SECRET = "5e" * 32
API_KEY = "reliability-key"


@dataclass
class Fleet:
    """Everything that a driver works on."""

    side: str
    folder: Path
    postgres: Postgres
    redis: Redis
    servers: list[Server] = field(default_factory=list)
    helpers: list[Server] = field(default_factory=list)
    attempts_log: Path = Path()

    @property
    def urls(self) -> list[str]:
        return [server.url for server in self.servers]

    @property
    def ours(self) -> bool:
        return self.side == OURS

    def repair(self) -> None:
        """Start what is not running."""
        dead = [server for server in (*self.helpers, *self.servers) if not server.alive]
        for server in dead:
            server.start()
        for server in dead:
            server.wait()


@contextmanager
def fleet(side: str, size: int = 2) -> Iterator[Fleet]:
    """Start the stores and the servers of one side, and end them again."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # for the user of PostgreSQL
        for part in ("postgres", "redis"):
            (folder / part).mkdir()
        stores = Postgres(folder / "postgres"), Redis(folder / "redis")
        built = Fleet(side, folder, *stores, attempts_log=folder / "attempts.log")
        try:
            for store in stores:
                store.start()
            _add_servers(built, size)
            built.repair()
            yield built
        finally:
            for server in (*built.servers, *built.helpers):
                server.stop()
            for store in stores:
                store.stop()


def _add_servers(built: Fleet, size: int) -> None:
    model = str(model_for_present_data())
    support = PROJECT_FOLDER / "tests" / "support"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(p for p in (str(support), os.environ.get("PYTHONPATH")) if p),
        "ATTEMPTS_LOG": str(built.attempts_log),
        DATABASE_VARIABLE: built.postgres.url,
        "IND_REDIS_URL": built.redis.url,
        "IND_SECRET": SECRET,
        "IND_API_KEY": API_KEY,
        "IND_PROCESSES": str(size),
    }
    if not built.ours:
        port = free_port()
        environment["IND_ACTION_PORT"] = str(port)
        endpoints = built.folder / "endpoints.yml"
        actions = f"http://127.0.0.1:{port}/webhook"
        write_endpoints(endpoints, built.postgres.url, built.redis.url, actions)
        log = built.folder / "actions.log"
        built.helpers.append(Server(["runtime", "actions"], environment, log, port))
    for number in range(size):
        port = free_port()
        arguments = ["runtime", "run"]
        if not built.ours:
            arguments = ["tests.reliability.stock", model, str(endpoints), str(port)]
        variables = {**environment, "IND_PORT": str(port)}
        log = built.folder / f"server{number}.log"
        built.servers.append(Server(arguments, variables, log, port))
