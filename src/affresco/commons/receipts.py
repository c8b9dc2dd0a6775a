"""Receipts: that a row is in a release, and that another is not, for anybody to check offline.

The leaves of a version are its rows by (config, key); the roots over each 1,024 of them are kept, so that a
proof reads one such run and the roots, however large the release is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Final

import msgspec
import structlog

from affresco.commons import merkle
from affresco.commons import receipt_queries as queries
from affresco.commons.receipt_errors import ReleaseNotFound, RowNotFound, RowPresent
from affresco.db import Database, ReadTx, Row

log = structlog.get_logger(__name__)

READ_AT_ONCE: Final = 16 * merkle.TILE
"""Leaves that are in memory while the upper levels are made."""
PAGE: Final = 100
"""Rows of one page."""
PROOFS_AT_ONCE: Final = 1_000
"""Of somebody who wants all of theirs: in the order of the tree, so that each run of leaves is read once."""
FIRST: Final = ("", "")
"""Before every (config, key)."""

Place = tuple[str, str]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """That a row stands at ``index`` (from 0) of the tree of ``size`` leaves with this root. Hashes are
    hexadecimal; path is the audit path of RFC 9162, from the leaf upwards."""

    version: int
    root: str
    size: int
    config: str
    key: str
    leaf: str
    index: int
    path: tuple[str, ...]


class Absence(msgspec.Struct, frozen=True, kw_only=True):
    """That no row has this key in a version: its neighbours would stand on its two sides, and they stand
    next to each other. before, after: None at the ends of the release."""

    version: int
    config: str
    key: str
    before: Proof | None
    after: Proof | None


class OwnRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a release that somebody is in. ended_version: the first one that lacks it, None while it
    stands. choice: it tells what they chose, not what they posted."""

    id: int
    config: str
    key: str
    leaf: str
    since_version: int
    ended_version: int | None
    withdrawn_at: datetime | None
    choice: bool
    post_ids: tuple[str, ...]


class OwnRows(msgspec.Struct, frozen=True):
    """Some of them, the newest first. older: what ``before`` must be for the next page, or None."""

    items: tuple[OwnRow, ...]
    older: int | None


class OwnRelease(msgspec.Struct, frozen=True, kw_only=True):
    """A release that somebody is in. size: all rows of it; rows: theirs; choices, withdrawn: of these."""

    version: int
    published_at: datetime
    size: int
    rows: int
    choices: int
    withdrawn: int


class _Tile(msgspec.Struct, frozen=True):
    place: Place
    root: bytes


class _Tree(msgspec.Struct, frozen=True):
    """What is kept of a version."""

    version: int
    root: bytes
    size: int
    tiles: Sequence[_Tile]


async def prove(database: Database, version: int, row_id: int, of: int | None = None) -> Proof:
    """That a row is in a version. of: only for a row that this person is in; None for any.

    Raises ReleaseNotFound, RowNotFound.
    """
    await keep_tree(database, version)
    async with database.read() as tx:
        row = await queries.row(tx, row_id)
        if row is None or not (of is None or of in row["people"] or of == row["actor_id"]):
            raise RowNotFound
        tree = await _tree(tx, version)
        async for proof in _proofs(tx, tree, [(row["config"], row["key"])]):
            if proof.leaf == row["leaf"].hex():
                return proof
    raise RowNotFound


async def prove_by_key(database: Database, version: int, config: str, key: str) -> Proof:
    """As ``prove``, for whoever has the release itself. Raises ReleaseNotFound, RowNotFound."""
    await keep_tree(database, version)
    async with database.read() as tx:
        tree = await _tree(tx, version)
        async for proof in _proofs(tx, tree, [(config, key)]):
            return proof
    raise RowNotFound


async def prove_absence(database: Database, version: int, config: str, key: str) -> Absence:
    """That a version has no row with this key. Raises ReleaseNotFound, RowPresent."""
    await keep_tree(database, version)
    async with database.read() as tx:
        if await queries.row_at(tx, version, config, key) is not None:
            raise RowPresent
        tree = await _tree(tx, version)
        number = max(0, _tile_of(tree, (config, key)))
        run = await _run(tx, tree, number)
        at = number * merkle.TILE + bisect_right([_place(row) for row in run], (config, key))
        before = await _proof_at(tx, tree, at - 1) if at > 0 else None
        after = await _proof_at(tx, tree, at) if at < tree.size else None
    return Absence(version=version, config=config, key=key, before=before, after=after)


async def prove_all(database: Database, version: int, account_id: int) -> AsyncIterator[Proof]:
    """The proofs of every row of a version that somebody is in; little of it is in memory at a time.
    Raises ReleaseNotFound."""
    await keep_tree(database, version)
    place = FIRST
    while True:
        async with database.read() as tx:
            tree = await _tree(tx, version)
            rows = await queries.places_of_person(tx, account_id, version, *place, PROOFS_AT_ONCE)
            found = [proof async for proof in _proofs(tx, tree, map(_place, rows))]
        for proof in found:
            yield proof
        if len(rows) < PROOFS_AT_ONCE:
            return
        place = _place(rows[-1])


