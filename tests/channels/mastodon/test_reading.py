"""What people write on Mastodon."""

from __future__ import annotations

from typing import Any

import pytest

from channels.errors import BadRequest
from channels.mastodon.reading import (
    Post,
    plain_text,
    read_conversation,
    read_notification,
    read_post,
)
from tests.fakes.mastodon_posts import conversation, notification, status

ACCOUNT = "14715"


def _status(**other: Any) -> dict[str, Any]:
    return status(**{"id_": "9", "author": "2222", "text": "hello", "mentioned": ACCOUNT, **other})


def test_a_mention_is_read_from_its_notification() -> None:
    content = notification(_status(visibility="unlisted", language="nl", warning="visa"))
    assert read_notification(content, ACCOUNT) == Post(
        id="9",
        author="2222",
        address="user2222@elsewhere.example",
        text="hello",
        visibility="unlisted",
        warning="visa",
        language="nl",
        written_at=1795312800.0,
        has_attachment=False,
    )


def test_the_last_post_of_a_direct_conversation_is_the_same_post() -> None:
    content = _status(visibility="direct")
    read = read_conversation(conversation(content), ACCOUNT)
    assert read == read_notification(notification(content), ACCOUNT)


def test_other_notifications_and_emptied_conversations_are_left_out() -> None:
    assert read_notification({"id": "1", "type": "favourite"}, ACCOUNT) is None
    assert read_conversation({"id": "1", "last_status": None}, ACCOUNT) is None


@pytest.mark.parametrize("other", [{"author": ACCOUNT}, {"bot": True}, {"mentioned": "3333"}])
def test_our_own_posts_those_of_bots_and_those_to_others_are_left_out(
    other: dict[str, Any],
) -> None:
    assert read_post(_status(**other), ACCOUNT) is None


def test_a_post_with_a_picture_says_so() -> None:
    post = read_post(_status() | {"media_attachments": [{"type": "image"}]}, ACCOUNT)
    assert post is not None
    assert post.has_attachment


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>hello</p>", "hello"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<p>one<br>two<br/>three</p><p>four</p>", "one\ntwo\nthree\n\nfour"),
        (
            '<p><span class="h-card"><a href="https://m.example/@ind" class="u-url mention">@<span>'
            "ind</span></a></span> can I work?</p>",
            "can I work?",
        ),
        ("<p>@ind @other@m.example what about @you?</p>", "what about @you?"),
        (
            '<p>see <a href="https://ind.nl/en"><span class="invisible">https://</span><span '
            'class="ellipsis">ind.nl</span><span class="invisible">/en</span></a></p>',
            "see https://ind.nl/en",
        ),
        ("plain, as other software sends it", "plain, as other software sends it"),
        ("<p>@ind</p>", ""),
        ("<p>unclosed <b>markup", "unclosed markup"),
    ],
)
def test_the_text_is_what_the_person_typed(content: str, text: str) -> None:
    assert plain_text(content) == text


@pytest.mark.parametrize(
    "content", [None, [], "x", {}, {"type": "mention"}, {"type": "mention", "status": {}}]
)
def test_what_is_no_notification_is_refused(content: Any) -> None:
    with pytest.raises(BadRequest):
        read_notification(content, ACCOUNT)
    with pytest.raises(BadRequest):
        read_conversation(content, ACCOUNT)


def test_a_post_with_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(BadRequest):
        read_post(_status() | {"created_at": "yesterday"}, ACCOUNT)
