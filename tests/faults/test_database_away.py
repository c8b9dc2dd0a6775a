"""The database goes away and comes back: readers are told to wait, nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator
from pathlib import Path
from typing import Final, TypeVar

import httpx
import pytest

from affresco.accounts import commands as accounts
from affresco.accounts import tokens
from affresco.accounts.model import SignUp
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from doors.api.loopback import serving

AWAY: Final = float(os.environ.get("AFFRESCO_TEST_AWAY_SECONDS", "3"))
BACK: Final = 15.0
"""Seconds after which everything must be as before."""

T = TypeVar("T")


@pytest.fixture
def root() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="affresco-away-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


async def test_the_database_goes_and_comes_back(root: Path) -> None:
    server = EmbeddedServer(root / "server")
    dsn = await asyncio.to_thread(server.start)
    try:
        token = await _prepare(dsn)
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            serving(dsn, root / "data") as url,
            httpx.AsyncClient(base_url=url, headers=headers, timeout=30) as client,
            Beside() as beside,
        ):
            heard, stop = Heard(), asyncio.Event()
            listening = beside.start(heard.listen(url, headers))
            await asyncio.wait_for(heard.more.wait(), BACK)
            writing = [beside.start(_write(client, n, stop)) for n in range(4)]
            await asyncio.sleep(1)
            await asyncio.to_thread(server.stop)
            await _is_told_to_wait(client)
            await asyncio.sleep(AWAY)
            await _is_told_to_wait(client)
            assert await asyncio.to_thread(server.start) == dsn
            await _answers_again(client)
            await asyncio.sleep(1)
            stop.set()
            async with asyncio.timeout(BACK):
                acknowledged = [text for texts in await asyncio.gather(*writing) for text in texts]
            last = await client.post("/api/v1/statuses", json={"status": "The last word"})
            await asyncio.wait_for(heard.until(last.json()["id"]), BACK)
            assert not listening.done(), "it connects again whenever it is cut off"
            there = [text async for text in _all(client)]
        assert len(acknowledged) > 20
        assert len(there) == len(set(there)), "nothing twice, though it was sent again"
        assert set(acknowledged) <= set(there), "nothing that was acknowledged is lost"
    finally:
        await asyncio.to_thread(server.stop)


class Beside:
    """What goes on beside a test, and ends with it however the test ends.

    Without it, writers that nobody told to stop would go on after a failed assertion, for ever.
    """

    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[object]] = []

    def start(self, doing: Coroutine[None, None, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(doing)
        self.tasks.append(task)
        return task

    async def __aenter__(self) -> Beside:
        return self

    async def __aexit__(self, *_error: object) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def test_what_goes_on_beside_a_test_ends_when_the_test_fails() -> None:
    beside = Beside()

    async def fails() -> None:
        async with beside:
            beside.start(asyncio.sleep(3600))
            raise AssertionError

    with pytest.raises(AssertionError):
        await asyncio.wait_for(fails(), BACK)
    assert all(task.cancelled() for task in beside.tasks)


class Heard:
    """What a client of the stream hears that connects again whenever it is cut off."""

    def __init__(self) -> None:
        self.text = ""
        self.connections = 0
        self.more = asyncio.Event()

    async def listen(self, url: str, headers: dict[str, str]) -> None:
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=10) as client:
            while True:
                try:
                    async with client.stream("GET", "/api/v1/streaming/user") as stream:
                        stream.raise_for_status()
                        self.connections += 1
                        async for piece in stream.aiter_text():
                            self.text += piece
                            self.more.set()
                except httpx.HTTPError:
                    await asyncio.sleep(0.3)

    async def until(self, wanted: str) -> None:
        while wanted not in self.text:
            self.more.clear()
            await self.more.wait()


async def _prepare(dsn: str) -> str:
    async with Database(dsn) as database:
        await migrate(database)
        account_id = await accounts.add_person(
            database,
            SignUp(
                handle="ada",
                email="ada@example.org",
                password="wet plaster dries at noon",
                training="deny",
                wording="asked by a test",
            ),
        )
        return await tokens.create_token(database, account_id, "tests", ("read", "write"))


async def _write(client: httpx.AsyncClient, number: int, stop: asyncio.Event) -> list[str]:
    """Post again and again, as a careful client does: with the same key until it is acknowledged."""
    acknowledged: list[str] = []
    while not stop.is_set():
        text = f"Writer {number}, word {len(acknowledged)}"
        while True:
            try:
                answer = await client.post(
                    "/api/v1/statuses", json={"status": text}, headers={"Idempotency-Key": text}
                )
            except httpx.HTTPError:
                await asyncio.sleep(0.1)
                continue
            if answer.is_success:
                break
            assert answer.status_code == 503, answer.text
            await asyncio.sleep(0.1)
        acknowledged.append(text)
        await asyncio.sleep(0.02)
    return acknowledged


async def _is_told_to_wait(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/bookmarks")
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["code"] == "db.unavailable"
    page = await client.get("/", headers={"Authorization": ""})
    assert page.status_code in (200, 503)


async def _answers_again(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(BACK):
        while not (await client.get("/api/v1/bookmarks")).is_success:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def _all(client: httpx.AsyncClient) -> AsyncIterator[str]:
    """The texts of the person's statuses, page after page."""
    me = (await client.get("/api/v1/accounts/verify_credentials")).json()["id"]
    address: str | None = f"/api/v1/accounts/{me}/statuses?limit=40"
    while address:
        page = await client.get(address)
        for status in page.json():
            yield status["content"].removeprefix("<p>").removesuffix("</p>")
        address = page.links.get("next", {}).get("url")
