"""The call cards: the right one for a subject, and faults that an editor understands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.contact.cards import CARDS_FILE, GENERAL, Cards, load_cards
from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.check import read_hard_words
from actions.knowledge.errors import KnowledgeError
from actions.knowledge.files import read_yaml
from actions.knowledge.plain_language import language_faults
from actions.knowledge.topics import TOPICS

CODES_PAGE = Path(__file__).parents[3] / "docs" / "topic-codes.md"
MAX_CHARACTERS = 110  # three lines on a small telephone
TODAY = date(2026, 11, 23)
TWO = {"en": "a", "nl": "b"}

Load = Callable[[dict[str, Any]], Cards]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """Return the real knowledge base."""
    return load_knowledge()


@pytest.fixture(scope="module")
def cards(knowledge: KnowledgeBase) -> Cards:
    """Return the real cards."""
    return load_cards(knowledge)


@pytest.fixture
def load(knowledge: KnowledgeBase, tmp_path: Path) -> Load:
    """Return a function that reads the real cards with some topics changed."""

    def load_changed(changes: dict[str, Any]) -> Cards:
        path = tmp_path / "cards.yml"
        content = read_yaml(CARDS_FILE) | changes
        YAML(typ="safe").dump({t: c for t, c in content.items() if c is not None}, path)
        return load_cards(knowledge, path)

    return load_changed


@pytest.mark.parametrize(
    ("topic", "article", "code"),
    [
        ("return_visa", None, "RV-RETURN-1"),
        ("return_visa", "return-visa-overview", "RV-RETURN-1"),
        ("return_visa", "return-visa-abroad", "RV-RETURN-2"),
        ("fees", "return-visa-abroad", "LE-FEES-1"),
        (None, None, "AL-GENERAL-1"),
        ("of another version", None, "AL-GENERAL-1"),
    ],
)
def test_a_card_belongs_to_an_article_then_to_its_topic_then_to_everything(
    cards: Cards, knowledge: KnowledgeBase, topic: str | None, article: str | None, code: str
) -> None:
    assert cards.card(topic, article, TODAY, knowledge).code == code


def test_a_card_takes_what_it_leaves_out_from_its_topic(
    cards: Cards, knowledge: KnowledgeBase
) -> None:
    general = cards.card("naturalisation", None, TODAY, knowledge)
    option = cards.card("naturalisation", "naturalisation-option", TODAY, knowledge)
    assert (option.at_hand, option.instead) == (general.at_hand, general.instead)
    assert option.about != general.about


def test_what_rests_on_an_outdated_fact_is_not_said(cards: Cards, knowledge: KnowledgeBase) -> None:
    ago = timedelta(days=1)
    facts = dict(knowledge.facts)
    for fact in ("naturalisation-at-municipality", "contact-hours-form"):
        facts[fact] = facts[fact].copy(update={"valid_to": TODAY - ago})
    changed = KnowledgeBase(
        knowledge.articles, facts, knowledge.seeds, knowledge.wording, knowledge.review_terms
    )
    assert cards.card("naturalisation", None, TODAY - ago, changed).instead is not None
    assert cards.card("naturalisation", None, TODAY, changed).instead is None


def test_every_topic_has_a_card_and_every_code_is_explained(cards: Cards) -> None:
    assert set(cards.records) == {GENERAL, *TOPICS}
    rows = re.findall(
        r"^\| ([A-Z]{2}-\S+) \| (.+) \| (.+) \|$", CODES_PAGE.read_text("utf-8"), re.M
    )
    listed = [record for records in cards.records.values() for record in records]
    assert rows == [(r.code, r.about["nl"], r.about["en"]) for r in listed]


def test_no_card_is_long_or_hard_to_read(cards: Cards) -> None:
    hard_words = read_hard_words()
    listed = [record for records in cards.records.values() for record in records]
    texts = [
        (record.code, language, text)
        for record in listed
        for both in (record.about, record.at_hand, record.instead)
        for language, text in (both or {}).items()
    ]
    faults = [f for c, lang, t in texts for f in language_faults(c, "card", t, lang, hard_words)]
    assert faults == []
    assert [(code, text) for code, _, text in texts if len(text) > MAX_CHARACTERS] == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"fees": None}, "fees: this topic has no card"),
        ({"food": [{"code": "FO-FOOD-1", "about": TWO}]}, "food: is not a topic"),
        ({"fees": [{"code": "fees", "about": TWO}]}, "fees 1 code"),
        ({"fees": [{"code": "LE-FEES-1", "about": {"en": "a"}}]}, "the text in 'nl' is missing"),
        (
            {"fees": [{"code": "LE-FEES-1", "about": TWO, "instead": None}]},
            "instead: the text in 'en' is missing",
        ),
        ({"fees": [{"code": "RV-RETURN-1", "about": TWO}]}, "this code stands twice"),
        (
            {"fees": [{"code": "LE-FEES-1", "about": TWO, "articles": ["return-visa-abroad"]}]},
            "'return-visa-abroad' does not exist here",
        ),
        (
            {"fees": [{"code": "LE-FEES-1", "about": TWO, "facts": ["nothing"]}]},
            "LE-FEES-1 facts: 'nothing' does not exist here",
        ),
        ({"general": [{"code": "AL-GENERAL-1", "about": TWO}]}, "has no at_hand or no instead"),
    ],
)
def test_a_fault_says_what_and_where(load: Load, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(reason)):
        load(changes)


def test_a_file_without_topics_is_refused(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "cards.yml"
    path.write_text("- nothing\n", "utf-8")
    with pytest.raises(KnowledgeError, match="is not a list of topics"):
        load_cards(knowledge, path)
