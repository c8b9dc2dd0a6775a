"""A release from end to end: what is in it, that it loads, that it is the same again."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import datasets
import msgspec
from PIL import Image

from affresco.commons.datasets import sealing
from giving import giver, made, manifest_of, shown
from world import World


def loaded(folder: Path, config: str, split: str, cache: Path) -> datasets.Dataset:
    """As a lab loads it."""
    return datasets.load_dataset(str(folder), config, split=split, cache_dir=str(cache))


async def test_captions_and_preferences_load(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    post = await shown(world, ada, "a quiet harbour", 1, left=2, text="Morning.", language="en")
    outcome = await made(world, tmp_path / "out")
    assert (outcome.version, outcome.fresh) == (1, True)
    folder = tmp_path / "out" / "v1"
    rows = loaded(folder, "captions", "train", tmp_path / "cache")
    assert len(rows) == 1
    row = rows[0]
    assert isinstance(row["image"], Image.Image)
    assert row["image"].size == (96, 72)
    assert row["key"] == f"{post.id}/0"
    assert row["prompt"] == "a quiet harbour"
    assert msgspec.json.decode(row["recipe"])["engine"] == "tests"
    assert (row["text"], row["language"], row["licence"]) == ("Morning.", "en", "CC BY")
    assert row["author"].startswith("p")
    assert "ada" not in row["author"]
    pairs = loaded(folder, "preferences", "train", tmp_path / "cache")
    assert len(pairs) == 2
    for pair in pairs:
        assert pair["caption"] == "a quiet harbour"
        assert {pair["label_0"], pair["label_1"]} == {0.0, 1.0}
        best = pair["jpg_0"] if pair["label_0"] == 1.0 else pair["jpg_1"]
        assert hashlib.sha256(best).hexdigest() == row["image_sha256"]
        assert Image.open(io.BytesIO(pair["jpg_1"])).size == (96, 72)


async def test_the_same_version_is_the_same_bytes(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    for number in range(3):
        await shown(world, ada, f"harbour {number}", number, left=1)
    await made(world, tmp_path / "one")
    outcome = await made(world, tmp_path / "two")
    assert (outcome.version, outcome.fresh) == (1, False)
    one, two = tmp_path / "one" / "v1", tmp_path / "two" / "v1"
    paths = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert paths == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    for path in paths:
        assert (one / path).read_bytes() == (two / path).read_bytes(), path


async def test_the_manifest_names_every_file_and_is_signed(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    await shown(world, ada, "a quiet harbour", 1, left=1)
    await made(world, tmp_path)
    folder = tmp_path / "v1"
    manifest = manifest_of(folder)
    files = manifest["files"]
    assert isinstance(files, list)
    for entry in files:
        data = (folder / entry["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["bytes"], entry["sha256"])
    lying = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert lying == {entry["path"] for entry in files} | {"manifest.json", "manifest.sig"}
    key, signature = (folder / "key.pem").read_bytes(), (folder / "manifest.sig").read_bytes()
    data = (folder / "manifest.json").read_bytes()
    assert sealing.verify(key, signature, data)
    assert not sealing.verify(key, signature, data.replace(b'"version": 1', b'"version": 2'))
    assert not list(tmp_path.glob(".making-*"))  # noqa: ASYNC240 - a handful of files
