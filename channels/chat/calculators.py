"""The calculators as plain operations: no conversation, nothing is stored."""

from __future__ import annotations

from typing import Any

from sanic.response import HTTPResponse, json

from channels.chat.bodies import language_field, read_body
from channels.chat.call import Call
from channels.chat.texts import preferred_language
from channels.errors import BadRequest
from channels.texts import LANGUAGES


async def list_all(call: Call) -> HTTPResponse:
    """Name the calculators."""
    return json({"calculators": call.calculators.list(_preferred(call))})


async def describe(call: Call) -> HTTPResponse:
    """Give the questions of a calculator."""
    return json(call.calculators.describe(_name(call), _preferred(call)))


async def work_out(call: Call) -> HTTPResponse:
    """Give the result of answers."""
    body = read_body(call.request, "answers", "language")
    language = language_field(body) or _preferred(call)
    answers: Any = body.get("answers")
    if not isinstance(answers, dict):
        raise BadRequest("'answers' must be an object with an answer for each question.")
    return json(call.calculators.work_out(_name(call), answers, language))


def _name(call: Call) -> str:
    name: str = call.request.match_info["name"]
    return name


def _preferred(call: Call) -> str:
    asked = call.request.args.get("language")
    if asked in LANGUAGES:
        language: str = asked
        return language
    if asked is not None:
        raise BadRequest(f"'language' must be one of: {', '.join(LANGUAGES)}.")
    return preferred_language(call.request.headers.get("accept-language", ""))
