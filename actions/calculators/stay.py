"""A stay in the Schengen area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Stay:
    """From the day of entry to the day of leaving, both counted; no last day: still there."""

    entered: date
    left: date | None = None
