"""Published releases, for those who read them: what there is, and their files.

A file of rows is given out as long as nothing in it was taken back; consent is looked up at each request.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Final

import msgspec

from affresco.commons.datasets import ledger_queries as ledger
from affresco.commons.datasets import taking_back_queries as taking_back
from affresco.commons.datasets.errors import (
    PlaceFailed,
    PlaceUnusable,
    ReleaseAway,
    ReleaseFileNotFound,
    ShardTakenBack,
)
from affresco.commons.datasets.model import Release, folder_of
from affresco.commons.datasets.place import Place
from affresco.commons.receipt_errors import ReleaseNotFound
from affresco.db import Database

UNLISTED: Final = frozenset({"manifest.json", "manifest.sig"})
_SHARD: Final = re.compile(r"([a-z]+)(?:-[a-z]+)?/(train|test)-(\d{5})-of-(\d{5})\.(?:parquet|tar)")


class OpenFile(msgspec.Struct, frozen=True):
    """A file that may be read. tag: changes with its bytes."""

    place: Place
    path: str
    size: int
    tag: str

    def read(self, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from ``start`` to before ``end``. Raises PlaceFailed."""
        return self.place.read(self.path, start, end)


async def list_releases(database: Database) -> list[Release]:
    """The newest first."""
    async with database.read() as tx:
        return await ledger.list_releases(tx)


async def get_release(database: Database, version: int) -> Release:
    """Raises ReleaseNotFound."""
    async with database.read() as tx:
        found = await ledger.find_release(tx, version)
    if found is None:
        raise ReleaseNotFound(version=version)
    return found


async def open_file(database: Database, version: int, path: str, removals: str) -> OpenFile:
    """removals: the address where one reads what is gone.

    Raises ReleaseNotFound, ReleaseFileNotFound, ShardTakenBack, ReleaseAway.
    """
    release = await get_release(database, version)
    listed = {entry.path: entry for entry in release.manifest.files}
    if path not in listed and path not in UNLISTED:
        raise ReleaseFileNotFound
    shard = _SHARD.fullmatch(path)
    if shard is not None:
        width = ledger.BUCKETS // int(shard[4])
        buckets = (int(shard[3]) * width, (int(shard[3]) + 1) * width)
        async with database.read() as tx:
            gone = await taking_back.taken_out_of_shard(tx, version, shard[1], shard[2], buckets)
        if gone:
            raise ShardTakenBack(rows=gone, address=removals)
    whole = f"{folder_of(version)}/{path}"
    try:
        place = await asyncio.to_thread(Place.open, release.place, make=False)
        size = await place.size(whole)
    except (PlaceFailed, PlaceUnusable) as error:
        raise ReleaseAway from error
    if size is None or (path in listed and size != listed[path].bytes):
        raise ReleaseAway
    tag = listed[path].sha256 if path in listed else f"{version}-{path}-{release.root.hex()}"
    return OpenFile(place, whole, size, tag)
