"""A local Mastodon server that behaves like the real one: `python -m tests.fakes.mastodon`.

It holds one account, the assistant's, to which people on other servers write. Sources:
docs.joinmastodon.org, methods/statuses, /notifications, /conversations, /streaming, /instance and
api/rate-limits; the form of a 429 is that of Mastodon's own source (November 2026).
"""

from __future__ import annotations

import asyncio
import html
import itertools
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.fakes.by_hand import talk
from tests.fakes.mastodon_posts import conversation, notification, status
from tests.fakes.trouble import Trouble, Window

ACCOUNT = "14715"
TOKEN = "mastodon-token"  # noqa: S105 - of a fake
HEARTBEAT_SECONDS = 15.0
IDEMPOTENCY_SECONDS = 3_600.0


@dataclass
class FakeMastodon:
    """A server with the account of the assistant."""

    token: str = TOKEN
    characters: int = 500
    trouble: Trouble = field(default_factory=Trouble)
    window: Window = field(default_factory=lambda: Window(300, 300.0))
    hides_private_mentions: bool = False  # what Mastodon does unless the account says otherwise
    streams: bool = True
    posted: list[dict[str, Any]] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)  # posts that their authors took back
    base: str = ""
    refused: int = 0  # calls with 429

    def __post_init__(self) -> None:
        self._ids = itertools.count(int(time.time() * 1_000) << 16)
        self._notifications: list[dict[str, Any]] = []
        self._conversations: dict[str, dict[str, Any]] = {}
        self._keys: dict[str, tuple[float, dict[str, Any]]] = {}
        self._listeners: set[asyncio.Queue[dict[str, Any] | None]] = set()
        self._runner: web.AppRunner | None = None

    def application(self) -> web.Application:
        """Return the API."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/api/v1/accounts/verify_credentials", self._account)
        app.router.add_get("/api/v2/instance", self._instance)
        app.router.add_get("/api/v1/notifications", self._list_notifications)
        app.router.add_get("/api/v1/conversations", self._list_conversations)
        app.router.add_post("/api/v1/statuses", self._post)
        app.router.add_get("/api/v1/streaming/user/notification", self._stream)
        return app

    async def start(self, port: int = 0) -> str:
        """Serve on this machine; return the address."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.base

    def variables(self) -> dict[str, str]:
        """Return what connects the assistant with this server."""
        return {"IND_MASTODON_SERVER": self.base, "IND_MASTODON_ACCESS_TOKEN": self.token}

    async def stop(self) -> None:
        """Stop serving; what was posted stays known."""
        self.cut_streams()
        if self._runner is not None:
            await self._runner.cleanup()

    def say(self, author: str, text: str, **more: Any) -> str:
        """Let somebody mention the account; return the id of the post.

        Args:
            author: the id of the person.
            text: HTML, without the name of the account.
            **more: of `tests.fakes.mastodon_posts.status`.
        """
        more.setdefault("written_at", datetime.now(UTC).isoformat().replace("+00:00", "Z"))
        post = status(str(next(self._ids)), author, text, ACCOUNT, **more)
        if post["visibility"] == "direct":
            self._conversations[author] = conversation(post, author)
            if self.hides_private_mentions:
                return str(post["id"])
        told = notification(post, str(next(self._ids)))
        self._notifications.insert(0, told)
        for listener in self._listeners:
            listener.put_nowait(told)
        return str(post["id"])

    def tell_again(self, post: str) -> None:
        """Let the streams repeat the notification of a post, as after a connection was lost."""
        for told in self._notifications:
            if told["status"]["id"] == post:
                for listener in self._listeners:
                    listener.put_nowait(told)

    def cut_streams(self) -> None:
        """End every stream."""
        for listener in self._listeners:
            listener.put_nowait(None)

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return _error(401, "The access token is invalid")
        if self.trouble.is_broken():
            return _error(503, "Service Unavailable")
        if request.path.startswith("/api/v1/streaming"):
            streamed: web.StreamResponse = await handler(request)
            return streamed
        if self.trouble.is_limited():
            return self._limited(self.trouble.limited_until)
        if not self.window.take():
            return self._limited(self.window.resets_at)
        response: web.StreamResponse = await handler(request)
        is_post = request.method == "POST" and response.status == web.HTTPOk.status_code
        if is_post and self.trouble.is_silent():
            assert request.transport is not None
            request.transport.close()
        window = self.window
        return _with_limits(response, window.limit, window.remaining, window.resets_at)

    def _limited(self, resets_at: float) -> web.StreamResponse:
        self.refused += 1
        return _with_limits(_error(429, "Too many requests"), self.window.limit, 0, resets_at)

    async def _account(self, request: web.Request) -> web.Response:
        return web.json_response({"id": ACCOUNT, "username": "assistant", "acct": "assistant"})

    async def _instance(self, request: web.Request) -> web.Response:
        statuses = {"max_characters": self.characters, "characters_reserved_per_url": 23}
        urls = {"streaming": self.base.replace("http", "ws", 1)}
        configuration = {"urls": urls, "statuses": statuses}
        return web.json_response({"domain": "m.example", "configuration": configuration})

    async def _list_notifications(self, request: web.Request) -> web.Response:
        types, limit = request.query.getall("types[]", []), int(request.query.get("limit", 40))
        before = int(request.query.get("max_id", 1 << 63))
        found = [
            told
            for told in self._notifications
            if int(told["id"]) < before and (not types or told["type"] in types)
        ]
        return web.json_response(found[: min(limit, 80)])

    async def _list_conversations(self, request: web.Request) -> web.Response:
        found = sorted(
            self._conversations.values(), key=lambda c: int(c["last_status"]["id"]), reverse=True
        )
        return web.json_response(found[: min(int(request.query.get("limit", 20)), 40)])

    async def _post(self, request: web.Request) -> web.Response:
        form = await request.post()
        key = request.headers.get("Idempotency-Key")
        if key in self._keys and time.time() - self._keys[key][0] < IDEMPOTENCY_SECONDS:
            return web.json_response(self._keys[key][1])
        text, to = str(form.get("status", "")), str(form.get("in_reply_to_id", ""))
        if not text.strip():
            return _error(422, "Validation failed: Text can't be blank")
        if len(_counted(text)) + len(str(form.get("spoiler_text", ""))) > self.characters:
            return _error(
                422, f"Validation failed: Text character limit of {self.characters} exceeded"
            )
        if to in self.deleted:
            return _error(404, "The post you are trying to reply to does not appear to exist.")
        post = {**{name: str(value) for name, value in form.items()}, "id": str(next(self._ids))}
        self.posted.append(post)
        if key is not None:
            self._keys[key] = (time.time(), post)
        return web.json_response(post)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        if not self.streams:
            return _error(503, "Service Unavailable")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        mine: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._listeners.add(mine)
        try:
            await response.write(b":)\n")
            while True:
                try:
                    told = await asyncio.wait_for(mine.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    await response.write(b":thump\n")
                    continue
                if told is None:
                    return response
                await response.write(f"event: notification\ndata: {json.dumps(told)}\n\n".encode())
        except ConnectionError:
            return response
        finally:
            self._listeners.discard(mine)


def _counted(text: str) -> str:
    """Return a text as long as the server counts it: links as 23, names without their server."""
    words = (
        "x" * 23
        if word.startswith(("http://", "https://"))
        else word.rpartition("@")[0]
        if word.startswith("@") and word.count("@") == 2
        else word
        for word in text.split(" ")
    )
    return " ".join(words)


def _error(status_: int, reason: str) -> web.Response:
    return web.json_response({"error": reason}, status=status_)


def _with_limits(
    response: web.StreamResponse, limit: int, remaining: int, resets_at: float
) -> web.StreamResponse:
    resets = datetime.fromtimestamp(resets_at, UTC).isoformat(timespec="microseconds")
    response.headers["X-RateLimit-Limit"] = str(limit)
    response.headers["X-RateLimit-Remaining"] = str(remaining)
    response.headers["X-RateLimit-Reset"] = resets.replace("+00:00", "Z")
    return response


async def _main() -> None:
    fake = FakeMastodon()
    await fake.start()

    async def say(text: str) -> None:
        fake.say("2222", html.escape(text), visibility="direct")

    await talk(fake.variables(), say, lambda: [post["status"] for post in fake.posted])
    await fake.stop()


if __name__ == "__main__":
    asyncio.run(_main())
