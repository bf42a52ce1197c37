"""What comes of a mention on Mastodon, and how the reply is posted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from channels.mastodon.reading import Post
from channels.mastodon.service import CHANNEL, LONGEST_WARNING, MastodonService, incoming
from channels.mastodon.writing import Limits, length
from channels.messaging.service import Arrived, Body
from channels.texts import LANGUAGES, read
from channels.turn import Turns
from tests.channels.arrivals import arrived
from tests.support.assistant import Assistant, turns_of

SAID = {**read("channels/typed"), "too_long": read("chat/too_long")}


class _Client:
    """Keeps what it is told to post."""

    def __init__(self) -> None:
        self.posted: list[tuple[Mapping[str, str], str]] = []

    async def post(self, form: Mapping[str, str], key: str) -> None:
        self.posted.append((form, key))


async def _leaving() -> None:
    """Do nothing: nobody keeps account."""


@pytest.fixture
def client() -> _Client:
    return _Client()


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(tmp_path)


@pytest.fixture
def turns(assistant: Assistant) -> Turns:
    return turns_of(assistant)


@pytest.fixture
def service(client: Any) -> MastodonService:
    return MastodonService(client)


def _post(text: str, id_: str = "9", **other: Any) -> Post:
    given = {
        "id": id_,
        "author": "2222",
        "address": "name@server.example",
        "text": text,
        "visibility": "direct",
        "warning": "",
        "language": "en",
        "written_at": 0.0,
        "has_attachment": False,
    }
    return Post(**{**given, **other})


def _run(work: Awaitable[Any]) -> Any:
    async def go() -> Any:
        return await work

    return asyncio.run(go())


@pytest.fixture
def say(service: MastodonService, turns: Turns) -> Callable[..., list[Body]]:
    """Return what a post brings into the outbox; each has another id."""
    ids = iter(range(10, 100))

    def run(text: str, **other: Any) -> list[Body]:
        came = incoming(_post(text, str(next(ids)), **other))
        if came is None:
            return []
        return list(_run(service.handle(arrived(turns, CHANNEL, came), turns)).letters)

    return run


def _arrived(turns: Turns, text: str, **other: Any) -> Arrived:
    came = incoming(_post(text, **other))
    assert came is not None
    return arrived(turns, CHANNEL, came)


def test_a_reply_names_the_person_and_hangs_under_the_post(say: Any) -> None:
    (letter,) = say("hello")
    key = letter.pop("key")
    assert letter == {
        "status": "@name@server.example You said <hello>",
        "in_reply_to_id": "10",
        "visibility": "direct",
        "language": "en",
    }
    assert key != say("hello")[0]["key"]


def test_a_letter_is_posted_with_its_key(
    say: Any, service: MastodonService, client: _Client
) -> None:
    (letter,) = say("hello")
    _run(service.send(letter, _leaving))
    _run(service.send(service.in_doubt(letter) or {}, _leaving))
    assert {key for _, key in client.posted} == {letter["key"]}
    assert "key" not in client.posted[0][0]


def test_a_public_post_is_answered_unlisted_with_its_content_warning(say: Any) -> None:
    (letter,) = say("hello", visibility="public", warning="visa")
    assert (letter["visibility"], letter["spoiler_text"]) == ("unlisted", "visa")


def test_a_content_warning_is_masked_and_leaves_room(say: Any) -> None:
    (letter,) = say("hello", warning="my bsn 111222333 " + "x" * 200)
    assert "111222333" not in letter["spoiler_text"]
    assert len(letter["spoiler_text"]) == LONGEST_WARNING


def test_a_long_reply_becomes_posts_that_fit_and_all_name_the_person(
    say: Any, service: MastodonService
) -> None:
    service.limits = Limits(120, 23)
    letters = say("word " * 60, warning="visa")
    assert len(letters) > 2
    for letter in letters:
        assert letter["status"].startswith("@name@server.example ")
        assert length(letter["status"] + letter["spoiler_text"], service.limits) <= 120
    assert len({letter["key"] for letter in letters}) == len(letters)


def test_choices_are_numbered_and_a_number_stands_for_one(say: Any, assistant: Assistant) -> None:
    (letter,) = say("choices")
    assert letter["status"].endswith("1. One\n2. Two")
    say("2")
    assert assistant.seen == ["choices", "choice:two"]


def test_what_was_said_in_private_is_another_conversation_than_what_all_can_read(
    turns: Turns,
) -> None:
    private, followers, public, unlisted = (
        _arrived(turns, "hello", visibility=visibility).conversation
        for visibility in ("direct", "private", "public", "unlisted")
    )
    assert private == followers != public == unlisted


def test_who_shows_personal_details_to_all_is_asked_to_take_them_back(
    say: Any, service: MastodonService, turns: Turns
) -> None:
    asked = read("mastodon/texts")["exposed"]
    (open_one,) = say("in het Nederlands graag, mijn bsn is 111222333", visibility="unlisted")
    assert asked["nl"] in open_one["status"]
    (private,) = say("in het Nederlands graag, mijn bsn is 111222333")
    assert asked["nl"] not in private["status"]
    assert "111222333" not in str(_arrived(turns, "my bsn is 111222333").body)


def test_the_language_of_the_post_is_a_hint_when_it_is_ours(say: Any, assistant: Assistant) -> None:
    say("hello", language="nl")
    say("hello", language="tr")
    hints = [metadata.get("language") for metadata in assistant.metadata]
    assert hints == ["nl", None]


@pytest.mark.parametrize(
    ("text", "more", "key"),
    [("x" * 1_001, {}, "too_long"), ("", {"has_attachment": True}, "only_text")],
)
def test_what_is_no_question_gets_a_fixed_answer(
    say: Any, assistant: Assistant, text: str, more: dict[str, Any], key: str
) -> None:
    (in_both,) = say(text, language=None, **more)
    assert all(SAID[key][language] in in_both["status"] for language in LANGUAGES)
    (in_dutch,) = say(text, language="nl-BE", **more)
    assert SAID[key]["en"] not in in_dutch["status"]
    assert assistant.seen == []


def test_a_mention_without_a_word_gets_no_answer(say: Any) -> None:
    assert say("") == []


def test_posts_are_handled_in_the_order_of_their_ids_where_ids_are_numbers() -> None:
    came = [incoming(_post("hello", id_)) for id_ in ("17", "AbCd")]
    assert [(c.update_id, c.position) for c in came if c] == [("17", 17), ("AbCd", 0)]


def test_an_apology_is_in_both_languages_and_as_private_as_the_reply(
    service: MastodonService, turns: Turns
) -> None:
    letters = service.sorry(_arrived(turns, "hello"), "failed")
    said = " ".join(letter["status"] for letter in letters)
    assert all(read("channels/problems")["failed"][language][:40] in said for language in LANGUAGES)
    assert {letter["visibility"] for letter in letters} == {"direct"}
