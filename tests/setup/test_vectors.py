"""Search by meaning needs pgvector: a server without it is told what to do, before anything is changed."""

from __future__ import annotations

from urllib.parse import urlsplit

import asyncpg
import pytest

from affresco.db import Database
from affresco.db.migrate import current, migrate
from affresco.db.vectors import (
    OLDEST,
    VectorsNotAllowed,
    VectorsTooOld,
    check_vectors,
)
from conftest import Databases

OWNER = "affresco_no_superuser"
PASSWORD = "wet_plaster"


async def test_the_servers_own_version_is_told(database: Database) -> None:
    version = await check_vectors(database)
    assert tuple(map(int, version.split(".")[:2])) >= OLDEST


async def test_who_may_not_bring_it_in_is_told_and_nothing_is_changed(
    databases: Databases, empty_dsn: str
) -> None:
    name = urlsplit(empty_dsn).path.removeprefix("/")
    await databases.run(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'")
    try:
        await databases.run(f'ALTER DATABASE "{name}" OWNER TO {OWNER}')
        parts = urlsplit(empty_dsn)
        host = parts.netloc.rpartition("@")[2]
        own_dsn = parts._replace(netloc=f"{OWNER}:{PASSWORD}@{host}").geturl()
        async with Database(own_dsn) as database:
            with pytest.raises(VectorsNotAllowed):
                await migrate(database)
            assert await current(database) is None
            superuser = await asyncpg.connect(empty_dsn)
            await superuser.execute("CREATE EXTENSION vector")
            await superuser.close()
            assert await migrate(database)
    finally:
        await databases.drop(name)
        await databases.run(f"DROP ROLE {OWNER}")


async def test_an_old_one_is_told(database: Database) -> None:
    async with database.write() as tx:
        await tx.run("UPDATE pg_extension SET extversion = '0.5.1' WHERE extname = 'vector'")
    with pytest.raises(VectorsTooOld) as refused:
        await check_vectors(database)
    assert "0.5.1" in refused.value.text()
