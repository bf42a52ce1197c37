"""The channel's own texts: both languages, within Telegram's limits, true to the facts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from channels.telegram.letters import MAX_LENGTH
from channels.telegram.texts import commands, profile
from channels.telegram.updates import FIXED_ANSWERS
from channels.texts import FOLDER, LANGUAGES, read

TEXTS: dict[str, dict[str, str]] = YAML(typ="safe").load(
    (FOLDER / "telegram" / "texts.yml").read_text("utf-8")
)
USED = {*FIXED_ANSWERS.values(), "start", "help", "privacy", "deleted", "group", "in_doubt"}
USED |= {"old_choice", "unknown_command", "edited"}


def test_every_text_is_used_and_every_used_one_is_there() -> None:
    assert set(read("telegram/texts")) == USED


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_has_both_languages_and_fits(name: str) -> None:
    assert tuple(TEXTS[name]) == LANGUAGES
    assert all(len(text) < MAX_LENGTH for text in TEXTS[name].values())
    asked = [set(re.findall(r"\{(\w+)\}", text)) for text in TEXTS[name].values()]
    assert asked[0] == asked[1]


@pytest.mark.parametrize("name", ["start", "deleted", "in_doubt"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_telephone_line_is_named_it_is_as_the_facts_have_it(
    name: str, language: str
) -> None:
    path = FOLDER / "knowledge" / "facts" / "contact_hours.yml"
    facts: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    values = {fact["id"]: fact.get("value") for fact in facts["facts"]}
    numbers = re.findall(r"(?:\+31|0)[\d ]{8,}\d", TEXTS[name][language])
    assert numbers == [values["contact-phone"], values["contact-phone-abroad"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_message_says_what_this_is_and_who_reads_along(language: str) -> None:
    words = {
        "en": ["computer program", "not an official service", "Telegram can read", "/delete"],
        "nl": ["computerprogramma", "geen officiële dienst", "Telegram kan lezen", "/delete"],
    }
    assert all(word in TEXTS["start"][language] for word in words[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_and_the_descriptions_are_within_telegrams_limits(language: str) -> None:
    assert list(commands()) == ["start", "help", "nl", "en", "phone", "privacy", "delete"]
    assert all(len(command[language]) <= 256 for command in commands().values())
    assert len(profile("description", language)) <= 512
    assert len(profile("short_description", language)) <= 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command(language: str) -> None:
    named = set(re.findall(r"^/(\w+)", TEXTS["help"][language], re.MULTILINE))
    assert named == set(commands()) - {"start", "help"}
