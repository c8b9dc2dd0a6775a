"""Files of a chat as sources, where an engine takes any picture."""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image

from affresco.settings import EngineTable, Settings
from doors.mcp.guest import guest
from doors.mcp.test_tools import png, refused, use
from world import World


@asynccontextmanager
async def files(body: bytes, status: str = "200 OK", wait: float = 0) -> AsyncIterator[str]:
    """A server of a host's, on this machine: whatever it is asked, it gives this."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(wait)
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        writer.write(f"{head}Location: http://127.0.0.1:1/\r\n\r\n".encode() + body)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/file.png"


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    cloud = EngineTable.read(
        {
            "kind": "openai",
            "url": "http://127.0.0.1:9/v1",
            "model": "m",
            "tasks": ["text-to-image", "instruct", "image-to-image"],
        }
    )
    return Settings(
        data=str(tmp_path),
        secret="a key for tests, of 32 characters",
        engines=("illustrator", "cloud"),
        engine={"cloud": cloud},
        apps_private=getattr(request, "param", True),
    )


async def test_what_the_chat_brings_goes_to_an_engine_that_takes_it(world: World) -> None:
    ada = await world.person("ada")
    own = await world.picture(by=ada, prompt="a quiet harbour")
    data = base64.b64encode(png()).decode()
    async with files(png("plum")) as address, guest(world, ada) as client:
        file = {"download_url": address, "file_id": "file_1", "mime_type": "image/png"}
        for tool, more in (
            ("vary_image", {"prompt": "a plum field"}),
            ("edit_image", {"instruction": "make it night"}),
        ):
            for source in ({"picture": file}, {"picture_data": data}):
                job = await use(client, tool, count=1, **source, **more)
                assert job["engine"] == "cloud", (tool, source)
                await use(client, "cancel_image", job_id=job["job_id"])
            kept = await use(client, tool, image_id=str(own.id), count=1, **more)
            assert kept["engine"] in ("illustrator", "cloud")
            await use(client, "cancel_image", job_id=kept["job_id"])
        picture = await use(client, "bring_picture", picture=file)
        shown = await world.get(picture["url"].removeprefix("http://testserver"))
        assert Image.open(io.BytesIO(shown.content)).size == (96, 64)


async def test_files_that_cannot_be_had_are_told_of(world: World) -> None:
    async with guest(world, await world.person("ada")) as client:
        for body, status in ((b"", "404 Not Found"), (b"", "302 Found")):
            async with files(body, status) as address:
                file = {"download_url": address, "file_id": "1"}
                assert await refused(client, "bring_picture", picture=file) == "mcp.file_unusable"
        async with files(b"<html>") as address:
            file = {"download_url": address, "file_id": "1"}
            assert await refused(client, "bring_picture", picture=file) == "media.not_a_picture"
        for odd in ("file:///etc/passwd", "ftp://x/y", "", "http://", "http://user:pw@127.0.0.1/"):
            file = {"download_url": odd, "file_id": "1"}
            assert await refused(client, "bring_picture", picture=file) == "mcp.file_unusable"


@pytest.mark.parametrize("settings", [False], indirect=True)
async def test_nobody_is_sent_into_the_network_of_the_server(world: World) -> None:
    async with files(png()) as address, guest(world, await world.person("ada")) as client:
        port = address.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"):
            for scheme in ("http", "https"):
                file = {"download_url": f"{scheme}://{host}:{port}", "file_id": "1"}
                assert await refused(client, "bring_picture", picture=file) == "mcp.file_unusable"
