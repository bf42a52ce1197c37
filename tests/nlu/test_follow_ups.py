"""What people ask next becomes examples behind the titles of the answers before it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.models import Article
from nlu.follow_ups import answers_before, in_context, read_follow_ups

MakeArticle = Callable[..., Article]


@pytest.fixture
def make_article() -> MakeArticle:
    """Return a factory of articles whose title is their id, in Dutch with `NL` in front."""

    def make(id_: str, topic: str = "family", **fields: Any) -> Article:
        texts = {"en": "Text", "nl": "Tekst"}
        asked = {"en": ["what"], "nl": ["wat"]}
        own = {"id": id_, "topic": topic, "title": {"en": id_, "nl": f"NL {id_}"}}
        rest = {"answer": texts, "facts": [], "related": [], "phrasings": asked}
        return Article.parse_obj({**own, **rest, **fields})

    return make


def _knowledge(*articles: Article) -> KnowledgeBase:
    return cast(KnowledgeBase, SimpleNamespace(articles={a.id: a for a in articles}))


def test_a_follow_up_stands_behind_the_titles_of_its_topic(make_article: MakeArticle) -> None:
    follow_ups = {"en": ["and her"], "nl": ["en zij"]}
    child = make_article("family-child", follow_ups=follow_ups)
    knowledge = _knowledge(child, make_article("family-overview"), make_article("family-work"))

    assert [(article.id, *rest) for article, *rest in read_follow_ups(knowledge)] == [
        ("family-child", "en", "family-overview. and her"),
        ("family-child", "en", "family-work. and her"),
        ("family-child", "nl", "NL family-overview. en zij"),
        ("family-child", "nl", "NL family-work. en zij"),
    ]


def test_the_follow_ups_of_an_article_take_turns_with_the_titles(make_article: MakeArticle) -> None:
    follow_ups = {"en": ["one", "two"], "nl": ["een"]}
    others = [make_article(f"family-{letter}") for letter in "abcd"]
    knowledge = _knowledge(make_article("family-x", follow_ups=follow_ups), *others)

    texts = [text for _, language, text in read_follow_ups(knowledge) if language == "en"]

    assert texts == [
        *(in_context(f"family-{letter}", "one") for letter in "abc"),
        *(in_context(f"family-{letter}", "two") for letter in "dab"),
    ]


def test_answers_that_name_an_article_as_a_next_one_come_first(make_article: MakeArticle) -> None:
    child = make_article("family-child")
    naming = make_article("study-overview", "study", related=["family-child"])
    knowledge = _knowledge(make_article("family-overview"), child, naming)

    before = answers_before(child, knowledge)

    assert [answer.id for answer in before] == ["study-overview", "family-overview"]


@pytest.mark.parametrize("topic", ["fees", "contact_hours", "out_of_scope"])
def test_what_is_asked_of_every_subject_follows_all_overviews(
    make_article: MakeArticle, topic: str
) -> None:
    asked = make_article("asked", topic)
    knowledge = _knowledge(
        asked,
        make_article("beside", topic),
        make_article("family-overview"),
        make_article("study-overview", "study"),
        make_article("study-work", "study"),
    )

    before = answers_before(asked, knowledge)

    assert {answer.id for answer in before} == {"family-overview", "study-overview"}
