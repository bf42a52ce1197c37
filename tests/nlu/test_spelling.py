"""Misspelt words are repaired; names, numbers and right words are left alone."""

from __future__ import annotations

import pytest

from nlu.spelling import SpellingRepairer, english_words, frequent_words

WORDS = {"permit": 9, "application": 7, "residence": 6, "visa": 8, "marriage": 3}


@pytest.fixture(scope="module")
def repairer() -> SpellingRepairer:
    return SpellingRepairer(WORDS, {"hermit", "permits"}, max_distance=2)


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("my pemrit", "my permit"),
        ("aplication", "application"),
        ("residance permitt?", "residence permit?"),
        ("aplicasion form", "application form"),
    ],
)
def test_a_misspelt_word_is_repaired(repairer: SpellingRepairer, typed: str, repaired: str) -> None:
    assert repairer.repair(typed) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "Permot",  # a capital may begin a name
        "perMot",
        "hermit",  # a right word that only looks like another
        "permits",
        "permit",
        "vis",  # shorter than four letters
        "zzzzzzzz",
        "v-1234567",
        "2026",
        "pirmot",  # two faults in a short word
        "",
    ],
)
def test_everything_else_is_left_alone(repairer: SpellingRepairer, text: str) -> None:
    assert repairer.repair(text) == text


def test_with_the_smallest_step_two_faults_are_left_even_in_a_long_word() -> None:
    careful = SpellingRepairer(WORDS, (), max_distance=1)
    assert careful.repair("aplicasion") == "aplicasion"
    assert careful.repair("aplication") == "application"


def test_punctuation_and_digits_around_a_word_stay_where_they_are(
    repairer: SpellingRepairer,
) -> None:
    assert repairer.repair("(pemrit, 3x)") == "(permit, 3x)"


def test_only_words_that_stand_twice_are_worth_repairing_towards() -> None:
    counts = frequent_words(["Visa visa permit", "vsia PERMIT", "the the", "a1b2"])
    assert counts == {"visa": 2, "permit": 2}


def test_the_english_list_holds_ordinary_words_without_counts() -> None:
    words = english_words()
    assert {"permit", "the", "application"} <= words
    assert "pemrit" not in words
    assert not any(" " in word or word.startswith("\ufeff") for word in words)
