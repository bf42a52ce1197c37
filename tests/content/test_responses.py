"""The fixed sentences: each in both languages, each used, none missing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge.files import read_yaml
from actions.knowledge.models import Fact

PLACEHOLDER = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"(?<!\.)\butter_\w+")
DUTCH = [{"type": "slot", "name": "language", "value": "nl"}]
SEARCHED = (
    "actions/**/*.py",
    "channels/**/*.py",
    "runtime/**/*.py",
    "data/rules/*.yml",
    "domain.yml",
)

Responses = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def files(root: Path) -> list[Responses]:
    """Return the responses of each file."""
    paths = sorted((root / "data" / "responses").glob("*.yml"))
    return [read_yaml(path)["responses"] for path in paths]


@pytest.fixture(scope="module")
def responses(files: list[Responses]) -> Responses:
    """Return the responses of all files."""
    return {name: variants for file in files for name, variants in file.items()}


@pytest.fixture(scope="module")
def named(root: Path) -> set[str]:
    """Return every response that code, domain or rules name."""
    paths = [path for pattern in SEARCHED for path in root.glob(pattern)]
    return {name for path in paths for name in NAME.findall(path.read_text("utf-8"))}


def test_no_response_stands_in_two_files(files: list[Responses]) -> None:
    names = Counter(name for file in files for name in file)

    assert [name for name, count in names.items() if count > 1] == []


def test_every_response_has_an_english_default_and_a_dutch_variant(responses: Responses) -> None:
    conditions = {
        name: [variant.get("condition") for variant in variants]
        for name, variants in responses.items()
    }

    assert {name: found for name, found in conditions.items() if found != [None, DUTCH]} == {}


def test_no_text_of_a_response_is_empty_or_the_same_in_both_languages(
    responses: Responses,
) -> None:
    wrong = [
        name
        for name, variants in responses.items()
        if len({variant["text"].strip() for variant in variants} - {""}) != len(variants)
    ]

    assert wrong == []


def test_both_languages_of_a_response_show_the_same_values(responses: Responses) -> None:
    shown = {
        name: [set(PLACEHOLDER.findall(variant["text"])) for variant in variants]
        for name, variants in responses.items()
    }

    assert {name: sets for name, sets in shown.items() if sets[0] != sets[-1]} == {}


def test_no_brace_is_left_open(responses: Responses) -> None:
    texts = [(name, PLACEHOLDER.sub("", v["text"])) for name, vs in responses.items() for v in vs]

    assert [(name, text) for name, text in texts if re.search(r"[{}]", text)] == []


def test_every_response_is_used_and_every_used_response_exists(
    responses: Responses, named: set[str]
) -> None:
    assert set(responses) - named == set()
    assert named - set(responses) == set()


def test_the_numbers_in_the_response_that_needs_no_knowledge_are_those_of_the_facts(
    responses: Responses, facts: dict[str, Fact]
) -> None:
    numbers = [str(facts[fact].value) for fact in ("contact-phone", "contact-phone-abroad")]

    for variant in responses["utter_error"]:
        assert re.findall(r"\+?\d[\d ]+\d", variant["text"]) == numbers
