"""Spelling habits do not hide a word."""

from __future__ import annotations

import pytest

from nlu.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("I DON'T know", "i dont know |"),
        ("Zo’n café", "zon cafe |"),
        ("oturma izni nasıl", "oturma izni nasil |"),
        ("Größe, Łódź", "grosse lodz |"),
        ("first. second!? third", "first | second | third |"),
        ("a|b", "a b |"),
        ("می‌خواهم", "می خواهم |"),
        ("", "|"),
    ],
)
def test_a_text_becomes_plain_words(typed: str, folded: str) -> None:
    assert fold(typed) == folded
