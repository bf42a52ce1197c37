"""The REST connector: its key, and buttons that clients cannot make up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from channels.choices import CHOICE_ID
from channels.clients import ClientLimit
from channels.errors import NotReady, Refused, TooMany
from channels.limits import RateLimit
from channels.rest import KEY_HEADER, RestInput, answer
from channels.turn import IncomingMessage, Turns
from runtime.conversations import log
from runtime.conversations.database import Database
from runtime.conversations.errors import StoreUnavailable

SECRET = "ab" * 32
PAYLOAD = "choice:fees-refund"
BUTTON = {"title": "Do I get my fee back?", "payload": PAYLOAD}


class _Turns(Turns):
    """Offers one button whatever is said, and keeps what it said."""

    def __init__(self, database: Database) -> None:
        super().__init__(SECRET)
        self.agent: Any = SimpleNamespace(tracker_store=SimpleNamespace(database=database))
        self.seen: list[str] = []

    async def take(self, message: IncomingMessage) -> list[dict[str, Any]]:
        self.seen.append(message.text)
        conversation = self.conversation(message.channel, message.own_id)
        said = {"event": "bot", "text": "Which one?", "data": {"buttons": [BUTTON]}}
        database = self.agent.tracker_store.database
        stored = await database.run(log.load, conversation)
        await database.run(log.append, conversation, stored.version if stored else 0, [said], {})
        return [log.bot_message(said), {"text": "no button"}]


@pytest.fixture
def turns(tmp_path: Path) -> Any:
    """Return turns over an empty store."""
    return _Turns(Database(f"sqlite:///{tmp_path}/conversations.db"))


@pytest.fixture
def say(turns: Any) -> Callable[..., list[dict[str, Any]]]:
    """Return what says something over REST."""
    return lambda text, sender="me": asyncio.run(
        answer(turns, IncomingMessage("rest", sender, text))
    )


def _request(**headers: str) -> Any:
    return SimpleNamespace(headers=headers, remote_addr="", ip="192.0.2.7")


def test_the_connector_has_the_name_of_rasas_own() -> None:
    assert RestInput.name() == "rest"


@pytest.mark.parametrize("credentials", [None, {}, {"api_key": None}, {"api_key": ""}])
def test_without_a_key_everybody_may_send(credentials: dict[str, Any] | None) -> None:
    RestInput.from_credentials(credentials)._admit(_request())


@pytest.mark.parametrize("headers", [{}, {KEY_HEADER: ""}, {KEY_HEADER: "other"}])
def test_with_a_key_only_who_has_it_may_send(headers: dict[str, str]) -> None:
    connector = RestInput.from_credentials({"api_key": "right"})
    with pytest.raises(Refused):
        connector._admit(_request(**headers))
    connector._admit(_request(**{KEY_HEADER: "right"}))


@pytest.mark.parametrize("key", [None, "right"])
def test_who_has_the_key_is_not_limited_by_address(key: str | None) -> None:
    connector = RestInput(key, ClientLimit(RateLimit(1, 1)))
    request = _request(**{KEY_HEADER: "right"})
    connector._admit(request)
    with pytest.raises(TooMany) if key is None else nullcontext():
        connector._admit(request)


def test_who_guesses_the_key_is_limited() -> None:
    connector = RestInput("right", ClientLimit(RateLimit(1, 1)))
    refusals = []
    for _ in range(2):
        with pytest.raises((Refused, TooMany)) as refused:
            connector._admit(_request(**{KEY_HEADER: "wrong"}))
        refusals.append(refused.type)
    assert refusals == [Refused, TooMany]


def test_a_button_has_an_opaque_id_that_stands_for_it_when_it_is_sent(turns: Any, say: Any) -> None:
    first, second = say("hello")
    (button,) = first["buttons"]
    assert (first["recipient_id"], second) == ("me", {"recipient_id": "me", "text": "no button"})
    assert button["title"] == BUTTON["title"]
    assert CHOICE_ID.fullmatch(button["payload"])
    say(button["payload"])
    assert turns.seen == ["hello", PAYLOAD]


def test_the_id_of_somebody_elses_button_is_text(turns: Any, say: Any) -> None:
    (button,) = say("hello")[0]["buttons"]
    say(button["payload"], "you")
    assert turns.seen[-1] == button["payload"]


@pytest.mark.parametrize("text", [PAYLOAD, f"/{PAYLOAD}", "ｃｈｏｉｃｅ：fees-refund"])
def test_a_payload_that_is_typed_is_text_also_when_it_was_offered(
    turns: Any, say: Any, text: str
) -> None:
    say("hello")
    say(text)
    assert turns.seen[-1] != text
    assert PAYLOAD not in turns.seen


def test_a_store_that_does_not_answer_is_said_to_be_not_ready(turns: Any, say: Any) -> None:
    async def run(*_: Any) -> None:
        raise StoreUnavailable

    turns.agent.tracker_store.database.run = run
    with pytest.raises(NotReady):
        say("0" * 24)
