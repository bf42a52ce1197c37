"""One turn, whatever the channel: with a small assistant behind real stores."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.errors import NotReady, TooMany, TurnFailed
from channels.limits import RateLimit, Room
from channels.turn import IncomingMessage, Turns
from runtime.conversations import log
from runtime.conversations.errors import ConversationChanged, StoreUnavailable
from runtime.lock_store import ConversationLock
from runtime.tracker_store import ConversationStore

SECRET = "ab" * 32
Handle = Callable[[UserMessage], Awaitable[None]]


class _Assistant:
    """Says what it was asked and stores it as Rasa does."""

    def __init__(self, folder: Path) -> None:
        self.tracker_store = ConversationStore(Domain.empty(), f"sqlite:///{folder}/turns.db")
        self.lock_store = ConversationLock()
        self.processor = self
        self.seen: list[UserMessage] = []
        self.failures: list[Exception] = []
        self.silent = False

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: UserMessage) -> None:
        self.seen.append(message)
        if self.failures:
            raise self.failures.pop()
        sender = message.sender_id
        tracker = await self.tracker_store.retrieve(sender)
        tracker = tracker or DialogueStateTracker.from_events(sender, [])
        said = f"You said {message.text}"
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        tracker.update(BotUttered(said, {"buttons": None}))
        await self.tracker_store.save(tracker)
        if not self.silent:
            await message.output_channel.send_response(sender, {"text": said})


@pytest.fixture
def assistant(tmp_path: Path) -> _Assistant:
    """Return an assistant with an empty store."""
    return _Assistant(tmp_path)


def _turns(assistant: Any, limit: RateLimit | None = None) -> Turns:
    turns = Turns(SECRET, limit=limit)
    turns.agent = assistant
    return turns


def _message(text: str = "hello", message_id: str | None = None) -> IncomingMessage:
    return IncomingMessage("rest", "me", text, message_id)


def _take(turns: Turns, *messages: IncomingMessage) -> list[list[dict[str, Any]]]:
    async def go() -> list[list[dict[str, Any]]]:
        return list(await asyncio.gather(*[turns.take(message) for message in messages]))

    return asyncio.run(go())


def test_the_assistant_sees_an_id_of_the_server_and_never_the_callers(
    assistant: _Assistant,
) -> None:
    turns = _turns(assistant)
    _take(turns, _message(message_id="callers-own"))
    seen = assistant.seen[0]
    assert seen.sender_id == turns.conversation("rest", "me")
    assert "callers-own" not in str(seen.message_id)


def test_a_message_that_comes_again_gets_the_same_reply_without_a_second_turn(
    assistant: _Assistant,
) -> None:
    turns = _turns(assistant)
    first = _take(turns, _message(message_id="1"))
    again = _take(turns, _message(message_id="1"), _message(message_id="1"))
    assert again == first * 2
    assert len(assistant.seen) == 1


def test_messages_without_an_id_are_all_handled(assistant: _Assistant) -> None:
    _take(_turns(assistant), _message(), _message())
    assert len(assistant.seen) == 2


def test_what_is_personal_is_masked_before_the_assistant_sees_it(assistant: _Assistant) -> None:
    _take(_turns(assistant), _message("my bsn is 111222333"))
    assert "111222333" not in assistant.seen[0].text
    assert assistant.seen[0].metadata["redacted"] == ["BSN"]


def test_a_write_that_lost_the_lock_is_tried_once_more(assistant: _Assistant) -> None:
    assistant.failures = [ConversationChanged()]
    assert _take(_turns(assistant), _message()) == [[{"text": "You said hello"}]]
    assistant.failures = [ConversationChanged(), ConversationChanged()]
    with pytest.raises(NotReady):
        _take(_turns(assistant), _message())


def test_a_store_that_does_not_answer_is_said_to_be_not_ready(assistant: _Assistant) -> None:
    assistant.failures = [StoreUnavailable()]
    with pytest.raises(NotReady):
        _take(_turns(assistant), _message())


def test_before_the_model_is_loaded_nothing_is_taken(assistant: _Assistant) -> None:
    turns = Turns(SECRET)
    with pytest.raises(NotReady):
        _take(turns, _message())


def test_a_turn_without_a_reply_has_failed(assistant: _Assistant) -> None:
    assistant.silent = True
    with pytest.raises(TurnFailed, match="without a reply"):
        _take(_turns(assistant), _message())


def test_who_sends_too_much_is_refused_before_the_assistant_sees_it(
    assistant: _Assistant,
) -> None:
    turns = _turns(assistant, RateLimit(1, 1))
    _take(turns, _message())
    with pytest.raises(TooMany):
        _take(turns, _message())
    assert len(assistant.seen) == 1


def test_more_than_there_is_room_for_is_not_ready_and_is_counted(assistant: _Assistant) -> None:
    turns = Turns(SECRET, room=Room(1))
    turns.agent = assistant  # type: ignore[assignment]

    async def crowd() -> list[Any]:
        taken = [turns.take(IncomingMessage("rest", str(n), "hello")) for n in range(3)]
        return list(await asyncio.gather(*taken, return_exceptions=True))

    outcomes = asyncio.run(crowd())
    assert [type(outcome) for outcome in outcomes] == [list, NotReady, NotReady]
    assert b'ind_errors_total{channel="rest",kind="NotReady"} 2.0' in turns.metrics.text()
    assert _take(turns, _message())


def test_a_turn_goes_on_when_the_client_goes_away(assistant: _Assistant) -> None:
    turns = _turns(assistant)

    async def leave() -> int:
        turn = asyncio.create_task(turns.take(_message(message_id="1")))
        await asyncio.sleep(0)
        turn.cancel()
        for _ in range(200):
            await asyncio.sleep(0.01)
            conversation = turns.conversation("rest", "me")
            if stored := await assistant.tracker_store.database.run(log.load_all, conversation):
                return len(stored)
        return 0

    assert asyncio.run(leave()) == 2
