"""How much one client may send, known by its network; its very address is not kept."""

from __future__ import annotations

from sanic.request import Request

from channels.address import client_prefix, is_this_machine
from channels.limits import RateLimit

REQUESTS_PER_MINUTE, REQUESTS_AT_ONCE = 1_200, 300  # a school or a household shares an address


class ClientLimit:
    """A limit on all requests of a network; programs on this machine have none."""

    def __init__(self, limit: RateLimit | None = None) -> None:
        self._limit = limit or RateLimit(REQUESTS_PER_MINUTE, REQUESTS_AT_ONCE)

    def spend(self, request: Request) -> None:
        """Count one request.

        Raises:
            TooMany: when its network has sent too much.
        """
        address = client_address(request)
        if not is_this_machine(address):
            self._limit.spend(client_prefix(address))


def client_address(request: Request) -> str:
    """Return the address that the outermost proxy of ours saw, or that of the connection."""
    return str(request.remote_addr or request.ip)
