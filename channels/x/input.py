"""The connector of X, as `credentials.yml` names it."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from channels.clients import ClientLimit
from channels.configuration import optional, required
from channels.errors import BadRequest, ChannelError, Refused
from channels.messaging.office import Office
from channels.problem import channel_problem
from channels.services import new_http
from channels.x.allowance import MESSAGES, Allowance
from channels.x.client import OFFICIAL_SERVER, Keys, XClient
from channels.x.events import read_events
from channels.x.service import CHANNEL, XService, incoming
from channels.x.signatures import Secrets, challenge_answer, is_from_x

_KEY = re.compile(r"[\x21-\x7e]{8,200}")
_TOKEN = re.compile(r"\d{1,20}-[\x21-\x7e]{8,200}")
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d+)?/?")
_MESSAGES = re.compile(r"[1-9]\d{0,5}")
KEY_FORM = "8 to 200 characters without spaces, as the developer console of X shows it"
ACCESS_FORM = "the access token of the account: its number, a hyphen and letters"
MESSAGES_FORM = "write how many messages X takes in a quarter of an hour"
ADDRESS_FORM = "write https://api.example.org, no path"


class XInput(InputChannel):
    """Takes in at `/webhooks/x/webhook` what X delivers."""

    def __init__(
        self,
        keys: Keys,
        secrets: Secrets,
        server: str = OFFICIAL_SERVER,
        messages: int = MESSAGES,
    ) -> None:
        self._account = keys.account
        self._secrets = secrets
        self._clients = ClientLimit()
        self._http = new_http()
        service = XService(XClient(keys, self._http, server), Allowance(messages))
        self._office = Office(service)

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> XInput:
        """Return the connector.

        Raises:
            SettingMissing: without one of the keys.
            SettingWrong: when one has not the form.
        """
        given = credentials or {}
        keys = Keys(
            required(given, "consumer_key", _KEY, KEY_FORM),
            required(given, "consumer_secret", _KEY, KEY_FORM),
            required(given, "access_token", _TOKEN, ACCESS_FORM),
            required(given, "access_token_secret", _KEY, KEY_FORM),
        )
        client_secret = optional(given, "client_secret", "", _KEY, KEY_FORM) or None
        server = optional(given, "server", OFFICIAL_SERVER, _ADDRESS, ADDRESS_FORM)
        messages = optional(given, "messages_in_quarter", str(MESSAGES), _MESSAGES, MESSAGES_FORM)
        return cls(keys, Secrets(keys.consumer_secret, client_secret), server, int(messages))

    def blueprint(self, on_new_message: object) -> Blueprint:
        """Return the routes of this connector; turns are taken with `app.ctx.turns`."""
        routes = Blueprint("x_channel")
        self._office.attach(routes)

        @routes.listener("after_server_stop")
        async def close(app: Sanic, loop: object) -> None:
            await self._http.aclose()

        @routes.get("/webhook")
        async def challenge(request: Request) -> HTTPResponse:
            answer = challenge_answer(request.args.get("crc_token", ""), self._secrets)
            if answer is None:
                return channel_problem(BadRequest("'crc_token' is missing or is no token."))
            return json({"response_token": answer})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                await self._take_in(request)
            except ChannelError as exc:
                return channel_problem(exc)
            return empty(200)

        return routes

    async def _take_in(self, request: Request) -> None:
        """Store what X delivers; when this returns, X need not deliver it again."""
        if not is_from_x(request.headers, request.body, self._secrets):
            self._clients.spend(request)
            raise Refused
        for event in read_events(request.body, self._account):
            if (update := incoming(event)) is not None:
                await self._office.accept(update)
