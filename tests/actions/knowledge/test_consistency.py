"""What must hold between articles, facts and seeds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.knowledge.consistency import find_faults
from actions.knowledge.languages import Language
from actions.knowledge.models import Article, Fact
from actions.knowledge.topics import TOPICS

Articles = Callable[..., Article]
Facts = Callable[..., Fact]


@pytest.fixture
def faults(make_article: Articles, make_fact: Facts) -> Callable[..., list[str]]:
    """Return a function that gives the faults of one changed article, as text."""

    def find(**fields: object) -> list[str]:
        articles: dict[str, Article] = {
            topic: make_article(id=topic.replace("_", "-"), topic=topic) for topic in TOPICS
        }
        articles["article"] = make_article(**fields)
        facts = {"fact": make_fact(), "amount": make_fact(id="amount", value=3, unit="euro")}
        return [str(fault) for fault in find_faults(articles, facts, {"booklet"})]

    return find


def test_an_article_that_shows_its_facts_in_both_languages_has_no_fault(
    faults: Callable[..., list[str]],
) -> None:
    found = faults(
        answer={"en": "Pay {amount}.", "nl": "Betaal {amount}."}, facts=["amount"], related=["fees"]
    )

    assert found == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"facts": []}, "facts: an article rests on at least one fact"),
        ({"facts": ["nothing"]}, "facts: there is no fact 'nothing'"),
        ({"related": ["nowhere"]}, "related: there is no other article 'nowhere'"),
        ({"related": ["article"]}, "related: there is no other article 'article'"),
        (
            {"answer": {"en": "{amount}", "nl": "Niets."}, "facts": ["amount"]},
            "answer: the languages do not show the same facts",
        ),
        (
            {"details": {"en": "Nothing.", "nl": "{amount}"}, "facts": ["amount"]},
            "details: the languages do not show the same facts",
        ),
        (
            {"answer": {"en": "{amount}", "nl": "{amount}"}, "facts": ["fact"]},
            "answer: {amount} is not in the list of facts",
        ),
        (
            {"details": {"en": "{fact}", "nl": "{fact}"}, "facts": ["fact"]},
            "details: {fact} is a rule without a value",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_a_fault(
    faults: Callable[..., list[str]], fields: dict[str, object], fault: str
) -> None:
    assert faults(**fields) == [f"article.yml: {fault}"]


@pytest.mark.parametrize(
    ("language", "text", "literal"),
    [
        ("en", "It costs 210.", "2"),
        ("en", "Pay in €.", "€"),
        ("en", "Wait three months.", "three months"),
        ("en", "Within Two working days.", "Two working days"),
        ("nl", "Bel 14 020.", "1"),
        ("nl", "Wacht drie weken.", "drie weken"),
        ("nl", "Binnen vier hele maanden.", "vier hele maanden"),
    ],
)
@pytest.mark.parametrize("part", ["title", "answer", "details"])
def test_a_value_written_out_in_a_text_is_a_fault(
    faults: Callable[..., list[str]], part: str, language: Language, text: str, literal: str
) -> None:
    texts = {"en": "Nothing.", "nl": "Niets.", language: text}

    assert faults(**{part: texts}) == [
        f"article.yml: {part}.{language}: '{literal}' belongs in a fact: use its {{placeholder}}"
    ]


@pytest.mark.parametrize(
    "text", ["Choose one of the two.", "This is for ten friends.", "One day you call."]
)
def test_a_number_word_without_a_unit_is_no_literal_value(
    faults: Callable[..., list[str]], text: str
) -> None:
    assert faults(answer={"en": text, "nl": "Niets."}) == []


def test_a_digit_in_the_name_of_a_placeholder_is_no_literal_value(
    make_article: Articles, make_fact: Facts
) -> None:
    article = make_article(answer={"en": "{fact-2}", "nl": "{fact-2}"}, facts=["fact-2"])
    facts = {"fact-2": make_fact(id="fact-2", value="now", unit="url")}

    found = find_faults({article.id: article}, facts, set())

    assert [fault for fault in found if fault.file == "article.yml"] == []


def test_a_source_that_names_an_unknown_seed_is_a_fault(make_fact: Facts) -> None:
    facts = {
        "known": make_fact(id="known", source="seed:booklet"),
        "lost": make_fact(id="lost", source="seed:lost"),
    }

    found = [str(fault) for fault in find_faults({}, facts, {"booklet"}) if fault.file == "facts"]

    assert found == ["facts: lost: the source seed:lost is not in seeds.yml"]


def test_a_topic_without_an_article_is_a_fault(make_article: Articles, make_fact: Facts) -> None:
    articles = {"article": make_article(topic="fees")}

    found = find_faults(articles, {"fact": make_fact()}, set())

    assert {fault.field for fault in found} == set(TOPICS) - {"fees"}
    assert {fault.reason for fault in found} == {"the topic has no article"}
