"""How long somebody has lived somewhere, in full years."""

from __future__ import annotations

from datetime import date


def years_after(day: date, years: int) -> date:
    """Return the same day some years later, or earlier; after 29 February it is 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
