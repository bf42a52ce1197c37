"""Runs the custom actions in the server's own process, without an HTTP hop.

The classes stay standard `rasa_sdk` actions: `python -m runtime actions` serves the same ones
when `endpoints.yml` names a URL instead.
"""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection, Tracker
from rasa_sdk.utils import call_potential_coroutine

ACTIONS_PACKAGE = "actions"
TIME_LIMIT = 5.0  # seconds; well below the life of the conversation's lock


class LocalResult(dict[str, Any]):
    """What an action of this process returned; not a message from outside."""


class LocalActionEndpoint(EndpointConfig):
    """An endpoint whose `request` calls the action instead of a server."""

    def __init__(self) -> None:
        super().__init__(url="local", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(ACTIONS_PACKAGE)

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Run the action that the call names and return what a server would.

        Raises:
            ClientResponseError: 404 for an unknown action, 400 when the action refuses to run.
            asyncio.TimeoutError: when the action takes longer than the time limit.
        """
        call = kwargs["json"]
        name = call["next_action"]
        action = self._executor.actions.get(name)
        if action is None:
            raise ClientResponseError(404, f"No action '{name}'", "{}")
        dispatcher = CollectingDispatcher()
        run = partial(
            action, dispatcher, Tracker.from_dict(call["tracker"]), call.get("domain", {})
        )
        try:
            events = await asyncio.wait_for(call_potential_coroutine(run()), TIME_LIMIT)
        except ActionExecutionRejection as exc:
            body = json.dumps({"error": exc.message, "action_name": exc.action_name})
            raise ClientResponseError(400, "The action refused to run", body) from exc
        validated = ActionExecutor.validate_events(events or [], name)
        return LocalResult(events=validated, responses=dispatcher.messages)
