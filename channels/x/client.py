"""The calls to X that the assistant makes, in the name of its own account.

Source: docs.x.com/x-api/direct-messages and docs.x.com/x-api/posts, read in November 2026.
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
from oauthlib.oauth1 import Client

from channels.errors import Blocked, InDoubt, TryLater, Unsendable
from channels.services import call

logger = logging.getLogger(__name__)

OFFICIAL_SERVER = "https://api.x.com"
MAX_MESSAGE_CHARACTERS, MAX_POST_CHARACTERS = 10_000, 280
DUPLICATE = "duplicate content"
# X says so when the account or its keys are refused, and not the person.
ACCOUNT_REFUSED = frozenset({401, 402})
ACCOUNT_SECONDS = 300.0
CLOCKS_APART_SECONDS = 60.0
FORBIDDEN, NOT_ABOUT_THE_ACCOUNT = 403, "about:blank"
_LINK = re.compile(r"https?://\S+")
_SPACE = re.compile(r"\s+")


class DuplicatePost(Unsendable):
    """X takes no post with the text of an earlier one."""


@dataclass(frozen=True)
class Keys:
    """The keys of the app and of the account (OAuth 1.0a); the token begins with its id."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    token: str = field(repr=False)
    token_secret: str = field(repr=False)

    @property
    def account(self) -> str:
        return self.token.partition("-")[0]


class XClient:
    """Sends direct messages and replies; `headers` of the last answer tell the limits."""

    def __init__(self, keys: Keys, http: httpx.AsyncClient, server: str = OFFICIAL_SERVER) -> None:
        self._account = keys.account
        self._server = server.rstrip("/")
        self._http = http
        self._signer = Client(
            keys.consumer_key, keys.consumer_secret, keys.token, keys.token_secret
        )

    async def send_message(self, person: str, text: str) -> Mapping[str, str]:
        """Send a direct message; return the headers of the answer.

        Raises:
            SendingFailed: with what is known of it.
        """
        path = f"/2/dm_conversations/with/{person}/messages"
        response = await self._call("POST", path, {"text": text})
        if response.status_code == FORBIDDEN:
            raise Blocked("X refuses messages to this person")
        _must_be_taken(response)
        return response.headers

    async def reply(self, post: str, text: str) -> None:
        """Reply to a post in public.

        Raises:
            SendingFailed: with what is known of it.
        """
        content = {"text": text, "reply": {"in_reply_to_tweet_id": post}}
        response = await self._call("POST", "/2/tweets", content)
        if response.status_code == FORBIDDEN and DUPLICATE in _detail(response):
            raise DuplicatePost
        _must_be_taken(response)

    async def has_sent(self, person: str, text: str, since: float) -> bool:
        """Tell whether a message with this text was sent to somebody lately.

        Raises:
            SendingFailed: when X does not say.
        """
        fields = "dm_event.fields=created_at,sender_id,text&event_types=MessageCreate"
        path = f"/2/dm_conversations/with/{person}/dm_events?{fields}"
        response = await self._call("GET", path)
        _must_be_taken(response)
        try:
            events = response.json().get("data", [])
            return any(
                event["sender_id"] == self._account
                and datetime.fromisoformat(event["created_at"]).timestamp()
                > since - CLOCKS_APART_SECONDS
                and _comparable(event["text"]) == _comparable(text)
                for event in events
            )
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise InDoubt("X does not say what was sent") from exc

    async def _call(
        self, method: str, path: str, content: dict[str, Any] | None = None
    ) -> httpx.Response:
        body = None if content is None else json.dumps(content, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"} if content is not None else {}
        url, signed, _ = self._signer.sign(f"{self._server}{path}", method, headers=headers)
        request = self._http.build_request(method, url, content=body, headers=signed)
        response = await call(self._http, request)
        if response.status_code in ACCOUNT_REFUSED or _is_about_the_account(response):
            # Not the fault of this message: it waits until somebody mends the account.
            logger.error("x.account_refused status=%d", response.status_code)
            raise TryLater(ACCOUNT_SECONDS, everything=True)
        return response


def _is_about_the_account(response: httpx.Response) -> bool:
    if response.status_code != FORBIDDEN:
        return False
    return bool(_content(response).get("type", NOT_ABOUT_THE_ACCOUNT) != NOT_ABOUT_THE_ACCOUNT)


def _must_be_taken(response: httpx.Response) -> None:
    if not response.is_success:
        raise Unsendable(f"status {response.status_code}")


def _detail(response: httpx.Response) -> str:
    return str(_content(response).get("detail", ""))


def _content(response: httpx.Response) -> dict[str, Any]:
    try:
        content = response.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _comparable(text: str) -> str:
    """Return a text without what X changes in it: links, escapes and spaces."""
    return _SPACE.sub(" ", _LINK.sub("LINK", html.unescape(text))).strip()
