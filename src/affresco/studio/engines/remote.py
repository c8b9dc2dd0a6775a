"""What engines on other machines have in common: an address, a key, and answers that nobody vouches for.

Every answer is bounded before it is read, every picture is decoded within the limits of uploads, and
the address that a server sends us to is looked at before we go there.
"""

from __future__ import annotations

import asyncio
import functools
import os
import socket
import ssl
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Final

import httpx
import msgspec
from PIL import Image

import affresco
from affresco.accounts.addresses import is_public as is_public
from affresco.errors import AffrescoError
from affresco.media.decode import BYTES_LIMIT, decode_upload
from affresco.studio.errors import EngineUnavailable, EngineUnusable
from affresco.text import _

CONNECT_SECONDS: Final = 10.0
EXAMINE_SECONDS: Final = 15.0
"""What a server gets to say how it is."""

REDIRECTS: Final = 3
LEAST_SIDE: Final = 16
"""Pixels; what is smaller is no picture but a placeholder."""

SAID_LIMIT: Final = 500
"""Characters of what a server says that are passed on."""


UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading JSON from strangers may raise; the last for lists in lists without end."""


class BadAnswer(Exception):
    """A server answered in a way that cannot be used; for the log."""


class Remote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of every engine that is a server."""

    url: Annotated[str, msgspec.Meta(description="Where the server is: http:// or https://.")]
    key: Annotated[
        str | None,
        msgspec.Meta(description="Its key, sent as a bearer token. Rather use `key_env`."),
    ] = None
    key_env: Annotated[
        str | None,
        msgspec.Meta(description="The environment variable that holds its key."),
    ] = None
    concurrency: Annotated[
        int, msgspec.Meta(ge=1, le=64, description="Jobs that one worker gives it at once.")
    ] = 1
    timeout_seconds: Annotated[
        float, msgspec.Meta(ge=1, le=3600, description="What a whole job may take.")
    ] = 300

    def __repr__(self) -> str:
        return f"{type(self).__name__}(url={self.url!r}, …)"


class Server:
    """A server by its address. Raises EngineUnusable where the address is none.

    base: without a slash at its end. engine: the name that the owner gave it. label: for people.
    """

    def __init__(self, engine: str, label: str, options: Remote) -> None:
        self.engine = engine
        self.label = label
        self._options = options
        self.base = _base(engine, options.url)

    @property
    def key(self) -> str | None:
        """The key, if one is set."""
        variable = self._options.key_env
        key = os.environ.get(variable) if variable else self._options.key
        return (key or "").strip() or None

    def check(self) -> None:
        """Raises EngineUnusable where the key is said to be in a variable that is not set, or is none."""
        if self._options.key_env and self.key is None:
            reason = _("the environment variable {name} is not set; put its key there")
            raise self.unusable(reason.format(name=self._options.key_env))
        if self.key and not (self.key.isascii() and self.key.isprintable()):
            raise self.unusable(_("its key has characters that no key has; copy it anew"))

    @property
    def headers(self) -> dict[str, str]:
        """What proves that we may."""
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def url(self, path: str) -> str:
        """The address of something on it. path: begins with a slash."""
        return f"{self.base}{path}"

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        """For requests to the server itself: carries the key, follows no redirect, heeds no proxy."""
        async with _client(self._options.timeout_seconds, self.headers) as client:
            yield client

    def unavailable(self) -> EngineUnavailable:
        """The error for people when it does not answer."""
        return EngineUnavailable(engine=self.label)

    def unusable(self, reason: str) -> EngineUnusable:
        """The error for the owner. reason: with what helps."""
        return EngineUnusable(engine=self.engine, reason=self.clean(reason))

    def clean(self, said: str) -> str:
        """What a server says, fit to be shown: one line, not too long, without the key."""
        if self.key:
            said = said.replace(self.key, "…")
        line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return line if len(line) <= SAID_LIMIT else line[: SAID_LIMIT - 1] + "…"

    async def picture_at(self, address: str) -> bytes:
        """The bytes behind an address that the server sent us to, at most as an upload.

        Its own host is trusted as far as the owner trusts it. Any other must lie in the public
        internet: its name is resolved here, every address is looked at, and it is that address that
        is connected to. The key goes nowhere. Raises BadAnswer.
        """
        url = httpx.URL(self.base).join(_parsed(address))
        async with _client(self._options.timeout_seconds, {}) as client:
            for _hop in range(REDIRECTS + 1):
                response = await self._open(client, url)
                try:
                    if response.has_redirect_location:
                        url = url.join(_parsed(response.headers["Location"]))
                        continue
                    if response.status_code != 200:
                        raise BadAnswer(f"{url.host} answered {response.status_code}")
                    return await read_all(response, BYTES_LIMIT)
                finally:
                    await response.aclose()
        raise BadAnswer("sent us from one address to the next")

    async def _open(self, client: httpx.AsyncClient, url: httpx.URL) -> httpx.Response:
        if url.scheme not in ("http", "https") or not url.host:
            raise BadAnswer(f"sent us to an address that is none of the web's: {url.scheme}:")
        if _place(url) == _place(httpx.URL(self.base)):
            return await _send(client, client.build_request("GET", url))
        failed: BadAnswer | None = None
        for address in await _public_addresses(url):
            request = client.build_request(
                "GET",
                url.copy_with(host=address),
                headers={"Host": url.netloc.decode()},
                extensions={"sni_hostname": url.host},
            )
            try:
                return await _send(client, request)
            except BadAnswer as error:
                failed = error
        raise failed or BadAnswer(f"{url.host} has no address")


