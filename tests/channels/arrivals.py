"""What a service gets to handle."""

from __future__ import annotations

from channels.messaging.service import Arrived, Incoming
from channels.turn import Turns


def arrived(turns: Turns, channel: str, incoming: Incoming) -> Arrived:
    """Return what came in as the reception gives it to a service."""
    conversation = turns.conversation(channel, incoming.chat)
    return Arrived(incoming.update_id, incoming.chat, incoming.chat, conversation, incoming.body)
