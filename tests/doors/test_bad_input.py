"""What nobody should send, sent through both doors: refused early, with words, and nothing lost."""

from __future__ import annotations

import shutil
import struct
import tempfile
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.runtime import running
from affresco.settings import Settings
from world import Published, Resident, World

BEYOND_EVERY_COLUMN = "9" * 30
PIECE = bytes(65_536)
BODY_LIMIT_PIECES = 30 * 1024 * 1024 // len(PIECE)


def blank_png(width: int, height: int) -> bytes:
    """A picture of one colour that is a thousand times larger than its file."""
    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/generations", "remix_of_id"),
        ("/publish", "media_id"),
        ("/posts/{post}/reply", "media_id"),
    ],
)
async def test_numbers_that_no_column_holds_are_a_bad_form(
    world: World, path: str, field: str
) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    sent = {"prompt": "a boat", "text": "a boat", field: BEYOND_EVERY_COLUMN}
    page = await world.post_form(path.format(post=post.id), sent, as_=ada)
    assert page.status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/studio/pictures/{id}",
        "/studio/library?folder={id}",
        "/posts/{id}/work",
        "/safety/refusals/{id}",
        "/generations/{id}",
    ],
)
async def test_numbers_that_no_column_holds_lead_nowhere(world: World, path: str) -> None:
    ada = await world.person("ada")
    page = await world.get(path.format(id=BEYOND_EVERY_COLUMN), as_=ada)
    assert page.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/studio/pictures/{id}/favourite",
        "/studio/library/folders/{id}",
        "/studio/library/folders/{id}/delete",
        "/safety/refusals/{id}/appeal",
    ],
)
async def test_nothing_is_done_to_numbers_that_no_column_holds(world: World, path: str) -> None:
    ada = await world.person("ada")
    sent = {"favourite": "true", "name": "Boats", "words": "Why?"}
    page = await world.post_form(path.format(id=BEYOND_EVERY_COLUMN), sent, as_=ada)
    assert page.status_code == 404


async def test_a_huge_picture_in_a_small_file_is_refused_by_its_header(world: World) -> None:
    ada = await world.person("ada")
    file = ("wall.png", blank_png(30_000, 30_000), "image/png")
    answer = await world.api("POST", "/api/v2/media", as_=ada, files={"file": file})
    assert (answer.status_code, answer.json()["code"]) == (413, "media.too_many_pixels")
    page = await world.post_form("/settings/profile", {}, as_=ada, files={"avatar": file})
    assert page.status_code == 422
    assert "30000 × 30000" in page.text


@pytest.mark.parametrize("path", ["/api/v2/media", "/api/v1/statuses", "/settings/profile"])
async def test_a_body_without_an_end_is_cut_off_at_the_limit(world: World, path: str) -> None:
    ada = await world.person("ada")
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        yield b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        while True:
            taken += 1
            assert taken < BODY_LIMIT_PIECES + 100, "the server reads on and on"
            yield PIECE

    headers = {"Content-Type": "multipart/form-data; boundary=B"}
    if path == "/api/v1/statuses":
        headers["Content-Type"] = "application/json"
    if path.startswith("/api/"):
        answer = await world.api("POST", path, as_=ada, headers=headers, content=endless())
    else:
        answer = await world.send(path, as_=ada, headers=headers, content=endless())
    assert answer.status_code == 413
    assert "30 MB" in answer.text


async def test_a_picture_of_a_remix_is_published_as_one_whatever_the_program_says(
    world: World,
) -> None:
    ada, bo = await world.people("ada", "bo")
    source = await world.post(by=ada, pictures=1, prompt="a boat")
    media_id = await _made_from(world, bo, source)
    answer = await world.api(
        "POST", "/api/v1/statuses", as_=bo, json={"status": "mine alone", "media_ids": [media_id]}
    )
    assert answer.status_code == 200
    assert answer.json()["affresco"]["remix_of_id"] == str(source.id)


async def test_a_remix_of_what_was_deleted_meanwhile_is_refused_and_the_picture_stays(
    world: World,
) -> None:
    ada, bo = await world.people("ada", "bo")
    source = await world.post(by=ada, pictures=1, prompt="a boat")
    media_id = await _made_from(world, bo, source)
    await world.api("DELETE", f"/api/v1/statuses/{source.id}", as_=ada)
    body = {"status": "too late", "media_ids": [media_id]}
    answer = await world.api("POST", "/api/v1/statuses", as_=bo, json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "posts.remix_target_gone")
    page = await world.post_form("/publish", {"media_id": media_id, "text": "too late"}, as_=bo)
    assert page.status_code == 404
    assert "too late" in page.text
    assert (await world.api("GET", f"/api/v1/media/{media_id}", as_=bo)).status_code == 200


async def _made_from(world: World, by: Resident, source: Published) -> str:
    """The id of a picture that the studio makes from a post."""
    job = await world.generate(by=by, prompt="a blue boat", source_post_id=source.id)
    await world.work()
    made = await world.api("GET", f"/api/affresco/v1/generations/{job}", as_=by)
    media_id: str = made.json()["candidates"][0]["media_id"]
    return media_id


@pytest.fixture
def mortal_server() -> Iterator[EmbeddedServer]:
    """A server for one test, which may end it."""
    root = Path(tempfile.mkdtemp(prefix="affresco-test-"))
    root.chmod(0o711)
    server = EmbeddedServer(root, durable=False)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(root)


async def test_while_the_database_is_away_every_door_says_so_and_then_it_goes_on(
    settings: Settings, mortal_server: EmbeddedServer
) -> None:
    dsn = mortal_server.dsn("postgres")
    async with Database(dsn) as database:
        await migrate(database)
    async with (
        running(settings, dsn, "http://testserver") as runtime,
        World.begin(runtime) as world,
    ):
        await _lose_the_database(world, mortal_server)


async def _lose_the_database(world: World, server: EmbeddedServer) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    server.stop()
    pages = [await world.get(path) for path in ("/", "/local", "/@ada", post.url)]
    ready = await world.get("/readyz")
    api = [
        await world.api("GET", "/api/v1/timelines/public"),
        await world.api("POST", "/api/v1/statuses", as_=ada, json={"status": "kept?"}),
    ]
    server.start()
    assert [page.status_code for page in pages] == [503] * 4
    assert all("Nothing was lost" in page.text for page in pages)
    assert ready.status_code == 503
    assert [answer.json()["code"] for answer in api] == ["db.unavailable"] * 2
    assert post.url in (await world.get("/local")).text


@pytest.mark.parametrize(
    ("path", "field"), [("/api/v1/statuses", "status"), ("/settings/profile", "name")]
)
async def test_a_form_that_is_no_text(world: World, path: str, field: str) -> None:
    (ada,) = await world.people("ada")
    part = f'--x\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n'.encode()
    body = part + b"\xff\xfe\r\n--x--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    if path.startswith("/api"):
        answer = await world.api("POST", path, as_=ada, headers=kind, content=body)
    else:
        answer = await world.send(path, pieces(body), as_=ada, headers=kind)
    assert answer.status_code == 422


async def pieces(body: bytes) -> AsyncIterator[bytes]:
    yield body
