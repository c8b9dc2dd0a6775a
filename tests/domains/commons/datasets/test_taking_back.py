"""What is taken back while a release is made, or after it: the stricter wins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import datasets
import msgspec
import pytest

from affresco.commons.datasets.building import export
from affresco.commons.datasets.errors import NothingGiven, ReleaseChanged
from affresco.commons.datasets.model import Outcome
from affresco.commons.datasets.place import Place
from affresco.commons.receipt_errors import ReleaseNotFound
from affresco.posts import commands as posts
from giving import giver, made, manifest_of, shown, silent
from world import Published, Resident, World

Act = Callable[[], Awaitable[None]]


def keys(folder: Path, config: str, cache: Path) -> set[str]:
    """Of all rows of a config."""
    found = datasets.load_dataset(str(folder), config, cache_dir=str(cache))
    return {key for split in found.values() for key in split["key"]}


async def made_while(
    world: World, to: Path, monkeypatch: pytest.MonkeyPatch, act: Act, path: str
) -> Outcome:
    """An export in which something happens after a file whose name begins with ``path`` was written."""
    put, done = Place.put, False

    async def put_and_act(self: Place, name: str, data: bytes | Path) -> None:
        nonlocal done
        await put(self, name, data)
        if not done and name.startswith(path):
            done = True
            await act()

    with monkeypatch.context() as patch:
        patch.setattr(Place, "put", put_and_act)
        outcome = await made(world, to)
    assert done, "it happened in the middle"
    return outcome


async def withdraw(world: World, post: Published) -> None:
    async with world.database.write() as tx:
        await tx.run("UPDATE posts SET training = 'deny' WHERE id = $1", post.id)


async def answer(world: World, who: Resident, **columns: object) -> None:
    """What somebody says of all that they choose."""
    async with world.database.write() as tx:
        for name, value in columns.items():
            if name == "choices":
                await tx.run("UPDATE accounts SET choices = $2 WHERE id = $1", who.id, value)
            if name == "credit":
                await tx.run("UPDATE accounts SET credit = $2 WHERE id = $1", who.id, value)


@pytest.mark.parametrize(
    "moment", ["v1/captions/", "v1/preferences/", "v1/README.md", "v1/manifest.sig"]
)
async def test_a_post_withdrawn_or_deleted_in_the_middle_is_not_in_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    kept = await shown(world, ada, "kept", 1, left=1)
    gone = await shown(world, ada, "gone", 2, left=1)
    deleted = await shown(world, ada, "deleted", 3, left=1)
    for post in (kept, gone, deleted):
        await world.like(bo, post)

    async def act() -> None:
        await withdraw(world, gone)
        await posts.delete(world.database, ada.id, deleted.id)
        await world.work()

    outcome = await made_while(world, tmp_path, monkeypatch, act, moment)
    assert (outcome.version, outcome.withdrawn) == (1, 6)
    folder = tmp_path / "v1"
    assert keys(folder, "captions", tmp_path / "cache") == {f"{kept.id}/0"}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.endswith(".gz"):
            data = path.read_bytes()
            assert str(gone.pictures[0].id).encode() not in data, path
            assert str(deleted.id).encode() not in data, path
    assert manifest_of(folder)["leaves"] == 3
    again = await made(world, tmp_path / "again")
    assert (again.version, again.fresh) == (1, False)
    assert (tmp_path / "again/v1/manifest.json").read_bytes() == (
        folder / "manifest.json"
    ).read_bytes(), "what was mended is what would have been made"


async def test_choices_taken_back_in_the_middle_are_not_in_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo, cy = [await giver(world, handle) for handle in ("ada", "bo", "cy")]
    post = await shown(world, ada, "a harbour", 1)
    for who in (bo, cy):
        await world.like(who, post)

    async def act() -> None:
        await answer(world, bo, choices="deny")

    await made_while(world, tmp_path, monkeypatch, act, "v1/rankings/")
    assert len(keys(tmp_path / "v1", "rankings", tmp_path / "cache")) == 1


async def test_credit_taken_back_in_the_middle_begins_anew(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await giver(world, "ada", credit=True)
    await shown(world, ada, "a harbour", 1)

    async def act() -> None:
        await answer(world, ada, credit=False)

    outcome = await made_while(world, tmp_path, monkeypatch, act, "v1/captions/")
    assert outcome.version == 1
    assert b"@ada" not in next((tmp_path / "v1/captions").iterdir()).read_bytes()


async def test_a_stricter_licence_in_the_middle_is_not_passed_on_as_the_old_one(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await giver(world, "ada", licence="CC0")
    post = await shown(world, ada, "a harbour", 1)
    await shown(world, ada, "a lighthouse", 2)

    async def act() -> None:
        async with world.database.write() as tx:
            await tx.run("UPDATE posts SET licence = 'CC BY-SA' WHERE id = $1", post.id)

    await made_while(world, tmp_path, monkeypatch, act, "v1/captions/")
    assert f"{post.id}/0" not in keys(tmp_path / "v1", "captions", tmp_path / "cache")
    second = await made(world, tmp_path)
    rows = datasets.load_dataset(
        str(tmp_path / "v2"), "captions", split="train", cache_dir=str(tmp_path / "cache")
    )
    assert second.version == 2
    assert {row["key"]: row["licence"] for row in rows}[f"{post.id}/0"] == "CC BY-SA"


async def test_what_was_withdrawn_is_absent_from_the_next_and_named(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    kept, gone = [await shown(world, ada, f"harbour {number}", number) for number in (1, 2)]
    await made(world, tmp_path)
    await withdraw(world, gone)
    added = await shown(world, ada, "a lighthouse", 3)
    outcome = await made(world, tmp_path, since=1)
    assert (outcome.version, outcome.folder) == (2, "v2-since-v1")
    cache = tmp_path / "cache"
    assert keys(tmp_path / "v2", "captions", cache) == {f"{kept.id}/0", f"{added.id}/0"}
    assert keys(tmp_path / "v2-since-v1", "captions", cache) == {f"{added.id}/0"}
    for folder in ("v2", "v2-since-v1"):
        told = msgspec.json.decode((tmp_path / folder / "removals.json").read_bytes())
        assert [(row["key"], row["replaced"]) for row in told["removed"]] == [
            (f"{gone.id}/0", False)
        ]
    assert manifest_of(tmp_path / "v2-since-v1")["root"] == manifest_of(tmp_path / "v2")["root"]


async def test_a_published_version_with_withdrawn_rows_cannot_be_made_again(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    gone = await shown(world, ada, "a harbour", 1)
    await made(world, tmp_path)
    await shown(world, ada, "a lighthouse", 2)
    await made(world, tmp_path)
    await export(world.runtime, str(tmp_path / "old"), silent, version=1)
    assert (tmp_path / "old/v1/manifest.json").read_bytes() == (
        tmp_path / "v1/manifest.json"
    ).read_bytes()
    await withdraw(world, gone)
    with pytest.raises(ReleaseChanged) as error:
        await export(world.runtime, str(tmp_path / "older"), silent, version=1)
    assert error.value.details["rows"] == 1
    with pytest.raises(ReleaseNotFound):
        await export(world.runtime, str(tmp_path / "older"), silent, version=7)
    assert not list((tmp_path / "older").rglob("*.json"))


async def test_what_is_given_again_comes_back_as_a_row_of_its_own(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    post, _other = [await shown(world, ada, f"harbour {number}", number) for number in (1, 2)]
    await made(world, tmp_path)
    await withdraw(world, post)
    async with world.database.write() as tx:
        await tx.run("UPDATE posts SET training = 'allow' WHERE id = $1", post.id)
    outcome = await made(world, tmp_path)
    assert (outcome.version, outcome.rows) == (2, 2)
    async with world.database.read() as tx:
        rows = await tx.rows(
            "SELECT since_version, ended_version FROM commons_rows WHERE key = $1 ORDER BY 1",
            f"{post.id}/0",
        )
    assert [tuple(row) for row in rows] == [(1, 2), (2, None)]


async def test_without_anything_given_there_is_no_release(world: World, tmp_path: Path) -> None:
    closed = await giver(world, "closed", licence="all rights reserved")
    await shown(world, closed, "a harbour", 1)
    with pytest.raises(NothingGiven):
        await made(world, tmp_path)
    assert not list(tmp_path.rglob("*.json"))  # noqa: ASYNC240 - a handful of files


async def test_many_take_back_at_once_while_it_is_made(world: World, tmp_path: Path) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    all_posts = [await shown(world, ada, f"harbour {number}", number) for number in range(12)]
    for post in all_posts:
        await world.like(bo, post)

    async def take_back() -> None:
        for post in all_posts[::2]:
            await withdraw(world, post)
            await asyncio.sleep(0.05)

    outcome, _done = await asyncio.gather(made(world, tmp_path), take_back())
    async with world.database.read() as tx:
        late = await tx.value(
            """SELECT count(*) FROM commons_rows r JOIN commons_releases v ON v.version = 1
               WHERE r.since_version = 1 AND r.withdrawn_at < v.published_at"""
        )
        leaves = await tx.value("SELECT count(*) FROM commons_rows WHERE since_version = 1")
    assert late == 0, "nothing was published that had been taken back before"
    assert leaves == outcome.rows == manifest_of(tmp_path / "v1")["leaves"]
