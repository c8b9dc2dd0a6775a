"""What a running process holds: settings, database, live hub, media store; injected into doors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from affresco.db import Database, keys
from affresco.live.hub import Hub
from affresco.media.store import Store
from affresco.settings import SECRET_FILE, Settings, instance_secret


class Runtime(msgspec.Struct, frozen=True):
    """secret: the instance's signing key. base_url: the address people use, no final slash."""

    settings: Settings
    database: Database
    hub: Hub
    store: Store
    secret: bytes
    base_url: str


@asynccontextmanager
async def running(settings: Settings, dsn: str, base_url: str) -> AsyncIterator[Runtime]:
    """Open everything for one process and close it in the reverse order.

    dsn: PostgreSQL. Raises DatabaseUnavailable, ReplicaNotSynchronous, BadSettings.
    """
    async with Database(dsn, replica=settings.replica_url) as database:
        secret = await _secret(settings, database)
        hub = Hub(database)
        await hub.start()
        try:
            yield Runtime(
                settings=settings,
                database=database,
                hub=hub,
                store=Store.open(settings.media_location),
                secret=secret,
                base_url=base_url.rstrip("/"),
            )
        finally:
            await hub.stop()


async def _secret(settings: Settings, database: Database) -> bytes:
    """The instance's own, the same for processes on other machines. Raises BadSettings."""
    if settings.secret is not None:
        return instance_secret(settings)
    path = settings.data_dir / SECRET_FILE
    await keys.share(database, "secret", path)
    if not path.exists():
        instance_secret(settings)
        await keys.share(database, "secret", path)
    return instance_secret(settings)
