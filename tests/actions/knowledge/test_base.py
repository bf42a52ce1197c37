"""Loading of a whole folder: what fits is found by id, what does not is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.errors import KnowledgeError
from actions.knowledge.models import Article, Fact
from actions.knowledge.topics import TOPICS

Fields = Callable[..., dict[str, Any]]
Write = Callable[[Path, Any], Path]
ARTICLE = Path("articles", "fees", "fees-overview.yml")


def faults_of(folder: Path) -> list[str]:
    """Return the faults of a folder that cannot be loaded, in words."""
    with pytest.raises(KnowledgeError) as error:
        load_knowledge(folder)
    return [str(fault) for fault in error.value.faults]


def test_a_correct_folder_gives_articles_facts_and_words_by_name(folder: Path) -> None:
    knowledge = load_knowledge(folder)

    assert {article.topic for article in knowledge.articles.values()} == set(TOPICS)
    assert list(knowledge.facts) == ["fact"]
    assert knowledge.seeds["booklet"].page == "https://booklet.nl/ind"
    assert knowledge.wording.today["nl"] == "vandaag"
    assert knowledge.review_terms.volatile == 92


def test_the_facts_of_an_article_come_in_its_own_order(
    make_article: Callable[..., Article],
    make_fact: Callable[..., Fact],
    make_knowledge: Callable[..., KnowledgeBase],
) -> None:
    article = make_article(facts=["late", "early"])
    knowledge = make_knowledge([article], [make_fact(id="early"), make_fact(id="late")])

    assert [fact.id for fact in knowledge.facts_of(article)] == ["late", "early"]


def test_a_fact_id_that_stands_in_two_files_is_a_fault(
    folder: Path, write_yaml: Write, fact_fields: Fields
) -> None:
    write_yaml(folder / "facts" / "stay.yml", {"facts": [fact_fields()]})

    assert faults_of(folder) == ["stay.yml: fact: a fact with this id exists already"]


def test_an_article_id_that_stands_in_two_folders_is_a_fault(
    folder: Path, write_yaml: Write, article_fields: Fields
) -> None:
    write_yaml(
        folder / "articles" / "stay" / "fees-overview.yml",
        article_fields(id="fees-overview", topic="stay"),
    )

    assert "fees-overview.yml: id: an article with this id exists already" in faults_of(folder)


@pytest.mark.parametrize("content", [None, [], {"facts": {}}, {"fact": []}])
def test_a_file_without_a_list_of_facts_is_a_fault(
    folder: Path, write_yaml: Write, content: object
) -> None:
    write_yaml(folder / "facts" / "stay.yml", content)

    assert faults_of(folder) == ["stay.yml: facts: the file has no list of facts"]


def test_a_fact_without_an_id_is_named_by_its_place_in_the_file(
    folder: Path, write_yaml: Write, fact_fields: Fields
) -> None:
    nameless = fact_fields()
    del nameless["id"]
    write_yaml(folder / "facts" / "stay.yml", {"facts": [fact_fields(id="other"), nameless, 3]})

    assert faults_of(folder) == [
        "stay.yml: fact 2 id: field required",
        "stay.yml: fact 3: is not a list of fields",
    ]


def test_every_faulty_fact_of_a_file_is_named(
    folder: Path, write_yaml: Write, fact_fields: Fields
) -> None:
    faulty = [fact_fields(id="one", owner=""), fact_fields(id="two", source="ind.nl")]
    write_yaml(folder / "facts" / "stay.yml", {"facts": faulty})

    assert [fault.split(": ")[1] for fault in faults_of(folder)] == ["one owner", "two source"]


def test_faults_of_several_files_are_all_named(
    folder: Path, write_yaml: Write, fact_fields: Fields, article_fields: Fields
) -> None:
    write_yaml(folder / "facts" / "stay.yml", {"facts": [fact_fields(id="other", owner="")]})
    write_yaml(folder / ARTICLE, article_fields(id="fees-overview", title={"en": "Fees"}))

    faults = faults_of(folder)

    assert "fees-overview.yml: title: the text in 'nl' is missing" in faults
    assert any(fault.startswith("stay.yml: other owner: ") for fault in faults)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"id": "other"}, "id: is 'other', not the name of the file"),
        ({"id": "fees-overview", "topic": "stay"}, "topic: stands in the folder 'fees'"),
    ],
)
def test_an_article_in_the_wrong_place_is_a_fault(
    folder: Path, write_yaml: Write, article_fields: Fields, fields: dict[str, str], fault: str
) -> None:
    write_yaml(folder / ARTICLE, article_fields(**fields))

    assert f"fees-overview.yml: {fault}" in faults_of(folder)


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("seeds.yml", {"booklet": {"page": "https://booklet.nl"}}, "booklet title: field required"),
        ("seeds.yml", ["booklet"], "whole file: is not a list of fields"),
        ("wording.yml", {}, "today: field required"),
        ("review.yml", {"stable": 1, "slow": "often"}, "volatile: field required"),
    ],
)
def test_a_fault_in_a_file_beside_the_articles_names_the_file(
    folder: Path, write_yaml: Write, file: str, content: object, fault: str
) -> None:
    write_yaml(folder / file, content)

    assert f"{file}: {fault}" in faults_of(folder)


def test_what_does_not_fit_together_is_found_when_the_folder_is_loaded(
    folder: Path, write_yaml: Write, article_fields: Fields
) -> None:
    write_yaml(folder / ARTICLE, article_fields(id="fees-overview", facts=["fact", "unknown"]))

    assert faults_of(folder) == ["fees-overview.yml: facts: there is no fact 'unknown'"]
