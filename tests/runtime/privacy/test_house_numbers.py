"""House numbers and other small numbers."""

from __future__ import annotations

import pytest

from runtime.privacy.house_numbers import number_at, number_behind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("12a", "12a"),
        ("12-3 x", "12-3"),
        ("12 bis", "12 bis"),
        ("12 weken", None),
        ("12 maart", None),
        ("12%", None),
        ("12:30", None),
        ("12,50", None),
        ("2026", None),
        ("123456", None),
        ("x", None),
    ],
)
def test_a_house_number_is_no_count_date_time_or_year(text: str, number: str | None) -> None:
    end = number_at(text, 0)

    assert (None if end is None else text[:end]) == number


@pytest.mark.parametrize(
    ("text", "found"), [(" 12", True), (", nr. 12", True), ("\nnummer 12", True), (" in 12", False)]
)
def test_a_house_number_follows_a_space_or_a_word_for_number(text: str, found: bool) -> None:
    assert (number_behind(text, 0) is not None) is found
