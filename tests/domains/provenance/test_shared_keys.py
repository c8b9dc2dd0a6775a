"""Machines of one instance sign with one key: they share the database, not a folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from affresco.db import Database
from affresco.runtime import running
from affresco.settings import Settings, instance_secret
from affresco.studio.provenance import identity


def machine(folder: Path, name: str) -> Settings:
    return Settings(data=str(folder / name))


async def start(dsn: str, settings: Settings) -> tuple[bytes, str]:
    """What a process of a machine signs with: (secret, serial of its certificate)."""
    async with running(settings, dsn, "http://127.0.0.1:8000") as runtime:
        await identity.share(settings, runtime.database)
        return runtime.secret, identity.of(settings).serials[0]


async def test_a_second_machine_takes_the_keys_of_the_first(dsn: str, tmp_path: Path) -> None:
    first = await start(dsn, machine(tmp_path, "one"))
    assert await start(dsn, machine(tmp_path, "two")) == first
    assert (tmp_path / "two" / identity.FILE).stat().st_mode & 0o777 == 0o600


async def test_machines_that_start_at_once_agree(dsn: str, tmp_path: Path) -> None:
    started = await asyncio.gather(*(start(dsn, machine(tmp_path, str(n))) for n in range(4)))
    again = [await start(dsn, machine(tmp_path, str(n))) for n in range(4)]
    assert len(set(again)) == 1
    assert again[0] in started


async def test_a_folder_with_keys_of_before_gives_them_to_the_database(
    dsn: str, tmp_path: Path
) -> None:
    old = machine(tmp_path, "old")
    serial = identity.of(old).serials[0]
    assert (await start(dsn, old))[1] == serial
    assert (await start(dsn, machine(tmp_path, "new")))[1] == serial


async def test_a_key_that_differs_is_kept_beside(dsn: str, tmp_path: Path) -> None:
    first = await start(dsn, machine(tmp_path, "one"))
    other = machine(tmp_path, "two")
    own = identity.of(other).serials[0]
    assert await start(dsn, other) == first
    kept = (tmp_path / "two" / f"{identity.FILE}.before").read_bytes()
    assert kept
    assert own != first[1]


async def test_a_key_is_there_all_the_time_while_it_is_replaced(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that begins at that moment would make a third one."""
    first = await start(dsn, machine(tmp_path, "one"))
    other = machine(tmp_path, "two")
    instance_secret(other)
    replace, there = Path.replace, []

    def watched(moved: Path, target: Path) -> Path:
        placed = replace(moved, target)
        there.append((tmp_path / "two" / "secret").exists())
        return placed

    monkeypatch.setattr(Path, "replace", watched)
    assert await start(dsn, other) == first
    assert there
    assert all(there)


async def test_keys_that_the_owner_names_stay_out_of_the_database(
    dsn: str, database: Database, tmp_path: Path
) -> None:
    identity.of(machine(tmp_path, "elsewhere"))
    named = msgspec.structs.replace(
        machine(tmp_path, "one"),
        secret="x" * 40,
        signing_key=str(tmp_path / "elsewhere" / identity.FILE),
    )
    assert (await start(dsn, named))[0] == b"x" * 40
    async with database.read() as tx:
        assert await tx.value("SELECT count(*) FROM instance_keys") == 0


@pytest.mark.parametrize("name", ["secret", "provenance.pem"])
async def test_a_lost_file_comes_back(dsn: str, tmp_path: Path, name: str) -> None:
    one = machine(tmp_path, "one")
    first = await start(dsn, one)
    (tmp_path / "one" / name).unlink()
    identity.load.cache_clear()
    assert await start(dsn, one) == first
