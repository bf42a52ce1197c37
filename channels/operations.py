"""Routes for those who run the server: alive, ready, figures."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from channels.errors import NotReady
from channels.problem import channel_problem
from runtime.conversations import log
from runtime.conversations.errors import StoreUnavailable

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def operations_routes() -> Blueprint:
    """Return the routes; `/healthz` looks at nothing, so that it answers whatever is broken."""
    routes = Blueprint("operations", strict_slashes=True)

    @routes.get("/healthz")
    async def alive(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.get("/readyz")
    async def ready(request: Request) -> HTTPResponse:
        agent = request.app.ctx.turns.agent
        if agent is None or not agent.is_ready():
            return channel_problem(NotReady("model"))
        try:
            await agent.tracker_store.database.run(log.answers)
            await agent.lock_store.ping()
        except StoreUnavailable as exc:
            return channel_problem(NotReady(str(exc)))
        return json({"status": "ready"})

    @routes.get("/metrics")
    async def figures(request: Request) -> HTTPResponse:
        return raw(request.app.ctx.turns.metrics.text(), content_type=METRICS_TYPE)

    return routes
