"""Exports that are killed, buckets that fail, disks that are full: nothing is ever half published."""

from __future__ import annotations

import asyncio
import itertools
import os
import resource
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from affresco.commons.datasets import ledger_queries, place, sealing
from affresco.commons.datasets.errors import (
    ExportRunning,
    PictureMissing,
    PlaceFailed,
    PlaceUnusable,
)
from affresco.commons.datasets.place import Place
from endings import end
from giving import giver, made, manifest_of, shown
from growing import object_storage
from growing.object_storage import Bucket
from world import World

NOWHERE = "http://testserver"


@pytest.fixture
async def giving(world: World) -> World:
    """A network with a little of everything."""
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    for number in range(4):
        post = await shown(world, ada, f"harbour {number}", number, left=1)
        await world.like(bo, post)
        await world.post(by=bo, text="Fine.", reply_to=post)
    return world


def exporting(
    world: World, to: Path, before: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    """The command in a process of its own, on the same network."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AFFRESCO")}
    environ |= {
        "AFFRESCO_DATABASE_URL": world.database.dsn,
        "AFFRESCO_DATA": str(world.runtime.settings.data),
        "AFFRESCO_SECRET": world.runtime.settings.secret or "",
        "AFFRESCO_PUBLIC_URL": NOWHERE,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "affresco.cli", "commons", "export", "--to", str(to)],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=before,
    )


def is_release(folder: Path) -> bool:
    """Whether a folder says that it is one, and then it is."""
    if not (folder / "manifest.json").exists():
        return False
    data = (folder / "manifest.json").read_bytes()
    assert sealing.verify(
        (folder / "key.pem").read_bytes(), (folder / "manifest.sig").read_bytes(), data
    )
    files = manifest_of(folder)["files"]
    assert isinstance(files, list)
    for entry in files:
        assert (folder / entry["path"]).stat().st_size == entry["bytes"]
    return True


async def test_an_export_that_is_killed_leaves_no_half_release(
    giving: World, tmp_path: Path
) -> None:
    to, killed = tmp_path / "out", 0
    marks = ("v1/captions", "v1/preferences", "v1/README.md", "v1/manifest.sig", "v1/manifest.json")
    for mark in marks:
        process = await asyncio.to_thread(exporting, giving, to)
        try:
            while process.poll() is None and not (to / mark).exists():  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.002)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                killed += 1
        finally:
            await asyncio.to_thread(end, process)
        async with giving.database.read() as tx:
            state = await tx.value("SELECT state FROM commons_releases WHERE version = 1")
        assert is_release(to / "v1") <= (state == "published")
        if state == "published":
            break
    assert killed >= 3
    outcome = await _when_free(giving, to)
    assert outcome == 1
    assert is_release(to / "v1")
    assert not list(to.glob(".making-*"))
    await made(giving, tmp_path / "again")
    assert (to / "v1/manifest.json").read_bytes() == (
        tmp_path / "again/v1/manifest.json"
    ).read_bytes()


async def _when_free(world: World, to: Path) -> int:
    """Export as soon as the server has seen that the one before is dead."""
    for _again in range(100):
        try:
            return (await made(world, to)).version
        except ExportRunning:
            await asyncio.sleep(0.05)
    raise AssertionError("the lock of a dead process is never given back")


async def test_two_exports_at_once_are_one(giving: World, tmp_path: Path) -> None:
    connection = await giving.database.connect()
    try:
        assert await ledger_queries.seize(connection)
        with pytest.raises(ExportRunning):
            await made(giving, tmp_path)
    finally:
        await connection.close()
    assert (await made(giving, tmp_path)).version == 1


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with object_storage.serving() as bucket:
        yield bucket


@contextmanager
def limping(bucket: Bucket, every: int) -> Iterator[str]:
    """The bucket's address, at which every so many-th write fails. 1: each one does."""
    numbers, lock = itertools.count(1), threading.Lock()

    class Limping(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length) if length else None
            if self.command in ("PUT", "POST"):
                with lock:
                    failing = next(numbers) % every == 0
                if failing:
                    self._answer(500, {}, b"the disk of the bucket is tired")
                    return
            headers = {k: v for k, v in self.headers.items() if k.lower() != "host"}
            headers.setdefault("Content-Type", "application/octet-stream")
            asked = urllib.request.Request(
                bucket.endpoint + self.path, body, headers, method=self.command
            )
            try:
                with urllib.request.urlopen(asked, timeout=30) as found:
                    self._answer(found.status, dict(found.headers), found.read())
            except urllib.error.HTTPError as error:
                self._answer(error.code, dict(error.headers), error.read())

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            kept = {"content-length", "transfer-encoding", "connection", "date", "server"}
            length = (
                headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(body))
            )
            for name, value in headers.items():
                if name.lower() not in kept:
                    self.send_header(name, value)
            self.send_header("content-length", length)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _pass_on

        def log_message(self, *_args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Limping)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, bucket: Bucket) -> pytest.MonkeyPatch:
    """A bucket is at hand, and nobody rests long."""
    monkeypatch.setattr(place, "REST_SECONDS", 0.01)
    for name, value in bucket.environ.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


