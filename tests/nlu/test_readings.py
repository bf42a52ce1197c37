"""The ways in which a message can be read."""

from __future__ import annotations

import pytest

from actions.knowledge.files import read_yaml
from nlu.readings import (
    MAX_PARTS,
    WORDS_FILE,
    ReadingWords,
    chosen_position,
    leans_on_context,
    may_lean_on_context,
    questions_in,
    read_reading_words,
    without_correction,
)


@pytest.fixture(scope="module")
def words() -> ReadingWords:
    return read_reading_words()


@pytest.mark.parametrize(
    "text",
    [
        "and for my wife?",
        "And if she works part-time?",
        "how much does that cost",
        "can he bring his kids too",
        "e-mail?",
        "wat kost het",
        "en voor mijn man?",
        "hoe lang is dat geldig",
        "welke papieren?",
    ],
)
def test_a_message_that_goes_on_leans_on_what_was_said(text: str, words: ReadingWords) -> None:
    assert leans_on_context(text, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "how do I renew my residence permit",
        "ik wil mijn vriend uit Gambia laten overkomen",
        "my wife has a job in Utrecht and I would like to know whether I may work there as well",
    ],
)
def test_a_message_that_says_its_subject_does_not(text: str, words: ReadingWords) -> None:
    assert not leans_on_context(text, words)


def test_only_a_short_message_can_need_its_context(words: ReadingWords) -> None:
    assert may_lean_on_context("do we lose our passports?", words)
    assert not may_lean_on_context("?!", words)
    assert not may_lean_on_context("word " * 9, words)


def test_a_longer_message_needs_it_when_it_leans_on_it(words: ReadingWords) -> None:
    assert may_lean_on_context("and does she have to learn Dutch before she comes here?", words)
    assert not may_lean_on_context("and does she " + "word " * 14, words)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("No, I meant the return visa", "the return visa"),
        ("sorry i meant the other way, study to work", "the other way, study to work"),
        ("nee, ik bedoel het terugkeervisum", "het terugkeervisum"),
        ("That's not what I meant. How do I pay?", "How do I pay?"),
    ],
)
def test_a_correction_is_what_follows_it(text: str, meant: str, words: ReadingWords) -> None:
    assert without_correction(text, words) == meant


@pytest.mark.parametrize("text", ["", "no", "No, I meant", "what does MVV mean"])
def test_nothing_is_corrected_without_something_new(text: str, words: ReadingWords) -> None:
    assert without_correction(text, words) is None


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("How do I pay? And where do I send the form?", 2),
        ("Can I travel to Turkey and how much does it cost?", 2),
        ("Wat kost het visum en hoe lang is het geldig", 2),
        ("My card expired in May. I am in Delft now. Can I still travel?", 1),
        ("Can my wife and my son come too?", 1),
        ("I am moving and my passport is lost", 0),
        ("Really? Yes? How do I pay?", 1),
    ],
)
def test_each_question_of_a_message_is_found(
    text: str, questions: int, words: ReadingWords
) -> None:
    assert len(questions_in(text, words)) == questions


def test_no_more_questions_are_taken_than_can_be_answered(words: ReadingWords) -> None:
    assert len(questions_in("How do I pay? " * 20, words)) == MAX_PARTS


@pytest.mark.parametrize(
    ("text", "position"),
    [("1", 0), ("the second one", 1), ("De derde.", 2), ("number 2!", 1), ("4", None), ("", None)],
)
def test_an_ordinal_names_a_choice(text: str, position: int | None, words: ReadingWords) -> None:
    assert chosen_position(text, words) == position


def test_all_words_are_written_as_they_are_compared(words: ReadingWords) -> None:
    spoken = [" ".join(phrase) for phrase in (*words.openers, *words.corrections)]
    joiners = [phrase for listed in read_yaml(WORDS_FILE)["joiners"].values() for phrase in listed]
    for phrase in (*spoken, *joiners, *words.ordinals):
        assert phrase == phrase.lower().strip()
        assert not set(phrase) & set(".,!?'")
