"""Dates of birth and other dates."""

from __future__ import annotations

import pytest

from runtime.privacy.birth_dates import birth_dates
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born 12-03-1990", ["12-03-1990"]),
        ("born 12 03 90", ["12 03 90"]),
        ("born 1990/3/12", ["1990/3/12"]),
        ("born 31-12-1990", ["31-12-1990"]),
        ("born 12-31-1990", ["12-31-1990"]),
        ("born 45-13-1990", []),
        ("born 12031990", ["12031990"]),
        ("born the 3rd of May, 1990", ["3rd of May, 1990"]),
        ("born May 3rd", ["May 3rd"]),
        ("born 32 May", []),
        ("born 3 maart '90", ["3 maart '90"]),
        ("born 3 maart 10:30", ["3 maart"]),
        ("born in 1990", []),
        ("born and here since 12-03-2020", []),
        ("born here. Travel 12-03-2026", []),
        ("born here (Utrecht) 12-03-2026", []),
        ("until 12-03-2026 my baby is born", []),
        ("12-03-1990 (geboren)", ["12-03-1990"]),
        ("12-03-1990, voor mijn kind geboren is", []),
        ("born 1-2-1990, 3-4-1991 en 5 mei 1992", ["1-2-1990", "3-4-1991", "5 mei 1992"]),
        ("born 1-2-1990 at home 3-4-2026", ["1-2-1990"]),
        ("12-03-1990", []),
        ("née le 6 mars 1990", ["6 mars 1990"]),
        ("Nee, het was 6 maart 2026", []),
        ("nee 6 maart, niet 5 maart", []),
    ],
)
def test_a_date_beside_a_word_of_birth_is_found(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in birth_dates(TextView.of(text))] == expected
