"""Whose address counts, with and without reverse proxies in front."""

from __future__ import annotations

import pytest

from affresco.accounts.addresses import client_address


@pytest.mark.parametrize(
    ("forwarded_for", "proxies", "expected"),
    [
        ("203.0.113.9", 0, "192.0.2.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 198.51.100.7, 203.0.113.9", 2, "198.51.100.7"),
        ("2001:db8::1", 1, "2001:db8::1"),
        ("", 1, "192.0.2.1"),
        ("203.0.113.9", 2, "192.0.2.1"),
        ("not an address", 1, "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_added_is_believed(
    forwarded_for: str, proxies: int, expected: str
) -> None:
    assert client_address("192.0.2.1", forwarded_for, proxies) == expected


def test_a_connection_without_a_peer_is_unknown() -> None:
    assert client_address(None, "", 0) == "unknown"
