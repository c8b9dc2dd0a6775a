"""From the network to a published version, and to parts of it.

One process at a time. A moment of the network is drafted; what is new comes into the ledger, where the
database's gate looks at every row; files are written. Then one transaction holds the network still,
finds that nothing was taken back since the draft, and publishes. Where something was, the rows go and
their shards are written again: the stricter wins. ``manifest.json`` is written after the commit, last of all.

Killed anywhere, the next export takes back what was not published and begins anew; killed between the commit
and the manifest, it finds the version unchanged and completes its folder.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import asyncpg
import msgspec

from affresco.commons.datasets import drafting, papers, pictures, sealing, shards, workplace
from affresco.commons.datasets import ledger_queries as ledger
from affresco.commons.datasets import taking_back_queries as taking_back
from affresco.commons.datasets.errors import (
    ExportRunning,
    NothingGiven,
    PictureMissing,
    ReleaseChanged,
    ReleaseDiffers,
    Unsettled,
)
from affresco.commons.datasets.model import (
    FORMAT,
    Config,
    Manifest,
    Outcome,
    Progress,
    Release,
    Span,
    Split,
    Tally,
    folder_of,
)
from affresco.commons.datasets.place import Place
from affresco.commons.datasets.writing import Folder
from affresco.commons.receipt_errors import ReleaseNotFound
from affresco.runtime import Runtime
from affresco.studio.provenance import identity
from affresco.text import _

MANIFEST: Final = "manifest.json"
ROUNDS: Final = 50
"""How often a version is mended before the export gives up; each round is shorter than the one before."""
BEGINNINGS: Final = 5
LOCK_PATIENCE: Final = "700ms"
"""Less than the second after which PostgreSQL looks for a deadlock, so that it is us who give way."""
LOCK_REST_SECONDS: Final = 0.3


Touched = tuple[Config, Split, int]
"""Where a row was that is taken out: its config, its side, its bucket."""


class _BeginAnew(Exception):
    """What was drafted cannot be mended row by row."""


async def export(
    runtime: Runtime,
    location: str,
    progress: Progress,
    *,
    since: int | None = None,
    version: int | None = None,
) -> Outcome:
    """Write the newest version to a folder or a bucket; a new one where anything has changed.

    since: beside it, the rows alone that came after this version, and what was removed. version: that
    one again. Raises NothingGiven, ExportRunning, ReleaseNotFound, ReleaseChanged, ReleaseDiffers,
    PictureMissing, PlaceUnusable, PlaceFailed, PlaceFull, Unsettled, StoreUnavailable, SigningUnusable,
    DatabaseUnavailable.
    """
    place = await asyncio.to_thread(Place.open, location)
    await identity.share(runtime.settings, runtime.database)
    connection = await runtime.database.connect()
    try:
        if not await ledger.seize(connection):
            raise ExportRunning
        await workplace.tidy(connection, place)
        async with workplace.scratch(runtime, place) as scratch:
            for _again in range(BEGINNINGS):
                build = _Build(runtime, connection, place, scratch, progress)
                try:
                    return await build.run(since, version)
                except _BeginAnew:
                    continue
            raise Unsettled
    finally:
        await connection.close()


class _Build:
    """One try."""

    def __init__(
        self,
        runtime: Runtime,
        connection: asyncpg.Connection,
        place: Place,
        scratch: Path,
        progress: Progress,
    ) -> None:
        self._runtime = runtime
        self._connection = connection
        self._place = place
        self._scratch = scratch
        self._progress = progress
        self._identity = identity.of(runtime.settings)
        self._withdrawn = 0
        self._late: list[Touched] = []

    async def run(self, since: int | None, version: int | None) -> Outcome:
        """Draft, write, publish."""
        step = _("Looking at pictures")
        await pictures.prepare(self._connection, self._runtime.store, self._progress, step)
        through, tally = await drafting.draft(
            self._connection, self._runtime.secret, self._progress
        )
        last = await ledger.latest(self._connection)
        if version is not None:
            return await self._again(await self._find(version))
        if since is not None and (last is None or since > last.version):
            raise ReleaseNotFound(version=since)
        if last is None and not await ledger.size(self._connection):
            raise NothingGiven
        if last is not None and not await ledger.differs(self._connection):
            outcome = await self._again(last)
        else:
            outcome = await self._fresh(1 if last is None else last.version + 1, through, tally)
        if since is not None:
            outcome = await self._part(outcome, since, tally)
        await drafting.forget(self._connection)
        return outcome

    async def _find(self, version: int) -> Release:
        async with self._runtime.database.read() as tx:
            found = await ledger.find_release(tx, version)
        if found is None:
            raise ReleaseNotFound(version=version)
        return found

    # a version that was not there ---------------------------------------------------------------

    async def _fresh(self, version: int, through: int, tally: Tally) -> Outcome:
        created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        folder = self._folder(folder_of(version), None)
        await self._place.clear(folder.name)
        await ledger.begin(self._connection, version, through, self._place.name)
        await ledger.end_rows(self._connection, version)
        total = await ledger.size(self._connection)
        step = _("Writing down whose rows these are")

        async def settle() -> None:
            await self._mend(version, ())

        await ledger.add_rows(
            self._connection, version, settle, lambda done: self._progress(step, done, total)
        )
        sizes = await ledger.sizes(self._connection, None)
        made = {each: shards.shards_for(each[0], rows) for each, rows in sizes.items()}
        await self._write_all(folder, made, version)
        await self._rewrite(folder, made, version, ())
        manifest = Manifest(
            format=FORMAT,
            network=self._runtime.base_url,
            version=version,
            since=0,
            created=created,
            through=through,
            root="",
            leaves=0,
            shards={f"{config}/{split}": of for (config, split), of in sorted(made.items())},
            counts=(),
            tally=tally,
            files=(),
        )
        for _round in range(ROUNDS):
            manifest = await self._seal(folder, manifest)
            if await self._publish(manifest):
                await folder.unlisted(MANIFEST, sealing.encoded(manifest))
                return self._outcome(manifest, fresh=True)
            await self._rewrite(folder, made, version, await self._mend(version, ()))
        raise Unsettled

    async def _publish(self, manifest: Manifest) -> bool:
        """False where something was taken back, or others hold what we need for longer than we wait."""
        rows: dict[str, int] = {config: 0 for config, _split in self._sizes(manifest)}
        for (config, _split), count in self._sizes(manifest).items():
            rows[config] += count
        try:
            async with self._connection.transaction():
                await taking_back.lock_what_is_given(self._connection, LOCK_PATIENCE)
                if await taking_back.taken_back(self._connection):
                    return False
                assert await ledger.leaves(self._connection, manifest.version) == manifest.leaves
                await ledger.publish(self._connection, manifest, rows)
        except (
            asyncpg.exceptions.LockNotAvailableError,
            asyncpg.exceptions.DeadlockDetectedError,
        ):
            await asyncio.sleep(LOCK_REST_SECONDS)
            return False
        return True

    @staticmethod
    def _sizes(manifest: Manifest) -> dict[tuple[Config, Split], int]:
        return {(c.config, c.split): c.rows for c in manifest.counts if not c.column}

    async def _mend(self, version: int, media_ids: tuple[str, ...]) -> list[Touched]:
        """Take out what was taken back; where its rows are. Raises _BeginAnew."""
        gone = await taking_back.taken_back(self._connection)
        if gone.uncredited:
            await self._undo()
            raise _BeginAnew
        if not gone and not media_ids:
            return []
        touched = await taking_back.prune(self._connection, version, gone, list(media_ids))
        self._withdrawn += len(touched)
        return touched

    async def _undo(self) -> None:
        for version, _where in await ledger.undo_unfinished(self._connection):
            await self._place.clear(folder_of(version))

    # a version that was there -------------------------------------------------------------------

    async def _again(self, release: Release) -> Outcome:
        """Write a published version as it was. Raises ReleaseChanged, ReleaseDiffers."""
        before = release.manifest
        gone = await ledger.missing(self._connection, release.version)
        if gone:
            raise ReleaseChanged(version=release.version, rows=gone)
        name = folder_of(release.version)
        if await self._place.get(f"{name}/{MANIFEST}") == sealing.encoded(before):
            lying = await self._place.list(name)
            if all(lying.get(f"{name}/{one.path}") == one.bytes for one in before.files):
                return self._outcome(before, fresh=False)
        folder = self._folder(name, Span(0, release.version))
        await self._place.clear(name)
        made = {}
        for path, of in before.shards.items():
            config, split = path.split("/")
            made[msgspec.convert(config, Config), msgspec.convert(split, Split)] = of
        await self._write_all(folder, made, None)
        manifest = await self._seal(folder, before)
        if manifest != before:
            await self._place.clear(name)
            other = sorted(set(manifest.files) ^ set(before.files))
            path = other[0].path if other else MANIFEST
            raise ReleaseDiffers(version=release.version, path=path, place=release.place)
        if await taking_back.taken_back(self._connection):
            await self._place.clear(name)
            raise _BeginAnew
        await folder.unlisted(MANIFEST, sealing.encoded(before))
        await ledger.move(self._connection, release.version, self._place.name)
        return self._outcome(before, fresh=False)

    async def _part(self, whole: Outcome, since: int, tally: Tally) -> Outcome:
        """Beside the version, what came after another. Raises _BeginAnew."""
        release = await self._find(whole.version)
        span = Span(since, whole.version)
        folder = self._folder(folder_of(whole.version, since), span)
        await self._place.clear(folder.name)
        sizes = await ledger.sizes(self._connection, span)
        made = {each: shards.shards_for(each[0], rows) for each, rows in sizes.items()}
        await self._write_all(folder, made, None)
        named = {f"{config}/{split}": of for (config, split), of in sorted(made.items())}
        manifest = msgspec.structs.replace(release.manifest, since=since, shards=named)
        manifest = await self._seal(folder, manifest)
        if await taking_back.taken_back(self._connection):
            await self._place.clear(folder.name)
            raise _BeginAnew
        await folder.unlisted(MANIFEST, sealing.encoded(manifest))
        rows = sum(self._sizes(manifest).values())
        size = sum(one.bytes for one in manifest.files)
        return msgspec.structs.replace(whole, rows=rows, bytes=size, folder=folder.name)

    # files --------------------------------------------------------------------------------------

    def _folder(self, name: str, span: Span | None) -> Folder:
        runtime = self._runtime
        return Folder(
            self._connection,
            runtime.database,
            runtime.store,
            self._place,
            name,
            self._scratch,
            span,
        )

    async def _write_all(
        self, folder: Folder, made: dict[tuple[Config, Split], int], version: int | None
    ) -> None:
        """made: shards by config and split. version: the one that is being built, else None."""
        total, done = sum(made.values()), 0
        for (config, split), of in sorted(made.items()):
            step = _("Writing {config}, {split}").format(config=config, split=split)
            for number in range(of):
                await self._shard(folder, config, split, number, of, version)
                done += 1
                self._progress(step, done, total)

    async def _rewrite(
        self,
        folder: Folder,
        made: dict[tuple[Config, Split], int],
        version: int,
        touched: Sequence[Touched],
    ) -> None:
        """Write shards again whose rows were taken out, and those of what is found missing meanwhile."""
        self._late.extend(touched)
        while self._late:
            again = {(c, s, bucket * made[c, s] // ledger.BUCKETS) for c, s, bucket in self._late}
            self._late.clear()
            for config, split, number in sorted(again):
                await self._shard(folder, config, split, number, made[config, split], version)

    async def _shard(
        self,
        folder: Folder,
        config: Config,
        split: Split,
        number: int,
        of: int,
        version: int | None,
    ) -> None:
        """Raises PictureMissing where a picture is missing that nobody took back."""
        while True:
            try:
                await folder.shard(config, split, number, of)
                return
            except PictureMissing as error:
                if version is None:
                    if await taking_back.taken_back(self._connection):
                        raise _BeginAnew from error
                    raise
                uid = str(error.details["picture"])
                known = await taking_back.has_picture(self._connection, int(uid))
                touched = await self._mend(version, () if known else (uid,))
                if not touched:
                    raise
                self._late.extend(touched)

    async def _seal(self, folder: Folder, manifest: Manifest) -> Manifest:
        """All papers but the manifest, which is returned."""
        self._progress(_("Sealing"), 0, 0)
        root, leaves = await folder.listing()
        after = manifest.since or manifest.version - 1
        removed = await ledger.removals(self._connection, after, manifest.version)
        await folder.paper("removals.json", papers.removals(manifest.version, after, removed))
        manifest = msgspec.structs.replace(
            manifest, root=root.hex(), leaves=leaves, counts=folder.counts(), files=()
        )
        shown = tuple(sorted(e for e in folder.entries.values() if e.path not in papers.PAPERS))
        described = msgspec.structs.replace(manifest, files=shown)
        await folder.paper("README.md", papers.card(described))
        await folder.paper("croissant.json", papers.croissant(described))
        await folder.paper("key.pem", sealing.public_key(self._identity))
        listed = {name: one for name, one in folder.entries.items() if name != "SHA256SUMS"}
        await folder.paper("SHA256SUMS", sealing.checksums(listed.values()))
        manifest = msgspec.structs.replace(manifest, files=tuple(sorted(folder.entries.values())))
        await folder.unlisted(
            "manifest.sig", sealing.sign(self._identity, sealing.encoded(manifest))
        )
        return manifest

    def _outcome(self, manifest: Manifest, *, fresh: bool) -> Outcome:
        return Outcome(
            version=manifest.version,
            fresh=fresh,
            rows=manifest.leaves,
            bytes=sum(one.bytes for one in manifest.files),
            folder=folder_of(manifest.version),
            withdrawn=self._withdrawn,
        )
