"""A small world for the actions: few articles, one moment, trackers made to order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.contact.cards import CardRecord, Cards
from actions.contact.line import TelephoneLine
from actions.contact.notices import NoticeBoard
from actions.contact.opening_hours import DUTCH_TIME, OpeningHours
from actions.contact.wording import load_line_wording
from actions.knowledge.base import KNOWLEDGE_FOLDER, KnowledgeBase, ReviewTerms
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Article, Fact, Wording
from actions.resources import Resources

MONDAY_10 = datetime(2026, 11, 23, 10, 0, tzinfo=DUTCH_TIME)
CHECKED_ON = date(2026, 11, 21)
PHONES = {
    "contact-phone": "088 043 04 30",
    "contact-phone-abroad": "+31 88 043 04 30",
    "safety-emergency-number": "112",
    "safety-suicide-line": "113",
    "safety-violence-line": "0800 2000",
    "safety-suicide-number": "113",
    "safety-trafficking-line": "033 448 1186",
    "safety-reflection-period": "3 months",
    "contact-website": "https://ind.nl",
}
HOURS = {"contact-opening-time": "09:00", "contact-closing-time": "17:00"}
RELATED = {"fees-overview": ["fees-pay", "family-partner"]}
# An article's topic comes from its name; these have an outcome or a fact that others have not.
SPECIAL: dict[str, dict[str, Any]] = {
    "fees-pay": {"facts": ["outdated"]},
    "family-future": {"outcome": "declined"},
    "contact-hours-person": {"outcome": "handoff"},
    "study-phone": {"phone": True},
}


def _fact(fact_id: str, **fields: object) -> Fact:
    return Fact.parse_obj(
        {
            "id": fact_id,
            "statement": {"en": "So.", "nl": "Zo."},
            "source": f"https://ind.nl/{fact_id}",
            "source_date": "2026",
            "checked_on": CHECKED_ON,
            "volatility": "stable",
            "owner": "centre",
        }
        | fields
    )


def _phone(fact_id: str, number: str) -> Fact:
    statement = {"en": "Call {value}.", "nl": "Bel {value}."}
    return _fact(fact_id, statement=statement, value=number, unit="phone")


def _time(fact_id: str, value: str) -> Fact:
    statement = {"en": "At {value}.", "nl": "Om {value}."}
    return _fact(fact_id, statement=statement, value=value, unit="time")


def _article(article_id: str, topic: str) -> Article:
    fields = {
        "id": article_id,
        "topic": topic,
        "title": {"en": f"Title of {article_id}", "nl": f"Titel van {article_id}"},
        "answer": {"en": f"Answer of {article_id}.", "nl": f"Antwoord van {article_id}."},
        "facts": ["rule"],
        "related": RELATED.get(article_id, []),
        "phrasings": {"en": ["a"], "nl": ["b"]},
    }
    return Article.parse_obj(fields | SPECIAL.get(article_id, {}))


def _card(code: str, about: str, **fields: object) -> CardRecord:
    both = {"en": f"{about} (en)", "nl": f"{about} (nl)"}
    fields = {"about": both, "at_hand": both, "instead": both} | fields
    return CardRecord.parse_obj({"code": code} | fields)


CARDS = {
    "general": (_card("AL-GENERAL-1", "all"),),
    "fees": (
        _card("LE-FEES-1", "costs"),
        _card("LE-FEES-2", "paying", articles=["fees-pay"], facts=["outdated"]),
    ),
}


@pytest.fixture
def resources(tmp_path: Path) -> Resources:
    """Return a knowledge base of a few articles, and the usual hours of the line."""
    articles = [
        _article("fees-overview", "fees"),
        _article("fees-pay", "fees"),
        _article("family-partner", "family"),
        _article("family-future", "family"),
        _article("contact-hours-person", "contact_hours"),
        _article("contact-hours-my-time", "contact_hours"),
        _article("study-phone", "study"),
    ]
    outdated = _fact("outdated", valid_to=date(2026, 1, 1))
    facts = [_fact("rule"), outdated, *(_phone(*phone) for phone in PHONES.items())]
    facts += [_time(*hour) for hour in HOURS.items()]
    knowledge = KnowledgeBase(
        {article.id: article for article in articles},
        {fact.id: fact for fact in facts},
        {},
        parse_record(Wording, read_yaml(KNOWLEDGE_FOLDER / "wording.yml"), "wording.yml"),
        ReviewTerms(stable=730, slow=365, volatile=92),
    )
    line = TelephoneLine(Cards(CARDS), load_line_wording(), NoticeBoard(tmp_path / "notices.yml"))
    return Resources(knowledge, OpeningHours(time(9), time(17)), line)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return a function that stops the clock at a moment."""
    return lambda moment: monkeypatch.setattr("actions.clock.now", lambda: moment)


@pytest.fixture
def make_tracker() -> Callable[..., Tracker]:
    """Return a factory of trackers whose last message was understood as the test says."""

    def make(intent: str | None = None, confidence: float = 0.9, **given: Any) -> Tracker:
        entities = [{"entity": e, "value": v} for e, v in given.pop("entities", ())]
        ranking = given.pop("articles", ())
        message = {
            "text": given.pop("text", "a question"),
            "intent": {"name": intent, "confidence": confidence},
            "intent_ranking": [{"name": intent, "confidence": confidence}] if intent else [],
            "entities": entities,
            "article_ranking": [
                {"article": article, "confidence": share, "similarity": 0.9}
                for article, share in ranking
            ],
        }
        return Tracker("sender", dict(given.pop("slots", {})), message, [], False, None, {}, None)

    return make


@pytest.fixture
def run(
    resources: Resources,
    set_clock: Callable[[datetime], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Action, Tracker], tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return a function that runs an action: the slots that it sets, and its messages.

    The clock stands at a Monday, 10:00, when the line is open.
    """
    set_clock(MONDAY_10)
    monkeypatch.setattr("actions.reply_action.load_resources", lambda: resources)

    def run_action(action: Action, tracker: Tracker) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        dispatcher = CollectingDispatcher()
        events: list[dict[str, Any]] = action.run(dispatcher, tracker, {})
        assert all(event["event"] == "slot" for event in events)
        return {event["name"]: event["value"] for event in events}, dispatcher.messages

    return run_action
