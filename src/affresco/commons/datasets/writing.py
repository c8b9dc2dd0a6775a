"""The files of one release, one after the other, into its folder."""

from __future__ import annotations

import asyncio
import errno
import gzip
import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import asyncpg
import pyarrow as pa

from affresco.commons import merkle
from affresco.commons.datasets import counting, pictures, shards
from affresco.commons.datasets import ledger_queries as ledger
from affresco.commons.datasets.errors import PlaceFull
from affresco.commons.datasets.model import Config, Count, Entry, Span, Split
from affresco.commons.datasets.place import Place
from affresco.commons.datasets.reading import read_rows
from affresco.commons.datasets.shapes import SHAPES, Shape
from affresco.commons.datasets.shards import Picture, Pictures, Writer
from affresco.db import Database
from affresco.media import queries as media_queries
from affresco.media.store import Store

LISTING: Final = "rows.tsv.gz"


class Folder:
    """A release that is being written. entries: of what is written, by path. scratch: on this machine's disk,
    for one file at a time."""

    def __init__(
        self,
        connection: asyncpg.Connection,
        database: Database,
        store: Store,
        place: Place,
        name: str,
        scratch: Path,
        span: Span | None,
    ) -> None:
        self.entries: dict[str, Entry] = {}
        self.name = name
        self._counted: dict[tuple[Config, Split, int], counting.Counted] = {}
        self._connection = connection
        self._database = database
        self._store = store
        self._place = place
        self._scratch = scratch
        self._span = span

    async def shard(self, config: Config, split: Split, number: int, of: int) -> None:
        """Write a shard in all of its forms, also where it was written before.

        Raises PictureMissing, StoreUnavailable, PlaceFull, PlaceFailed.
        """
        shape = SHAPES[config]
        with self._disk():
            writers = shards.writers_for(shape, self._scratch, split)
        writing = _Lines(self, shape, [writer for _path, writer in writers.values()])
        try:
            with self._disk():
                await ledger.copy_shard(
                    self._connection,
                    config,
                    split,
                    shards.buckets_of(number, of, ledger.BUCKETS),
                    self._span,
                    writing.take,
                )
                await writing.finish()
                for _path, writer in writers.values():
                    writer.close()
        except BaseException:  # cancelled, too: no thread and no file stays open
            with suppress(OSError, ValueError, pa.ArrowException):
                await writing.rest()  # a thread that writes cannot be stopped
            for _path, writer in writers.values():
                with suppress(OSError, ValueError):  # it cannot be finished, and is thrown away
                    writer.close()
            raise
        for form, (path, writer) in writers.items():
            name = shards.shard_name(form, split, number, of, path.suffix)
            await self._keep(name, path, writer.rows)
        self._counted[config, split, number] = writing.counted

    def counts(self) -> tuple[Count, ...]:
        """Of all shards that were written."""
        return counting.summed(self._counted)

    async def paper(self, name: str, data: bytes) -> None:
        """Write a small file. Raises PlaceFull, PlaceFailed."""
        await self._place.put(f"{self.name}/{name}", data)
        self.entries[name] = Entry(name, len(data), hashlib.sha256(data).hexdigest())

    async def unlisted(self, name: str, data: bytes) -> None:
        """Write a small file that the manifest cannot name. Raises PlaceFull, PlaceFailed."""
        await self._place.put(f"{self.name}/{name}", data)

    async def listing(self) -> tuple[bytes, int]:
        """Write config, key and hash of each row, in the order of the tree; its root, and how many leaves.
        Raises PlaceFull, PlaceFailed."""
        tree, rest = merkle.Tree(), b""
        path = self._scratch / LISTING

        with self._disk(), path.open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as file:

            def grow(data: bytes) -> None:
                file.write(data)
                for line in data.splitlines():
                    tree.add(merkle.leaf(line.replace(b"\t", b"\n")))

            async def take(data: bytes) -> None:
                nonlocal rest
                rest += data
                if len(rest) >= shards.TEXT_BLOCK:
                    whole = rest.rfind(b"\n") + 1
                    lines, rest = rest[:whole], rest[whole:]
                    await asyncio.to_thread(grow, lines)

            await ledger.copy_listing(self._connection, self._span, take)
            await asyncio.to_thread(grow, rest)
        await self._keep(LISTING, path, tree.size)
        return tree.root(), tree.size

    async def pictures_of(self, shape: Shape, table: pa.Table) -> Pictures:
        """The pictures of rows. Raises PictureMissing, StoreUnavailable."""
        wanted = shards.wanted(shape, table)
        async with self._database.read() as tx:
            found = await media_queries.media_by_ids(tx, {int(uid) for uid, _sha in wanted})
        known = {str(media.id): media for media in found.values()}
        blobs = await pictures.fetch(self._store, wanted, known)
        return {
            uid: Picture(f"{uid}.{known[uid].content_type.removeprefix('image/')}", data)
            for (uid, _sha), data in zip(wanted, blobs, strict=True)
        }

    async def _keep(self, name: str, path: Path, rows: int) -> None:
        entry = await asyncio.to_thread(shards.entry_of, path, name, rows)
        await self._place.put(f"{self.name}/{name}", path)
        await asyncio.to_thread(path.unlink)
        self.entries[name] = entry

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Raises PlaceFull where this machine's disk is full."""
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise PlaceFull(place=str(self._scratch)) from error
            raise


class _Lines:
    """Takes what COPY hands out, and gives it to the writers in groups of rows."""

    def __init__(self, folder: Folder, shape: Shape, writers: list[Writer]) -> None:
        self.counted: counting.Counted = Counter()
        self._folder = folder
        self._shape = shape
        self._writers = writers
        self._parts: list[bytes] = []
        self._size = 0
        self._under_way: asyncio.Task[None] | None = None

    async def take(self, data: bytes) -> None:
        """Rows with pictures wait for ``finish``: looking for those takes the database, too."""
        self._parts.append(data)
        self._size += len(data)
        if not self._shape.pictures and self._size >= shards.TEXT_BLOCK:
            joined = b"".join(self._parts)
            whole = joined.rfind(b"\n") + 1
            self._parts = [joined[whole:]]
            self._size = len(joined) - whole
            await self.rest()
            # One block is written while the next one comes from the database.
            writing = asyncio.to_thread(self._write, joined[:whole])
            self._under_way = asyncio.create_task(writing, name="writing a shard")

    async def rest(self) -> None:
        """Until what is being written is written. Raises what that raised."""
        if self._under_way is not None:
            task, self._under_way = self._under_way, None
            await task

    async def finish(self) -> None:
        """What is left."""
        await self.rest()
        data = b"".join(self._parts)
        if not data:
            return
        if not self._shape.pictures:
            await asyncio.to_thread(self._write, data)
            return
        for group in shards.cut(data, shards.PICTURE_ROWS):
            table = await asyncio.to_thread(read_rows, self._shape, group)
            found = await self._folder.pictures_of(self._shape, table)
            await asyncio.to_thread(self._give, table, found)

    def _write(self, data: bytes) -> None:
        self._give(read_rows(self._shape, data), {})

    def _give(self, table: pa.Table, found: Pictures) -> None:
        self.counted.update(counting.count(table))
        for writer in self._writers:
            writer.write(table, found)
