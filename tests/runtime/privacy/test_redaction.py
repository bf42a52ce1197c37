"""The rules together: the test vectors, what stays, and what every text keeps to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.privacy.redaction import _NEED_NO_DIGIT, _RULES, KINDS, Redacted, redact
from runtime.privacy.text_view import TextView, fold_character

VECTORS_FILE = Path(__file__).parents[3] / "data" / "privacy" / "vectors.jsonl"
VECTORS = [json.loads(line) for line in VECTORS_FILE.read_text("utf-8").splitlines()]
TEXTS = [str(vector["text"]) for vector in VECTORS]
FEWEST_VECTORS = 250
LONGEST = 64 * 1024

PARTS = [
    *[
        "12-03-1990",
        "2812345678",
        "111222333",
        "281.234.5678",
        "0612345678",
        "088 043 04 30",
        "+31",
    ],
    *["bsn", "V-nummer", "geboren", "my name is", "mijn adres is", "paspoort", "zaaknummer", "tel"],
    *[
        "Kerkstraat",
        "1234 AB",
        "12",
        "jan",
        "@",
        "x.nl",
        " at ",
        "NL91ABNA0417164300",
        "Jan",
        "NX1A2B3C4",
    ],
    *[
        "<BSN>",
        "<NAME>",
        "<",
        ">",
        "P<NLD<<",
        "Z1-",
        "€",
        "euro",
        "2026",
        "maart",
        "and",
        "\n",
        "  ",
    ],
    *[
        "\u200b",
        "\u202e",
        "\u0661",
        "\uff11",
        "\u0301",
        "\u2460",
        "\u00bd",
        "\u2121",
        "\ufdfa",
        "(",
        ")",
    ],
    *[
        " ",
        "-",
        ".",
        "/",
        ",",
        ":",
        "0",
        "1",
        "7",
        "a",
        "é",
        "\u0000",
        "\ud800",
        "31",
        "00",
        "?",
        "='",
    ],
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: repr(vector["text"]))
def test_a_vector_is_masked_as_it_says(vector: dict[str, object]) -> None:
    assert redact(str(vector["text"])) == Redacted(
        str(vector["masked"]),
        tuple(vector["kinds"]),  # type: ignore[arg-type]
    )


def test_the_vectors_cover_every_kind_and_texts_that_stay() -> None:
    texts = [vector["text"] for vector in VECTORS]
    kinds = [kind for vector in VECTORS for kind in vector["kinds"]]

    assert len(set(texts)) == len(texts) >= FEWEST_VECTORS
    assert {kind for kind in KINDS if kinds.count(kind) >= 10} == set(KINDS)
    assert sum(not vector["kinds"] for vector in VECTORS) >= 100


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_masking_twice_changes_nothing_in_texts_of_difficult_parts(text: str) -> None:
    once = redact(text)

    assert redact(once.text) == Redacted(once.text, ())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join))
def test_masking_twice_changes_nothing_in_rows_of_words(text: str) -> None:
    once = redact(text)

    assert redact(once.text) == Redacted(once.text, ())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_in_any_text(text: str) -> None:
    once = redact(text)

    assert redact(once.text) == Redacted(once.text, ())


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Nd", "No"], exclude_characters="@<"), max_size=80)
)
def test_a_text_without_digits_and_names_stays_as_it_is(text: str) -> None:
    if "NAME" not in redact(text).kinds:
        assert redact(text) == Redacted(text, ())


def _without_digits(text: str) -> str:
    return "".join(char for char in text if not re.search("[0-9]", fold_character(char)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *TEXTS]), max_size=14).map(" ".join))
def test_the_rules_that_a_text_without_digits_skips_find_nothing_in_it(text: str) -> None:
    view = TextView.of(_without_digits(text))

    for kind, rule in _RULES:
        assert rule in _NEED_NO_DIGIT or rule(view) == [], kind


def test_what_is_not_masked_stays_as_it_was_typed() -> None:
    text = "Héllo\u200b WÖRLD  ١٢\t£ {}\r\nmy BSN is {}."

    assert redact(text.format("½", "111222333")).text == text.format("½", "<BSN>")


def test_kinds_are_named_once_in_the_order_of_the_text() -> None:
    text = "0612345678, bsn 111222333, tel 0687654321"

    assert redact(text).kinds == ("TEL", "BSN")


@pytest.mark.parametrize(
    "part",
    ["1", " ", "a@", "1 ", "1-", "12.", "a ", "A1", "aa11", "<", "+", "0", "(0", "1234 AB ", "0 1"],
)
def test_the_longest_text_is_read_to_its_end(part: str) -> None:
    text = (part * LONGEST)[: LONGEST - 20]

    assert redact(f"{text} bsn 111222333").text.endswith("<BSN>")


@pytest.mark.parametrize(
    "words",
    ["bsn ", "born ", "zaaknummer 1 1 ", "mijn naam is ", "rue a ", "paspoort ", "a at gmail "],
)
def test_the_longest_row_of_labels_is_read_to_its_end(words: str) -> None:
    text = (words * LONGEST)[: LONGEST - 20]

    assert "jan@voorbeeld.nl" not in redact(f"{text}, jan@voorbeeld.nl").text
