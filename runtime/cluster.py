"""Several servers on one machine: `make serve-cluster`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping

from runtime.environment import PROJECT_FOLDER
from runtime.settings import PORTS, Settings, SettingsError

SUPERVISOR_FILE = PROJECT_FOLDER / "deploy" / "supervisord.conf"
SERVER = (sys.executable, "-m", "runtime", "run")
PURGE = (sys.executable, "-m", "runtime", "purge", "--daily")


def serve_cluster(settings: Settings) -> None:
    """Become the supervisor of the servers; it goes on until it is told to stop.

    Raises:
        SettingsError: when the settings are those of a single server.
    """
    variables = cluster_variables(settings)
    (PROJECT_FOLDER / "var").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(SUPERVISOR_FILE)]
    os.execve(sys.executable, command, {**os.environ, **variables})  # noqa: S606 - our own words


def cluster_variables(settings: Settings) -> Mapping[str, str]:
    """Return what the supervisor's file asks for.

    Raises:
        SettingsError: when the settings are those of a single server.
    """
    if settings.processes < 2:
        raise SettingsError("IND_PROCESSES is 1: say how many servers there are to be.")
    if settings.port + settings.processes - 1 not in PORTS:
        raise SettingsError(f"IND_PORT is {settings.port}: there are too few ports above it.")
    return {
        "CLUSTER_COMMAND": shlex.join(SERVER),
        "PURGE_COMMAND": shlex.join(PURGE),
        "IND_PORT": str(settings.port),
        "IND_PROCESSES": str(settings.processes),
    }
