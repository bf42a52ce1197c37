"""Replies fit into posts and are seen by no more people than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.mastodon.writing import Limits, length, reply_visibility, split

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


def test_a_text_that_fits_stays_whole() -> None:
    assert split(f"one\n\ntwo {ADDRESS}", 500, LIMITS) == [f"one\n\ntwo {ADDRESS}"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("aaaa\n\nbbbb\n\ncccc", ["aaaa\n\nbbbb", "cccc"]),
        ("aaaa\nbbbb\ncccc", ["aaaa\nbbbb", "cccc"]),
        ("aa. bbb. cc. dd.", ["aa. bbb.", "cc. dd."]),
        ("aaaa bbbb cccc", ["aaaa bbbb", "cccc"]),
        ("a" * 25, ["a" * 10, "a" * 10, "a" * 5]),
        ("aaaa bbbb cccc\n\ndd", ["aaaa bbbb", "cccc\n\ndd"]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_it_hurts_least(text: str, parts: list[str]) -> None:
    assert split(text, 10, LIMITS) == parts


@given(WORDS.map(" ".join))
def test_every_part_fits_and_nothing_is_left_out(text: str) -> None:
    parts = split(text, 60, LIMITS)
    assert all(0 < length(part, LIMITS) <= 60 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
