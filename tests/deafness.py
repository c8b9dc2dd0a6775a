"""A process that hears nothing for a while: its listener is cut off and cannot connect again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from affresco.db import Database
from affresco.live.hub import Hub

SECONDS = 10


@asynccontextmanager
async def deaf(hub: Hub, own: Database, elsewhere: Database) -> AsyncIterator[None]:
    """Within the block nothing is heard; afterwards it is, again. own: the hub's way to the database."""
    await until_marked(hub)
    with pytest.MonkeyPatch.context() as patch:

        async def away() -> asyncpg.Connection:
            raise ConnectionRefusedError("away, for a test")

        patch.setattr(own, "connect", away)
        async with elsewhere.read() as tx:
            await tx.rows(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'affresco live'"""
            )
        async with asyncio.timeout(SECONDS):
            while hub.listening.is_set():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)
        yield
    async with asyncio.timeout(SECONDS):
        await hub.listening.wait()


async def until_marked(hub: Hub) -> None:
    """Until the hub has heard all that was committed before this call, and knows it.

    A first mark may have been on its way already; a second one was made later.
    """
    async with asyncio.timeout(SECONDS):
        for _number in range(2):
            before = hub.mark
            while hub.mark is None or hub.mark is before:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)
