"""The calls to a Mastodon server that the assistant makes.

Source: docs.joinmastodon.org, methods/statuses, /notifications, /conversations, /instance and
/streaming, read in November 2026.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx

from channels.errors import InDoubt, NotSent, TryLater, Unsendable
from channels.mastodon.writing import Limits
from channels.services import call

logger = logging.getLogger(__name__)

ACCOUNT_REFUSED = frozenset({401, 403})
ACCOUNT_SECONDS = 300.0
SILENCE_SECONDS = 60.0  # a stream says something every 15 seconds, if only that it is there
PAGE = 40
STREAM = "/api/v1/streaming/user/notification"


class MastodonClient:
    """Reads what mentions the account and posts replies."""

    def __init__(self, server: str, token: str, http: httpx.AsyncClient) -> None:
        self._server = server.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._http = http

    async def account(self) -> str:
        """Return the id of the assistant's own account.

        Raises:
            SendingFailed: as all calls do.
        """
        described = await self._get("/api/v1/accounts/verify_credentials")
        try:
            return str(described["id"])
        except (KeyError, TypeError) as exc:
            raise InDoubt("the server does not describe the account") from exc

    async def server(self) -> tuple[Limits, str]:
        """Return the limits of the server and the address of its streams."""
        described = await self._get("/api/v2/instance")
        try:
            configuration = described["configuration"]
            statuses = configuration["statuses"]
            limits = Limits(
                int(statuses["max_characters"]), int(statuses["characters_reserved_per_url"])
            )
            streams = str((configuration.get("urls") or {}).get("streaming") or self._server)
        except (KeyError, TypeError, ValueError) as exc:
            raise InDoubt("the server does not describe itself") from exc
        return limits, f"http{streams.removeprefix('http').removeprefix('ws')}".rstrip("/")

    async def mentions(self, before: str | None = None) -> list[Any]:
        """Return notifications of mentions, the newest first: those before an id, or the last."""
        older = f"&max_id={before}" if before else ""
        path = f"/api/v1/notifications?types[]=mention&limit={PAGE}{older}"
        return list(await self._get(path))

    async def conversations(self) -> list[Any]:
        """Return direct conversations; a mention in one may be hidden from the notifications."""
        return list(await self._get(f"/api/v1/conversations?limit={PAGE}"))

    async def post(self, form: Mapping[str, str], key: str) -> None:
        """Post; the same key again is the same post, for an hour.

        Raises:
            SendingFailed: with what is known of it.
        """
        headers = {**self._headers, "Idempotency-Key": key}
        request = self._http.build_request(
            "POST", f"{self._server}/api/v1/statuses", data=dict(form), headers=headers
        )
        response = self._checked(await call(self._http, request))
        if not response.is_success:
            raise Unsendable(f"status {response.status_code}")

    async def stream(self, streams: str) -> AsyncIterator[str]:
        """Return the lines of the stream of notifications, until it ends.

        Raises:
            SendingFailed: when it cannot be had or breaks off.
        """
        timeout = httpx.Timeout(10.0, read=SILENCE_SECONDS)
        request = self._http.build_request(
            "GET", f"{streams}{STREAM}", headers=self._headers, timeout=timeout
        )
        try:
            response = await self._http.send(request, stream=True)
            try:
                if not response.is_success:
                    raise NotSent(f"status {response.status_code}")
                async for line in response.aiter_lines():
                    yield line
            finally:
                await response.aclose()
        except httpx.HTTPError as exc:
            raise NotSent(type(exc).__name__) from None

    async def _get(self, path: str) -> Any:
        request = self._http.build_request("GET", f"{self._server}{path}", headers=self._headers)
        response = self._checked(await call(self._http, request))
        try:
            if not response.is_success:
                raise InDoubt(f"status {response.status_code}")
            return response.json()
        except ValueError as exc:
            raise InDoubt("the answer is not JSON") from exc

    def _checked(self, response: httpx.Response) -> httpx.Response:
        if response.status_code in ACCOUNT_REFUSED:
            # Not the fault of this post: everything waits until somebody mends the account.
            logger.error("mastodon.account_refused status=%d", response.status_code)
            raise TryLater(ACCOUNT_SECONDS, everything=True)
        return response
