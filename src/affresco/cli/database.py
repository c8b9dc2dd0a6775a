"""Which database a command talks to: the one in the settings, the one that ``up`` runs, or its own."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

import asyncpg

from affresco.cli.errors import DatabaseUnreachable
from affresco.db import Database, embedded
from affresco.db.migrate import migrate
from affresco.settings import Settings
from affresco.text import _

DSN_VARIABLE: Final = "_AFFRESCO_DSN"
"""Holds the URL in the processes that ``up`` starts, see ``lifeline``."""
CONNECT_SECONDS: Final = 5.0
OLDEST_VERSION: Final = 150_000
"""``server_version_num``: UNIQUE NULLS NOT DISTINCT came with 15."""


@contextmanager
def found(settings: Settings, *, lend: bool = False) -> Iterator[str]:
    """The URL of the instance's database, for the time of the block.

    lend: a server started here is for other commands too. Raises DatabaseUnreachable for an outside
    server, what ``EmbeddedServer.start`` raises for our own.
    """
    given = os.environ.get(DSN_VARIABLE)
    if given is not None:
        yield given
        return
    if settings.database_url is not None:
        asyncio.run(check(settings.database_url))
        yield settings.database_url
        return
    with embedded.running(settings.data_dir, lend=lend) as dsn:
        yield dsn


async def check(url: str) -> str:
    """The version of an outside server, e.g. "16.4". Raises DatabaseUnreachable."""
    try:
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        raise DatabaseUnreachable(server=describe(url), reason=_("no answer within 5 s")) from error
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseUnreachable(server=describe(url), reason=_reason(error)) from error
    try:
        number = int(await connection.fetchval("SHOW server_version_num"))
        version: str = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    if number < OLDEST_VERSION:
        reason = _("it is PostgreSQL {version}, at least 15 is needed").format(version=version)
        raise DatabaseUnreachable(server=describe(url), reason=reason)
    return version.split()[0]


async def migrated(dsn: str) -> bool:
    """Bring the schema up to date; True when there was something to do. Raises DatabaseUnreachable."""
    async with Database(dsn, readers=1, writers=1) as database:
        try:
            return await migrate(database)
        except asyncpg.PostgresError as error:
            raise DatabaseUnreachable(server=describe(dsn), reason=_reason(error)) from error


def migrate_and_tell(settings: Settings) -> None:
    """The command ``migrate``."""
    with found(settings) as dsn:
        done = asyncio.run(migrated(dsn))
    print(_("The schema is up to date now.") if done else _("The schema was up to date already."))


def describe(url: str) -> str:
    """Host, port and database of a URL, without user and password."""
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname or 'localhost'}:{parts.port or 5432}"
    except ValueError:
        return "AFFRESCO_DATABASE_URL"
    return host + parts.path


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno).lower()
    if isinstance(error, OSError):  # several addresses of one host, each refused
        return os.strerror(errno.ECONNREFUSED).lower()
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
