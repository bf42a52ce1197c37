"""A small assistant behind real stores, and a real server around one connector."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from channels.turn import Turns
from runtime.lock_store import ConversationLock
from runtime.tracker_store import ConversationStore

SECRET = "ab" * 32
CHOICES = [{"title": "One", "payload": "choice:one"}, {"title": "Two", "payload": "choice:two"}]

SLOT = {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]}


class Assistant:
    """Says what it was asked, and stores it as Rasa does; asked for `choices` it offers some."""

    def __init__(self, folder: Path) -> None:
        domain = Domain.from_dict({"slots": {"language": SLOT}})
        self.tracker_store = ConversationStore(domain, f"sqlite:///{folder}/turns.db")
        self.lock_store = ConversationLock()
        self.processor = self
        self.seen: list[str] = []
        self.metadata: list[dict[str, Any]] = []
        self.failures: list[Exception] = []
        self.seconds = 0.0

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: UserMessage) -> None:
        await asyncio.sleep(self.seconds)
        if self.failures:
            raise self.failures.pop()
        self.seen.append(message.text)
        self.metadata.append(message.metadata)
        sender = message.sender_id
        tracker = await self.tracker_store.retrieve(sender)
        slots = self.tracker_store.domain.slots
        tracker = tracker or DialogueStateTracker.from_events(sender, [], slots)
        buttons = CHOICES if message.text == "choices" else None
        said = f"You said <{message.text}>"
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        asks_for_dutch = "Nederlands" in message.text
        language = "nl" if asks_for_dutch else message.metadata.get("language")
        tracker.update(SlotSet("language", language))
        tracker.update(BotUttered(said, {"buttons": buttons}))
        await self.tracker_store.save(tracker)
        reply = {"text": said, **({"buttons": buttons} if buttons else {})}
        await message.output_channel.send_response(sender, reply)


def turns_of(assistant: Assistant) -> Turns:
    """Return turns with the assistant."""
    turns = Turns(SECRET)
    turns.agent = assistant  # type: ignore[assignment]
    return turns


@asynccontextmanager
async def serving(connector: InputChannel, turns: Turns) -> AsyncIterator[str]:
    """Serve one connector in this event loop; yields the address of its routes."""
    Sanic.test_mode = True
    app = Sanic(f"serving_{id(connector)}")
    app.ctx.turns = turns
    app.blueprint(connector.blueprint(None), url_prefix=f"/webhooks/{connector.url_prefix()}")
    listening = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    port = listening.getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/webhooks/{connector.url_prefix()}"
    finally:
        await server.before_stop()
        await server.close()
        await server.after_stop()