async def read_all(response: httpx.Response, limit: int) -> bytes:
    """The whole body. Raises BadAnswer where it is larger than ``limit`` bytes or ends half-way."""
    return b"".join([chunk async for chunk in read_chunks(response, limit)])


async def read_chunks(response: httpx.Response, limit: int) -> AsyncGenerator[bytes, None]:
    """The body as it comes in. Raises BadAnswer, TimeoutError."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise BadAnswer("sent a compressed answer, which we did not ask for")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise BadAnswer(f"wants to send {announced} bytes; at most {limit} are taken")
    read = 0
    try:
        async for chunk in response.aiter_raw():
            read += len(chunk)
            if read > limit:
                raise BadAnswer(f"sent more than {limit} bytes")
            yield chunk
    except httpx.TimeoutException as error:
        raise TimeoutError from error
    except httpx.TransportError as error:
        raise BadAnswer(f"ended half-way: {error!r}") from error


async def open_picture(data: bytes, size: tuple[int, int] | None = None) -> Image.Image:
    """A picture from anywhere, RGB; with a size (width, height) fitted to it. Raises BadAnswer."""
    return await asyncio.to_thread(_open_picture, data, size)


def fit(image: Image.Image, width: int, height: int) -> Image.Image:
    """Cut to the proportions asked for, from the middle, and made smaller where it is larger.

    Never larger: that would add pixels that nobody painted.
    """
    wide, high = image.size
    if wide * height > high * width:
        wide = max(1, round(high * width / height))
    else:
        high = max(1, round(wide * height / width))
    left, top = (image.width - wide) // 2, (image.height - high) // 2
    cut = image.crop((left, top, left + wide, top + high))
    return cut.resize((width, height), Image.Resampling.LANCZOS) if wide > width else cut


def _open_picture(data: bytes, size: tuple[int, int] | None) -> Image.Image:
    try:
        image = decode_upload(data)
    except AffrescoError as error:
        raise BadAnswer(f"sent what is no picture we can take: {error}") from error
    if min(image.size) < LEAST_SIDE:
        raise BadAnswer(f"sent a picture of {image.width} × {image.height} pixels")
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return fit(image.convert("RGB"), *size) if size else image.convert("RGB")


def _base(engine: str, address: str) -> str:
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host or url.userinfo or url.query:
        reason = _("its url must be an address like http://127.0.0.1:8080, without a password")
        raise EngineUnusable(engine=engine, reason=reason)
    return str(url).rstrip("/")


def _client(seconds: float, headers: dict[str, str]) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        timeout=httpx.Timeout(seconds, connect=CONNECT_SECONDS),
        headers={
            "Accept-Encoding": "identity",
            "User-Agent": f"affresco/{affresco.__version__}",
            **headers,
        },
        verify=tls(),
        trust_env=False,
    )


@functools.cache
def tls() -> ssl.SSLContext:
    """Certificates take a tenth of a second to read: once is enough."""
    return httpx.create_ssl_context()


async def _send(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    try:
        return await client.send(request, stream=True)
    except httpx.TimeoutException as error:
        raise TimeoutError from error
    except httpx.TransportError as error:
        raise BadAnswer(f"{request.url.host} does not answer: {error!r}") from error


def _parsed(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except httpx.InvalidURL as error:
        raise BadAnswer("sent us to an address that is none") from error


def _place(url: httpx.URL) -> tuple[str, int]:
    return url.host, url.port or {"http": 80, "https": 443}.get(url.scheme, 0)


async def _public_addresses(url: httpx.URL) -> list[str]:
    host, port = _place(url)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadAnswer(f"sent us to {host}, which has no address") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if not is_public(address):
            raise BadAnswer(f"sent us to {host}, which is not in the public internet: {address}")
    return addresses
