"""The server: Rasa's agent behind our connectors."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from rasa.core.run import (
    close_resources,
    configure_app,
    load_agent_on_start,
)
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.resources import load_resources
from channels.configuration import ConfigurationWrong, open_channels
from channels.incoming import MAX_UPDATE_BYTES
from channels.operations import operations_routes
from channels.problem import answer_exception, problem
from channels.turn import Turns
from runtime.calculations import PlainCalculations
from runtime.conversations import log
from runtime.conversations.errors import StoreUnavailable
from runtime.graph_runner import PlainGraphRunner
from runtime.local_actions import LocalActionEndpoint
from runtime.lock_store import ConversationLock
from runtime.memory import settle
from runtime.privacy.log_filter import install_log_redaction
from runtime.rasa_patches import patch_rasa
from runtime.settings import Settings, SettingsError
from runtime.timetable import purge_daily
from runtime.tracker_store import ConversationStore
from runtime.warm_up import warm_up

logger = logging.getLogger(__name__)

ENDPOINTS_FILE = "endpoints.yml"
CREDENTIALS_FILE = "credentials.yml"
REQUEST_SECONDS = 15


def read_endpoints() -> AvailableEndpoints:
    """Return the endpoints of `endpoints.yml`, with local actions where it asks for them."""
    endpoints = AvailableEndpoints.read_endpoints(ENDPOINTS_FILE)
    if endpoints.action is not None and endpoints.action.type == "local":
        endpoints.action = LocalActionEndpoint()
    return endpoints


def read_channels() -> list[InputChannel]:
    """Return the connectors of `credentials.yml` that are on.

    Raises:
        SettingsError: when a setting of one cannot be used.
    """
    try:
        return open_channels(Path(CREDENTIALS_FILE), os.environ)
    except ConfigurationWrong as exc:
        raise SettingsError(str(exc)) from exc


def use_own_stores(agent: Agent) -> None:
    """Take Rasa's wrapper off the tracker store and see that both stores are ours.

    The wrapper answers a failed read with an empty conversation and keeps failed writes in
    memory. Rasa also falls back to a store in memory when a class cannot be loaded.

    Raises:
        SettingsError: when a store is not the one of `endpoints.yml`.
    """
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    for configured, found in ((ConversationStore, store), (ConversationLock, agent.lock_store)):
        if not isinstance(found, configured):
            raise SettingsError(
                f"{ENDPOINTS_FILE} must name {configured.__name__}, not {type(found).__name__}."
            )
    agent.tracker_store = store
    agent.processor.tracker_store = store
    agent.processor.graph_runner = PlainGraphRunner(agent.processor.graph_runner)


def build_app(model: Path, settings: Settings) -> Sanic:
    """Return the Sanic application; the model is loaded when the server starts.

    Raises:
        KnowledgeError: when a data file is wrong.
        SettingsError: when a setting of a channel is.
    """
    load_resources()  # a wrong data file stops the start, not the first question
    patch_rasa()
    endpoints = read_endpoints()
    app = configure_app(
        read_channels(),
        enable_api=False,
        endpoints=endpoints,
        port=settings.port,
        response_timeout=REQUEST_SECONDS,
    )
    app.ctx.turns = Turns(settings.secret)
    app.ctx.calculations = PlainCalculations()
    app.blueprint(operations_routes())
    app.config.REQUEST_MAX_SIZE = MAX_UPDATE_BYTES  # larger ones are refused while they arrive
    app.config.PROXIES_COUNT = settings.proxies_count or None
    app.config.REQUEST_TIMEOUT = app.config.RESPONSE_TIMEOUT = REQUEST_SECONDS
    app.error_handler.add(Exception, answer_exception)
    app.register_middleware(_hide_root, "request")
    app.register_listener(
        partial(load_agent_on_start, str(model), endpoints, None), "before_server_start"
    )
    app.register_listener(_open, "before_server_start")
    if settings.processes == 1:  # several have one timetable beside them
        app.register_listener(partial(_purge_daily, settings=settings), "after_server_start")
        app.register_listener(_end_timetable, "before_server_stop")
    app.register_listener(partial(_announce, settings=settings), "after_server_start")
    app.register_listener(close_resources, "after_server_stop")
    return app


def serve(model: Path, settings: Settings) -> None:
    """Serve until the process is told to stop; turns that are under way are finished."""
    build_app(model, settings).run(
        host=settings.host, port=settings.port, workers=1, access_log=False, motd=False
    )


def _hide_root(request: Request) -> HTTPResponse | None:
    # Rasa answers "/" with its version.
    return problem(404, "There is nothing here.") if request.path == "/" else None


async def _open(app: Sanic, loop: object) -> None:
    use_own_stores(app.ctx.agent)
    with suppress(StoreUnavailable):  # the server starts without its database, and says 503
        await app.ctx.agent.tracker_store.database.run(log.answers)
    install_log_redaction()  # Sanic and Rasa have added handlers of their own
    await warm_up(app.ctx.agent)
    settle()
    app.ctx.turns.agent = app.ctx.agent


async def _purge_daily(app: Sanic, loop: object, *, settings: Settings) -> None:
    database = app.ctx.agent.tracker_store.database
    app.ctx.timetable = asyncio.create_task(purge_daily(database, settings.retention_days))


async def _end_timetable(app: Sanic, loop: object) -> None:
    app.ctx.timetable.cancel()


async def _announce(app: Sanic, loop: object, *, settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    print(
        f"Ready. Ask your questions on {address}/chat\n"
        f"({address}/chat/example has the chat in its corner), or send them to\n"
        f"{address}/webhooks/rest/webhook\n"
        '  {"sender": "me", "message": "hoe laat kan ik de IND bellen?"}\n'
        "or type them in a terminal with `make chat`. Ctrl-C stops the server.",
        flush=True,
    )
