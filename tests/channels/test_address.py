"""A client is known by its network only."""

from __future__ import annotations

import pytest

from channels.address import client_prefix, is_this_machine


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


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.8.7", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("192.0.2.1", False),
        ("10.0.0.1", False),
        ("", False),
        ("localhost.example.org", False),
    ],
)
def test_this_machine_is_known_by_its_loopback_addresses(address: str, expected: bool) -> None:
    assert is_this_machine(address) is expected
