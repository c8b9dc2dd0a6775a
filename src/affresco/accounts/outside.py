"""Fetching what strangers point to, and sending there, without being sent anywhere inside.

The name is looked up once, every address that it has must be public, and the connection goes to one of
these addresses: nothing can be answered differently in between. No redirects, no proxies, no cookies.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import ssl
from collections.abc import Mapping
from typing import Final

import httpx
import msgspec

from affresco.accounts.addresses import is_public

ADDRESS_LIMIT: Final = 2000
"""Characters of an address."""


class CannotFetch(Exception):
    """Why, for those who made the address."""


class Fetched(msgspec.Struct, frozen=True):
    """kind: of the content, without parameters, in small letters. seconds: how long it may be kept, as its
    server says; None where it does not."""

    body: bytes
    kind: str
    seconds: int | None


async def fetch(url: str, *, limit: int, seconds: float, private: bool = False) -> Fetched:
    """A file from elsewhere. limit: bytes. seconds: for all of it.

    private: plain http and addresses that are not public will do as well. Raises CannotFetch.
    """
    address = _read(url, private=private)
    try:
        async with asyncio.timeout(seconds):
            return await _fetch(address, await _host(address, private=private), limit)
    except TimeoutError as error:
        raise CannotFetch(f"{address.host} takes longer than {seconds:.0f} seconds") from error
    except httpx.HTTPError as error:
        raise CannotFetch(f"{address.host} does not answer") from error


async def check(url: str, *, seconds: float, private: bool = False) -> None:
    """Whether something could be fetched from there, or sent. Raises CannotFetch."""
    address = _read(url, private=private)
    try:
        async with asyncio.timeout(seconds):
            await _host(address, private=private)
    except TimeoutError as error:
        raise CannotFetch(f"{address.host} has no address") from error


async def post(
    url: str, body: bytes, headers: Mapping[str, str], *, seconds: float, private: bool = False
) -> int:
    """Send a body; returns the status of the answer, of which nothing else is read.

    seconds, private: as ``fetch``. Raises CannotFetch.
    """
    address = _read(url, private=private)
    try:
        async with asyncio.timeout(seconds):
            return await _post(address, await _host(address, private=private), body, headers)
    except TimeoutError as error:
        raise CannotFetch(f"{address.host} takes longer than {seconds:.0f} seconds") from error
    except httpx.HTTPError as error:
        raise CannotFetch(f"{address.host} does not answer") from error


def _read(url: str, *, private: bool) -> httpx.URL:
    try:
        address = httpx.URL(url if len(url) <= ADDRESS_LIMIT else "")
        host, port = address.host, address.port
    except (httpx.InvalidURL, UnicodeError) as error:  # the second: names that IDNA refuses
        raise CannotFetch("the address is none") from error
    if port is not None and not 0 < port < 2**16:
        raise CannotFetch("the address has a port that there is not")
    if address.scheme not in (("https", "http") if private else ("https",)) or not host:
        raise CannotFetch("the address does not begin with https://")
    if address.userinfo:
        raise CannotFetch("the address has a name or a password in it")
    return address


async def _host(address: httpx.URL, *, private: bool) -> str:
    """The number to connect to."""
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            address.host, port, type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise CannotFetch(f"{address.host} has no address") from error
    hosts = [str(info[4][0]) for info in found]
    if not private and not all(map(is_public, hosts)):
        raise CannotFetch(f"{address.host} is not in the public internet")
    return hosts[0]


async def _fetch(address: httpx.URL, host: str, limit: int) -> Fetched:
    async with (
        httpx.AsyncClient(verify=_tls(), trust_env=False, follow_redirects=False) as client,
        client.stream(
            "GET",
            address.copy_with(host=host),
            headers={"Host": address.netloc.decode(), "Accept-Encoding": "identity"},
            extensions={"sni_hostname": address.host},
        ) as answer,
    ):
        if answer.status_code != 200:
            raise CannotFetch(f"{address.host} answers with {answer.status_code}")
        body = bytearray()
        async for chunk in answer.aiter_raw():
            body += chunk
            if len(body) > limit:
                raise CannotFetch(f"{address.host} sends more than {limit >> 10} kB")
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(bytes(body), kind, _freshness(answer.headers.get("cache-control", "")))


async def _post(address: httpx.URL, host: str, body: bytes, headers: Mapping[str, str]) -> int:
    async with (
        httpx.AsyncClient(verify=_tls(), trust_env=False, follow_redirects=False) as client,
        client.stream(
            "POST",
            address.copy_with(host=host),
            content=body,
            headers={**headers, "Host": address.netloc.decode()},
            extensions={"sni_hostname": address.host},
        ) as answer,
    ):
        return answer.status_code


def _freshness(cache_control: str) -> int | None:
    """Seconds (RFC 9111 §5.2.2)."""
    for part in cache_control.lower().split(","):
        name, _equals, value = part.strip().partition("=")
        if name in ("no-store", "no-cache"):
            return 0
        if name == "max-age" and value.strip('"').isdecimal():
            return int(value.strip('"')[:9])
    return None


@functools.cache
def _tls() -> ssl.SSLContext:
    """Certificates take a tenth of a second to read: once is enough."""
    return httpx.create_ssl_context()
