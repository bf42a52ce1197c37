"""Loaded by every Python process that a test starts: no connection leaves this machine.

The guard stands in Python's sockets and in uvloop, an event loop in C that uses none of them.
"""

import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

OWN = {"127.0.0.1", "::1", "localhost", "", None, "0.0.0.0", "::"}  # noqa: S104 - the last ones listen


def _refuse_outside(host: Any) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in OWN or str(name).startswith("127."):
        return
    if log := os.environ.get("ATTEMPTS_LOG"):
        with Path(log).open("a") as file:
            file.write(f"{name}\n")
    raise ConnectionRefusedError(f"a test tried to reach {name}")


def _guard_address(function: Callable[..., Any]) -> Callable[..., Any]:
    """Guard a function of a socket whose last argument is an address."""

    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if isinstance(arguments[-1], tuple):  # the others are paths on this machine
            _refuse_outside(arguments[-1][0])
        return function(self, *arguments)

    return guarded


def _guard_lookup(function: Callable[..., Any]) -> Callable[..., Any]:
    """Guard a function that asks for a name: the question itself leaves the machine."""

    def guarded(host: Any, *arguments: Any, **named: Any) -> Any:
        _refuse_outside(host)
        return function(host, *arguments, **named)

    return guarded


def _guard_loop(loop: type) -> None:
    """Guard what opens a connection in an event loop, when it is called."""
    create, look_up = loop.create_connection, loop.getaddrinfo  # type: ignore[attr-defined]
    connect = loop.sock_connect  # type: ignore[attr-defined]

    def create_connection(
        self: Any, factory: Any, host: Any = None, *arguments: Any, **named: Any
    ) -> Awaitable[Any]:
        _refuse_outside(host)
        return create(self, factory, host, *arguments, **named)  # type: ignore[no-any-return]

    def getaddrinfo(self: Any, host: Any, *arguments: Any, **named: Any) -> Awaitable[Any]:
        _refuse_outside(host)
        return look_up(self, host, *arguments, **named)  # type: ignore[no-any-return]

    def sock_connect(self: Any, sock: Any, address: Any) -> Awaitable[Any]:
        if isinstance(address, tuple):
            _refuse_outside(address[0])
        return connect(self, sock, address)  # type: ignore[no-any-return]

    guards = {f.__name__: f for f in (create_connection, getaddrinfo, sock_connect)}
    for name, guard in guards.items():
        setattr(loop, name, guard)


for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, _guard_address(getattr(socket.socket, name)))
socket.getaddrinfo = _guard_lookup(socket.getaddrinfo)
with suppress(ImportError):
    import uvloop

    _guard_loop(uvloop.Loop)
