"""Statements on the database of a run, each in a connection and a transaction of its own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool


def execute(url: str, statement: str, **values: Any) -> list[Any]:
    """Return the rows of a statement, as far as it has any."""
    engine = sa.create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(sa.text(statement), values)
        return result.all() if result.returns_rows else []
