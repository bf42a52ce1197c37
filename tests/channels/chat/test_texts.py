"""The sentences of the API exist in both languages and repeat no fact wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from channels.chat.texts import preferred_language, read, text
from channels.texts import FOLDER, LANGUAGES

FACTS = Path(__file__).parents[3] / "data" / "knowledge" / "facts" / "contact_hours.yml"


@pytest.mark.parametrize("name", ["opening", "too_long", "transcript"])
def test_every_file_of_sentences_has_both_languages(name: str) -> None:
    assert tuple(read(name)) == LANGUAGES


def test_no_other_files_of_sentences_lie_there() -> None:
    names = {path.stem for path in (FOLDER / "chat").iterdir()}
    assert names == {"opening", "too_long", "transcript", "openapi"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_names_the_telephone_line_as_the_facts_do(language: str) -> None:
    facts: dict[str, Any] = YAML(typ="safe").load(FACTS.read_text("utf-8"))
    values = {fact["id"]: fact.get("value") for fact in facts["facts"]}
    assert values["contact-phone"] in text("opening", language)
    assert values["contact-phone-abroad"] in text("opening", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_says_what_this_is_and_asks_for_no_personal_data(language: str) -> None:
    words = {
        "en": ["computer program", "not an official service", "do not type your name"],
        "nl": ["computerprogramma", "geen officiële dienst", "geen naam"],
    }
    assert all(word in text("opening", language) for word in words[language])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("nl", "nl"),
        ("nl-NL,nl;q=0.9,en-US;q=0.8", "nl"),
        ("en-GB,nl;q=0.9", "en"),
        ("de,nl;q=0.5,en;q=0.4", "nl"),
        ("uk, ar;q=0.9", "en"),
        ("nl;q=0", "en"),
        ("nl;q=often", "en"),
        (";;;,=,", "en"),
    ],
)
def test_a_browser_gets_the_language_it_asks_for_first(header: str, language: str) -> None:
    assert preferred_language(header) == language
