"""Errors as `application/problem+json` (RFC 9457); the one boundary of all HTTP channels."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.errors import BadRequest, ChannelError, NotReady, Refused, TooMany, TurnFailed
from channels.texts import sentence

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5


def problem(
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[dict[str, Any]] = (),
) -> HTTPResponse:
    """Return an error response whose body says what is wrong."""
    body: dict[str, Any] = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail}
    if errors:
        body["errors"] = list(errors)
    text = json.dumps(body, ensure_ascii=False)
    return HTTPResponse(text, status, headers, content_type="application/problem+json")


def channel_problem(error: ChannelError) -> HTTPResponse:
    """Turn an error of the channels into a response; people read a kind sentence."""
    if isinstance(error, BadRequest):
        return problem(error.status, error.detail, errors=error.errors)
    if isinstance(error, Refused):
        return problem(401, "A valid key or token is needed.", {"WWW-Authenticate": "Bearer"})
    if isinstance(error, TooMany):
        return problem(429, sentence("too_many"), {"Retry-After": str(error.retry_after)})
    if isinstance(error, NotReady):
        return problem(503, sentence("not_ready"), {"Retry-After": str(RETRY_SECONDS)})
    if isinstance(error, TurnFailed):
        return problem(500, sentence("failed"))
    raise error


def status_and_sentence(error: ChannelError, language: str) -> tuple[int, str]:
    """Return what a page shows for an error; a wrong request has no sentence of its own."""
    if isinstance(error, TooMany):
        return 429, sentence("too_many", language)
    if isinstance(error, NotReady):
        return 503, sentence("not_ready", language)
    status = error.status if isinstance(error, BadRequest) else 500
    return status, sentence("failed", language)


def answer_exception(request: Request, exception: Exception) -> HTTPResponse:
    """Turn what no connector handled into a problem; the last boundary of the server."""
    if isinstance(exception, ChannelError):
        return channel_problem(exception)
    if isinstance(exception, SanicException):
        status = getattr(exception, "status_code", None) or HTTPStatus.INTERNAL_SERVER_ERROR
        return problem(status, HTTPStatus(status).description or HTTPStatus(status).phrase)
    logger.error("turn.failed error=%s", type(exception).__name__)
    return problem(500, sentence("failed"))
