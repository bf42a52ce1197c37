"""The routes of the Chat API: one table, one boundary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sanic import Blueprint, Sanic
from sanic.constants import HTTP_METHODS
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json

from channels.chat import calculators, conversations, feedback, messages, transcript
from channels.chat.bodies import JSON_TYPE, has_json
from channels.chat.call import Call, Limits
from channels.chat.cors import OriginPolicy, preflight
from channels.chat.headers import EVERYWHERE
from channels.chat.texts import read
from channels.errors import ChannelError
from channels.headers import add_headers
from channels.problem import channel_problem, problem

Operation = Callable[[Call], Awaitable[HTTPResponse | None]]
Operations = Mapping[str, Operation]

OPERATIONS: dict[str, Operations] = {
    "/conversations": {"POST": conversations.create},
    "/conversation": {"DELETE": conversations.erase},
    "/language": {"PUT": conversations.set_language},
    "/messages": {"POST": messages.post, "GET": messages.get},
    "/transcript": {"GET": transcript.download},
    "/feedback": {"POST": feedback.give},
    "/calculators": {"GET": calculators.list_all},
    "/calculators/<name:str>": {"GET": calculators.describe, "POST": calculators.work_out},
}
DESCRIPTION = "/openapi.json"
WITH_BODY = frozenset({"POST", "PUT"})


def chat_routes(policy: OriginPolicy, limits: Limits) -> Blueprint:
    """Return the routes; a path that ends with a slash is an unknown one."""
    routes = Blueprint("chat_channel", strict_slashes=True)
    for path, operations in OPERATIONS.items():
        routes.add_route(
            _endpoint(operations, policy, limits), path, HTTP_METHODS, name=_name(path)
        )
    routes.add_route(describe, DESCRIPTION, HTTP_METHODS, name="openapi")
    nothing = _endpoint({}, policy, limits)
    for name, path in (("root", ""), ("slash", "/"), ("unknown", "/<path:path>")):
        routes.add_route(nothing, path, HTTP_METHODS, name=name)

    @routes.middleware("response")
    async def complete(request: Request, response: BaseHTTPResponse) -> None:
        add_headers(response, EVERYWHERE)
        policy.add_headers(request, response)
        if request.path.endswith(DESCRIPTION):
            response.headers["Access-Control-Allow-Origin"] = "*"

    routes.listener("before_server_start")(answer_preflights_ourselves)
    return routes


def _name(path: str) -> str:
    return path.strip("/").partition("/<")[0] + ("_one" if "<" in path else "")


def _endpoint(
    operations: Operations, policy: OriginPolicy, limits: Limits
) -> Callable[..., Awaitable[HTTPResponse | None]]:
    async def serve(request: Request, **_: Any) -> HTTPResponse | None:
        if not policy.admits(request):
            return problem(403, "Pages of this origin may not use the Chat API.")
        if not operations:
            return problem(404, "There is nothing here.")
        if request.method == "OPTIONS":
            return preflight(operations)
        operation = operations.get(request.method)
        if operation is None:
            return _not_allowed(operations)
        if request.method in WITH_BODY and not has_json(request):
            return problem(415, f"The body must be {JSON_TYPE}.")
        try:
            limits.clients.spend(request)
            return await operation(Call(request, limits))
        except ChannelError as exc:
            return channel_problem(exc)

    return serve


async def describe(request: Request) -> HTTPResponse:
    """Return the OpenAPI document."""
    if request.method == "OPTIONS":
        return preflight(["GET"])
    return json(read("openapi")) if request.method == "GET" else _not_allowed(["GET"])


def _not_allowed(methods: Mapping[str, Any] | list[str]) -> HTTPResponse:
    allowed = ", ".join([*methods, "OPTIONS"])
    return problem(405, f"Allowed here: {allowed}.", {"Allow": allowed})


async def answer_preflights_ourselves(app: Sanic, loop: object) -> None:
    """Take away Rasa's CORS extension, which answers every OPTIONS itself and allows nobody."""
    if (extension := getattr(app.ctx, "sanic_cors", None)) is not None:
        extension.resources = []
