"""Readings are put behind a message."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.reading_expander import LEANS, READING, READING_OF, ReadingExpander

TITLES: dict[str, dict[Any, str]] = {
    "fees-visa": {"en": "What a visa costs", "nl": "Wat een visum kost"}
}
SLOTS = [AnySlot("subject", mappings=[]), TextSlot("language", mappings=[])]
BUTTONS = [{"title": name, "payload": f"choice:{name}"} for name in ("fees-a", "fees-b")]


@pytest.fixture
def expander() -> ReadingExpander:
    return ReadingExpander(TITLES)


def _tracker(*events: Any) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("somebody", list(events), slots=SLOTS)


def _readings(messages: list[Message]) -> list[tuple[str, str]]:
    return [(m.get(READING), m.get(TEXT)) for m in messages if m.get(READING_OF) is messages[0]]


def test_a_clear_question_is_read_once(expander: ReadingExpander) -> None:
    message = Message({TEXT: "how do I pay"})
    assert expander.process([message], _tracker()) == [message]


def test_a_follow_up_is_read_with_the_title_of_its_subject(expander: ReadingExpander) -> None:
    for language, title in TITLES["fees-visa"].items():
        tracker = _tracker(SlotSet("subject", "fees-visa"), SlotSet("language", language))
        messages = expander.process([Message({TEXT: "and for my son?"})], tracker)
        assert _readings(messages) == [("in_context", f"{title}. and for my son?")]
        assert messages[0].get(LEANS)


def test_without_a_conversation_there_is_no_context(expander: ReadingExpander) -> None:
    nobody: Any = None
    assert len(expander.process([Message({TEXT: "and for my son?"})], nobody)) == 1


def test_the_subject_of_an_article_that_is_gone_is_no_context(expander: ReadingExpander) -> None:
    tracker = _tracker(SlotSet("subject", "fees-gone"))
    assert len(expander.process([Message({TEXT: "and for my son?"})], tracker)) == 1


def test_the_question_of_a_story_is_read_alone(expander: ReadingExpander) -> None:
    text = "My card expired in May. I live in Delft. Can I still travel to Turkey?"
    messages = expander.process([Message({TEXT: text})], _tracker())
    assert _readings(messages) == [("question", "Can I still travel to Turkey?")]


def test_a_second_question_that_leans_on_the_first_is_read_with_it(
    expander: ReadingExpander,
) -> None:
    text = "Can I get a return visa and how much does it cost?"
    messages = expander.process([Message({TEXT: text})], _tracker())
    first, second = "Can I get a return visa", "how much does it cost?"
    assert _readings(messages) == [("part", first), ("part", f"{first} {second}")]


def test_a_correction_is_read_without_its_no(expander: ReadingExpander) -> None:
    messages = expander.process([Message({TEXT: "no, I meant the return visa"})], _tracker())
    assert _readings(messages) == [("corrected", "the return visa")]


def test_the_second_one_is_the_second_choice(expander: ReadingExpander) -> None:
    tracker = _tracker(UserUttered("visa"), BotUttered("Which?", {"buttons": BUTTONS}))
    messages = expander.process([Message({TEXT: "The second one"})], tracker)
    assert [m.get(TEXT) for m in messages] == ["choice:fees-b"]


@pytest.mark.parametrize("text", ["3", "the third"])
def test_a_choice_that_was_not_offered_is_not_made(expander: ReadingExpander, text: str) -> None:
    tracker = _tracker(UserUttered("visa"), BotUttered("Which?", {"buttons": BUTTONS}))
    assert expander.process([Message({TEXT: text})], tracker)[0].get(TEXT) == text


def test_a_choice_of_an_earlier_turn_is_no_longer_open(expander: ReadingExpander) -> None:
    offered = BotUttered("Which?", {"buttons": BUTTONS})
    tracker = _tracker(UserUttered("visa"), offered, UserUttered("hello"), BotUttered("Hello"))
    assert expander.process([Message({TEXT: "1"})], tracker)[0].get(TEXT) == "1"


def test_a_button_is_not_read_in_any_other_way(expander: ReadingExpander) -> None:
    tracker = _tracker(SlotSet("subject", "fees-visa"))
    assert len(expander.process([Message({TEXT: "choice:fees-a"})], tracker)) == 1
