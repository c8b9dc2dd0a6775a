"""Where strangers' addresses lead: nowhere inside, and what is none is said to be none."""

from __future__ import annotations

import pytest

from affresco.accounts.addresses import is_public
from affresco.accounts.outside import CannotFetch, check, post


@pytest.mark.parametrize(
    "url",
    [
        "https://xn--a.example/",
        "https://hooks.example:99999/",
        "https://hooks.example:0/",
        "https://hooks.example/\ud800",
        "https://a..example/",
        f"https://{'a' * 64}.example/",
    ],
)
async def test_what_is_no_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(CannotFetch):
        await check(url, seconds=2, private=True)
    with pytest.raises(CannotFetch):
        await post(url, b"{}", {}, seconds=2, private=True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("fec0::1", False),
        ("fe80::1%eth0", False),
        ("::127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
    ],
)
def test_wrapped_and_reserved_addresses_are_not_the_public_internet(
    address: str, public: bool
) -> None:
    assert is_public(address) is public
