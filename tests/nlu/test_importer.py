"""The phrasings of the articles become examples of their topic."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.models import Article
from nlu.examples import article_of, is_statement, language_of
from nlu.importer import KnowledgeImporter, follow_ups, phrasings, statements

TEXTS = {"en": "Text", "nl": "Tekst"}
TEXTS_ASKED = {"en": ("what",), "nl": ("wat",)}


class _Knowledge:
    def __init__(self, *articles: Article) -> None:
        self.facts = {
            name: SimpleNamespace(statement={"en": f"A fact, {name}.", "nl": f"Een feit, {name}."})
            for name in ("of-one", "of-three")
        }
        self.articles = {article.id: article for article in articles}


@pytest.fixture
def knowledge() -> KnowledgeBase:
    fields = {"title": TEXTS, "answer": TEXTS, "facts": (), "related": ()}
    cost = {"en": ("what does it cost", "price"), "nl": ("wat kost het",)}
    wife = {"en": ("my wife",), "nl": ("mijn vrouw",)}
    articles = [
        Article.parse_obj({"id": "fees-overview", "topic": "fees", "phrasings": cost, **fields}),
        Article.parse_obj({"id": "family-partner", "topic": "family", "phrasings": wife, **fields}),
    ]
    return cast(KnowledgeBase, _Knowledge(*articles))


def test_each_phrasing_is_an_example_with_topic_article_and_language(
    knowledge: KnowledgeBase,
) -> None:
    examples = phrasings(knowledge).intent_examples
    assert [(m.get(TEXT), m.get(INTENT), article_of(m), language_of(m)) for m in examples] == [
        ("what does it cost", "fees", "fees-overview", "en"),
        ("price", "fees", "fees-overview", "en"),
        ("wat kost het", "fees", "fees-overview", "nl"),
        ("my wife", "family", "family-partner", "en"),
        ("mijn vrouw", "family", "family-partner", "nl"),
    ]


ANSWER = {
    "en": "You pay {fees-amount} for the card. Ask. It is sent to you.",
    "nl": "U betaalt {fees-amount} voor de pas. Vraag. Die krijgt u thuis.",
}


def test_titles_sentences_and_own_facts_are_examples_too() -> None:
    fields = {"title": TEXTS, "answer": ANSWER, "related": (), "phrasings": TEXTS_ASKED}
    names = ("fees-card", "fees-b", "fees-c")
    facts = (("of-one", "of-three"), ("of-three",), ("of-three",))
    articles = [
        Article.parse_obj({**fields, "id": name, "topic": "fees", "facts": of})
        for name, of in zip(names, facts, strict=True)
    ]
    knowledge = cast(KnowledgeBase, _Knowledge(*articles))
    said = [m for m in statements(knowledge).intent_examples if article_of(m) == "fees-card"]
    assert all(is_statement(message) for message in said)
    assert [message.get(TEXT) for message in said if language_of(message) == "en"] == [
        "Text",
        "You pay   for the card.",
        "It is sent to you.",
        "A fact, of-one.",
    ]


def test_what_people_ask_next_is_an_example_of_its_article_and_nobodys_first_question() -> None:
    next_ = {"en": ("and for two",), "nl": ("en voor twee",)}
    fields = {"title": TEXTS, "answer": ANSWER, "related": (), "phrasings": TEXTS_ASKED}
    both = {**fields, "topic": "fees", "facts": ()}
    articles = [
        Article.parse_obj({**both, "id": "fees-card", "follow_ups": next_}),
        Article.parse_obj({**both, "id": "fees-b", "related": ("fees-card",)}),
    ]
    knowledge = cast(KnowledgeBase, _Knowledge(*articles))
    said = follow_ups(knowledge).intent_examples
    assert all(is_statement(message) for message in said)
    assert [(article_of(m), m.get(INTENT), m.get(TEXT)) for m in said] == [
        ("fees-card", "fees", "Text. and for two"),
        ("fees-card", "fees", "Tekst. en voor twee"),
    ]


def test_the_examples_of_the_data_files_come_first_and_stay(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = TrainingData([Message.build("hello", "greet", intent_metadata={"language": "en"})])
    monkeypatch.setattr("nlu.importer.load_knowledge", lambda: knowledge)
    monkeypatch.setattr(
        "rasa.shared.importers.rasa.RasaFileImporter.get_nlu_data", lambda self, language: own
    )
    examples = KnowledgeImporter("config.yml").get_nlu_data().intent_examples
    asked = [m.get(INTENT) for m in examples if not is_statement(m)]
    assert asked == ["greet"] + ["fees"] * 3 + ["family"] * 2
    assert len(examples) > len(asked)


@pytest.mark.parametrize("metadata", [None, {}, "text", {"intent": "text"}, {"intent": None}])
def test_an_example_without_metadata_has_no_article_and_no_language(metadata: object) -> None:
    message = Message({TEXT: "hello", "metadata": metadata})
    assert article_of(message) is None
    assert language_of(message) is None
