"""Somebody who writes another language reads in it how to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.other_language import END_ISOLATE, ISOLATE, ActionOtherLanguage

Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]
MakeTracker = Callable[..., Tracker]


def _ask(run: Run, make_tracker: MakeTracker, code: str, **given: Any) -> Any:
    entities = [("other_language", code), *given.pop("entities", ())]
    return run(ActionOtherLanguage(), make_tracker("other_language", entities=entities, **given))


def test_the_notice_names_languages_telephone_hours_and_website(
    run: Run, make_tracker: MakeTracker
) -> None:
    slots, messages = _ask(run, make_tracker, "tr")
    assert len(messages) == 1
    text, custom = messages[0]["text"], messages[0]["custom"]
    for part in ("İngilizce", "088 043 04 30", "+31 88 043 04 30", "9:00–17:00", "https://ind.nl"):
        assert part in text
    assert (custom["lang"], custom["dir"]) == ("tr", "ltr")
    assert custom["telephone"]["number"] == "088 043 04 30"
    assert custom["answer"]["outcome"] == "handoff"
    # The introduction follows when the person goes on in a language that it is written in.
    assert "introduced" not in slots


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_numbers_keep_their_order_in_a_text_from_right_to_left(
    run: Run, make_tracker: MakeTracker, code: str
) -> None:
    _, messages = _ask(run, make_tracker, code)
    assert messages[0]["custom"]["dir"] == "rtl"
    assert f"{ISOLATE}088 043 04 30{END_ISOLATE}" in messages[0]["text"]


def test_an_answer_in_english_follows_where_the_subject_is_clear(
    run: Run, make_tracker: MakeTracker
) -> None:
    given = {"entities": [("article", "family-partner")], "slots": {"introduced": True}}
    slots, messages = _ask(run, make_tracker, "es", **given)
    notice, answer = messages
    assert notice["custom"] == {"lang": "es", "dir": "ltr"}
    assert notice["text"].endswith("Aquí tiene una respuesta en inglés:")
    assert answer["text"].startswith("Answer of family-partner.")
    assert answer["custom"]["answer"]["article"] == slots["article"] == "family-partner"


def test_somebody_who_spoke_dutch_before_gets_the_dutch_answer(
    run: Run, make_tracker: MakeTracker
) -> None:
    given = {"entities": [("article", "family-partner")], "slots": {"language": "nl"}}
    _, messages = _ask(run, make_tracker, "es", **given)
    assert "inglés:" not in messages[0]["text"]
    assert messages[-1]["text"].startswith("Antwoord van family-partner.")


def test_danger_brings_the_numbers_first_and_no_article(
    run: Run, make_tracker: MakeTracker
) -> None:
    given = {"entities": [("danger", "danger"), ("article", "family-partner")]}
    _, messages = _ask(run, make_tracker, "pl", **given)
    assert len(messages) == 1
    text = messages[0]["text"]
    assert text.index("112") < text.index("113") < text.index("088 043 04 30")
    assert messages[0]["custom"]["answer"]["outcome"] == "safety"


def test_a_language_without_a_file_gets_the_english_sentence(
    run: Run, make_tracker: MakeTracker
) -> None:
    _, messages = _ask(run, make_tracker, "other")
    assert [m["response"] for m in messages][-2:] == ["utter_languages", "utter_telephone_open"]


def test_an_article_that_is_gone_brings_the_notice_alone(
    run: Run, make_tracker: MakeTracker
) -> None:
    _, messages = _ask(run, make_tracker, "de", entities=[("article", "renamed-since")])
    assert len(messages) == 1
