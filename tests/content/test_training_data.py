"""The examples of the intents: enough of each, none twice, none from the questions that measure."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path

import pytest

from actions.knowledge.files import read_yaml
from actions.knowledge.languages import LANGUAGES
from actions.knowledge.models import Article
from actions.knowledge.topics import TOPICS

EXAMPLE_LANGUAGES = (*LANGUAGES, "other")
MIN_EXAMPLES = {"en": 25, "nl": 20}
NEAR = 0.8  # texts that share this part of their words are nearly the same
LONGEST = 250  # a list whose lines are indented wrongly becomes one long text
MIN_WORDS = 4  # in shorter texts a shared word says nothing
# Of buttons, of answers to a calculator, and of words of data/languages.
WITHOUT_EXAMPLES = {"calculate", "choose", "other_language"}
NO_QUESTION = {"hi"}  # a greeting that opens a measured conversation and measures nothing
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d[ .-]?){8,9}\d(?!\d)")


@dataclass(frozen=True)
class Example:
    """One text that the classifier learns from."""

    intent: str
    language: str
    text: str
    file: str


@pytest.fixture(scope="module")
def examples(root: Path) -> list[Example]:
    """Return the examples of `data/nlu`."""
    return [
        Example(block["intent"], block["metadata"]["language"], line.removeprefix("- "), path.stem)
        for path in sorted((root / "data" / "nlu").glob("*.yml"))
        for block in read_yaml(path)["nlu"]
        for line in block["examples"].splitlines()
    ]


@pytest.fixture(scope="module")
def phrasings(articles: list[Article]) -> list[Example]:
    """Return the phrasings of the articles, which are examples of their topic too."""
    return [
        Example(article.topic, language, text, article.id)
        for article in articles
        for language, texts in article.phrasings.items()
        for text in texts
    ]


@pytest.fixture(scope="module")
def follow_ups(articles: list[Article]) -> list[Example]:
    """Return what people ask right after another answer."""
    return [
        Example(article.topic, language, text, article.id)
        for article in articles
        for language, texts in article.follow_ups.items()
        for text in texts
    ]


@pytest.fixture(scope="module")
def measured(root: Path) -> list[str]:
    """Return what people say in the questions and conversations that measure the assistant."""
    lines = [
        json.loads(line)
        for file in sorted((root / "tests" / "evaluation").glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    return [turn["user"] for line in lines for turn in line.get("turns", [])] + [
        line["text"] for line in lines if "text" in line
    ]


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text; for a text without words, its signs."""
    return tuple(re.findall(r"\w+", text.casefold()) or text.split())


def nearly_equal(one: str, other: str) -> bool:
    """Tell whether two texts are the same question, or the same but for a word."""
    first, second = words_of(one), words_of(other)
    if first == second:
        return True
    if min(len(first), len(second)) < MIN_WORDS:
        return False
    return len({*first} & {*second}) / len({*first} | {*second}) >= NEAR


def rarest(text: str, with_word: Mapping[str, Collection[str]]) -> list[str]:
    """Return the rarest words of a text, of which every nearly equal one has at least one."""
    words = sorted({*words_of(text)}, key=lambda word: len(with_word.get(word, ())))
    return words[: len(words) - ceil(NEAR * len(words)) + 1]


def test_every_file_holds_one_intent_with_its_own_name_and_says_the_language(
    examples: list[Example],
) -> None:
    assert [e for e in examples if e.intent != e.file] == []
    assert [e for e in examples if e.language not in EXAMPLE_LANGUAGES] == []
    assert {e.intent for e in examples if e.language == "other"} <= {"out_of_scope"}


def test_every_intent_of_the_domain_has_examples_and_the_reverse(
    root: Path, examples: list[Example]
) -> None:
    intents = set(read_yaml(root / "domain.yml")["intents"])

    assert {example.intent for example in examples} == intents - WITHOUT_EXAMPLES
    assert intents >= WITHOUT_EXAMPLES | set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_enough_examples_in_each_language(
    examples: list[Example], topic: str
) -> None:
    counts = Counter(example.language for example in examples if example.intent == topic)

    assert [lang for lang, least in MIN_EXAMPLES.items() if counts[lang] < least] == []


def test_no_example_or_phrasing_stands_twice(
    examples: list[Example], phrasings: list[Example]
) -> None:
    found: dict[str, list[Example]] = defaultdict(list)
    for example in (*examples, *phrasings):
        found[" ".join(words_of(example.text))].append(example)

    assert [same for same in found.values() if len(same) > 1] == []


def test_every_example_is_one_message_and_not_a_list_run_together(
    examples: list[Example], phrasings: list[Example], follow_ups: list[Example]
) -> None:
    assert [e for e in (*examples, *phrasings, *follow_ups) if len(e.text) > LONGEST] == []


def test_no_example_holds_a_number_that_could_be_somebodys(
    examples: list[Example], phrasings: list[Example]
) -> None:
    assert [e for e in (*examples, *phrasings) if PERSONAL_NUMBER.search(e.text)] == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Can I stay?", "can i stay", True),
        ("🙃🙃", "🙃🙃", True),
        ("how long can I stay here", "how long can I stay", True),
        ("how long can I stay", "how much must I pay", False),
        ("can I stay", "can I stay now", False),
    ],
)
def test_texts_count_as_nearly_equal_when_they_share_almost_all_words(
    one: str, other: str, near: bool
) -> None:
    assert nearly_equal(one, other) is near


def test_no_example_is_taken_from_what_measures_the_assistant(
    examples: list[Example],
    phrasings: list[Example],
    follow_ups: list[Example],
    measured: list[str],
) -> None:
    questions = [text for text in measured if text not in NO_QUESTION]
    with_word: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        for word in words_of(question):
            with_word[word].add(question)
    taken = [
        (example, question)
        for example in (*examples, *phrasings, *follow_ups)
        for question in set().union(*(with_word[w] for w in rarest(example.text, with_word)))
        if nearly_equal(example.text, question)
    ]

    assert len(questions) > 400
    assert taken == []
