"""The way to the telephone line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker

from actions.answering import ActionAnswer, ActionChoose
from actions.handoff import ActionHandoff, ActionUnanswered
from actions.smalltalk import ActionSmalltalk

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]
MakeTracker = Callable[..., Tracker]
SPOKEN_TO = {"introduced": True}


def test_somebody_who_wants_a_person_gets_the_telephone_line(
    run: Run, make_tracker: MakeTracker
) -> None:
    slots, messages = run(ActionHandoff(), make_tracker("human", slots={**SPOKEN_TO, "misses": 1}))
    assert [m["response"] for m in messages] == ["utter_handoff", "utter_telephone_open"]
    assert messages[0]["custom"]["answer"]["outcome"] == "handoff"
    assert slots["misses"] == 0


def test_one_miss_says_so_and_two_in_a_row_hand_off(run: Run, make_tracker: MakeTracker) -> None:
    after_one, messages = run(ActionUnanswered(), make_tracker("fees", slots=SPOKEN_TO))
    assert messages[0]["response"] == "utter_unanswered"
    assert messages[0]["custom"]["answer"]["topic"] == "fees"
    after_two, messages = run(
        ActionAnswer(), make_tracker("fees", slots={**SPOKEN_TO, **after_one})
    )
    assert messages[0]["response"] == "utter_handoff_after_misses"
    assert messages[0]["custom"]["answer"]["outcome"] == "handoff"
    assert messages[1]["response"] == "utter_telephone_open"
    _, messages = run(ActionChoose(), make_tracker("choose", slots={**SPOKEN_TO, **after_two}))
    assert messages[0]["response"] == "utter_unanswered"


def test_an_answer_between_two_misses_begins_the_count_again(
    run: Run, make_tracker: MakeTracker
) -> None:
    slots = dict(run(ActionUnanswered(), make_tracker(slots=SPOKEN_TO))[0])
    answered = make_tracker("fees", articles=[("fees-overview", 0.9)], slots=slots)
    slots |= run(ActionAnswer(), answered)[0]
    _, messages = run(ActionUnanswered(), make_tracker(slots=slots))
    assert messages[0]["response"] == "utter_unanswered"


def test_a_thank_you_between_two_misses_does_not(run: Run, make_tracker: MakeTracker) -> None:
    slots = dict(run(ActionUnanswered(), make_tracker(slots=SPOKEN_TO))[0])
    slots |= run(ActionSmalltalk(), make_tracker("thanks", slots=slots))[0]
    _, messages = run(ActionUnanswered(), make_tracker(slots=slots))
    assert messages[0]["response"] == "utter_handoff_after_misses"


def test_a_message_without_an_intent_is_a_miss_without_a_topic(
    run: Run, make_tracker: MakeTracker
) -> None:
    tracker = make_tracker(slots=SPOKEN_TO)
    tracker.latest_message["intent"] = None
    _, messages = run(ActionUnanswered(), tracker)
    assert messages[0]["custom"]["answer"]["topic"] is None
    assert messages[0]["custom"]["answer"]["confidence"] == 0.0


def test_the_card_of_a_handoff_is_that_of_the_last_answer(
    run: Run, make_tracker: MakeTracker
) -> None:
    slots = {**SPOKEN_TO, "topic": "fees", "article": "fees-overview"}
    _, messages = run(ActionHandoff(), make_tracker("human", slots=slots))
    telephone = messages[-1]["custom"]["telephone"]
    assert telephone["code"] == "LE-FEES-1"
    assert "LE-FEES-1" in messages[-1]["card"]


def test_the_card_knows_the_time_zone_of_the_device_or_of_the_person(
    run: Run, make_tracker: MakeTracker
) -> None:
    named = {**SPOKEN_TO, "time_zone": "Asia/Tokyo"}
    tracker = make_tracker("human", slots=named)
    _, messages = run(ActionHandoff(), tracker)
    assert messages[-1]["custom"]["telephone"]["time_zone"] == "Asia/Tokyo"
    tracker.latest_message["metadata"] = {"time_zone": "America/Lima"}
    _, messages = run(ActionHandoff(), tracker)
    assert messages[-1]["custom"]["telephone"]["time_zone"] == "America/Lima"
    assert messages[0]["buttons"] == []


def test_somebody_whose_time_zone_is_not_known_may_say_the_country(
    run: Run, make_tracker: MakeTracker
) -> None:
    _, messages = run(ActionHandoff(), make_tracker("human", slots=SPOKEN_TO))
    assert [button["payload"] for button in messages[0]["buttons"]] == [
        "choice:contact-hours-my-time"
    ]
