"""What stands beside a number and says what it is."""

from __future__ import annotations

import pytest

from runtime.privacy.labels import BEFORE, BEHIND, Labels, after_connectors
from runtime.privacy.text_view import TextView


def labels(text: str, kind: str = "bsn") -> Labels:
    return Labels(TextView.of(text), kind)


def test_a_label_counts_up_to_a_distance_before_a_number() -> None:
    for distance, expected in ((BEFORE, True), (BEFORE + 1, False)):
        text = f"bsn{'.' * distance}"
        assert (labels(text).before(len(text)) is not None) is expected


def test_a_label_counts_up_to_a_distance_behind_a_number() -> None:
    for distance, expected in ((BEHIND, True), (BEHIND + 1, False)):
        assert (labels(f"{' ' * distance}bsn").behind(0) is not None) is expected


@pytest.mark.parametrize("text", ["1? bsn", "1. bsn", "1\nbsn", "1; bsn"])
def test_a_label_in_the_next_sentence_does_not_count(text: str) -> None:
    assert labels(text).behind(1) is None


def test_a_label_does_not_reach_across_what_was_found() -> None:
    view = TextView.of("bsn 12345 67890 bsn").without([(4, 9)])

    assert Labels(view, "bsn").before(10) is None
    assert Labels(view, "bsn").behind(3) is None
    assert Labels(view, "bsn").behind(15) == (16, 19)


def test_the_nearer_of_two_labels_is_known() -> None:
    text = "v-nummer en telefoon "

    assert labels(text, "tel").nearer_before(labels(text, "vnr"), len(text))
    assert not labels(text, "vnr").nearer_before(labels(text, "tel"), len(text))
    assert labels(text, "vnr").nearer_before(labels(text, "bsn"), len(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (" is: 12", "12"),
        (" number of my wife is 12", "12"),
        (" (nr.) 12", ") 12"),
        (" expires 12", "expires 12"),
        ("12", "12"),
    ],
)
def test_words_between_a_label_and_its_number_are_passed(text: str, rest: str) -> None:
    assert text[after_connectors(text, 0) :] == rest
