"""Network addresses: a visitor's, for limits and for the list of sessions; those that are public."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
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


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet, whatever it is wrapped in."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ip_network("64:ff9b::/96"):
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:  # of old, and still routed inside some networks
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
