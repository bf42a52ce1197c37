"""What all tests share: no network, one model, one server."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SUPPORT = Path(__file__).parent / "support"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
ATTEMPTS_LOG = "ATTEMPTS_LOG"

from runtime.environment import prepare_environment  # noqa: E402

prepare_environment()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"the test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def guarded_variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what makes processes that tests start refuse and record connections to outside."""
    log = tmp_path_factory.mktemp("network") / "attempts.log"
    paths = [str(SUPPORT), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(p for p in paths if p), ATTEMPTS_LOG: str(log)}


@pytest.fixture(scope="session")
def model(guarded_variables: dict[str, str]) -> Iterator[Path]:
    """Return the model of the present data, really trained when there is none."""
    from runtime.training import model_for_present_data

    with pytest.MonkeyPatch.context() as patch:
        for name, value in guarded_variables.items():
            patch.setenv(name, value)
        yield model_for_present_data()


@pytest.fixture(scope="session")
def server(model: Path, guarded_variables: dict[str, str]) -> Iterator[Any]:
    """Start the real server once for all tests that talk to it."""
    from runtime.evaluation.server import running_server

    origins = {"IND_ALLOWED_ORIGINS": "https://www.example.org"}
    with running_server({**guarded_variables, **origins}) as running:
        yield running
