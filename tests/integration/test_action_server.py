"""Actions in the server's process and served apart give the same replies."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rasa.core.agent import load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig

from channels.turn import IncomingMessage, Turns
from runtime.environment import PROJECT_FOLDER
from runtime.local_actions import LocalActionEndpoint
from runtime.ports import free_port
from runtime.server import use_own_stores

MESSAGES = ("what is an mvv", "in Dutch please", "asdf qwer zxcv", "can I talk to someone")


@pytest.fixture
def action_url(guarded_variables: dict[str, str]) -> Iterator[str]:
    """Serve the actions in a process of their own."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "runtime", "actions"],
        cwd=PROJECT_FOLDER,
        env={**os.environ, **guarded_variables, "IND_ACTION_PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Actions:")
            yield f"http://127.0.0.1:{port}/webhook"
        finally:
            process.terminate()
            process.wait(30)


async def replies_with(
    action: EndpointConfig, model: Path, folder: Path
) -> list[list[dict[str, Any]]]:
    """Have one conversation with an agent whose actions run at the endpoint."""
    store = EndpointConfig(
        type="runtime.tracker_store.ConversationStore", db=f"sqlite:///{folder}/{uuid4().hex}.db"
    )
    lock = EndpointConfig(type="runtime.lock_store.ConversationLock")
    endpoints = AvailableEndpoints(action=action, tracker_store=store, lock_store=lock)
    turns = Turns("ab" * 32)
    turns.agent = await load_agent(model_path=str(model), endpoints=endpoints)
    use_own_stores(turns.agent)
    replies = [await turns.take(IncomingMessage("test", "me", text)) for text in MESSAGES]
    turns.agent.tracker_store.database.close()
    return replies


def test_both_ways_to_run_actions_give_the_same_replies(
    model: Path, action_url: str, tmp_path: Path
) -> None:
    local = asyncio.run(replies_with(LocalActionEndpoint(), model, tmp_path))
    remote = asyncio.run(replies_with(EndpointConfig(action_url), model, tmp_path))
    assert local == remote
    assert all(turn for turn in local)
