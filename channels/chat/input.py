"""The connector of the Chat API, as `credentials.yml` names it."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint

from channels.chat.call import CHANNEL, Limits
from channels.chat.cors import OriginPolicy
from channels.chat.routes import chat_routes

PREFIX = "/chat/v1"


class ChatInput(InputChannel):
    """Serves the Chat API; pages of the allowed origins may use it from a browser."""

    def __init__(self, allowed_origins: tuple[str, ...] = ()) -> None:
        self._policy = OriginPolicy(allowed_origins)

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ChatInput:
        given = (credentials or {}).get("allowed_origins") or ()
        origins = given.split(",") if isinstance(given, str) else given
        return cls(tuple(origin.strip() for origin in origins if origin.strip()))

    def url_prefix(self) -> str:
        return PREFIX  # absolute, so that it does not come under /webhooks/

    def blueprint(self, on_new_message: object) -> Blueprint:
        """Return the routes of this connector; turns are taken with `app.ctx.turns`."""
        return chat_routes(self._policy, Limits())