async def test_a_bucket_that_fails_every_third_write_gets_a_whole_release(
    giving: World, tmp_path: Path, bucket: Bucket, impatient: pytest.MonkeyPatch
) -> None:
    impatient.setattr(place, "WHOLE", 2_000)  # so that some files go in parts
    with limping(bucket, 3) as address:
        impatient.setenv("AWS_ENDPOINT_URL", address)
        await made(giving, "s3://pictures/limping")
    impatient.setenv("AWS_ENDPOINT_URL", bucket.endpoint)
    await made(giving, tmp_path)
    there = Place.open("s3://pictures/limping")
    lying = await there.list("v1")
    local = {
        str(p.relative_to(tmp_path)): p
        for p in tmp_path.rglob("*")  # noqa: ASYNC240 - a handful of files
        if p.is_file() and "v1" in p.parts
    }
    assert set(lying) == set(local)
    for path, file in local.items():
        assert await there.get(path) == file.read_bytes(), path


async def test_a_bucket_that_takes_nothing_is_told_and_nothing_is_published(
    giving: World, tmp_path: Path, bucket: Bucket, impatient: pytest.MonkeyPatch
) -> None:
    with limping(bucket, 1) as address:
        impatient.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(PlaceFailed) as error:
            await made(giving, "s3://pictures/broken")
    assert error.value.details["tries"] == place.TRIES
    async with giving.database.read() as tx:
        assert (
            await tx.value("SELECT count(*) FROM commons_releases WHERE state = 'published'") == 0
        )
    assert (await made(giving, tmp_path)).version == 1


async def test_a_full_disk_is_told_and_nothing_is_published(giving: World, tmp_path: Path) -> None:
    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))

    process = await asyncio.to_thread(exporting, giving, tmp_path / "out", small_files)
    _out, errors = await asyncio.to_thread(process.communicate, timeout=60)
    assert process.returncode == 1
    assert "no space left" in errors.decode(), errors.decode()
    assert "Traceback" not in errors.decode(), errors.decode()
    assert not list((tmp_path / "out").rglob("manifest.json"))
    assert await _when_free(giving, tmp_path / "out") == 1
    assert is_release(tmp_path / "out/v1")


async def test_a_place_where_one_may_not_write_is_told_at_once(
    giving: World, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(PlaceUnusable):
        await made(giving, tmp_path / "file")
    with pytest.raises(PlaceUnusable):
        await made(giving, "nowhere://bucket")


async def test_a_picture_that_is_lost_is_named(giving: World, tmp_path: Path) -> None:
    await made(giving, tmp_path / "one")
    async with giving.database.read() as tx:
        key = await tx.value(
            "SELECT m.key FROM media m JOIN post_media s ON s.media_id = m.id ORDER BY m.id LIMIT 1"
        )
    await giving.runtime.store.delete(key)
    with pytest.raises(PictureMissing):
        await made(giving, tmp_path / "two")
    assert not (tmp_path / "two/v1/manifest.json").exists()
