"""Collects the messages of a turn, each of them whole."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

PARTS = ("text", "buttons", "custom")


class ReplyCollector(CollectingOutputChannel):
    """Keeps text, buttons and custom data of one message together; Rasa's own makes two of them."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: list[dict[str, Any]] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the parts of the message that have content."""
        if kept := {part: message[part] for part in PARTS if message.get(part)}:
            self.replies.append(kept)
