"""Addresses after words such as "I live at", and parts that belong together."""

from __future__ import annotations

import pytest

from runtime.privacy.addresses import addresses
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kerkstraat 12, 1234 AB", ["Kerkstraat 12, 1234 AB"]),
        ("Kerkstraat 12\n1234 AB", ["Kerkstraat 12\n1234 AB"]),
        ("Kerkstraat 12 or 1234 AB 5", ["Kerkstraat 12", "1234 AB 5"]),
        ("I live at the Amstel 12", ["the Amstel 12"]),
        ("address: Amstel 12", ["Amstel 12"]),
        ("address Amstel 12", []),
        ("I live at a place for 3 people", []),
        ("I live at home 3 years", []),
        ("I live at home since 12 march", []),
        ("I live at one two three four five six 12", []),
        ("my address is PO Box 12", []),
        ("ik woon op kamers", []),
    ],
)
def test_addresses_are_found_as_a_whole(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in addresses(TextView.of(text))] == expected
