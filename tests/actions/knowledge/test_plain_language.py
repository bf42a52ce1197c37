"""Checks of sentences and words."""

from __future__ import annotations

import pytest

from actions.knowledge.errors import Fault
from actions.knowledge.languages import Language
from actions.knowledge.plain_language import MAX_SENTENCE_WORDS, language_faults, sentences

HARD_WORDS: dict[Language, list[str]] = {"en": ["in order to", "obtain"], "nl": ["indien"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("When:\n- one thing\n- another", ["When:", "one thing", "another"]),
        ("First; second: third", ["First;", "second:", "third"]),
        ("See ind.nl at 9.00 uur.", ["See ind.nl at 9.00 uur."]),
        ("\n\n", []),
    ],
)
def test_a_text_is_split_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_of_the_most_words_is_no_fault_and_one_word_more_is() -> None:
    longest = " ".join(["word"] * MAX_SENTENCE_WORDS)

    assert not list(language_faults("a.yml", "answer", f"{longest}.", "en", HARD_WORDS))
    assert list(language_faults("a.yml", "answer", f"More {longest}.", "en", HARD_WORDS)) == [
        Fault("a.yml", "answer.en", f"21 words, at most 20: 'More {longest}.'")
    ]


def test_two_short_sentences_are_not_counted_together() -> None:
    text = " ".join([" ".join(["word"] * 15) + "."] * 2)

    assert not list(language_faults("a.yml", "answer", text, "en", HARD_WORDS))


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Call in order to book.", "in order to"),
        ("en", "Obtain a card.", "obtain"),
        ("nl", "Bel indien u komt.", "indien"),
    ],
)
def test_a_hard_word_is_a_fault_whatever_its_case(language: Language, text: str, word: str) -> None:
    found = list(language_faults("a.yml", "details", text, language, HARD_WORDS))

    assert found == [
        Fault("a.yml", f"details.{language}", f"'{word}' is a hard word: use an easier one")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The obtained card."),
        ("nl", "Indiennes zijn van katoen."),
        ("en", "The word indien is Dutch."),
    ],
)
def test_a_hard_word_inside_another_word_or_of_another_language_is_no_fault(
    language: Language, text: str
) -> None:
    assert not list(language_faults("a.yml", "answer", text, language, HARD_WORDS))
