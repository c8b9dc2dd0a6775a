"""Keys that all processes of an instance share, on whatever machine: kept in a file each, and in the
database, where the first one counts.

Who may read the database could make sessions anyway; an owner who wants the keys elsewhere names them in
the settings, and nothing of them comes here.
"""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

import structlog

from affresco.db import keys_queries as queries
from affresco.db.pool import Database
from affresco.settings import write_once

log = structlog.get_logger(__name__)


async def share(database: Database, name: str, path: Path) -> None:
    """Bring the key in the file to the database, or that of the database to the file.

    Where neither has one, nothing happens. A file that differs from the database is kept beside, as
    ``NAME.before``: what it signed is no longer taken for ours. Raises DatabaseUnavailable, OSError.
    """
    own = await asyncio.to_thread(_read, path)
    async with database.write() as tx:
        shared = await queries.find(tx, name) if own is None else await queries.first(tx, name, own)
    if shared is not None and shared != own:
        await asyncio.to_thread(_replace, path, shared)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, value: bytes) -> None:
    """The file is there all the time: a process that found none would make a key of its own."""
    if path.exists():
        log.warning(
            "this machine had a key of its own; the instance's takes its place", key=path.name
        )
        before = path.with_name(f"{path.name}.before")
        before.unlink(missing_ok=True)
        before.hardlink_to(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    write_once(draft, value.decode("ascii"))
    draft.replace(path)
