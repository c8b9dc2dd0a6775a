"""What stands about a release can be checked by those who have nothing but the release."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import datasets
import duckdb
import mlcroissant
import msgspec
import pytest

from affresco.commons import merkle
from affresco.commons.datasets.model import Manifest
from affresco.commons.datasets.shapes import SHAPES
from domains.commons.datasets.records import record
from giving import giver, made, manifest_of, shown
from world import World


@pytest.fixture
async def release(world: World, tmp_path: Path) -> Path:
    """A release with rows of every config, and words that are hard to write down."""
    ada, bo = await giver(world, "ada"), await giver(world, "bo", licence="CC0")
    hard = 'a "quiet" \\ harbour\twith ☕ and \u2028 and\nlines | bars'
    post = await shown(world, ada, hard, 1, left=2, text=hard)
    await world.like(bo, post)
    await world.post(by=bo, text=hard, reply_to=post)
    await shown(world, bo, "a remix", 5, remix_of=post)
    await made(world, tmp_path)
    return tmp_path / "v1"


async def test_the_tree_is_computed_again_from_what_was_loaded(
    release: Path, tmp_path: Path
) -> None:
    leaves = []
    for config in sorted(SHAPES):
        for split in ("train", "test"):
            if not (release / config).exists() or not list((release / config).glob(f"{split}-*")):
                continue
            rows = datasets.load_dataset(
                str(release), config, split=split, cache_dir=str(tmp_path / "cache")
            )
            pictures = [column.name for column in SHAPES[config].pictures]
            for row in rows.remove_columns(pictures):
                told = hashlib.sha256(record(row).encode()).hexdigest()
                leaves.append((config, row["key"], told))
    assert {config for config, _key, _told in leaves} == set(SHAPES)
    data = [f"{config}\n{key}\n{told}".encode() for config, key, told in sorted(leaves)]
    root = merkle.root(hashlib.sha256(b"\x00" + one).digest() for one in data)
    manifest = manifest_of(release)
    assert (root.hex(), len(data)) == (manifest["root"], manifest["leaves"])
    listed = gzip.decompress((release / "rows.tsv.gz").read_bytes()).decode().splitlines()
    assert listed == ["\t".join(leaf) for leaf in sorted(leaves)]


async def test_the_ledger_has_the_same_tree(release: Path, world: World) -> None:
    async with world.database.read() as tx:
        rows = await tx.rows(
            """SELECT leaf FROM commons_rows WHERE since_version <= 1
               AND (ended_version IS NULL OR ended_version > 1)
               ORDER BY config COLLATE "C", key COLLATE "C" """
        )
        root = await tx.value("SELECT root FROM commons_releases WHERE version = 1")
    assert merkle.root(row["leaf"] for row in rows) == root
    assert root.hex() == manifest_of(release)["root"]


async def test_croissant_is_valid_and_reads_the_rows(release: Path) -> None:
    found = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    assert not found.metadata.issues.errors
    assert not found.metadata.issues.warnings
    document = json.loads((release / "croissant.json").read_text())
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert document["usageInfo"]
    assert {one["name"] for one in document["recordSet"]} == set(SHAPES)
    (row, *_) = found.records(record_set="rankings")
    assert row["rankings/kind"] == b"like"


async def test_the_card_says_what_was_counted(release: Path) -> None:
    card = (release / "README.md").read_text()
    assert "| `captions` | CC0 | 0 |" not in card
    assert "| `captions` | CC BY | 2 |" in card, "a remix has the licence of what it contains"
    assert "| `preferences` | choice | 2 |" in card
    assert "path: captions/train-*.parquet" in card
    assert "\n- cc-by-4.0\n" in card


async def test_openssl_and_sha256sum_agree(release: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    for command in (
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        *[
            [
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                "key.pem",
                "-signature",
                "manifest.sig",
                "manifest.json",
            ]
        ],
    ):
        await asyncio.to_thread(
            subprocess.run, command, cwd=release, check=True, capture_output=True
        )


def test_duckdb_reads_what_the_manifest_counts(release: Path) -> None:
    manifest = msgspec.json.decode((release / "manifest.json").read_bytes(), type=Manifest)
    counts = [one for one in manifest.counts if not one.column]
    assert {one.config for one in counts} == set(SHAPES)
    reader = duckdb.connect()
    for one in counts:
        path = str(release / one.config / f"{one.split}-*.parquet")
        found = reader.execute("SELECT count(*), count(DISTINCT key) FROM read_parquet($1)", [path])
        assert found.fetchall() == [(one.rows, one.rows)]
    path = str(release / "captions" / "*.parquet")
    found = reader.execute("SELECT image.bytes, image_sha256 FROM read_parquet($1)", [path])
    for data, told in found.fetchall():
        assert hashlib.sha256(data).hexdigest() == told
