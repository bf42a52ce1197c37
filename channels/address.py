"""Where a request comes from, no more exactly than a limit needs."""

from __future__ import annotations

import ipaddress

PREFIX_BITS = {4: 24, 6: 56}


def client_prefix(address: str) -> str:
    """Return the network of an address; what is no address is one network of its own."""
    parsed = _parsed(address)
    if parsed is None:
        return "unknown"
    network = ipaddress.ip_network((parsed, PREFIX_BITS[parsed.version]), strict=False)
    return str(network)


def is_this_machine(address: str) -> bool:
    """Tell whether the address is a loopback one."""
    parsed = _parsed(address)
    return parsed is not None and parsed.is_loopback


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed
