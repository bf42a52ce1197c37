"""Several readings become one understanding."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.article_ranker import ARTICLE_RANKING
from nlu.decided import decide_intent
from nlu.reading_expander import LEANS, READING, READING_OF
from nlu.reading_merger import CORRECTED, FOLLOW_UP, PARTS, ReadingMerger

Shares = dict[str, float]


def _message(intents: Shares, articles: Shares, **data: Any) -> Message:
    ranking = [{"name": name, "confidence": share} for name, share in intents.items()]
    found: list[dict[str, Any]] = [{"article": a, "confidence": s} for a, s in articles.items()]
    found[0]["similarity"] = 0.5
    rankings = {INTENT: ranking[0], INTENT_RANKING_KEY: ranking, ARTICLE_RANKING: found}
    return Message({TEXT: "text", **rankings, **data})


def _merge(whole: Message, *readings: tuple[str, Shares, Shares]) -> Message:
    added = [
        _message(intents, articles, **{READING: kind, READING_OF: whole})
        for kind, intents, articles in readings
    ]
    (merged,) = ReadingMerger().process([whole, *added])
    return merged


def _best(message: Message) -> tuple[str, str]:
    return message.get(INTENT)["name"], message.get(ARTICLE_RANKING)[0]["article"]


UNSURE = ({"fees": 0.3, "study": 0.25}, {"fees-a": 0.4, "study-a": 0.35})
SURE = ({"fees": 0.95, "study": 0.02}, {"fees-a": 0.9, "study-a": 0.05})
STUDY = ({"study": 0.9, "fees": 0.05}, {"study-a": 0.8, "fees-a": 0.1})


def test_a_message_without_readings_stays_as_it_is() -> None:
    whole = _message(*SURE)
    assert _merge(whole).get(INTENT) == {"name": "fees", "confidence": 0.95}


def test_context_decides_what_a_message_leaves_open() -> None:
    merged = _merge(_message(*UNSURE), ("in_context", *STUDY))
    assert _best(merged) == ("study", "study-a")
    assert merged.get(FOLLOW_UP)


def test_context_does_not_overrule_a_message_that_says_its_subject() -> None:
    merged = _merge(_message(*SURE), ("in_context", *STUDY))
    assert _best(merged) == ("fees", "fees-a")
    assert not merged.get(FOLLOW_UP)


def test_a_message_that_leans_on_its_context_is_a_follow_up() -> None:
    leaning: dict[str, Any] = {LEANS: True}
    merged = _merge(_message(*SURE, **leaning), ("in_context", *STUDY))
    assert merged.get(FOLLOW_UP)


@pytest.mark.parametrize("intent", ["thanks", "safety"])
def test_small_talk_and_danger_are_not_talked_away_by_the_context(intent: str) -> None:
    whole = _message({intent: 0.8, "fees": 0.1}, {"fees-a": 0.3})
    assert _merge(whole, ("in_context", *STUDY)).get(INTENT)["name"] == intent


def test_nonsense_stays_nonsense_in_any_context() -> None:
    whole = _message({"out_of_scope": 0.9, "fees": 0.1}, {"fees-a": 0.3})
    assert _merge(whole, ("in_context", *STUDY)).get(INTENT)["name"] == "out_of_scope"


def test_what_is_out_of_scope_alone_can_be_a_follow_up() -> None:
    leaning: dict[str, Any] = {LEANS: True}
    whole = _message({"out_of_scope": 0.9, "fees": 0.1}, {"fees-a": 0.3}, **leaning)
    assert _merge(whole, ("in_context", *STUDY)).get(INTENT)["name"] == "study"


def test_danger_is_not_talked_away_by_a_question() -> None:
    whole = _message({"safety": 0.8, "study": 0.1}, {"study-a": 0.3})
    assert _merge(whole, ("question", *STUDY)).get(INTENT)["name"] == "safety"


def test_what_was_decided_before_the_classifier_stays() -> None:
    whole = _message(*UNSURE)
    decide_intent(whole, "urgent_visa")
    assert _merge(whole, ("question", *STUDY)).get(INTENT)["name"] == "urgent_visa"


def test_a_greeting_before_a_question_is_not_the_subject() -> None:
    whole = _message({"greet": 0.6, "study": 0.3}, {"study-a": 0.5})
    assert _merge(whole, ("question", *STUDY)).get(INTENT)["name"] == "study"


def test_a_correction_outweighs_its_no() -> None:
    merged = _merge(_message(*SURE), ("corrected", *STUDY))
    assert _best(merged) == ("study", "study-a")
    assert merged.get(CORRECTED)


def test_questions_stay_apart() -> None:
    merged = _merge(_message(*UNSURE), ("part", *SURE), ("part", *STUDY))
    parts = [part[ARTICLE_RANKING][0]["article"] for part in merged.get(PARTS)]
    assert parts == ["fees-a", "study-a"]


@pytest.mark.parametrize(("outside", "place"), [(0.9, 0), (0.4, 1)])
def test_out_of_scope_wins_from_half_on(outside: float, place: int) -> None:
    intents = {"out_of_scope": outside, "fees": 0.05, "study": 0.04}
    merged = _merge(_message(intents, SURE[1]), ("question", intents, SURE[1]))
    assert merged.get(INTENT_RANKING_KEY)[place]["name"] == "out_of_scope"


def test_the_similarity_is_that_of_the_winning_article() -> None:
    merged = _merge(_message(*SURE), ("corrected", *STUDY))
    assert merged.get(ARTICLE_RANKING)[0] == {
        "article": "study-a",
        "confidence": pytest.approx(0.65, abs=0.01),
        "similarity": 0.5,
    }
    assert "similarity" not in merged.get(ARTICLE_RANKING)[1]
