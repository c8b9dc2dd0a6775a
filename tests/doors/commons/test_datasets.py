"""Releases at the door: listed, described, handed out in whole and in parts, to those who may."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from affresco.api.native.datasets import part_of
from affresco.commons.datasets.errors import BadRange
from doors.commons.giving import consumer, withdraw
from giving import giver, made, shown
from world import World

DATASETS = "/api/affresco/v1/commons/datasets"


async def test_a_consumer_finds_and_fetches_a_release(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    for number in range(2):
        await shown(world, ada, f"harbour {number}", number, left=1)
    lab = await consumer(world)
    assert (await world.api("GET", DATASETS, token=lab.key)).json() == []
    await made(world, tmp_path)
    (release,) = (await world.api("GET", DATASETS, token=lab.key)).json()
    assert release["rows"] == {"captions": 2, "preferences": 2}
    assert release["leaves"] == 4
    details = (await world.api("GET", f"{DATASETS}/1", token=lab.key)).json()
    for file in details["files"]:
        answer = await world.api("GET", file["url"], token=lab.key)
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert int(answer.headers["content-length"]) == file["bytes"]
    manifest = await world.api("GET", release["manifest"], token=lab.key)
    assert manifest.content == (tmp_path / "v1/manifest.json").read_bytes()


async def test_parts_of_a_file_are_what_parquet_readers_ask_for(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    await shown(world, ada, "a harbour", 1)
    await made(world, tmp_path)
    path = "captions/train-00000-of-00001.parquet"
    whole = (tmp_path / "v1" / path).read_bytes()
    url = f"{DATASETS}/1/files/{path}"
    tail = await world.api("GET", url, as_=ada, headers={"Range": "bytes=-8"})
    assert (tail.status_code, tail.content) == (206, whole[-8:])
    assert tail.headers["content-range"] == f"bytes {len(whole) - 8}-{len(whole) - 1}/{len(whole)}"
    assert tail.content.endswith(b"PAR1")
    first = await world.api("GET", url, as_=ada, headers={"Range": "bytes=0-3"})
    assert first.content == b"PAR1"
    beyond = await world.api("GET", url, as_=ada, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.json()["code"]) == (416, "commons.bad_range")
    known = await world.api("GET", url, as_=ada, headers={"If-None-Match": first.headers["etag"]})
    assert known.status_code == 304
    table = pq.read_table(io.BytesIO((await world.api("GET", url, as_=ada)).content))
    assert table.column("prompt").to_pylist() == ["a harbour"]


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ("", (0, 10)),
        ("bytes=-", (0, 10)),
        ("lines=1-2", (0, 10)),
        ("bytes=2-3", (2, 4)),
        ("bytes=2-", (2, 10)),
        ("bytes=-4", (6, 10)),
        ("bytes=-40", (0, 10)),
        ("bytes=8-400", (8, 10)),
    ],
)
def test_what_a_range_asks_for(wanted: str, part: tuple[int, int]) -> None:
    assert part_of(wanted, 10) == part


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=5-4", "bytes=-0"])
def test_a_range_of_nothing_is_refused(wanted: str) -> None:
    with pytest.raises(BadRange):
        part_of(wanted, 10)


async def test_strangers_and_keys_without_the_scope_are_refused(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    await shown(world, ada, "a harbour", 1)
    await made(world, tmp_path)
    streaming = await consumer(world, scopes=("stream",))
    unread = await consumer(world, "another", terms=False)
    for path in ("", "/1", "/1/files/manifest.json"):
        assert (await world.api("GET", DATASETS + path)).status_code == 401
        for reader in (streaming, unread):
            assert (await world.api("GET", DATASETS + path, token=reader.key)).status_code == 403
        assert (await world.api("GET", DATASETS + path, as_=ada)).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/2",
        "/0",
        "/nine",
        "/99999999999999999999",
        "/1/files/nothing.parquet",
        "/1/files/../../secret",
        "/1/files/%2e%2e/%2e%2e/secret",
        "/1/files//etc/passwd",
    ],
)
async def test_what_is_not_in_a_release_is_not_found(
    world: World, tmp_path: Path, path: str
) -> None:
    ada = await giver(world, "ada")
    await shown(world, ada, "a harbour", 1)
    await made(world, tmp_path)
    answer = await world.api("GET", DATASETS + path, as_=ada)
    assert answer.status_code == 404


async def test_a_file_with_rows_that_were_taken_back_is_given_no_more(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    post = await shown(world, ada, "a harbour", 1)
    await made(world, tmp_path)
    shard = f"{DATASETS}/1/files/captions/train-00000-of-00001.parquet"
    assert (await world.api("GET", shard, as_=ada)).status_code == 200
    await withdraw(world, post)
    for form in (
        "captions/train-00000-of-00001.parquet",
        "captions-webdataset/train-00000-of-00001.tar",
    ):
        answer = await world.api("GET", f"{DATASETS}/1/files/{form}", as_=ada)
        assert (answer.status_code, answer.json()["code"]) == (409, "commons.shard_taken_back")
    assert (await world.api("GET", f"{DATASETS}/1/files/rows.tsv.gz", as_=ada)).status_code == 200


async def test_a_folder_that_is_gone_is_told_without_its_name(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    await shown(world, ada, "a harbour", 1)
    await made(world, tmp_path / "releases")
    shutil.rmtree(tmp_path / "releases")
    answer = await world.api("GET", f"{DATASETS}/1/files/README.md", as_=ada)
    assert (answer.status_code, answer.json()["code"]) == (503, "commons.release_away")
    assert str(tmp_path) not in answer.text
