"""Takes what was deleted out of the files of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from runtime.conversations.errors import StoreUnavailable
from runtime.conversations.schema import metadata

_IS_SUPERUSER = sa.text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
STILL_THERE = "the rows are deleted, but their bytes not yet; do it again"


def compact(engine: Engine) -> None:
    """Leave no byte of deleted rows in the tables; the deletion must be committed before.

    Others wait while it works, as long as it takes to copy the database. PostgreSQL's log is
    begun anew for a superuser only, and goes where the server says (`wal_recycle`).

    Raises:
        StoreUnavailable: when others use the database all the time; it may be done again.
    """
    with _outside_transactions(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(sa.text("VACUUM"))
            _cut_log(connection)
        else:
            _compact_postgres(connection)


def cut_log(engine: Engine) -> None:
    """Take what was deleted out of SQLite's write-ahead log: quick, and enough after one erasure.

    The pages themselves were overwritten when the rows were deleted (`secure_delete`).

    Raises:
        StoreUnavailable: as `compact` does.
    """
    if engine.dialect.name == "sqlite":
        with _outside_transactions(engine) as connection:
            _cut_log(connection)


@contextmanager
def _outside_transactions(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection
    except sa.exc.SQLAlchemyError as exc:
        raise StoreUnavailable(f"{type(exc).__name__}: {STILL_THERE}") from None


def _cut_log(connection: Connection) -> None:
    busy = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).first()[0]
    if busy:
        raise StoreUnavailable(f"the write-ahead log is in use: {STILL_THERE}")


def _compact_postgres(connection: Connection) -> None:
    connection.execute(sa.text("SET statement_timeout = 0"))  # longer than a turn may take
    try:
        # A plain VACUUM frees the room and leaves the bytes in it; FULL writes new files.
        connection.execute(sa.text(f"VACUUM FULL {', '.join(metadata.tables)}"))
        if connection.execute(_IS_SUPERUSER).scalar():
            # What is older than this checkpoint is not needed after it.
            connection.execute(sa.text("SELECT pg_switch_wal()"))
            connection.execute(sa.text("CHECKPOINT"))
    finally:
        connection.execute(sa.text("RESET statement_timeout"))
