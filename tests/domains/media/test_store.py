"""Blobs and rows: written whole, deleted whole, never a row without its blob."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from affresco.db import Database
from affresco.db.pool import StorageFull
from affresco.events.kinds import AccountDeleted, PostDeleted
from affresco.media import commands, handlers, queries
from affresco.media.errors import StoreUnusable
from affresco.media.renditions import encode, encode_preview
from affresco.media.store import Store, new_key

PICTURE = Image.effect_noise((1400, 700), 60).convert("RGB")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(str(tmp_path / "media"))


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB; needs the right to mount."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", folder], capture_output=True
    )
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", folder], check=True)


async def test_a_blob_comes_back(store: Store) -> None:
    key = new_key()
    await store.put(key, "original.webp", b"paint")
    assert await store.get(key, "original.webp") == b"paint"
    assert await store.get(key, "preview.webp") is None
    await store.delete(key)
    await store.delete(key)
    assert await store.get(key, "original.webp") is None


@pytest.mark.parametrize(
    ("key", "name"), [("../../etc", "passwd.txt"), ("0" * 32, "../x.webp"), ("0" * 31, "a.webp")]
)
async def test_a_malformed_address_is_absent(store: Store, key: str, name: str) -> None:
    assert await store.get(key, name) is None


async def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnusable) as caught:
        Store.open(str(tmp_path / "file" / "media"))
    assert "file" in caught.value.text()


async def test_a_full_disk_is_said_and_leaves_nothing(tiny_disk: Path, database: Database) -> None:
    store = Store.open(str(tiny_disk))
    noise = Image.effect_noise((1024, 1024), 200).convert("RGB")
    with pytest.raises(StorageFull):
        await commands.save(database, store, 1, "upload", encode(noise))
    async with database.read() as tx:
        assert await tx.value("SELECT count(*) FROM media") == 0
    assert not [
        name for _folder, _subs, names in os.walk(tiny_disk) for name in names if "#" in name
    ]


def test_sizes_for_screens() -> None:
    encoded = encode(PICTURE)
    assert {b.rendition.name: (b.rendition.width, b.rendition.height) for b in encoded.blobs} == {
        "original": (1400, 700),
        "large": (1280, 640),
        "preview": (640, 320),
    }
    square = encode(Image.new("RGB", (1024, 1024)))
    assert [b.rendition.name for b in square.blobs] == ["original", "preview"]
    assert encode_preview(PICTURE)[8:12] == b"WEBP"


async def test_a_saved_picture_is_found_with_all_its_blobs(
    store: Store, database: Database
) -> None:
    media = await commands.save(database, store, 7, "upload", encode(PICTURE), "noise")
    async with database.read() as tx:
        assert await queries.media_by_ids(tx, [media.id, 1]) == {media.id: media}
        assert await queries.find_by_key(tx, media.key) == media
    assert media.path("large") == f"/media/{media.key}/large.webp"
    for rendition in media.renditions:
        blob = await store.get(media.key, f"{rendition.name}.webp")
        assert blob is not None
        assert len(blob) == rendition.bytes


async def test_a_crash_at_any_await_never_leaves_a_row_without_its_blob(
    store: Store, database: Database
) -> None:
    encoded = encode(PICTURE)
    for steps in range(60):
        task = asyncio.create_task(commands.save(database, store, steps + 1, "upload", encoded))
        for _step in range(steps):
            await asyncio.sleep(0.0005)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with database.read() as tx:
        rows = await tx.rows("SELECT key FROM media")
    for row in rows:
        for name in ("original", "large", "preview"):
            assert await store.get(row["key"], f"{name}.webp") is not None


async def test_deletion_takes_the_blobs_and_spares_what_is_in_use(
    store: Store, database: Database
) -> None:
    gone = await commands.save(database, store, 7, "upload", encode(PICTURE))
    kept = await commands.save(database, store, 7, "upload", encode(PICTURE))
    other = await commands.save(database, store, 8, "upload", encode(PICTURE))
    async with database.write() as tx:
        keys = await commands.delete(tx, [gone.id])
        await handlers.remove_blobs(tx, PostDeleted(1, 7, (*keys, kept.key)))
    await _run_blob_jobs(database, store)
    assert await store.get(gone.key, "original.webp") is None
    assert await store.get(kept.key, "original.webp") is not None

    async with database.write() as tx:
        await handlers.remove_blobs(tx, AccountDeleted(7))
    await _run_blob_jobs(database, store)
    assert await store.get(kept.key, "original.webp") is None
    assert await store.get(other.key, "original.webp") is not None


async def _run_blob_jobs(database: Database, store: Store) -> None:
    async with database.read() as tx:
        rows = await tx.rows("SELECT payload FROM pgqueuer WHERE entrypoint = $1", handlers.BLOBS)
    assert rows
    for row in [*rows, *rows]:
        await handlers.delete_blobs(database, store, row["payload"])
    async with database.write() as tx:
        await tx.run("DELETE FROM pgqueuer")
