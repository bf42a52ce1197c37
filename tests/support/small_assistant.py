"""An assistant behind real stores that says what it was asked, without a model."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.messaging.service import Arrived, Incoming
from channels.turn import Turns
from runtime.lock_store import ConversationLock
from runtime.tracker_store import ConversationStore

SECRET = "ab" * 32
CHOICES = [
    {"title": "First", "payload": "choice:first"},
    {"title": "Second", "payload": "choice:second"},
]


def arrived(turns: Turns, channel: str, incoming: Incoming) -> Arrived:
    """Return what came in as the reception gives it to a service."""
    conversation = turns.conversation(channel, incoming.chat)
    return Arrived(incoming.update_id, incoming.chat, incoming.chat, conversation, incoming.body)


class SmallAssistant:
    """Answers `You said ...`; to `choose` with two buttons, to `nl ...` in Dutch."""

    def __init__(self, folder: Path) -> None:
        self.tracker_store = ConversationStore(Domain.empty(), f"sqlite:///{folder}/turns.db")
        self.lock_store = ConversationLock()
        self.processor = self
        self.seen: list[UserMessage] = []
        self.failures: list[Exception] = []
        self.seconds = 0.0

    def turns(self) -> Turns:
        """Return the turns with it."""
        turns = Turns(SECRET)
        turns.agent = self  # type: ignore[assignment]
        return turns

    def is_ready(self) -> bool:
        return True

    @property
    def texts(self) -> list[str]:
        return [str(message.text) for message in self.seen]

    async def handle_message(self, message: UserMessage) -> None:
        """Take a turn as Rasa does: store it, then say it."""
        self.seen.append(message)
        if self.failures:
            raise self.failures.pop()
        await asyncio.sleep(self.seconds)
        said = self._said(str(message.text))
        tracker = await self.tracker_store.retrieve(message.sender_id)
        if tracker is None:
            tracker = DialogueStateTracker.from_events(message.sender_id, [])
            tracker.update(SessionStarted())
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        data = {part: said[part] for part in ("buttons", "custom") if part in said}
        tracker.update(BotUttered(said["text"], data))
        await self.tracker_store.save(tracker)
        await message.output_channel.send_response(message.sender_id, said)

    def _said(self, text: str) -> dict[str, Any]:
        language = "nl" if text.startswith("nl ") else "en"
        said: dict[str, Any] = {
            "text": f"You said {text}",
            "custom": {"answer": {"language": language, "topic": None}},
        }
        return said | {"buttons": CHOICES} if text == "choose" else said
