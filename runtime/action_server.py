"""Serves the actions in a process of their own, for teams that want them apart."""

from __future__ import annotations

from rasa_sdk.endpoint import create_app

from actions.resources import load_resources
from runtime.local_actions import ACTIONS_PACKAGE
from runtime.settings import Settings


def serve_actions(settings: Settings) -> None:
    """Serve until the process is told to stop; `endpoints.yml` names the address.

    Raises:
        KnowledgeError: when a data file is wrong.
    """
    load_resources()
    app = create_app(ACTIONS_PACKAGE, cors_origins="")
    print(f"Actions: http://{settings.host}:{settings.action_port}/webhook", flush=True)
    app.run(settings.host, settings.action_port, workers=1, access_log=False, motd=False)
