"""Messages are cleaned without changing what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.normalisation import latin_share, normalise


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  how   long\tdoes\nit\r\ntake ", "how long does it take"),
        ("／restart", "/restart"),
        ("ＶＩＳＡ", "VISA"),
        ("e\u0301e\u0301n", "één"),
        ("vi\u200bsa", "visa"),
        ("e\u200b\u0301", "é"),
        ("\u202easiv\u202c", "asiv"),
        ("vi\x00sa\x07", "visa"),
        ("visa\ud800", "visa"),
        ("help!!!!!!!! now????", "help!!! now???"),
        ("wait...", "wait..."),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_a_text_comes_out_composed_visible_and_with_single_spaces(typed: str, clean: str) -> None:
    assert normalise(typed) == clean


def test_capitals_accents_numbers_and_other_scripts_stay() -> None:
    text = "Mag José in 2026 blijven? Привет, €71 👍"
    assert normalise(text) == text


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_is_the_same_as_cleaning_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "share"),
    [("visa", 1.0), ("виза", 0.0), ("visа", 0.75), ("123 ?!", 1.0), ("", 1.0), ("één", 1.0)],
)
def test_the_latin_share_counts_letters_only(text: str, share: float) -> None:
    assert latin_share(text) == share
