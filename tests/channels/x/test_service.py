"""What comes of a direct message or a mention on X, and how letters leave."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from channels.errors import InDoubt, NotSent, TryLater, Unsendable
from channels.messaging.service import Arrived, Body
from channels.texts import LANGUAGES, read
from channels.turn import Turns
from channels.x.allowance import Allowance
from channels.x.client import MAX_POST_CHARACTERS, DuplicatePost
from channels.x.events import DirectMessage, Mention
from channels.x.service import CHANNEL, XService, incoming, invitation
from tests.channels.arrivals import arrived
from tests.support.assistant import Assistant, turns_of

A_LINK = re.compile(r"https?:|www\.|\w\.(nl|com|org|eu)\b")


SAID = {**read("channels/typed"), "too_long": read("chat/too_long")}


class _Client:
    """Keeps what it is told to send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.failures: list[Exception] = []
        self.headers: Mapping[str, str] = {}

    async def send_message(self, person: str, text: str) -> Mapping[str, str]:
        await self._send(person, text)
        return self.headers

    async def reply(self, post: str, text: str) -> None:
        await self._send(post, text)

    async def has_sent(self, person: str, text: str, since: float) -> bool:
        if self.failures:
            raise self.failures.pop()
        return (person, text) in self.sent

    async def _send(self, to: str, text: str) -> None:
        if self.failures:
            raise self.failures.pop()
        self.sent.append((to, text))


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
def service(client: Any) -> XService:
    return XService(client, Allowance(messages=4, notices=1))


@pytest.fixture
def say(service: XService, turns: Turns) -> Callable[..., list[Body]]:
    """Return what a message brings into the outbox; each has another id."""
    ids = iter(range(1, 100))

    def run(text: str, **more: Any) -> list[Body]:
        async def go() -> list[Body]:
            came = incoming(DirectMessage(str(next(ids)), "2222", text, **more))
            if came is None:
                return []
            return list((await service.handle(arrived(turns, CHANNEL, came), turns)).letters)

        return asyncio.run(go())

    return run


async def _leaving() -> None:
    """Do nothing: nobody keeps account."""


def _send(service: XService, *letters: Body) -> None:
    async def go() -> None:
        for letter in letters:
            await service.send(letter, _leaving)

    asyncio.run(go())


def _message(turns: Turns, text: str) -> Arrived:
    came = incoming(DirectMessage("1", "2222", text))
    assert came is not None
    return arrived(turns, CHANNEL, came)


def _run(work: Awaitable[Any]) -> Any:
    async def go() -> Any:
        return await work

    return asyncio.run(go())


def test_an_answer_is_one_letter_to_the_person(say: Any, service: Any, client: _Client) -> None:
    _send(service, *say("hello"))
    assert client.sent == [("2222", "You said <hello>")]


def test_choices_are_numbered_and_a_number_stands_for_one(say: Any, assistant: Assistant) -> None:
    (letter,) = say("choices")
    assert letter["text"] == "You said <choices>\n\n1. One\n2. Two"
    say("2")
    say("2.")
    assert assistant.seen == ["choices", "choice:two", "2."]


def test_what_is_typed_is_never_a_command(say: Any, assistant: Assistant) -> None:
    say("choice:two")
    assert assistant.seen not in ([], ["choice:two"])


def test_what_is_personal_is_masked_before_it_is_stored(
    service: XService, turns: Turns, assistant: Assistant
) -> None:
    came = _message(turns, "my bsn is 111222333")
    assert "111222333" not in str(came.body)
    _run(service.handle(came, turns))
    assert assistant.metadata[0]["redacted"] == ["BSN"]


@pytest.mark.parametrize(
    ("text", "more", "key"),
    [("x" * 1_001, {}, "too_long"), ("", {"has_attachment": True}, "only_text")],
)
def test_what_is_no_question_gets_a_fixed_answer_in_both_languages_and_is_not_stored(
    say: Any, assistant: Assistant, text: str, more: dict[str, Any], key: str
) -> None:
    (letter,) = say(text, **more)
    assert all(SAID[key][language] in letter["text"] for language in LANGUAGES)
    assert assistant.seen == []


@pytest.mark.parametrize("word", read("channels/typed")["delete_words"])
def test_a_word_alone_deletes_the_conversation(service: XService, turns: Turns, word: str) -> None:
    handled = _run(service.handle(_message(turns, f" {word.title()} "), turns))
    assert handled.erase
    assert SAID["deleted"]["nl"] in handled.letters[0]["text"]


def test_the_word_in_a_question_is_a_question(service: XService, turns: Turns) -> None:
    assert not _run(service.handle(_message(turns, "can I delete my account?"), turns)).erase


def test_a_message_that_says_nothing_gets_no_answer(say: Any) -> None:
    assert say(" ") == []


def test_a_message_is_one_turn_however_often_it_is_handled(
    service: XService, turns: Turns, assistant: Assistant
) -> None:
    came = _message(turns, "hello")
    first, again = (_run(service.handle(came, turns)).letters[0] for _ in range(2))
    assert first["text"] == again["text"]
    assert len(assistant.seen) == 1


def test_the_position_of_a_message_is_its_id() -> None:
    came = incoming(DirectMessage("17", "2222", "hello"))
    assert came is not None
    assert (came.update_id, came.chat, came.position) == ("17", "2222", 17)


