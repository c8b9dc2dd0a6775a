"""The network address of a visitor, for limits and for the list of sessions."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

UNKNOWN: Final = "unknown"


def client_address(peer: str | None, forwarded_for: str, proxies: int) -> str:
    """Who is at the other end.

    peer: of the connection. forwarded_for: the ``X-Forwarded-For`` header. proxies: how many of our
    own reverse proxies stand in front; each adds the address it saw at the right end, so that many
    entries from the right can be believed and no more (what is further left, anybody can write).
    """
    if proxies:
        entries = [entry.strip() for entry in forwarded_for.split(",")]
        if len(entries) >= proxies and _is_address(entries[-proxies]):
            return entries[-proxies]
    return peer or UNKNOWN


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
