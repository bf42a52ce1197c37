"""Streets with a house number."""

from __future__ import annotations

import pytest

from runtime.privacy.streets import streets, streets_of_other_forms
from runtime.privacy.text_view import TextView


def found(text: str) -> list[str]:
    view = TextView.of(text)
    return [text[slice(*span)] for span in [*streets(view), *streets_of_other_forms(view)]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kerkstraat 12", ["Kerkstraat 12"]),
        ("kerkstraat12", ["kerkstraat12"]),
        ("Kerkstraat op nummer 12", ["Kerkstraat op nummer 12"]),
        ("Kerkstraat zonder nummer", []),
        ("onderweg 12", []),
        ("de weg 12", []),
        ("Baker Street 12", ["Baker Street 12"]),
        ("the street 12", []),
        ("12 Oak Drive", ["12 Oak Drive"]),
        ("12 oak drive", []),
        ("12 baker street", ["12 baker street"]),
        ("3 months on the street", []),
        ("2 way street", []),
        ("2026 Oak Drive", []),
        ("12 rue de la Paix", ["12 rue de la Paix"]),
        ("rue de la Paix 12", ["rue de la Paix 12"]),
        ("rue de la Paix", []),
        ("Laan van Meerdervoort 12", ["Laan van Meerdervoort 12"]),
    ],
)
def test_a_street_needs_a_number_and_a_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected
