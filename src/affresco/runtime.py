"""What a running process holds: settings, database, live hub, media store; injected into doors."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from affresco.db import Database, keys
from affresco.live.bus import Bus
from affresco.live.hub import Hub
from affresco.live.redis_bus import RedisBus
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
        hub = Hub(database, _bus(settings, database, secret))
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


def _bus(settings: Settings, database: Database, secret: bytes) -> Bus | None:
    """On a Redis that several instances share, each has a channel of its own."""
    if settings.live_url is None:
        return None
    channel = hashlib.blake2b(secret, digest_size=8, person=b"live").hexdigest()
    return RedisBus(database, settings.live_url, f"affresco:{channel}")


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
