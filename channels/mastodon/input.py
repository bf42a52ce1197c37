"""The connector of Mastodon, as `credentials.yml` names it."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic

from channels.configuration import required
from channels.errors import SendingFailed, TryLater
from channels.mastodon.client import MastodonClient
from channels.mastodon.inbox import Inbox
from channels.mastodon.reading import Post
from channels.mastodon.service import CHANNEL, MastodonService, incoming
from channels.messaging.office import Office
from channels.messaging.worker import back_off
from channels.services import new_http

logger = logging.getLogger(__name__)

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d+)?/?")
_KEY = re.compile(r"[\x21-\x7e]{8,200}")
ADDRESS_FORM = "write https://social.example.org, no path"
KEY_FORM = "8 to 200 characters without spaces, as the server shows it under Development"


class MastodonInput(InputChannel):
    """Watches the account on its server; it has no routes, as nobody calls it."""

    def __init__(self, server: str, token: str) -> None:
        self._http = new_http()
        self._client = MastodonClient(server, token, self._http)
        self._service = MastodonService(self._client)
        self._office = Office(self._service)
        self._watch: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> MastodonInput:
        """Return the connector.

        Raises:
            SettingMissing: without the server or the token.
            SettingWrong: when one has not the form.
        """
        given = credentials or {}
        server = required(given, "server", _ADDRESS, ADDRESS_FORM)
        return cls(server, required(given, "access_token", _KEY, KEY_FORM))

    def blueprint(self, on_new_message: object) -> Blueprint:
        """Return no routes, but what begins and ends the watch with the server."""
        routes = Blueprint("mastodon_channel")
        self._office.attach(routes)

        @routes.listener("after_server_start")
        async def begin(app: Sanic, loop: object) -> None:
            self._watch = asyncio.create_task(self._watched())

        @routes.listener("before_server_stop")
        async def end(app: Sanic, loop: object) -> None:
            if self._watch is not None:
                self._watch.cancel()
                await asyncio.wait([self._watch])

        @routes.listener("after_server_stop")
        async def close(app: Sanic, loop: object) -> None:
            await self._http.aclose()

        return routes

    async def _watched(self) -> None:
        """Watch, and begin anew whatever ends it: the server may be away for long."""
        failures = 0
        while True:
            try:
                await self._watch_once()
            except TryLater as exc:
                wait = exc.seconds
            except SendingFailed as exc:
                logger.warning("mastodon.not_reached reason=%s", exc)
                failures += 1
                wait = back_off(failures)
            except Exception as exc:  # noqa: BLE001 - without the watch the channel is deaf
                logger.error("mastodon.watch_failed error=%s", type(exc).__name__)
                failures += 1
                wait = back_off(failures)
            await asyncio.sleep(wait)

    async def _watch_once(self) -> None:
        account = await self._client.account()
        self._service.limits, streams = await self._client.server()
        logger.info("mastodon.watching")

        async def accept(post: Post) -> None:
            if (update := incoming(post)) is not None:
                await self._office.accept(update)

        await Inbox(self._client, account, accept).watch(streams)
