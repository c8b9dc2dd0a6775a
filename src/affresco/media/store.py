"""Blobs by key and name, in a folder or in object storage (``obstore``).

A blob lies at ``ab/abcdef…/original.webp``. Writes are whole or absent: the local store writes aside
and renames, object storage does so by nature. What a blob is (its type, its size) stands in the
database, since the local store keeps no attributes.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from pathlib import Path
from typing import Final, TypeAlias

import obstore
import structlog
from obstore.exceptions import BaseError, PermissionDeniedError
from obstore.store import LocalStore, ObjectStore, from_url

from affresco.db.pool import StorageFull
from affresco.media.errors import StoreUnavailable, StoreUnusable

log = structlog.get_logger(__name__)

Backend: TypeAlias = ObjectStore

NO_SPACE: Final = re.compile(r"os error (28|122)\b|StorageFull|QuotaExceeded")
"""ENOSPC and EDQUOT, as the Rust library below words them: it has no exception of its own for them."""

PATIENCE_SECONDS: Final = 30.0
_KEY: Final = re.compile(r"[0-9a-f]{32}")
_NAME: Final = re.compile(r"[a-z]{1,16}\.[a-z0-9]{1,8}")


def new_key() -> str:
    """128 random bits in hexadecimal: whoever was shown a picture can fetch it, nobody can guess it."""
    return secrets.token_hex(16)


class Store:
    """Where pictures are kept."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @classmethod
    def open(cls, location: str) -> Store:
        """location: a folder (made when absent) or s3://, gs://, az://, memory://. Raises StoreUnusable."""
        if "://" not in location:
            return cls(_open_folder(Path(location)))
        try:
            return cls(from_url(location))
        except (BaseError, ValueError, OSError) as error:
            raise StoreUnusable(location=location, reason=_first_line(error)) from error

    async def put(self, key: str, name: str, data: bytes) -> None:
        """Write a blob, whole or not at all. Raises StorageFull, StoreUnavailable."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await obstore.put_async(self._backend, _path(key, name), data)
        except (BaseError, OSError, TimeoutError) as error:
            raise _worded(error, key) from error

    async def get(self, key: str, name: str) -> bytes | None:
        """A blob, or None when there is none (also for a malformed key or name). Raises StoreUnavailable."""
        if not (_KEY.fullmatch(key) and _NAME.fullmatch(name)):
            return None
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                found = await obstore.get_async(self._backend, _path(key, name))
                return bytes(await found.bytes_async())
        except FileNotFoundError:
            return None
        except (BaseError, OSError, TimeoutError) as error:
            raise _worded(error, key) from error

    async def delete(self, key: str) -> None:
        """Delete all blobs under a key; absent ones do not matter. Raises StoreUnavailable."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                found = await obstore.list(self._backend, _path(key, "")).collect_async()
                for blob in found:
                    await obstore.delete_async(self._backend, blob["path"])
        except FileNotFoundError:
            return
        except (BaseError, OSError, TimeoutError) as error:
            raise _worded(error, key) from error


def _open_folder(folder: Path) -> LocalStore:
    probe = folder / f".probe-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StoreUnusable(location=str(folder), reason=error.strerror or "") from error
    return LocalStore(folder)


def _path(key: str, name: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a media key: {key!r}")
    return f"{key[:2]}/{key}/{name}"


def _worded(error: BaseException, key: str) -> StorageFull | StoreUnavailable:
    log.error("media store failed", key=key, reason=_first_line(error))
    if NO_SPACE.search(str(error)) and not isinstance(error, PermissionDeniedError):
        return StorageFull()
    return StoreUnavailable()


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).partition("\n")[0]
