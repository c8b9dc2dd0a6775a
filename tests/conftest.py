"""A real PostgreSQL for every test: migrated once, then copied for each test from a template.

By default each pytest process starts an embedded server of its own. AFFRESCO_TEST_DATABASE_URL names
another one: postgresql://user@host/any, whose user may create databases.
"""

from __future__ import annotations

import faulthandler
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import hypothesis
import pytest

from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.runtime import Runtime, running
from affresco.settings import Settings
from world import World

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("affresco", deadline=None)
hypothesis.settings.load_profile("affresco")

BASE_URL = "http://testserver"
END_SECONDS = 120
SECRET = "a key for tests, of 32 characters"


def pytest_sessionfinish() -> None:
    """A process that does not end after its last test says where it stands, and ends."""
    faulthandler.dump_traceback_later(END_SECONDS, exit=True)


class Databases:
    """Makes databases on one server. url: of any database there whose user may create others."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = f"affresco_test_{os.getpid()}"
        self._numbers = itertools.count()

    def dsn(self, name: str) -> str:
        """The URL of a database on this server."""
        return urlsplit(self._url)._replace(path=f"/{name}").geturl()

    @property
    def template(self) -> str:
        return f"{self._name}_template"

    async def make(self, *, empty: bool = False) -> str:
        """The name of a fresh database: migrated, or quite empty. Copying takes about 15 ms."""
        name = f"{self._name}_{next(self._numbers)}"
        template = "template0" if empty else self.template
        await self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name

    async def drop(self, name: str) -> None:
        await self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def run(self, statement: str) -> None:
        connection = await asyncpg.connect(self._url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The URL of a server for this pytest process."""
    given = os.environ.get("AFFRESCO_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # Not pytest's own folder: under root the server's user could not enter it.
    root = Path(tempfile.mkdtemp(prefix="affresco-test-"))
    root.chmod(0o711)
    try:
        with EmbeddedServer(root, durable=False) as server:
            yield server.dsn("postgres")
    finally:
        shutil.rmtree(root)


@pytest.fixture(scope="session")
async def databases(server_url: str) -> AsyncIterator[Databases]:
    """The maker of databases, with its template migrated."""
    databases = Databases(server_url)
    await databases.run(f'CREATE DATABASE "{databases.template}"')
    async with Database(databases.dsn(databases.template)) as template:
        await migrate(template)
    yield databases
    await databases.drop(databases.template)


@pytest.fixture
async def dsn(databases: Databases) -> AsyncIterator[str]:
    """The URL of a migrated database that this test has for itself."""
    name = await databases.make()
    yield databases.dsn(name)
    await databases.drop(name)


@pytest.fixture
async def empty_dsn(databases: Databases) -> AsyncIterator[str]:
    """The URL of a database without any table."""
    name = await databases.make(empty=True)
    yield databases.dsn(name)
    await databases.drop(name)


@pytest.fixture
async def database(dsn: str) -> AsyncIterator[Database]:
    """An open, migrated database."""
    async with Database(dsn) as database:
        yield database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an instance in a folder of its own."""
    return Settings(data=str(tmp_path), secret=SECRET)


@pytest.fixture
async def runtime(dsn: str, settings: Settings) -> AsyncIterator[Runtime]:
    """What a process of Affresco holds, on a database of its own."""
    async with running(settings, dsn, BASE_URL) as runtime:
        yield runtime


@pytest.fixture
async def world(runtime: Runtime) -> AsyncIterator[World]:
    """The whole network in memory; see ``world.World``."""
    async with World.begin(runtime) as world:
        yield world