def test_when_x_takes_no_more_the_answer_waits_and_the_person_is_told_once(
    say: Any, service: XService, client: _Client
) -> None:
    _send(service, *say("1"), *say("2"), *say("3"))
    notice, waiting = say("in het Nederlands graag")
    assert "Uw antwoord komt rond" in notice["text"]
    _send(service, notice)
    with pytest.raises(TryLater) as raised:
        _send(service, waiting)
    assert 800 < raised.value.seconds <= 900
    assert not raised.value.everything
    assert [text for _, text in client.sent][3:] == [notice["text"]]
    assert [letter["text"] for letter in say("5")] == ["You said <5>"]


def test_a_notice_that_comes_too_late_or_costs_an_answer_is_left_out(
    service: XService, client: _Client
) -> None:
    late = {"person": "2222", "text": "wait", "until": time.time() - 1}
    _send(service, late)
    for number in range(3):
        _send(service, {"person": str(number), "text": "t", "made_at": 0.0})
    soon = {**late, "until": time.time() + 60}
    _send(service, soon, soon)
    assert [text for _, text in client.sent] == ["t", "t", "t", "wait"]
    assert service.in_doubt(soon) is None


def test_x_says_itself_when_it_takes_no_more(say: Any, service: XService, client: _Client) -> None:
    reset = str(int(time.time()) + 500)
    client.headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": reset}
    _send(service, *say("1"))
    with pytest.raises(TryLater):
        _send(service, *say("2")[1:])
    assert [text for _, text in client.sent] == ["You said <1>"]


def test_a_refusal_closes_the_allowance(say: Any, service: XService, client: _Client) -> None:
    client.failures = [TryLater(300, everything=True)]
    for _ in range(2):
        with pytest.raises(TryLater):
            _send(service, *say("1")[-1:])
    assert client.sent == []


def _doubted(service: XService, letter: Body, seconds_ago: float) -> Body:
    asked = service.in_doubt(letter)
    assert asked is not None
    return {**asked, "doubted_at": time.time() - seconds_ago}


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_letter_in_doubt_is_sent_only_when_x_does_not_have_it(
    say: Any, service: XService, client: _Client, was_sent: bool
) -> None:
    (letter,) = say("hello")
    if was_sent:
        client.sent.append(("2222", "You said <hello>"))
    _send(service, _doubted(service, letter, 60))
    assert client.sent == [("2222", "You said <hello>")]


def test_x_is_asked_only_when_it_has_had_time_to_list_the_message(
    say: Any, service: XService, client: _Client
) -> None:
    (letter,) = say("hello")
    with pytest.raises(TryLater):
        _send(service, _doubted(service, letter, 0))
    assert client.sent == []


def test_a_question_without_an_answer_is_asked_again(
    say: Any, service: XService, client: _Client
) -> None:
    (letter,) = say("hello")
    client.failures = [InDoubt()]
    with pytest.raises(NotSent):
        _send(service, _doubted(service, letter, 60))


def _mention(turns: Turns, **other: Any) -> Arrived:
    came = incoming(
        Mention(**{"id": "9", "author": "2222", "thread": "9", "language": "nl", **other})
    )
    assert came is not None
    return arrived(turns, CHANNEL, came)


def test_a_mention_gets_one_invitation_and_no_turn(
    service: XService, turns: Turns, client: _Client, assistant: Assistant
) -> None:
    (letter,) = _run(service.handle(_mention(turns), turns)).letters
    _send(service, letter)
    ((post, text),) = client.sent
    assert post == "9"
    assert "privébericht" in text
    assert assistant.seen == []


def test_the_same_person_in_the_same_thread_is_invited_once(turns: Turns) -> None:
    first = _mention(turns)
    assert _mention(turns, id="10").update_id == first.update_id
    assert _mention(turns, thread="10").update_id != first.update_id
    assert _mention(turns, author="3333").update_id != first.update_id


def test_a_mention_that_fails_gets_no_public_apology(service: XService, turns: Turns) -> None:
    assert service.sorry(_mention(turns), "failed") == []


def test_an_apology_to_a_message_is_in_both_languages(service: XService, turns: Turns) -> None:
    (letter,) = service.sorry(_message(turns, "hello"), "failed")
    assert letter["person"] == "2222"
    assert all(
        read("channels/problems")["failed"][language] in letter["text"] for language in LANGUAGES
    )


def test_a_public_reply_in_doubt_that_x_calls_a_duplicate_was_sent(
    service: XService, client: _Client
) -> None:
    letter = {"post": "9", "text": "hello"}
    client.failures = [DuplicatePost()]
    with pytest.raises(Unsendable):
        _send(service, letter)
    client.failures = [DuplicatePost()]
    _send(service, _doubted(service, letter, 60))


@pytest.mark.parametrize("language", ["en", "nl", "tr", None])
def test_every_invitation_fits_into_a_post_and_holds_no_link(language: str | None) -> None:
    texts = {invitation(str(post), language, 0.0) for post in range(50)}
    assert len(texts) == len(read("x/texts")["mention"])
    for text in texts:
        assert len(text) <= MAX_POST_CHARACTERS
        assert not A_LINK.search(text)
        assert "01:00" in text


def test_invitations_differ_from_minute_to_minute() -> None:
    assert invitation("9", "en", 0.0) != invitation("9", "en", 60.0)
