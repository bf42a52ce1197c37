"""The check that an editor runs: what it finds and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actions.knowledge import check
from actions.knowledge.base import KnowledgeBase
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.languages import Language
from actions.knowledge.models import Article, Fact

DAY = date(2026, 11, 21)
HARD_WORDS: dict[Language, list[str]] = {"en": ["obtain"], "nl": ["indien"]}
SENTENCES = "This is said again. " * 50
Faults = Callable[..., list[str]]


@pytest.fixture
def faults(
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Callable[..., KnowledgeBase],
) -> Faults:
    """Return a function that gives the reader's faults of one article, as text."""

    def find(fact: dict[str, object] | None = None, **fields: object) -> list[str]:
        knowledge = make_knowledge([make_article(**fields)], [make_fact(**(fact or {}))])
        return [str(fault) for fault in check.reader_faults(knowledge, HARD_WORDS, DAY)]

    return find


def test_a_short_plain_article_has_no_fault(faults: Faults) -> None:
    assert faults(details={"en": "More of it.", "nl": "Meer ervan."}) == []


@pytest.mark.parametrize(
    ("field", "text", "length", "limit"),
    [
        ("title", "A long title " * 5, 65, 60),
        ("answer", SENTENCES[:401], 401, 400),
        ("details", SENTENCES[:901], 901, 900),
    ],
)
def test_a_part_that_is_too_long_is_a_fault(
    faults: Faults, field: str, text: str, length: int, limit: int
) -> None:
    assert faults(**{field: {"en": text, "nl": "Kort."}}) == [
        f"article.yml: {field}.en: {length} characters, at most {limit}"
    ]


def test_a_value_counts_with_the_length_that_it_is_shown_in(faults: Faults) -> None:
    value = {"en": "e" * 400, "nl": "n"}
    shown = {"en": "{fact}.", "nl": "{fact}."}

    assert faults(answer=shown, fact={"value": value, "unit": "text"}) == [
        "article.yml: answer.en: 401 characters, at most 400"
    ]


def test_a_paragraph_after_the_answer_counts_as_details(faults: Faults) -> None:
    assert (
        faults(
            answer={"en": SENTENCES[:380], "nl": "Kort."},
            details={"en": SENTENCES[:880], "nl": "Kort."},
        )
        == []
    )


def test_hard_words_and_long_sentences_are_faults_in_every_part(faults: Faults) -> None:
    found = faults(
        title={"en": "Obtain it", "nl": "Titel"},
        answer={"en": "Yes.", "nl": "Bel indien nodig."},
        details={"en": "word " * 21, "nl": "Kort."},
    )

    assert [fault.split(": ")[1] for fault in found] == ["title.en", "details.en", "answer.nl"]


@pytest.mark.parametrize(
    ("language", "phrasings", "least"),
    [("en", ["a", "b", "c", "d", "d"], 5), ("nl", ["a", "b", "c", "c"], 4)],
)
def test_too_few_different_phrasings_are_a_fault(
    faults: Faults, language: str, phrasings: list[str], least: int
) -> None:
    enough = {"en": list("abcde"), "nl": list("abcd"), language: phrasings}

    assert faults(phrasings=enough) == [
        f"article.yml: phrasings.{language}: at least {least} different ones"
    ]


def test_an_outdated_fact_is_a_fault_in_every_language(faults: Faults) -> None:
    found = faults(fact={"valid_to": "2026-11-20"})

    assert found == ["article.yml: facts: a fact is outdated: the answer is not given"] * 2


def test_the_hard_words_come_from_their_file(tmp_path: Path) -> None:
    (tmp_path / "hard_words.yml").write_text("en: [obtain]\nnl: [indien]\n", "utf-8")

    assert check.read_hard_words(tmp_path) == HARD_WORDS


@pytest.mark.parametrize(
    ("title", "status", "first"),
    [
        ("Plain", 0, "1 articles, 1 facts, 1 topics"),
        ("Long " * 13, 1, "article.yml: title.en: 65 characters, at most 60"),
    ],
)
def test_the_command_prints_each_fault_then_size_and_coverage_and_fails_on_a_fault(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Callable[..., KnowledgeBase],
    title: str,
    status: int,
    first: str,
) -> None:
    article = make_article(title={"en": title, "nl": "Titel"})
    monkeypatch.setattr(check, "load_knowledge", lambda: make_knowledge([article], [make_fact()]))
    monkeypatch.setattr("actions.clock.today", lambda: DAY)

    assert check.main() == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == first
    assert lines[-2] == "1 articles, 1 facts, 1 topics"
    assert lines[-1].startswith("Articles tell 0 of ")


def test_the_command_names_facts_to_review_and_does_not_fail_on_them(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Callable[..., KnowledgeBase],
) -> None:
    fact = make_fact(review_by="2026-12-01")
    monkeypatch.setattr(check, "load_knowledge", lambda: make_knowledge([make_article()], [fact]))
    monkeypatch.setattr("actions.clock.today", lambda: DAY)

    assert check.main() == 0
    assert capsys.readouterr().out.startswith("to review by 2026-12-01 fact (article)\n")


def test_the_command_prints_why_the_knowledge_base_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> KnowledgeBase:
        raise KnowledgeError([Fault("fees.yml", "facts", "the file has no list of facts")])

    monkeypatch.setattr(check, "load_knowledge", refuse)

    assert check.main() == 1
    assert capsys.readouterr().out == "fees.yml: facts: the file has no list of facts\n"
