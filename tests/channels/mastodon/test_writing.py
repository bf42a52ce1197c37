"""Replies are seen by no more people than asked, and their length is counted as Mastodon does."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.mastodon.writing import Limits, length, reply_visibility
from channels.render import split

LIMITS = Limits()
ADDRESS = "https://ind.nl/en/" + "x" * 80
WORDS = st.lists(
    st.sampled_from(["word", "Sentence.", "\n", "\n\n", "@name@server.example", ADDRESS]),
    max_size=60,
)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("public", "unlisted"),
        ("unlisted", "unlisted"),
        ("private", "direct"),
        ("direct", "direct"),
        ("something new", "direct"),
    ],
)
def test_a_reply_is_never_seen_by_more_people(asked: str, answered: str) -> None:
    assert reply_visibility(asked) == answered


def test_a_link_and_a_name_count_as_mastodon_counts_them() -> None:
    assert length(f"see {ADDRESS}", LIMITS) == len("see ") + 23
    assert length("@name@server.example hi", LIMITS) == len("@name hi")


@given(WORDS.map(" ".join))
def test_every_part_of_a_long_reply_fits_and_nothing_is_left_out(text: str) -> None:
    parts = split(text, 60, partial(length, limits=LIMITS))
    assert all(0 < length(part, LIMITS) <= 60 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
