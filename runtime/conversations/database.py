"""The connection to the database: never on the event loop, never without a time limit."""

from __future__ import annotations

import asyncio
import logging
import time
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
IDLE_SECONDS = 1.0
LAST_USED = "last_used"
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
        self._each_by_itself = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="database")
        self._has_tables = False
        self._making = Lock()

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work(connection, *arguments)` returns, committed.

        Raises:
            StoreUnavailable: when the database does not answer in time or refuses.
        """
        return await self._in_thread(partial(self.run_now, work, *arguments))

    async def read(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work(connection, *arguments)` reads; each statement is one transaction.

        It spares a transaction's beginning and end, each of which waits for the database.

        Raises:
            StoreUnavailable: when the database does not answer in time or refuses.
        """
        reading = partial(self._read, work, *arguments)
        return await self._in_thread(partial(self._refusals_named, reading))

    def _read(self, work: Callable[..., Result], *arguments: Any) -> Result:
        with self._each_by_itself.connect() as connection:
            return work(connection, *arguments)

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
        return self._refusals_named(partial(self._write, work, *arguments))

    def _write(self, work: Callable[..., Result], *arguments: Any) -> Result:
        with self.engine.begin() as connection:
            return work(connection, *arguments)

    def _refusals_named(self, work: Callable[[], Result]) -> Result:
        try:
            self._make_tables()
            return work()
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
    engine = sa.create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=SECONDS,
        connect_args={"connect_timeout": 2, "options": limits, **DEAD_PEER},
        hide_parameters=True,
    )
    sa.event.listen(engine, "checkin", _note_use)
    sa.event.listen(engine, "checkout", partial(_check_idle, engine.dialect))
    return engine


def _note_use(_: Any, record: Any) -> None:
    record.info[LAST_USED] = time.monotonic()


def _check_idle(dialect: Any, connection: Any, record: Any, _: Any) -> None:
    """Ask a connection that was idle whether it still stands; the pool opens another if not.

    SQLAlchemy's own `pool_pre_ping` asks each time, three times a turn.
    """
    idle = time.monotonic() - record.info.get(LAST_USED, 0.0)
    if idle > IDLE_SECONDS and not dialect.do_ping(connection):
        raise sa.exc.DisconnectionError
