"""The first person waits no longer than others, and the rehearsal leaves nothing behind."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from runtime import warm_up as module
from runtime.warm_up import QUESTIONS, warm_up


class _Processor:
    """Stores what it is asked, as Rasa does."""

    def __init__(self, store: Any) -> None:
        self.tracker_store = store
        self.asked: list[str] = []

    async def handle_message(self, message: UserMessage) -> None:
        self.asked.append(message.text)
        tracker = DialogueStateTracker.from_events(message.sender_id, [UserUttered(message.text)])
        await self.tracker_store.save(tracker)


class _Store:
    """Must not be written to."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        pytest.fail("a rehearsal was stored")


def _agent(processor: _Processor) -> Any:
    return SimpleNamespace(processor=processor, domain=Domain.empty())


def test_questions_are_taken_over_a_store_that_is_dropped() -> None:
    processor = _Processor(store := _Store())

    asyncio.run(warm_up(_agent(processor)))

    assert len(processor.asked) == len(QUESTIONS)
    assert processor.tracker_store is store


def test_actions_that_do_not_answer_keep_nobody_from_starting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Hanging(_Processor):
        async def handle_message(self, message: UserMessage) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.01)

    asyncio.run(warm_up(_agent(Hanging(_Store()))))

    assert "warm_up.too_slow" in caplog.text
