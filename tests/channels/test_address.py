"""A client is known by its network only."""

from __future__ import annotations

import pytest

from channels.address import client_prefix


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("192.0.2.200", "192.0.2.0/24"),
        ("::ffff:192.0.2.1", "192.0.2.0/24"),
        ("2001:db8:0:12ff::1", "2001:db8:0:1200::/56"),
        ("[2001:db8:0:1234::9]", "2001:db8:0:1200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", "unknown"),
        ("unix:/socket", "unknown"),
    ],
)
def test_an_address_becomes_its_network(address: str, network: str) -> None:
    assert client_prefix(address) == network
