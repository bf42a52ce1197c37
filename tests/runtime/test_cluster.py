"""Several servers are started, replaced when they die, and told when to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.cluster import SUPERVISOR_FILE, cluster_variables
from runtime.settings import Settings, SettingsError

# Stands in for a server: writes down its port and process, and that it was told to stop.
SERVER = """
import os, signal, sys
folder, port, process = sys.argv[1], os.environ["IND_PORT"], os.getpid()
def stop(*_):
    open(f"{folder}/{port}-{process}.stopped", "w").close()
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
open(f"{folder}/{port}-{process}.started", "w").close()
while True:
    signal.pause()
"""
TIMETABLE = """
import signal, sys
open(f"{sys.argv[1]}/purging", "w").close()
signal.pause()
"""
PORT = 5005


def _wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def _processes(folder: Path, state: str) -> dict[int, int]:
    """Return which process last got into that state, by port."""
    paths = sorted(folder.glob(f"*.{state}"), key=lambda path: path.stat().st_mtime_ns)
    return {int(port): int(process) for port, process in (p.stem.split("-") for p in paths)}


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the supervisor over two processes that stand in for servers."""
    pytest.importorskip("supervisor")
    program = tmp_path / "server.py"
    program.write_text(SERVER)
    timetable = tmp_path / "timetable.py"
    timetable.write_text(TIMETABLE)
    own = tmp_path / "deploy" / SUPERVISOR_FILE.name  # its folder says where the project is
    own.parent.mkdir()
    (tmp_path / "var").mkdir()
    own.write_text(SUPERVISOR_FILE.read_text("utf-8"))
    variables = {
        **cluster_variables(Settings(port=PORT, processes=2)),
        "CLUSTER_COMMAND": f"{sys.executable} {program} {tmp_path}",
        "PURGE_COMMAND": f"{sys.executable} {timetable} {tmp_path}",
        "IND_DATABASE_URL": "postgresql://ind:100%25@127.0.0.1/ind",
    }
    command = [sys.executable, "-W", "ignore", "-m", "supervisor.supervisord", "-c", str(own)]
    with subprocess.Popen(command, env={**os.environ, **variables}) as process:
        try:
            _wait_until(
                lambda: _processes(tmp_path, "started").keys() == {PORT, PORT + 1},
                "two servers are started, on ports that follow each other",
            )
            yield process
        finally:
            process.terminate()
            process.wait(40)


def test_a_server_that_dies_is_replaced_and_the_other_is_left_alone(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    before = _processes(tmp_path, "started")

    os.kill(before[PORT], signal.SIGKILL)

    _wait_until(lambda: _processes(tmp_path, "started")[PORT] != before[PORT], "it is replaced")
    assert _processes(tmp_path, "started")[PORT + 1] == before[PORT + 1]


def test_all_servers_are_told_to_stop_and_waited_for(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    started = _processes(tmp_path, "started")

    supervisor.terminate()

    assert supervisor.wait(40) == 0
    assert _processes(tmp_path, "stopped") == started


def test_what_is_too_old_is_purged_beside_the_servers(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    _wait_until((tmp_path / "purging").exists, "the timetable is started")


def test_each_server_is_this_python() -> None:
    variables = cluster_variables(Settings(port=7000, processes=3))

    assert variables == {
        "CLUSTER_COMMAND": f"{sys.executable} -m runtime run",
        "PURGE_COMMAND": f"{sys.executable} -m runtime purge --daily",
        "IND_PORT": "7000",
        "IND_PROCESSES": "3",
    }


@pytest.mark.parametrize(
    ("settings", "variable"),
    [(Settings(processes=1), "IND_PROCESSES"), (Settings(port=65_535, processes=2), "IND_PORT")],
)
def test_settings_that_do_not_go_together_are_named(settings: Settings, variable: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        cluster_variables(settings)
