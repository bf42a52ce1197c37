"""The connection to the database: never on the event loop, never without a time limit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.schema import metadata

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

CONNECTIONS = 4
SECONDS = 2.5  # for one read or write, waiting for a free connection included
MILLISECONDS_IN_SERVER = 2_000
# A machine that vanished is noticed within 9 seconds, also by a thread that waits for an answer.
DEAD_PEER = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5_000,
}


class Database:
    """Runs functions over a connection in threads of its own; each is one transaction."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite_engine(url) if url.startswith("sqlite") else _postgres_engine(url)
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="database")
        self._has_tables = False
        self._making = Lock()

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work(connection, *arguments)` returns, committed.

        Raises:
            StoreUnavailable: when the database does not answer in time or refuses.
        """
        return await self._in_thread(partial(self.run_now, work, *arguments))

    async def tidy(self, work: Callable[[sa.engine.Engine], None]) -> None:
        """Do what is no transaction, such as `cut_log`, in the same way.

        Raises:
            StoreUnavailable: when the database does not answer in time or refuses.
        """
        await self._in_thread(partial(work, self.engine))

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        call = asyncio.get_running_loop().run_in_executor(self._threads, work)
        try:
            return await asyncio.wait_for(call, SECONDS)
        except TimeoutError as exc:
            raise StoreUnavailable("the database does not answer in time") from exc

    def run_now(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do the same in this thread, for the command line.

        Raises:
            StoreUnavailable: when the database refuses.
        """
        try:
            self._make_tables()
            with self.engine.begin() as connection:
                return work(connection, *arguments)
        except sa.exc.SQLAlchemyError as exc:
            # Its message holds the statement; the parameters are hidden by the engine.
            logger.error("database.failed error=%s", type(exc).__name__)
            raise StoreUnavailable(type(exc).__name__) from None

    def _make_tables(self) -> None:
        with self._making:
            if self._has_tables:
                return
            try:
                metadata.create_all(self.engine)
            except sa.exc.SQLAlchemyError:
                # Another process makes them at the same time; the second look finds them.
                metadata.create_all(self.engine)
            self._has_tables = True

    def close(self) -> None:
        """Give the connections back."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.engine.dispose()


def _sqlite_engine(url: str) -> sa.engine.Engine:
    file = Path(url.removeprefix("sqlite:///"))
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": SECONDS},
        hide_parameters=True,
    )
    sa.event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _: Any) -> None:
    # Readers and the writer do not wait for each other; what is acknowledged is on the disk;
    # what is deleted is overwritten.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _postgres_engine(url: str) -> sa.engine.Engine:
    limits = (
        f"-c statement_timeout={MILLISECONDS_IN_SERVER} -c lock_timeout={MILLISECONDS_IN_SERVER}"
    )
    return sa.create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=SECONDS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 2, "options": limits, **DEAD_PEER},
        hide_parameters=True,
    )
