"""What digits look like when they are a date."""

from __future__ import annotations

YEARS = range(1900, 2100)
MONTHS = 12
DAYS = 31


def is_year(digits: str) -> bool:
    """Tell whether four digits are a year of our time."""
    return len(digits) == 4 and int(digits) in YEARS


def is_date(parts: list[str]) -> bool:
    """Tell whether three groups are a day, a month and a year of four digits, or the reverse."""
    first, second, third = parts
    if is_year(first):
        first, third = third, first
    if not is_year(third) or len(first) > 2 or len(second) > 2:
        return False
    low, high = sorted((int(first), int(second)))
    return 1 <= low <= MONTHS and high <= DAYS


def is_bare_date(digits: str) -> bool:
    """Tell whether eight digits are 12032026 or 20260312."""
    if len(digits) != 8:
        return False
    return is_date([digits[:2], digits[2:4], digits[4:]]) or is_date(
        [digits[:4], digits[4:6], digits[6:]]
    )
