"""Entity patterns: read from the editors' files and found in messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlu.patterns import build_pipeline, find_entities, read_patterns

RELATION = """
entity: relation
values:
- value: partner
  en: [partner, unmarried partner, my ex]
  nl: [mijn man]
- value: parent
  en: [mother]
  nl: [moeder]
"""
NATIONALITY = """
entity: nationality
values:
- value: french
  en: [french]
  nl: [frans]
- value: american
  en: [u.s.]
  nl: [amerikaans]
"""
LANGUAGE = "entity: asked_language\nvalues:\n- {value: fr, en: [french], nl: [frans]}\n"
DATE = """
entity: date
patterns:
  en:
  - name: day and month
    pattern: [{LIKE_NUM: true}, {LOWER: {IN: [march, may]}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"relation": RELATION, "nationality": NATIONALITY, "asked": LANGUAGE, "date": DATE}
    for name, text in files.items():
        (tmp_path / f"{name}.yml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def english(folder: Path) -> Language:
    return build_pipeline("en", read_patterns(folder)["en"])


def _found(pipeline: Language, text: str) -> list[tuple[str, Any, str]]:
    """Return entity, value and the words that the offsets point at, in the order of the text."""
    entities = sorted(find_entities(pipeline, text), key=lambda entity: int(entity["start"]))
    return [(e["entity"], e["value"], text[e["start"] : e["end"]]) for e in entities]


def test_a_word_of_the_files_is_found_with_its_value(english: Language) -> None:
    assert _found(english, "my mother is here") == [("relation", "parent", "mother")]


def test_the_longest_match_of_one_entity_stays(english: Language) -> None:
    found = _found(english, "my unmarried partner")
    assert found == [("relation", "partner", "unmarried partner")]


def test_overlapping_words_of_different_entities_are_both_kept(english: Language) -> None:
    found = _found(english, "can I get it in french")
    assert sorted(found) == [
        ("asked_language", "fr", "french"),
        ("nationality", "french", "french"),
    ]


def test_capitals_do_not_hide_a_word_or_move_its_offsets(english: Language) -> None:
    assert _found(english, "My MOTHER, a U.S. citizen") == [
        ("relation", "parent", "MOTHER"),
        ("nationality", "american", "U.S."),
    ]


def test_a_pattern_without_a_value_gives_the_words_themselves(english: Language) -> None:
    assert _found(english, "on 12 March") == [("date", "12 march", "12 March")]


def test_parts_of_words_and_empty_texts_hold_no_entity(english: Language) -> None:
    assert _found(english, "motherboard partnership") == []
    assert _found(english, "") == []


def test_each_language_has_its_own_words(folder: Path) -> None:
    dutch = build_pipeline("nl", read_patterns(folder)["nl"])
    assert _found(dutch, "Mijn man en my mother") == [("relation", "partner", "Mijn man")]


@pytest.mark.parametrize("text", ["entity: date\n", "- a list\n", "", "just words\n"])
def test_a_file_without_values_or_patterns_is_named(folder: Path, text: str) -> None:
    (folder / "wrong.yml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"wrong\.yml: give a list of values or of patterns"):
        read_patterns(folder)


def test_an_empty_folder_gives_no_patterns_for_each_language(tmp_path: Path) -> None:
    assert read_patterns(tmp_path) == {"en": [], "nl": []}
