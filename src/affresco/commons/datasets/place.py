"""Where releases lie: a folder, or a bucket (``obstore``).

What fails is tried again, each time after a longer rest; what is full or forbidden is not.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError
from obstore.store import LocalStore, ObjectStore, from_url

from affresco.commons.datasets.errors import PlaceFailed, PlaceFull, PlaceUnusable
from affresco.media.store import NO_SPACE

if TYPE_CHECKING:
    from obstore.store import RetryConfig

TRIES: Final = 3
REST_SECONDS: Final = 0.5
"""Before the second try of a file; twice as long before each after it."""
RETRY: Final[RetryConfig] = {
    "max_retries": 5,
    "retry_timeout": timedelta(seconds=60),
    "backoff": {
        "init_backoff": timedelta(seconds=0.1),
        "max_backoff": timedelta(seconds=5),
        "base": 2,
    },
}
"""Of each request to a bucket."""
PATIENCE_SECONDS: Final = 300.0
WHOLE: Final = 16 * 1024 * 1024
"""Bytes of a file that goes out in one request; a larger one goes in parts."""
CHUNK: Final = 1024 * 1024
T = TypeVar("T")


class Place:
    """A folder or a bucket. name: as the owner gave it, absolute."""

    def __init__(self, store: ObjectStore, name: str) -> None:
        self.name = name
        self._store = store

    @classmethod
    def open(cls, location: str, *, make: bool = True) -> Place:
        """location: a folder or s3://, gs://, az://, memory://. make: the folder, where it is not
        there; whether one may write is tried then. Raises PlaceUnusable."""
        if "://" in location:
            try:
                return cls(from_url(location, retry_config=RETRY), location)
            except (BaseError, ValueError, OSError, TypeError) as error:
                raise PlaceUnusable(place=location, reason=_first_line(error)) from error
        folder = Path(location).expanduser().resolve()
        try:
            if make:
                folder.mkdir(parents=True, exist_ok=True)
                probe = folder / f".probe-{secrets.token_hex(4)}"
                probe.touch()
                probe.unlink()
            return cls(LocalStore(folder), str(folder))
        except (OSError, BaseError) as error:
            reason = getattr(error, "strerror", None) or _first_line(error)
            raise PlaceUnusable(place=str(folder), reason=reason) from error

    async def put(self, path: str, data: bytes | Path) -> None:
        """Write a file, whole or not at all. Raises PlaceFull, PlaceFailed."""

        large = isinstance(data, Path) and os.path.getsize(data) > WHOLE  # noqa: ASYNC240 - no reading

        async def put() -> None:
            sent = (
                data
                if large or isinstance(data, bytes)
                else await asyncio.to_thread(data.read_bytes)
            )
            await obstore.put_async(self._store, path, sent, use_multipart=large)

        await self._try(path, put)

    async def get(self, path: str) -> bytes | None:
        """A small file, None where there is none. Raises PlaceFailed."""

        async def get() -> bytes | None:
            try:
                found = await obstore.get_async(self._store, path)
            except FileNotFoundError:
                return None
            return bytes(await found.bytes_async())

        return await self._try(path, get)

    async def size(self, path: str) -> int | None:
        """Bytes of a file, None where there is none. Raises PlaceFailed."""

        async def head() -> int | None:
            try:
                found = await obstore.head_async(self._store, path)
            except FileNotFoundError:
                return None
            return int(found["size"])

        return await self._try(path, head)

    async def read(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from ``start`` to before ``end``, a piece at a time. Raises PlaceFailed."""
        while start < end:
            upto = min(end, start + CHUNK)

            async def piece(start: int = start, upto: int = upto) -> bytes:
                return bytes(
                    await obstore.get_range_async(self._store, path, start=start, end=upto)
                )

            yield await self._try(path, piece)
            start = upto

    async def list(self, folder: str) -> dict[str, int]:
        """Files below a folder with their bytes, by path. Raises PlaceFailed."""

        async def found() -> dict[str, int]:
            try:
                pages = await obstore.list(self._store, folder + "/").collect_async()
            except FileNotFoundError:
                return {}
            return {str(one["path"]): int(one["size"]) for one in pages}

        return await self._try(folder, found)

    async def clear(self, folder: str) -> None:
        """Delete all files below a folder, ``manifest.json`` first: what is left then is no release.
        Raises PlaceFailed."""
        for path in sorted(
            await self.list(folder), key=lambda path: not path.endswith("manifest.json")
        ):
            await self.delete(path)

    async def delete(self, path: str) -> None:
        """Delete a file; an absent one does not matter. Raises PlaceFailed."""

        async def delete() -> None:
            try:
                await obstore.delete_async(self._store, path)
            except FileNotFoundError:
                return

        await self._try(path, delete)

    async def _try(self, path: str, act: Callable[[], Awaitable[T]]) -> T:
        for number in range(1, TRIES + 1):
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    return await act()
            except (BaseError, OSError, TimeoutError) as error:
                denied = isinstance(error, PermissionDeniedError)
                if NO_SPACE.search(str(error)) and not denied:
                    raise PlaceFull(place=self.name) from error
                if denied or number == TRIES:
                    reason = _first_line(error)
                    raise PlaceFailed(
                        place=self.name, path=path, tries=number, reason=reason
                    ) from error
                await asyncio.sleep(REST_SECONDS * 2 ** (number - 1))
        raise AssertionError("the last try returns or raises")


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).partition("\n")[0]
