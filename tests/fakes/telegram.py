"""A Bot API server: the part of https://core.telegram.org/bots/api that a bot like ours meets.

It keeps chats, checks what it is sent as the real one does, and brings updates by webhook (in
order within a chat, again until they are acknowledged) or on request (`getUpdates`).
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.faults import Fault

TOKEN = "123456789:AAfakefakefakefakefakefakefakefake_-"  # noqa: S105 - of nobody
BOT = {"id": 123456789, "is_bot": True, "first_name": "Assistant", "username": "ind_test_bot"}
MAX_TEXT, MAX_CALLBACK_BYTES = 4_096, 64
ALLOWED_TAGS = {"a", "b", "strong", "i", "em", "u", "ins", "s", "code", "pre", "blockquote"}
TAG = re.compile(r"</?[a-z-]+( [^<>]*)?>")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
AGAIN_SECONDS = 0.2  # the real one waits longer

Json = dict[str, Any]


class Refusal(Exception):
    """An error as the Bot API writes it."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.body: Json = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class _Markup(HTMLParser):
    """Reads text with markup as the Bot API does: unknown tags are refused."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, int, Json]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            raise Refusal(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        url = dict(attrs).get("href")
        entity = {"type": "text_link", "url": url} if tag == "a" else {"type": tag}
        self._open.append((tag, _length(self.text), entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise Refusal(400, f'Bad Request: can\'t parse entities: unexpected end tag "{tag}"')
        _, start, entity = self._open.pop()
        shown = self.text.encode("utf-16-le")[2 * start :].decode("utf-16-le")
        if entity.get("url") == shown:
            entity = {"type": "url"}
        self.entities.append({**entity, "offset": start, "length": _length(self.text) - start})

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> None:
        self.close()
        if self._open:
            raise Refusal(400, "Bad Request: can't parse entities: can't find end tag")


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Chat:
    """A chat as the fake keeps it: its form in the API, what the bot said there, and its state."""

    form: Json
    messages: list[Json] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)
    actions: int = 0
    blocked: bool = False


class FakeTelegram:
    """The server; `url` is what a bot calls instead of https://api.telegram.org."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.chats: dict[int, Chat] = {}
        self.calls: list[tuple[str, Json]] = []
        self.faults: list[Fault] = []
        self.profile: dict[tuple[str, str], Any] = {}
        self.webhook: Json = {"url": "", "secret_token": ""}
        self.deliveries = 1  # how often each update is brought, at least
        self.connections = 40
        self.acknowledged: list[float] = []  # seconds that each acknowledgement took
        self.pending: list[Json] = []  # for getUpdates
        self.answered: set[str] = set()
        self._update_ids, self._message_ids = count(1000), count(1)
        self._queues: defaultdict[int, asyncio.Queue[Json]] = defaultdict(asyncio.Queue)
        self._bringing: dict[int, asyncio.Task[None]] = {}
        self._unacknowledged = 0
        self._news = asyncio.Event()

    async def start(self, port: int = 0) -> None:
        """Listen on this machine."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        assert site._server is not None
        address = site._server.sockets[0].getsockname()  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{address[1]}"
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self.connections),
            timeout=aiohttp.ClientTimeout(total=20),
        )

    async def stop(self) -> None:
        for task in self._bringing.values():
            task.cancel()
        await asyncio.gather(*self._bringing.values(), return_exceptions=True)
        await self._client.close()
        await self._runner.cleanup()

    # What people do: `tests.fakes.telegram_people` makes the updates.

    def add_chat(self, form: Json) -> Chat:
        return self.chats.setdefault(form["id"], Chat(form))

    def next_message_id(self) -> int:
        return next(self._message_ids)

    def bring(self, chat: int, update: Json) -> Json:
        """Let an update happen: it gets an id and goes to the bot."""
        numbered = {"update_id": next(self._update_ids), **update}
        if self.webhook["url"]:
            self._unacknowledged += 1
            self._queues[chat].put_nowait(numbered)
            if chat not in self._bringing:
                self._bringing[chat] = asyncio.create_task(self._bring_all(chat))
        else:
            self.pending.append(numbered)
        self._news.set()
        return numbered

    async def settled(self, seconds: float = 30) -> None:
        """Wait until every update is acknowledged."""
        deadline = time.monotonic() + seconds
        while self._unacknowledged or self.pending:
            assert time.monotonic() < deadline, f"{self._unacknowledged} updates not acknowledged"
            await asyncio.sleep(0.01)

    async def said(self, chat: int, number: int, seconds: float = 20) -> list[Json]:
        """Return what the bot said in a chat, once it is so many messages."""
        deadline = time.monotonic() + seconds
        while len(self.chats[chat].messages) < number:
            assert time.monotonic() < deadline, self.chats[chat].messages
            await asyncio.sleep(0.01)
        return self.chats[chat].messages

    async def _bring_all(self, chat: int) -> None:
        while True:
            update = await self._queues[chat].get()
            left = self.deliveries
            while left:
                if await self._post(update):
                    left -= 1
                else:
                    await asyncio.sleep(AGAIN_SECONDS)
            self._unacknowledged -= 1

    async def _post(self, update: Json) -> bool:
        began = time.perf_counter()
        headers = {SECRET_HEADER: self.webhook["secret_token"]}
        try:
            async with self._client.post(
                self.webhook["url"], json=update, headers=headers
            ) as response:
                await response.read()
        except (aiohttp.ClientError, TimeoutError):
            return False
        self.acknowledged.append(time.perf_counter() - began)
        return bool(200 <= response.status < 300)

    # What the bot calls.

    async def _serve(self, request: web.Request) -> web.Response:
        call = await _parameters(request)
        method = request.match_info["method"]
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            function = METHODS.get(method.lower())
            if function is None:
                raise Refusal(404, "Not Found: method not found")
            self.calls.append((method, call))
            fault = next((f for f in self.faults if f.applies(method, call)), None)
            if fault is not None and fault.kind != "hang_after":
                await self._go_wrong(fault, request)
            result = function(self, call)
            if asyncio.iscoroutine(result):
                result = await result
            if fault is not None:
                await asyncio.sleep(3_600)
        except Refusal as exc:
            return web.json_response(exc.body, status=exc.code)
        return web.json_response({"ok": True, "result": result})

    async def _go_wrong(self, fault: Fault, request: web.Request) -> None:
        if fault.kind == "refuse":
            wait = fault.retry_after
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        if fault.kind == "fail":
            raise Refusal(500, "Internal Server Error")
        if fault.kind == "cut":
            assert request.transport is not None
            request.transport.abort()
        await asyncio.sleep(3_600)

    def _chat_of(self, call: Json) -> Chat:
        chat = self.chats.get(int(call.get("chat_id", 0)))
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def send_message(self, call: Json) -> Json:
        chat = self._chat_of(call)
        text, entities = call.get("text", ""), []
        if call.get("parse_mode", "").upper() == "HTML":
            if "<" in TAG.sub("", text):
                raise Refusal(400, "Bad Request: can't parse entities: unexpected <")
            markup = _Markup()
            markup.feed(text)
            markup.finish()
            text, entities = markup.text, markup.entities
        if not text.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if _length(text) > MAX_TEXT:
            raise Refusal(400, "Bad Request: message is too long")
        message: Json = {
            "message_id": self.next_message_id(),
            "from": BOT,
            "chat": chat.form,
            "date": int(time.time()),
            "text": text,
        }
        if entities:
            message["entities"] = entities
        if "reply_markup" in call:
            message["reply_markup"] = call["reply_markup"]
            for row in call["reply_markup"].get("inline_keyboard", []):
                if any(_too_long(button.get("callback_data", "")) for button in row):
                    raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        chat.messages.append(message)
        chat.sent_at.append(time.monotonic())
        return message

    def edit_message_reply_markup(self, call: Json) -> Json:
        chat = self._chat_of(call)
        wanted = int(call["message_id"])
        message = next((m for m in chat.messages if m["message_id"] == wanted), None)
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if message.get("reply_markup") == call.get("reply_markup"):
            raise Refusal(400, "Bad Request: message is not modified")
        message.pop("reply_markup", None)
        if "reply_markup" in call:
            message["reply_markup"] = call["reply_markup"]
        return message

    def answer_callback_query(self, call: Json) -> bool:
        if call["callback_query_id"] in self.answered:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired")
        self.answered.add(call["callback_query_id"])
        return True

    def send_chat_action(self, call: Json) -> bool:
        self._chat_of(call).actions += 1
        return True

    def set_webhook(self, call: Json) -> bool:
        self.webhook = {"url": call.get("url", ""), "secret_token": call.get("secret_token", "")}
        self.webhook |= {
            key: call[key] for key in ("allowed_updates", "max_connections") if key in call
        }
        return True

    def delete_webhook(self, call: Json) -> bool:
        self.webhook = {"url": "", "secret_token": ""}
        return True

    def get_webhook_info(self, call: Json) -> Json:
        known = {k: v for k, v in self.webhook.items() if k != "secret_token"}
        waiting = self._unacknowledged
        return {**known, "has_custom_certificate": False, "pending_update_count": waiting}

    async def get_updates(self, call: Json) -> list[Json]:
        if self.webhook["url"]:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(call.get("offset", 0))
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        if not self.pending:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), float(call.get("timeout", 0)))
        return self.pending[: int(call.get("limit", 100))]

    def set_profile(self, name: str, value: Callable[[Json], Any]) -> Callable[[Json], bool]:
        def store(call: Json) -> bool:
            self.profile[name, call.get("language_code", "")] = value(call)
            return True

        return store


def _too_long(data: str) -> bool:
    return not 1 <= len(data.encode()) <= MAX_CALLBACK_BYTES


async def _parameters(request: web.Request) -> Json:
    """Return the parameters of a call: query, form or JSON; what is JSON in a form is opened."""
    call: Json = dict(request.query)
    if request.content_type == "application/json":
        call |= await request.json()
    else:
        form: Mapping[str, Any] = await request.post()
        call |= dict(form)
    opened = {k: json.loads(v) for k, v in call.items() if str(v)[:1] in ("{", "[")}
    return {**call, **opened}


def _profile(name: str, field_name: str) -> Callable[[FakeTelegram, Json], bool]:
    return lambda fake, call: fake.set_profile(name, lambda c: c.get(field_name))(call)


METHODS: dict[str, Callable[[FakeTelegram, Json], Any]] = {
    "getme": lambda fake, call: {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    },
    "sendmessage": FakeTelegram.send_message,
    "sendchataction": FakeTelegram.send_chat_action,
    "answercallbackquery": FakeTelegram.answer_callback_query,
    "editmessagereplymarkup": FakeTelegram.edit_message_reply_markup,
    "setwebhook": FakeTelegram.set_webhook,
    "deletewebhook": FakeTelegram.delete_webhook,
    "getwebhookinfo": FakeTelegram.get_webhook_info,
    "getupdates": FakeTelegram.get_updates,
    "setmycommands": _profile("commands", "commands"),
    "setmydescription": _profile("description", "description"),
    "setmyshortdescription": _profile("short_description", "short_description"),
}
