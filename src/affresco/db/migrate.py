"""Bring the schema to the newest revision.

Under an advisory lock, so that several processes may start at once. Alembic and SQLAlchemy take a
third of a second to import; they are loaded only when there is something to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import asyncpg
import structlog

from affresco.db.pool import Database
from affresco.db.vectors import check_vectors
from affresco.errors import Unavailable
from affresco.text import N_

log = structlog.get_logger(__name__)

SCRIPTS: Final = Path(__file__).parent / "migrations"
LOCK_KEY: Final = 4_112_026


class SchemaTooNew(Unavailable):
    code = "db.schema_too_new"
    message = N_(
        "The database has schema {found}, newer than this version of Affresco knows ({known}). "
        "Install the version that made it, or restore a backup."
    )


def head() -> str:
    """The newest revision that this code knows: the number that the last migration's name begins with."""
    return max(path.name.split("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


async def current(database: Database) -> str | None:
    """The database's revision, None when it is empty. Raises DatabaseUnavailable."""
    async with database.read() as tx:
        if await tx.value("SELECT to_regclass('alembic_version')") is None:
            return None
        revision: str | None = await tx.value("SELECT version_num FROM alembic_version")
        return revision


async def migrate(database: Database) -> bool:
    """Run what is missing; True when something was run.

    Raises DatabaseUnavailable, SchemaTooNew, and what ``check_vectors`` raises.
    """
    found = await current(database)
    if found == head():
        return False
    if found is not None and found > head():
        raise SchemaTooNew(found=found, known=head())
    await check_vectors(database)
    await _upgrade(database.dsn)
    log.info("schema migrated", before=found, after=head())
    return True


async def _upgrade(dsn: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import Connection, text
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    def run(connection: Connection) -> None:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_KEY})"))
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    async def connect() -> asyncpg.Connection:
        return await asyncpg.connect(dsn, timeout=10)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()
