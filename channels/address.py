"""Where a request comes from, no more exactly than a limit needs."""

from __future__ import annotations

import ipaddress

PREFIX_BITS = {4: 24, 6: 56}


def client_prefix(address: str) -> str:
    """Return the network of an address; what is no address is one network of its own."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    network = ipaddress.ip_network((parsed, PREFIX_BITS[parsed.version]), strict=False)
    return str(network)
