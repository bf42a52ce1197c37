"""What the actions read from the tracker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rasa_sdk import Tracker

from actions.knowledge.ranking import RankedArticle
from actions.understanding import confidence_of, language_of, understood

MakeTracker = Callable[..., Tracker]


@pytest.mark.parametrize(
    ("slot", "language"), [("nl", "nl"), ("en", "en"), (None, "en"), ("tr", "en"), (["nl"], "en")]
)
def test_the_language_is_that_of_the_slot_or_english(
    make_tracker: MakeTracker, slot: object, language: str
) -> None:
    assert language_of(make_tracker(slots={"language": slot})) == language


@pytest.mark.parametrize("intent", [None, {}, {"name": "fees", "confidence": None}])
def test_without_an_intent_there_is_no_confidence(
    make_tracker: MakeTracker, intent: object
) -> None:
    tracker = make_tracker("fees", 0.7)
    assert confidence_of(tracker) == 0.7
    tracker.latest_message["intent"] = intent
    assert confidence_of(tracker) == 0.0


def test_topics_articles_and_entities_of_the_message_are_read(make_tracker: MakeTracker) -> None:
    entities = [("nationality", "french"), ("nationality", "dutch"), ("relation", "partner")]
    tracker = make_tracker("fees", 0.7, articles=[("fees-pay", 0.6)], entities=entities)
    tracker.latest_message["article_ranking"].append({"article": "fees-x", "confidence": 0.1})
    read = understood(tracker)
    assert read.topics == [("fees", 0.7)]
    assert read.articles == [
        RankedArticle("fees-pay", 0.6, 0.9),
        RankedArticle("fees-x", 0.1, 0.0),
    ]
    assert read.said == {"nationality": {"french", "dutch"}, "relation": {"partner"}}


def test_what_was_said_earlier_is_read_from_the_slots(make_tracker: MakeTracker) -> None:
    slots = {"nationality": ["french", "dutch"], "purpose": "study", "language": "nl"}
    assert understood(make_tracker(slots=slots)).remembered == {
        "nationality": {"french", "dutch"},
        "relation": frozenset(),
        "purpose": {"study"},
        "permit": frozenset(),
    }


def test_a_message_of_which_nothing_was_understood_is_empty() -> None:
    read = understood(Tracker("sender", {}, None, [], False, None, {}, None))
    assert (list(read.topics), list(read.articles), read.said) == ([], [], {})
