"""Whether the servers tried to reach anything but this machine and their own stores."""

from __future__ import annotations

import asyncio
import ipaddress

import psutil

from tests.reliability.client import client, send
from tests.reliability.messages import conversation
from tests.reliability.servers import Fleet

WANTED = "0 attempts"


async def measure(fleet: Fleet, turns: int) -> dict[str, float]:
    """Talk, and look at the connections; the guard has written down attempts since the start.

    The guard stands in Python's sockets and in uvloop. What a library in C opens, such as that of
    PostgreSQL, is seen in the process itself.
    """
    seen: set[str] = set()
    messages = conversation("egress")
    async with client() as session:
        for number in range(turns):
            sending = asyncio.create_task(
                send(session, fleet.urls[number % len(fleet.urls)], next(messages))
            )
            while not sending.done():
                seen |= _outside(fleet)
                await asyncio.sleep(0.02)
    log = fleet.attempts_log
    guarded = log.read_text().split() if log.exists() else []
    return {"turns": turns, "attempts": len(guarded), "connections outside": len(seen)}


def _outside(fleet: Fleet) -> set[str]:
    return {
        connection.raddr.ip
        for server in (*fleet.servers, *fleet.helpers)
        if server.process is not None and server.alive
        for connection in psutil.Process(server.process.pid).net_connections("inet")
        if connection.raddr and not ipaddress.ip_address(connection.raddr.ip).is_loopback
    }
