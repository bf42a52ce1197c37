"""A local X that behaves like the real one: `python -m tests.fakes.x` runs it by hand.

It checks the OAuth 1.0a signature of every call, keeps the limits and signs what it delivers.
Sources: docs.x.com/x-api/direct-messages, /posts, /fundamentals/rate-limits, /webhooks
(November 2026). Its times are real; the length of its windows can be set.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from oauthlib.oauth1.rfc5849 import signature as oauth

from channels.x.signatures import CLIENT_HEADER, CONSUMER_HEADER, signature
from tests.fakes.by_hand import talk
from tests.fakes.trouble import Trouble, Window
from tests.fakes.x_events import activity_message

ACCOUNT = "1111"
MAX_MESSAGE = 10_000
MAX_POST = 280
QUARTER = 900.0
WEBHOOK = "http://127.0.0.1:5005/webhooks/x/webhook"
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Keys:
    """What the developer portal gives an app."""

    consumer_key: str = "consumer-key"
    consumer_secret: str = "consumer-secret"  # noqa: S105 - of a fake
    token: str = f"{ACCOUNT}-access-token"
    token_secret: str = "token-secret"  # noqa: S105 - of a fake
    client_secret: str | None = None


@dataclass(frozen=True)
class Sent:
    """A direct message that the account has sent."""

    id: str
    to: str
    text: str
    at: float


@dataclass
class FakeX:
    """The API of X for one app, and the deliveries of its webhook."""

    keys: Keys = field(default_factory=Keys)
    trouble: Trouble = field(default_factory=Trouble)
    window: Window = field(default_factory=lambda: Window(15, QUARTER))
    sent: list[Sent] = field(default_factory=list)
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    summoned_by: set[str] = field(default_factory=set)  # posts that mention the account
    base: str = ""
    refused: int = 0  # calls with 429

    def __post_init__(self) -> None:
        self._ids = itertools.count(int(time.time() * 1_000) << 22)
        self._runner: web.AppRunner | None = None

    def application(self) -> web.Application:
        """Return the API."""
        app = web.Application(middlewares=[self._guard])
        with_person = "/2/dm_conversations/with/{person}"
        app.router.add_post(f"{with_person}/messages", self._send)
        app.router.add_get(f"{with_person}/dm_events", self._events)
        app.router.add_post("/2/tweets", self._post)
        return app

    async def start(self, port: int = 0) -> str:
        """Serve on this machine; return the address."""
        self._runner = web.AppRunner(self.application(), access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.base

    def variables(self) -> dict[str, str]:
        """Return what connects the assistant with this service."""
        return {
            "IND_X_SERVER": self.base,
            "IND_X_CONSUMER_KEY": self.keys.consumer_key,
            "IND_X_CONSUMER_SECRET": self.keys.consumer_secret,
            "IND_X_ACCESS_TOKEN": self.keys.token,
            "IND_X_ACCESS_TOKEN_SECRET": self.keys.token_secret,
            "IND_X_MESSAGES_IN_QUARTER": str(self.window.limit),
        }

    async def stop(self) -> None:
        """Stop serving; what was sent stays known."""
        if self._runner is not None:
            await self._runner.cleanup()

    def new_id(self) -> str:
        """Return an id as X makes them: the later, the greater."""
        return str(next(self._ids))

    def signed(self, content: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
        """Return the body and headers of a delivery."""
        body = json.dumps(content).encode()
        headers = {
            "Content-Type": "application/json",
            CONSUMER_HEADER: signature(self.keys.consumer_secret, body),
        }
        if self.keys.client_secret is not None:
            headers[CLIENT_HEADER] = signature(self.keys.client_secret, body)
        return body, headers

    async def deliver(
        self, session: aiohttp.ClientSession, url: str, content: dict[str, Any]
    ) -> int:
        """Deliver an event to a webhook as X does; return the status of the answer."""
        body, headers = self.signed(content)
        async with session.post(url, data=body, headers=headers) as response:
            return int(response.status)

    async def challenge(self, session: aiohttp.ClientSession, url: str) -> bool:
        """Make the check that X makes each hour; tell whether the webhook stays valid."""
        token = f"challenge-{self.new_id()}"
        secret = self.keys.client_secret or self.keys.consumer_secret
        async with session.get(url, params={"crc_token": token}) as response:
            if response.status != web.HTTPOk.status_code:
                return False
            answer = await response.json()
        return bool(answer.get("response_token") == signature(secret, token.encode()))

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if not self._is_signed(request):
            return _problem(401, "Unauthorized", "Unauthorized")
        if self.trouble.is_broken():
            return _problem(503, "Service Unavailable", "Over capacity")
        if self.trouble.is_limited():
            return self._limited(self.trouble.limited_until)
        response: web.StreamResponse = await handler(request)
        if response.status < 300 and self.trouble.is_silent():
            assert request.transport is not None
            request.transport.close()
        return response

    def _is_signed(self, request: web.Request) -> bool:
        collected = oauth.collect_parameters(
            uri_query=request.query_string,
            headers=dict(request.headers),
            exclude_oauth_signature=False,
        )
        parameters = dict(collected)
        given = parameters.get("oauth_signature", "")
        if (parameters.get("oauth_consumer_key"), parameters.get("oauth_token")) != (
            self.keys.consumer_key,
            self.keys.token,
        ):
            return False
        base = oauth.signature_base_string(
            request.method,
            oauth.base_string_uri(f"{self.base}{request.path}"),
            oauth.normalize_parameters([p for p in collected if p[0] != "oauth_signature"]),
        )
        client = type("Client", (), {})()
        client.client_secret = self.keys.consumer_secret
        client.resource_owner_secret = self.keys.token_secret
        return bool(oauth.sign_hmac_sha1_with_client(base, client) == given)

    def _limited(self, resets_at: float) -> web.Response:
        self.refused += 1
        response = _problem(429, "Too Many Requests", "Too Many Requests")
        return _with_limits(response, self.window.limit, 0, resets_at)

    async def _send(self, request: web.Request) -> web.Response:
        person = request.match_info["person"]
        try:
            text = (await request.json())["text"]
        except (ValueError, KeyError, TypeError):
            return _invalid("text")
        if not isinstance(text, str) or not 1 <= len(text) <= MAX_MESSAGE:
            return _invalid("text")
        if not self.window.take():
            return self._limited(self.window.resets_at)
        if person in self.trouble.gone:
            return _problem(403, "Forbidden", "You cannot send messages to this user.")
        message = Sent(self.new_id(), person, text, time.time())
        self.sent.append(message)
        data = {"dm_conversation_id": f"{person}-{ACCOUNT}", "dm_event_id": message.id}
        response = web.json_response({"data": data}, status=201)
        window = self.window
        return _with_limits(response, window.limit, window.remaining, window.resets_at)

    async def _events(self, request: web.Request) -> web.Response:
        person = request.match_info["person"]
        fields = request.query.get("dm_event.fields", "id,text,event_type").split(",")
        events = [
            {
                "id": message.id,
                "event_type": "MessageCreate",
                "text": _LINK.sub("https://t.co/abcdefghij", message.text),
                "sender_id": ACCOUNT,
                "created_at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(message.at)),
            }
            for message in reversed(self.sent)
            if message.to == person
        ]
        shown = [
            {k: v for k, v in event.items() if k in {*fields, "id", "event_type", "text"}}
            for event in events
        ]
        return web.json_response({"data": shown, "meta": {"result_count": len(shown)}})

    async def _post(self, request: web.Request) -> web.Response:
        content = await request.json()
        text, to = content.get("text"), content.get("reply", {}).get("in_reply_to_tweet_id")
        if not isinstance(text, str) or not 1 <= len(text) <= MAX_POST:
            return _invalid("text")
        if to not in self.summoned_by:
            return _problem(403, "Forbidden", "Reply to this conversation is not allowed.")
        if any(post["text"] == text for post in self.posts.values()):
            detail = "You are not allowed to create a Tweet with duplicate content."
            return _problem(403, "Forbidden", detail)
        post = {"id": self.new_id(), "text": text, "edit_history_tweet_ids": []}
        self.posts[str(post["id"])] = {**post, "in_reply_to_tweet_id": to}
        return web.json_response({"data": post}, status=201)


def _problem(status: int, title: str, detail: str) -> web.Response:
    body = {"title": title, "detail": detail, "type": "about:blank", "status": status}
    return web.json_response(body, status=status, content_type="application/problem+json")


def _invalid(name: str) -> web.Response:
    body = {
        "errors": [{"parameters": {name: []}, "message": f"The `{name}` is not valid."}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": "https://api.twitter.com/2/problems/invalid-request",
    }
    return web.json_response(body, status=400)


def _with_limits(
    response: web.Response, limit: int, remaining: int, resets_at: float
) -> web.Response:
    response.headers["x-rate-limit-limit"] = str(limit)
    response.headers["x-rate-limit-remaining"] = str(remaining)
    response.headers["x-rate-limit-reset"] = str(int(resets_at) + 1)
    return response


async def _main() -> None:
    fake = FakeX()
    await fake.start()
    async with aiohttp.ClientSession() as session:

        async def say(text: str) -> None:
            content = activity_message(fake.new_id(), "2222", ACCOUNT, html.escape(text))
            try:
                status = await fake.deliver(session, WEBHOOK, content)
            except aiohttp.ClientError:
                status = 0
            if status != web.HTTPOk.status_code:
                print(f"The assistant did not take it (status {status}). Is it running?")

        await talk(fake.variables(), say, lambda: [message.text for message in fake.sent])
    await fake.stop()


if __name__ == "__main__":
    asyncio.run(_main())
