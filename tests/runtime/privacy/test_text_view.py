"""The plain form of a text, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.privacy.text_view import BARRIER, TextView, fold


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("٠١٢ ۳۴۵ ६७८ ９", "012 345 678 9"),
        ("\u200b1\u200d2\u202e3\u00ad4\ufeff5\u2066", "12345"),
        ("1\u03012\ufe0f3", "123"),
        ("ＮＬ９１＠", "nl91@"),
        ("Né Straße İĞ", "ne strasse ig"),
        ("1\u00a02\u202f3\u2009\t4", "1 2 3  4"),
        ("1\u20102\u20133\u22124", "1-2-3-4"),
        ("½ ② ℡ x²", "1/2 2 tel x2"),
        ("m’appelle `a`", "m'appelle 'a'"),
        ("a\x00b\ud800c\u3164", "abc"),
        ("a\r\n\u2028b", "a\n\n\nb"),
        ("مـحـمـد", "محمد"),
    ],
)
def test_a_text_is_read_in_its_plain_form(typed: str, plain: str) -> None:
    assert fold(typed) == plain
    assert TextView.of(typed).text == plain


@given(st.text(max_size=60))
def test_the_quick_way_for_plain_texts_gives_the_same(text: str) -> None:
    assert TextView.of(text).text == fold(text)


@given(st.text(max_size=60))
def test_the_plain_form_is_its_own_plain_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert BARRIER not in fold(text)


def test_a_span_is_found_again_in_the_original_with_what_is_invisible_behind_it() -> None:
    view = TextView.of("n\u0301o: ½１\u200b２\u0301 x")
    start = view.text.index("1/2")

    assert view.original_span((start, start + 5)) == (5, 10)
    assert view.as_typed((start, start + 5)) == "½１\u200b２"


def test_a_barrier_covers_all_of_a_character_that_is_read_as_several() -> None:
    view = TextView.of("a½b")

    assert view.without([(3, 4)]).text == f"a{BARRIER * 3}b"
    assert view.original_span((3, 4)) == (1, 2)


def test_places_stay_where_they_are_behind_a_barrier() -> None:
    view = TextView.of("abc def ghi").without([(0, 3), (4, 7)])

    assert view.text == f"{BARRIER * 3} {BARRIER * 3} ghi"
    assert view.as_typed((8, 11)) == "ghi"
