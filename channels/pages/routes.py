"""The routes of the pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from sanic import Blueprint
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from channels.chat.call import Call, Limits
from channels.headers import add_headers
from channels.pages import assets, form
from channels.pages.headers import EVERYWHERE
from channels.pages.rendering import page
from channels.pages.texts import language_of

Handler = Callable[[Request], Awaitable[HTTPResponse]]

PAGES = {"": "chat", "/example": "example"}
FORM = "/form"
READING = frozenset({"GET", "HEAD"})


def page_routes(limits: Limits) -> Blueprint:
    """Return the routes; a path that ends with a slash is an unknown one."""
    routes = Blueprint("pages_channel", strict_slashes=True)
    for path, name in PAGES.items():
        routes.add_route(partial(_show, name=name), path, READING, name=name)
    for name in assets.ASSETS:
        handler = partial(_serve, name=name)
        routes.add_route(handler, f"/{name}", READING, name=name.replace(".", "_"))
    routes.add_route(partial(_form, limits=limits), FORM, READING | {"POST"}, name="form")

    @routes.middleware("response")
    async def complete(request: Request, response: BaseHTTPResponse) -> None:
        add_headers(response, EVERYWHERE)

    return routes


async def _show(request: Request, name: str) -> HTTPResponse:
    return page(name, language_of(request, request.args.get("language")))


async def _serve(request: Request, name: str) -> HTTPResponse:
    return assets.answer(request, name)


async def _form(request: Request, limits: Limits) -> HTTPResponse:
    if request.method == "POST":
        return await form.receive(Call(request, limits))
    return form.empty_form(language_of(request, request.args.get("language")))
