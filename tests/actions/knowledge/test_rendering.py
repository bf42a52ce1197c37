"""An article as a person reads it, on a day on which its facts do or do not hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import Article, Fact
from actions.knowledge.rendering import render_article

CHECKED_ON = date(2026, 11, 21)
LONG_AFTER = date(2030, 1, 1)
Articles = Callable[..., Article]
Facts = Callable[..., Fact]
Knowledge = Callable[..., KnowledgeBase]


@pytest.fixture
def article(make_article: Articles) -> Article:
    """Return an article that shows a fee, in its details a term, and rests on a rule."""
    return make_article(
        answer={"en": "Pay {fee}.", "nl": "Betaal {fee}."},
        details={"en": "It takes {term}.\n", "nl": "Het duurt {term}.\n"},
        facts=["fee", "term", "rule"],
    )


@pytest.fixture
def knowledge(make_fact: Facts, make_knowledge: Knowledge, article: Article) -> Knowledge:
    """Return a factory of the article's facts, with given fields for some of them."""

    def make(**changed: dict[str, object]) -> KnowledgeBase:
        facts: dict[str, dict[str, object]] = {
            "fee": {"value": 1442, "unit": "euro", "source": "https://ind.nl/fee"},
            "term": {"value": 90, "unit": "days", "source": "https://ind.nl/term"},
            "rule": {"source": "https://ind.nl/rule"},
        }
        return make_knowledge(
            [article],
            [
                make_fact(id=name, **{**fields, **changed.get(name, {})})
                for name, fields in facts.items()
            ],
        )

    return make


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pay € 1,442.\n\nIt takes 90 days."),
        ("nl", "Betaal € 1.442.\n\nHet duurt 90 dagen."),
    ],
)
def test_the_placeholders_are_filled_in_the_words_of_the_language(
    article: Article, knowledge: Knowledge, language: Language, text: str
) -> None:
    assert render_article(article, language, CHECKED_ON, knowledge()).text == text


def test_an_article_without_details_is_its_answer_alone(
    make_article: Articles, make_fact: Facts, make_knowledge: Knowledge
) -> None:
    article = make_article()

    answer = render_article(article, "en", CHECKED_ON, make_knowledge([article], [make_fact()]))

    assert answer.text == "The answer."


@pytest.mark.parametrize(
    "outdated",
    [
        {"fee": {"volatility": "volatile"}},
        {"fee": {"valid_to": "2029-12-31"}},
        {"fee": {"valid_from": "2030-01-02"}},
        {"rule": {"valid_to": "2029-12-31"}},
    ],
    ids=["past its review", "no longer valid", "not valid yet", "a rule that is not shown"],
)
def test_an_answer_with_an_outdated_fact_is_not_given_but_its_sources_are(
    article: Article, knowledge: Knowledge, outdated: dict[str, dict[str, object]]
) -> None:
    answer = render_article(article, "en", LONG_AFTER, knowledge(**outdated))

    assert answer.text is None
    kept = [name for name in ("fee", "term", "rule") if name not in outdated]
    assert [source.url for source in answer.sources] == [f"https://ind.nl/{name}" for name in kept]


def test_the_answer_is_given_until_the_last_day_of_its_facts(
    article: Article, knowledge: Knowledge
) -> None:
    until_then = knowledge(fee={"valid_to": LONG_AFTER.isoformat()})

    assert render_article(article, "en", LONG_AFTER, until_then).text is not None


@pytest.mark.parametrize("fields", [{"volatility": "volatile"}, {"valid_to": "2029-12-31"}])
def test_details_are_left_out_when_only_they_show_an_outdated_fact(
    article: Article, knowledge: Knowledge, fields: dict[str, object]
) -> None:
    answer = render_article(article, "nl", LONG_AFTER, knowledge(term=fields))

    assert answer.text == "Betaal € 1.442."
    assert "https://ind.nl/term" not in [source.url for source in answer.sources]


def test_an_outdated_fact_that_answer_and_details_show_takes_the_whole_answer(
    make_article: Articles, make_fact: Facts, make_knowledge: Knowledge
) -> None:
    shown = {"en": "{fee}", "nl": "{fee}"}
    article = make_article(answer=shown, details=shown, facts=["fee"])
    fee = make_fact(id="fee", value=1, unit="euro", valid_to="2029-12-31")

    answer = render_article(article, "en", LONG_AFTER, make_knowledge([article], [fee]))

    assert answer.text is None
