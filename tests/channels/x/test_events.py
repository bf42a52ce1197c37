"""What X delivers, in both of its shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from channels.errors import BadRequest
from channels.x.events import DirectMessage, Mention, read_events
from tests.fakes.x_events import (
    activity_mention,
    activity_message,
    older_mention,
    older_message,
)

ACCOUNT, PERSON = "1111", "2222"


def _read(content: Any) -> list[DirectMessage | Mention]:
    return read_events(json.dumps(content).encode(), ACCOUNT)


@pytest.mark.parametrize("shape", [activity_message, older_message])
def test_a_direct_message_is_read_in_both_shapes(shape: Any) -> None:
    assert _read(shape("9", PERSON, ACCOUNT, "hello")) == [DirectMessage("9", PERSON, "hello")]


@pytest.mark.parametrize("shape", [activity_message, older_message])
def test_x_escapes_what_people_type_and_it_is_read_as_they_typed_it(shape: Any) -> None:
    (message,) = _read(shape("9", PERSON, ACCOUNT, "a &lt; b &amp; c"))
    assert isinstance(message, DirectMessage)
    assert message.text == "a < b & c"


@pytest.mark.parametrize("shape", [activity_message, older_message])
def test_our_own_messages_and_those_to_others_are_left_out(shape: Any) -> None:
    assert _read(shape("9", ACCOUNT, PERSON, "our reply")) == []
    assert _read(shape("9", PERSON, "3333", "to another account of the app")) == []


def test_a_message_with_a_picture_says_so() -> None:
    content = activity_message("9", PERSON, ACCOUNT, "https://t.co/x")
    (event,) = content["data"]["payload"]["direct_message_events"]
    event["message_create"]["message_data"]["attachment"] = {"type": "media", "media": {}}
    assert _read(content) == [DirectMessage("9", PERSON, "https://t.co/x", has_attachment=True)]


def test_a_mention_is_read_in_both_shapes() -> None:
    found = [Mention("9", PERSON, "9", "nl")]
    assert _read(activity_mention("9", PERSON, ACCOUNT, language="nl")) == found
    assert _read(older_mention("9", PERSON, ACCOUNT, language="nl")) == found


@pytest.mark.parametrize("shape", [activity_mention, older_mention])
def test_a_reply_to_which_x_added_our_name_does_not_summon_us(shape: Any) -> None:
    assert _read(shape("9", PERSON, ACCOUNT, written_from=10)) == []


@pytest.mark.parametrize("shape", [activity_mention, older_mention])
def test_our_own_posts_and_mentions_of_others_do_not_summon_us(shape: Any) -> None:
    assert _read(shape("9", ACCOUNT, ACCOUNT)) == []
    assert _read(shape("9", PERSON, "3333")) == []


def test_a_mention_at_the_end_of_a_long_post_is_seen() -> None:
    content = older_mention("9", PERSON, "3333")
    (post,) = content["tweet_create_events"]
    mention = {"id_str": ACCOUNT, "indices": [300, 304]}
    post["extended_tweet"] = {
        "display_text_range": [0, 304],
        "entities": {"user_mentions": [mention]},
    }
    assert _read(content) == [Mention("9", PERSON, "9", "en")]


def test_a_repost_of_a_mention_does_not_summon_us() -> None:
    content = older_mention("9", PERSON, ACCOUNT)
    content["tweet_create_events"][0]["retweeted_status"] = {}
    assert _read(content) == []


@pytest.mark.parametrize(
    "content",
    [
        {"data": {"event_type": "dm.sent", "payload": {}}},
        {"data": {"event_type": "dm.read"}},
        {"data": {"event_type": "chat.received", "payload": {"encoded_event": "CwAB"}}},
        {"for_user_id": ACCOUNT, "favorite_events": [{}]},
        {"for_user_id": ACCOUNT, "direct_message_indicate_typing_events": [{}]},
        {"user_event": {"revoke": {}}},
        {"replay_job_status": {"job_state": "Complete"}},
    ],
)
def test_other_events_are_left_out(content: dict[str, Any]) -> None:
    assert _read(content) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"1",
        b"{",
        b'{"data": []}',
        b'{"data": {}}',
        b'{"data": {"event_type": "dm.received"}}',
        b'{"data": {"event_type": "dm.received", "payload": {"direct_message_events": [1]}}}',
        b'{"direct_message_events": 1}',
        json.dumps(activity_message("9/..", PERSON, ACCOUNT, "hello")).encode(),
        json.dumps(activity_message("9", "../2222", ACCOUNT, "hello")).encode(),
        json.dumps(older_mention("9?", PERSON, ACCOUNT)).encode(),
        b"[" * 50_000,
    ],
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest):
        read_events(body, ACCOUNT)