async def list_own(
    database: Database, account_id: int, version: int | None = None, before: int | None = None
) -> OwnRows:
    """Rows of published versions that somebody is in. version: of that one alone."""
    async with database.read() as tx:
        rows = await queries.rows_of_person(tx, account_id, version, before, PAGE + 1)
    items = tuple(map(_own, rows[:PAGE]))
    return OwnRows(items, items[-1].id if len(rows) > PAGE else None)


async def list_releases(tx: ReadTx, account_id: int) -> tuple[OwnRelease, ...]:
    """The published versions that somebody is in, the newest first."""
    return tuple(
        OwnRelease(
            version=row["version"],
            published_at=row["published_at"],
            size=row["leaves"],
            rows=row["rows"],
            choices=row["choices"],
            withdrawn=row["withdrawn"],
        )
        for row in await queries.releases_of_person(tx, account_id)
    )


async def keep_tree(database: Database, version: int) -> None:
    """Make the upper levels of a version's tree, unless they are there. A worker does it when a version is
    published; whoever comes earlier waits for it. Raises ReleaseNotFound."""
    async with database.read() as tx:
        release = await _release(tx, version)
        if release["leaves"] == 0 or await queries.has_tiles(tx, version):
            return
    made: list[tuple[int, str, str, bytes]] = []
    place, beyond = FIRST, False
    while True:
        async with database.read() as tx:
            rows = await queries.leaves_from(tx, version, *place, READ_AT_ONCE, beyond=beyond)
        for start, root in merkle.tiles(row["leaf"] for row in rows):
            made.append((len(made), *_place(rows[start]), root))
        if len(rows) < READ_AT_ONCE:
            break
        place, beyond = _place(rows[-1]), True
    if merkle.root(root for _, _, _, root in made) != release["root"]:
        log.error("the rows of a release are not those that it was published with", version=version)
        raise ReleaseNotFound(version=version)
    async with database.write() as tx:
        await queries.put_tiles(tx, version, made)


async def _release(tx: ReadTx, version: int) -> Row:
    release = await queries.release(tx, version)
    if release is None:
        raise ReleaseNotFound(version=version)
    return release


async def _tree(tx: ReadTx, version: int) -> _Tree:
    release = await _release(tx, version)
    tiles = [_Tile(_place(row), row["root"]) for row in await queries.tiles(tx, version)]
    return _Tree(version, release["root"], release["leaves"], tiles)


async def _proofs(tx: ReadTx, tree: _Tree, places: Iterable[Place]) -> AsyncIterator[Proof]:
    """Of those that are in the tree, in its order; each run of leaves is read once."""
    run: list[Row] = []
    read = -1
    for place in sorted(places):
        number = _tile_of(tree, place)
        if number < 0:
            continue
        if number != read:
            run, read = await _run(tx, tree, number), number
        offset = bisect_right([_place(row) for row in run], place) - 1
        if offset >= 0 and _place(run[offset]) == place:
            yield _proof(tree, run, number, offset)


async def _proof_at(tx: ReadTx, tree: _Tree, index: int) -> Proof:
    number, offset = divmod(index, merkle.TILE)
    return _proof(tree, await _run(tx, tree, number), number, offset)


def _proof(tree: _Tree, run: Sequence[Row], number: int, offset: int) -> Proof:
    """run: the leaves of tile ``number``. offset: of the leaf among them."""
    first = number * merkle.TILE
    path = []
    for start, stop in merkle.siblings(first + offset, tree.size):
        if first <= start and stop <= first + len(run):
            path.append(merkle.root(row["leaf"] for row in run[start - first : stop - first]))
        else:
            tiles = tree.tiles[start // merkle.TILE : -(-stop // merkle.TILE)]
            path.append(merkle.root(tile.root for tile in tiles))
    row = run[offset]
    return Proof(
        version=tree.version,
        root=tree.root.hex(),
        size=tree.size,
        config=row["config"],
        key=row["key"],
        leaf=row["leaf"].hex(),
        index=first + offset,
        path=tuple(one.hex() for one in path),
    )


async def _run(tx: ReadTx, tree: _Tree, number: int) -> list[Row]:
    """The leaves of a tile, in order."""
    if not tree.tiles:
        return []
    place = tree.tiles[number].place
    return await queries.leaves_from(tx, tree.version, *place, merkle.TILE, beyond=False)


def _tile_of(tree: _Tree, place: Place) -> int:
    """The tile in which a place would be; -1 where it is before all."""
    return bisect_right([tile.place for tile in tree.tiles], place) - 1


def _place(row: Row) -> Place:
    return row["config"], row["key"]


def _own(row: Row) -> OwnRow:
    return OwnRow(
        id=row["id"],
        config=row["config"],
        key=row["key"],
        leaf=row["leaf"].hex(),
        since_version=row["since_version"],
        ended_version=row["ended_version"],
        withdrawn_at=row["withdrawn_at"],
        choice=bool(row["chosen"]),
        post_ids=tuple(map(str, row["post_ids"])),
    )
