"""Real releases, as a lab downloads them: receipts hold, and what is withdrawn is gone everywhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from affresco.commons import merkle, receipts, removals
from affresco.commons.receipt_errors import RowNotFound
from doors.commons import giving as readers
from giving import giver, made, manifest_of, shown
from world import World

DOCS = Path(__file__).parents[3] / "docs/reference"


def listed(folder: Path) -> dict[tuple[str, str], bytes]:
    """(config, key) → leaf, of the release's own listing, in its order."""
    lines = gzip.decompress((folder / "rows.tsv.gz").read_bytes()).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    return {
        (config, key): merkle.leaf(f"{config}\n{key}\n{told}".encode())
        for config, key, told in rows
    }


async def test_the_documented_script_proves_every_receipt_offline(
    world: World, tmp_path: Path
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    posts = [
        await shown(world, who, f"number {n}", n, left=1) for n, who in enumerate((ada, bo, ada))
    ]
    await world.like(bo, posts[0])
    await made(world, tmp_path)
    manifest = manifest_of(tmp_path / "v1")
    answer = await world.get("/settings/data/receipts/1", as_=ada)
    file = tmp_path / "receipts.jsonl"
    file.write_bytes(answer.content)
    page = (DOCS / "commons.md").read_text()
    script = re.search(r"Save as `check\.py`.*?```python\n(.*?)```", page, re.DOTALL)
    assert script is not None
    assert len(script[1].strip().splitlines()) <= 20
    (tmp_path / "check.py").write_text(script[1])

    def check(root: object) -> list[str]:
        command = [sys.executable, str(tmp_path / "check.py"), str(file), str(root)]
        return subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout.splitlines()

    said = check(manifest["root"])
    assert len(said) >= 3
    assert all(line.startswith("proven ") for line in said)
    assert all(line.startswith("NOT PROVEN") for line in check("0" * 64))
    rows = listed(tmp_path / "v1")
    for line in answer.text.splitlines():
        proof = json.loads(line)
        assert rows[proof["config"], proof["key"]].hex() == proof["leaf"]


async def test_what_is_withdrawn_is_gone_from_all_that_comes(world: World, tmp_path: Path) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    kept, gone = [await shown(world, ada, f"number {n}", n, left=1) for n in range(2)]
    await world.like(bo, gone)
    lab = await readers.consumer(world)
    await made(world, tmp_path)
    before = listed(tmp_path / "v1")
    await readers.withdraw(world, gone)
    await made(world, tmp_path)
    after = listed(tmp_path / "v2")
    missing = {place for place in before if after.get(place) != before[place]}
    assert missing

    everything = [one async for one in removals.every_removal(world.database, 2)]
    assert {(one.config, one.key) for one in everything} == missing
    assert {one.leaf for one in everything} == {before[place].hex() for place in missing}
    assert {one.reason for one in everything} == {"withdrawn"}
    for config, key in missing:
        with pytest.raises(RowNotFound):
            await receipts.prove_by_key(world.database, 2, config, key)
        await receipts.prove_absence(world.database, 2, config, key)
        assert (await receipts.prove_by_key(world.database, 1, config, key)).version == 1

    events = await readers.told(world, lab)
    told = {event["post"]["id"] for event in events if event.get("post")}
    assert str(kept.id) in told
    assert str(gone.id) not in told, "the replay tells nothing of it"
    stones = [event for event in events if event["kind"] == "withdrawal"]
    assert str(gone.id) in json.dumps(stones), "but that it was withdrawn"


async def test_the_tree_is_that_of_the_listing(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    for number in range(3):
        await shown(world, ada, f"number {number}", number, left=1)
    await made(world, tmp_path)
    rows = listed(tmp_path / "v1")
    root = manifest_of(tmp_path / "v1")["root"]
    assert merkle.root(rows.values()).hex() == root
    for index, (config, key) in enumerate(rows):
        proof = await receipts.prove_by_key(world.database, 1, config, key)
        assert (proof.index, proof.root, proof.size) == (index, root, len(rows))
    assert hashlib.sha256(b"").digest() == merkle.root([])


async def test_each_row_of_a_real_release_is_proven_by_its_key_at_its_address(
    world: World, tmp_path: Path
) -> None:
    """Real keys have slashes in them."""
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    post = await shown(world, ada, "number 1", 1, left=1)
    await world.like(bo, post)
    await made(world, tmp_path)
    lab = await readers.consumer(world)
    rows = listed(tmp_path / "v1")
    assert {config for config, _ in rows} == {"captions", "preferences", "rankings"}
    place = "/api/affresco/v1/commons/datasets/1"
    for (config, key), leaf in rows.items():
        for written in (key, key.replace("/", "%2F")):
            address = f"{place}/proofs/{config}:{written}"
            proof = (await world.api("GET", address, token=lab.key)).json()
            assert (proof["key"], proof["leaf"]) == (key, leaf.hex())
        present = await world.api("GET", f"{place}/absence/{config}:{key}", token=lab.key)
        assert (present.status_code, present.json()["code"]) == (409, "commons.row_present")
        absent = await world.api("GET", f"{place}/absence/{config}:{key}/9", token=lab.key)
        assert absent.json()["before"]["key"] == key
