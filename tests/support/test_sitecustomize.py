"""The guard sees every way out of a process: sockets, names, and the event loop in C."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).parent
ADDRESS = "192.0.2.1"  # nobody's, for documents
IN_LOOP = """
import asyncio, socket, uvloop
async def main():
    loop = asyncio.get_running_loop()
    assert type(loop).__module__.startswith("uvloop")
    {}
uvloop.install()
asyncio.run(main())
"""
WAYS_OUT = {
    "connect": f"import socket; socket.create_connection(('{ADDRESS}', 9), timeout=1)",
    "name": f"import socket; socket.getaddrinfo('{ADDRESS}', 9)",
    "datagram": "import socket; s = socket.socket(type=socket.SOCK_DGRAM);"
    f" s.sendto(b'', ('{ADDRESS}', 9))",
    "loop": IN_LOOP.format(f"await loop.create_connection(asyncio.Protocol, '{ADDRESS}', 9)"),
    "loop and name": IN_LOOP.format(f"await loop.getaddrinfo('{ADDRESS}', 9)"),
    "loop and socket": IN_LOOP.format(
        "s = socket.socket(); s.setblocking(False);"
        f" await asyncio.wait_for(loop.sock_connect(s, ('{ADDRESS}', 9)), 1)"
    ),
    "stream": IN_LOOP.format(f"await asyncio.open_connection('{ADDRESS}', 9)"),
}
HERE = IN_LOOP.format(
    "server = await asyncio.start_server(lambda r, w: w.close(), '127.0.0.1', 0);"
    " reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname());"
    " print('reached', await reader.read())"
)


def run(program: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Run a program under the guard."""
    variables = {**os.environ, "PYTHONPATH": str(SUPPORT), "ATTEMPTS_LOG": str(log)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_is_refused_and_written_down(way: str, tmp_path: Path) -> None:
    done = run(WAYS_OUT[way], log := tmp_path / "attempts.log")
    assert done.returncode != 0
    assert f"a test tried to reach {ADDRESS}" in done.stderr
    assert set(log.read_text().split()) == {ADDRESS}


def test_what_stays_on_this_machine_is_let_through(tmp_path: Path) -> None:
    done = run(HERE, log := tmp_path / "attempts.log")
    assert done.stdout == "reached b''\n", done.stderr
    assert not log.exists()
