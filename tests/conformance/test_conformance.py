"""Whatever channel somebody uses, the assistant is the same."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

from tests.conformance.__main__ import compare
from tests.conformance.conversations import OF_EACH_LANGUAGE, conversations
from tests.conformance.replay import differences
from tests.conformance.shown import Compared, Shown, compared

ANSWER = {"topic": "fees", "article": "fees-refund", "outcome": "answered", "language": "en"}
STORED = [{"event": "bot", "text": "x", "data": {"custom": {"answer": ANSWER}}}]


def test_there_are_sixty_conversations_half_in_each_language() -> None:
    chosen = conversations()
    assert Counter(talk.language for talk in chosen) == dict.fromkeys(
        ("en", "nl"), OF_EACH_LANGUAGE
    )
    assert len({talk.name for talk in chosen}) == len(chosen)
    assert len(conversations(12)) == 12
    assert {talk.language for talk in conversations(12)} == {"en", "nl"}


def test_where_a_channel_cuts_a_text_makes_no_difference_and_what_it_says_does() -> None:
    text = "Yes, from 9:00.\n\nSource: https://ind.nl/en/fees, checked."
    whole = compared(Shown((text,), ("One",)), STORED)
    parts = compared(Shown(tuple(text.split("\n\n")), ("One",)), STORED)
    other = compared(Shown((text.replace("9:00", "9:30"),), ("Two",)), STORED)
    assert whole == parts
    assert whole.sources == ("https://ind.nl/en/fees",)
    found = differences({"Q": [whole]}, {"Q": [other]}, "x")
    assert [difference.check for difference in found] == ["answers", "hours", "choices"]
    assert len(differences({"Q": [whole]}, {"Q": []}, "x")) == 1
    silent = Compared("", (), (), (), ())
    assert len(differences({"Q": [whole]}, {"Q": [silent]}, "x")) == 5


def test_every_channel_says_the_same(model: Path, guarded_variables: dict[str, str]) -> None:
    rows, differing = asyncio.run(compare(60, guarded_variables))
    assert differing == [], rows
