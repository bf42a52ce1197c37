"""The connector of the Telegram channel, as `credentials.yml` names it."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from channels.configuration import Credentials
from channels.errors import ChannelError
from channels.identity import same_secret
from channels.messaging.office import Office
from channels.problem import channel_problem
from channels.telegram.bot import close_bot, make_bot
from channels.telegram.polling import poll
from channels.telegram.service import CHANNEL, TelegramService
from channels.telegram.settings import POLLING, TelegramSettings, read_settings
from channels.telegram.updates import read

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class TelegramInput(InputChannel):
    """Takes in updates at `/webhooks/telegram/webhook`, or asks for them (polling)."""

    def __init__(self, settings: TelegramSettings) -> None:
        self.settings = settings
        self._bot = make_bot(settings)
        self._office = Office(TelegramService(self._bot, settings.days_kept))
        self._polling: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Credentials | None) -> TelegramInput:
        return cls(read_settings(credentials or {}))

    def blueprint(self, on_new_message: object) -> Blueprint:
        """Return the routes of this connector; nothing is called before the server listens."""
        routes = Blueprint("telegram_channel")
        self._office.attach(routes)
        if self.settings.mode == POLLING:
            routes.listener("after_server_start")(self._start_polling)
            routes.listener("before_server_stop")(self._stop_polling)
        else:

            @routes.post("/webhook")
            async def receive(request: Request) -> HTTPResponse:
                return await self._receive(request)

        routes.listener("after_server_stop")(self._close)
        return routes

    async def _receive(self, request: Request) -> HTTPResponse:
        given = request.headers.get(SECRET_HEADER, "")
        if not same_secret(given, self.settings.secret):
            return empty(403)
        try:
            content = json.loads(request.body)
        except ValueError:
            content = None
        try:
            await self._accept(content)
        except ChannelError as exc:
            return channel_problem(exc)
        return empty(200)

    async def _accept(self, content: Any) -> None:
        """Store an update; what is none is dropped, or Telegram would bring it for ever.

        Raises:
            NotReady: when it could not be stored; Telegram brings it again.
        """
        try:
            incoming = read(content)
        except Exception as exc:  # noqa: BLE001 - whatever is wrong with it, it stays so
            logger.warning("telegram.no_update error=%s", type(exc).__name__)
            return
        if incoming is not None:
            await self._office.accept(incoming)

    async def _start_polling(self, app: Sanic, loop: object) -> None:
        self._polling = asyncio.create_task(poll(self._bot, self._accept))

    async def _stop_polling(self, app: Sanic, loop: object) -> None:
        if self._polling is not None:
            self._polling.cancel()
            with suppress(asyncio.CancelledError):
                await self._polling

    async def _close(self, app: Sanic, loop: object) -> None:
        await close_bot(self._bot)
