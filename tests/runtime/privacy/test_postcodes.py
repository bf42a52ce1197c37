"""Postcodes of homes."""

from __future__ import annotations

import pytest

from runtime.privacy.postcodes import postcodes
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234 AB 12", ["1234 AB 12"]),
        ("1234ab, nr 12", ["1234ab, nr 12"]),
        ("12a, 1234 AB", ["12a, 1234 AB"]),
        ("1234 AB", []),
        ("my postcode is 1234 AB", ["1234 AB"]),
        ("2026, 1234 AB", []),
        ("PO Box 17, 1234 AB 12", []),
        ("1234 AB 2026", []),
        ("1234 AB 12 weken", []),
        ("1234 in 12", []),
        ("1234 IN 12 or", ["1234 IN 12"]),
        ("1234 IN 12 OR", []),  # all of it in capitals
        ("1234 EU 12", []),
        ("0234 AB 12", []),
        ("1234 ABC 12", []),
    ],
)
def test_a_postcode_needs_a_house_number_or_a_word(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in postcodes(TextView.of(text))] == expected
