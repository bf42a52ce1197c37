"""The REST connector, in the shape of Rasa's own: sender and message in, a list of messages out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.choices import CHOICE_ID, as_typed, choice_id, payload_of
from channels.clients import ClientLimit
from channels.errors import ChannelError, Refused
from channels.identity import same_secret
from channels.incoming import read_message
from channels.problem import channel_problem
from channels.render import as_rasa, read
from channels.turn import IncomingMessage, Turns

KEY_HEADER = "X-API-Key"


class RestInput(InputChannel):
    """Answers `POST /webhooks/rest/webhook`; with a key configured only those who have it."""

    def __init__(self, api_key: str | None = None, clients: ClientLimit | None = None) -> None:
        self._api_key = api_key
        self._clients = clients or ClientLimit()

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
                self._admit(request)
                message = read_message(request.body, self.name())
                return json(await answer(request.app.ctx.turns, message))
            except ChannelError as exc:
                return channel_problem(exc)

        return routes

    def _admit(self, request: Request) -> None:
        """Let a client with the key in, and any other when there is none, as long as it is calm."""
        if self._api_key is None:
            self._clients.spend(request)  # who has the key speaks for many people
        elif not same_secret(request.headers.get(KEY_HEADER, ""), self._api_key):
            self._clients.spend(request)
            raise Refused


async def answer(turns: Turns, message: IncomingMessage) -> list[dict[str, Any]]:
    """Return the reply in Rasa's shape; the payload of a button is an opaque id.

    Raises:
        ChannelError: as a turn does.
    """
    conversation = turns.conversation(message.channel, message.own_id)
    words = await _words(turns, conversation, message.text)
    replies = await turns.take(replace(message, text=words))
    choose = partial(choice_id, turns.conversation, conversation)
    return [{"recipient_id": message.own_id, **as_rasa(read(reply), choose)} for reply in replies]


async def _words(turns: Turns, conversation: str, text: str) -> str:
    """Return what a button stands for when its id was sent, else what was typed."""
    if turns.agent is not None and CHOICE_ID.fullmatch(text):
        payload = await turns.run(payload_of, conversation, text, turns.conversation)
        if payload is not None:
            return payload
    return as_typed(text)
