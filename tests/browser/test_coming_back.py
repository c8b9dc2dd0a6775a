"""A page whose connection was cut learns what it missed when it is back: by itself, without a reload."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from affresco.posts import commands
from doors.api.loopback import serving
from visitors import Network, arrive
from world import World

pytestmark = pytest.mark.browser

HELD = 65_536


class Wire:
    """A way to a server that can be cut. url: of this end."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._whole = asyncio.Event()
        self._whole.set()
        self._open: set[asyncio.StreamWriter] = set()
        self.url = ""

    def cut(self) -> None:
        """Everything that is open breaks, and nothing goes through."""
        self._whole.clear()
        for writer in self._open:
            writer.transport.abort()

    def mend(self) -> None:
        self._whole.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole.is_set():
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        self._open |= {writer, back}
        await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))
        self._open -= {writer, back}


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(HELD):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@asynccontextmanager
async def wire(url: str) -> AsyncIterator[Wire]:
    made = Wire(urlsplit(url).port or 0)
    server = await asyncio.start_server(made.carry, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield made
    finally:
        server.close()
        made.cut()


async def test_a_page_that_was_cut_off_makes_up_for_it(
    world: World, tmp_path: Path, browser: Browser
) -> None:
    ada = await world.person("ada")
    edited = await world.post(by=ada, text="first words")
    gone = await world.post(by=ada, text="soon gone")
    async with serving(world.database.dsn, tmp_path) as home, wire(home) as way:
        guest = await arrive(browser, Network(url=way.url, data=tmp_path, owner_link=""))
        page = guest.page
        async with page.expect_response(lambda answer: "/stream?" in answer.url):
            await guest.visit("/local")
        await expect(page.get_by_text("soon gone")).to_be_visible()
        seen = await world.post(by=ada, text="seen at once")
        await expect(page.get_by_role("button", name="1 new post")).to_be_visible(timeout=20_000)
        way.cut()
        settings = world.runtime.settings
        await commands.edit(world.database, settings, ada.id, edited.id, "second words")
        await commands.delete(world.database, ada.id, gone.id)
        await commands.delete(world.database, ada.id, seen.id)
        for number in range(3):
            await world.post(by=ada, text=f"missed {number}")
        way.mend()
        await expect(page.get_by_text("second words")).to_be_visible(timeout=30_000)
        await expect(page.get_by_text("soon gone")).to_have_count(0)
        await expect(page.get_by_role("button", name="3 new posts")).to_be_visible()
        await page.get_by_role("button", name="3 new posts").click()
        await expect(page.get_by_text("missed 2")).to_be_visible()
