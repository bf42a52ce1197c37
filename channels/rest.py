"""The REST connector, in the shape of Rasa's own: sender and message in, a list of messages out."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.errors import ChannelError, Refused
from channels.identity import same_secret
from channels.incoming import read_message
from channels.problem import channel_problem

KEY_HEADER = "X-API-Key"


class RestInput(InputChannel):
    """Answers `POST /webhooks/rest/webhook`; with a key configured only those who have it."""

    def __init__(self, api_key: str | None = None) -> None:
        self._api_key = api_key

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestInput:
        return cls((credentials or {}).get("api_key") or None)

    def blueprint(self, on_new_message: object) -> Blueprint:
        """Return the routes of this connector; turns are taken with `app.ctx.turns`."""
        routes = Blueprint("rest_channel")

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                self._check_key(request)
                message = read_message(request.body, self.name())
                replies = await request.app.ctx.turns.take(message)
            except ChannelError as exc:
                return channel_problem(exc)
            return json([{"recipient_id": message.own_id, **reply} for reply in replies])

        return routes

    def _check_key(self, request: Request) -> None:
        given = request.headers.get(KEY_HEADER, "")
        if self._api_key is not None and not same_secret(given, self._api_key):
            raise Refused
