"""What is kept of a message until it is answered, where people can only type."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from channels.errors import NotReady
from channels.messaging import typed
from channels.messaging.service import Arrived
from channels.texts import LANGUAGES, read
from channels.turn import Turns
from tests.support.assistant import SECRET, Assistant, turns_of

ARRIVED = Arrived("1", "2222", "2222", "c", {})


def _answer(turns: Turns, kept: Any, language: str | None = None) -> typed.Answer:
    return asyncio.run(typed.answer(turns, "x", ARRIVED, kept, language))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hello", {"text": "hello", "masked": []}),
        ("delete", {"fixed": "deleted"}),
        (" Wissen ", {"fixed": "deleted"}),
        ("x" * 1_000 + "x", {"fixed": "too_long"}),
        ("", None),
        (" \n", None),
    ],
)
def test_of_a_message_only_what_the_answer_needs_is_kept(text: str, kept: object) -> None:
    assert typed.to_keep(text) == kept


def test_what_is_personal_is_kept_masked_with_its_kinds() -> None:
    kept = typed.to_keep("my bsn is 111222333")
    assert kept is not None
    assert "111222333" not in kept["text"]
    assert kept["masked"] == ["BSN"]


def test_a_picture_without_words_is_known_and_one_with_words_is_its_words() -> None:
    assert typed.to_keep("", has_attachment=True) == {"fixed": "only_text"}
    assert typed.to_keep("hello", has_attachment=True) == {"text": "hello", "masked": []}


def test_a_reply_is_in_the_language_that_is_spoken_else_in_that_of_the_service(
    tmp_path: Path,
) -> None:
    turns = turns_of(Assistant(tmp_path))
    assert _answer(turns, {"text": "hello", "masked": []}).language == "en"
    assert (
        _answer(turns, {"fixed": "only_text"}, "nl").text
        == read("channels/typed")["only_text"]["nl"]
    )


def test_a_fixed_answer_is_in_both_languages_when_none_is_known(tmp_path: Path) -> None:
    said = _answer(turns_of(Assistant(tmp_path)), {"fixed": "deleted"})
    assert said.erase
    assert all(read("channels/typed")["deleted"][language] in said.text for language in LANGUAGES)


def test_before_the_model_is_loaded_nothing_is_answered() -> None:
    with pytest.raises(NotReady):
        _answer(Turns(SECRET), {"text": "hello", "masked": []})
