"""Which digits may belong together."""

from __future__ import annotations

import pytest

from runtime.privacy.dates import is_bare_date, is_date
from runtime.privacy.digit_groups import in_code, numbers_in, pieces


def rows(text: str) -> list[str]:
    return [" ".join(group.digits for group in piece) for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("281 234 5678", ["281 234 5678"]),
        ("281.234-5678", ["281 234 5678"]),
        ("281, 234", ["281", "234"]),
        ("12-03-2026", []),
        ("2026/3/12", []),
        ("from 12-03-2026 45 to 1.4.2026", ["45"]),
        ("2025-2026 45", ["45"]),
        ("10:30 45", ["45"]),
        ("bsn:111222333", ["111222333"]),
    ],
)
def test_dates_years_and_times_belong_to_no_number(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234 5678", ["1234 5678"]),
        ("1234.5678", ["1234.5678"]),
        ("12-34 5678", []),  # two kinds of separator
        ("12345678 1", ["12345678"]),  # a whole number and another one
        ("1 12345678", ["12345678"]),
        ("€ 12345678", []),
        ("12345678 euro", []),
        ("12.345.678,50", []),
        ("12345678,50", ["12345678"]),
    ],
)
def test_a_number_has_one_kind_of_separator_and_is_no_amount(
    text: str, expected: list[str]
) -> None:
    assert [text[slice(*span)] for span in numbers_in(text, (8,), lambda window: True)] == expected


def test_the_longest_number_is_taken() -> None:
    text = "1234 5678 90"

    assert list(numbers_in(text, (8, 10), lambda window: True)) == [(0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3f12345678", True), ("12345678ab", True), ("v12345678", False), ("12345678is", False)],
)
def test_digits_among_the_letters_of_a_code_are_seen(text: str, expected: bool) -> None:
    start = text.index("12345678")

    assert in_code(text, (start, start + 8)) is expected


@pytest.mark.parametrize("digits", ["12032026", "20260312", "31121999"])
def test_eight_digits_can_be_a_date(digits: str) -> None:
    assert is_bare_date(digits)


@pytest.mark.parametrize("parts", [["13", "13", "2026"], ["12", "3", "1850"], ["32", "1", "2026"]])
def test_three_numbers_need_a_day_a_month_and_a_year_to_be_a_date(parts: list[str]) -> None:
    assert not is_date(parts)
