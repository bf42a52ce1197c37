"""A stored conversation is shown as the person saw it."""

from __future__ import annotations

from typing import Any

from channels.chat.rendering import assistant_message, conversation_messages, moment, opening
from channels.chat.transcript import as_text
from channels.choices import choice_id
from channels.identity import conversation_id

CONVERSATION = "chat_a"
PAYLOAD = "choice:fees-refund"
ANSWER = {"topic": "fees", "article": "fees-payment"}
TELEPHONE = {"open": False}


def identify(channel: str, own_id: str) -> str:
    """Return an id as a server with a known secret makes it."""
    return conversation_id("a" * 64, channel, own_id)


def user(text: str) -> dict[str, Any]:
    """Return a user's event as it is stored."""
    return {"event": "user", "text": text, "timestamp": 1_800_000_000.5}


def bot(text: str, **data: Any) -> dict[str, Any]:
    """Return an assistant's event as it is stored."""
    return {"event": "bot", "text": text, "data": data, "timestamp": 1_800_000_001.0}


EVENTS = [
    {"event": "action", "name": "action_listen", "timestamp": 1.0},
    user("what does it cost?"),
    bot("Many costs.", buttons=[{"title": "A refund", "payload": PAYLOAD}]),
    bot("Call us.", custom={"telephone": TELEPHONE, "lang": "ar", "dir": "rtl"}),
    user(PAYLOAD),
    {"event": "slot", "name": "article", "value": "x", "timestamp": 1.0},
    bot("No refund.", buttons=None, custom={"answer": ANSWER, "internal": 1}),
]


def test_messages_are_numbered_and_say_whose_they_are() -> None:
    messages = conversation_messages(EVENTS, CONVERSATION, identify)
    assert [m["number"] for m in messages] == [1, 2, 3, 4, 5]
    assert [m["from"] for m in messages] == ["user", "assistant", "assistant", "user", "assistant"]


def test_a_pressed_button_is_shown_by_its_title() -> None:
    assert conversation_messages(EVENTS, CONVERSATION, identify)[3]["text"] == "A refund"


def test_a_button_shows_its_opaque_id_and_never_its_payload() -> None:
    messages = conversation_messages(EVENTS, CONVERSATION, identify)
    expected = choice_id(identify, CONVERSATION, PAYLOAD)
    assert messages[1]["buttons"] == [{"title": "A refund", "choice": expected}]
    assert PAYLOAD not in str(messages)


def test_of_custom_data_only_what_the_api_describes_is_shown() -> None:
    messages = conversation_messages(EVENTS, CONVERSATION, identify)
    assert messages[2]["telephone"] == TELEPHONE
    assert (messages[2]["lang"], messages[2]["dir"]) == ("ar", "rtl")
    assert messages[4]["answer"] == ANSWER
    assert "internal" not in str(messages)
    assert set(messages[4]) == {"number", "sentAt", "from", "text", "answer"}


def test_a_message_without_extras_has_none() -> None:
    assert assistant_message({"text": "Hi."}, CONVERSATION, identify) == {
        "from": "assistant",
        "text": "Hi.",
    }


def test_times_are_written_with_their_offset() -> None:
    assert moment(1_800_000_000.9) == "2027-01-15T08:00:00+00:00"


def test_the_text_file_shows_speakers_dutch_time_and_buttons_in_the_language() -> None:
    messages = [
        opening("nl", 1_800_000_000.0),
        *conversation_messages(EVENTS, CONVERSATION, identify),
    ]
    text = as_text(messages, "nl")
    assert "Assistent (2027-01-15 09:00):\nHallo." in text
    assert "U (2027-01-15 09:00):\nwhat does it cost?" in text
    assert "Many costs.\n  - A refund\n" in text
    assert PAYLOAD not in text
