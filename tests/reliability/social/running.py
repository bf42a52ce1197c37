"""A real server that is connected with the fakes; it can be killed and goes on with its store."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from channels.identity import conversation_id
from channels.render import Said, numbered, read
from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.schema import arrivals, outbox
from runtime.environment import DATABASE_VARIABLE
from runtime.ports import free_port
from tests.reliability.server import Server
from tests.reliability.social.sides import Side

SECRET = "ab" * 32


@dataclass
class Connected:
    """The server and the services that it is connected with."""

    server: Server
    database: Database
    sides: Sequence[Side]

    @property
    def process(self) -> psutil.Process:
        assert self.server.process is not None
        return psutil.Process(self.server.process.pid)

    def restart(self) -> None:
        """Kill the server and start it again on what it has stored."""
        self.server.kill()
        self.server.start()
        self.server.wait()

    def waiting(self) -> int:
        """Return how many updates and letters wait in the store."""
        query = " UNION ALL ".join(
            f"SELECT count(*) AS n FROM {table.name} WHERE sealed IS NOT NULL"  # noqa: S608 - ours
            for table in (arrivals, outbox)
        )
        counts: list[int] = self.database.run_now(
            lambda connection: connection.exec_driver_sql(query).scalars().all()
        )
        return sum(counts)

    def turns(self, channel: str, person: str) -> list[tuple[str, str]]:
        """Return what somebody said and the reply as the channel shows it, turn by turn."""
        conversation = conversation_id(SECRET, channel, person)
        turns: list[tuple[str, list[Said]]] = []
        for event in self.database.run_now(log.load_all, conversation):
            if event["event"] == log.USER:
                turns.append((event["text"], []))
            elif event["event"] == log.BOT:
                turns[-1][1].append(read(log.bot_message(event)))
        return [(text, "\n\n".join(numbered(said))) for text, said in turns]

    def events(self, kind: str) -> int:
        """Return how many events of a kind are stored, such as `user`."""
        query = "SELECT count(*) FROM events WHERE type_name = ?"
        found: int = self.database.run_now(
            lambda connection: connection.exec_driver_sql(query, (kind,)).scalar()
        )
        return found


@asynccontextmanager
async def connected(
    *sides: Side, variables: Mapping[str, str] | None = None
) -> AsyncIterator[Connected]:
    """Start the services and a server with the model, over SQLite in a folder of its own."""
    with TemporaryDirectory() as folder:
        port, url = free_port(), f"sqlite:///{folder}/conversations.db"
        environment = {
            **os.environ,
            **(variables or {}),
            "IND_PORT": str(port),
            "IND_SECRET": SECRET,
        }
        for side in sides:
            environment |= await side.start()
        environment[DATABASE_VARIABLE] = url
        server = Server(["runtime", "run"], environment, Path(folder) / "server.log", port)
        for side in sides:
            side.server = server.base
        database = Database(url)
        try:
            server.start()
            await asyncio.to_thread(server.wait)
            yield Connected(server, database, sides)
        finally:
            await asyncio.to_thread(server.stop)
            if os.environ.get("SHOW_LOG"):
                print(server.log.read_text("utf-8"), file=sys.stderr)
            database.close()
            for side in sides:
                await side.stop()
