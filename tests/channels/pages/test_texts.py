"""The words of the interface: both languages have the same, and every one is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from actions.knowledge.base import load_knowledge
from channels.chat.feedback import REASONS
from channels.pages.texts import FOLDER, other_language, words
from channels.texts import LANGUAGES
from runtime.environment import PROJECT_FOLDER

PLACEHOLDER = re.compile(r"\{\w+\}")
SOURCES = PROJECT_FOLDER / "channels"


def leaves(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the sentences with their places."""
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from leaves(inner, f"{path}.{name}")
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from leaves(inner, f"{path}.{number}")
    else:
        yield path, part


def test_every_language_has_a_file_and_no_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == set(LANGUAGES)


def test_the_languages_say_the_same_with_the_same_values() -> None:
    english, dutch = (dict(leaves(words(language))) for language in ("en", "nl"))

    assert english.keys() == dutch.keys()
    for place, sentence in english.items():
        assert isinstance(sentence, str), place
        assert sentence.strip(), place
        assert set(PLACEHOLDER.findall(sentence)) == set(PLACEHOLDER.findall(dutch[place])), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_question_for_each_topic_of_ours(language: str) -> None:
    topics = {article.topic for article in load_knowledge().articles.values()} - {"out_of_scope"}

    assert words(language)["topics"].keys() == topics
    assert set(words(language)["starters_of"]) <= topics
    assert set(words(language)["feedback"]["reasons"]) == set(REASONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_used(language: str) -> None:
    shown = [p.read_text("utf-8") for p in (SOURCES / "widget" / "src").rglob("*.ts")]
    shown += [p.read_text("utf-8") for p in (SOURCES / "pages").rglob("*.*") if p.suffix != ".pyc"]
    text = "\n".join(shown)
    names = {
        name
        for place, _ in leaves({**words(language), "topics": "", "starters_of": ""})
        for name in place.split(".")[1:]
        if not name.isdecimal()
    }

    assert sorted(name for name in names if not re.search(rf"\b{name}\b", text)) == []


def test_a_page_offers_the_other_language() -> None:
    assert [other_language(language) for language in LANGUAGES] == ["nl", "en"]
