"""How the engines stand: what the workers that have them say, and how their jobs go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import msgspec

from affresco.accounts import access as accounts
from affresco.accounts.model import Viewer
from affresco.db import Database, ReadTx
from affresco.events import queries as event_queries
from affresco.settings import Settings
from affresco.studio import health_queries as queries
from affresco.studio.engines.registry import Offer, offers

TOLD_EVERY_SECONDS: Final = 60.0
FRESH: Final = timedelta(seconds=3 * TOLD_EVERY_SECONDS)
"""What a worker said longer ago counts for nothing: its engine is stuck."""

KEPT: Final = timedelta(days=1)
"""Workers that were lost take nothing back, and each new one has another name."""

WINDOW: Final = timedelta(hours=24)
WORDS_LIMIT: Final = 500


class Health(msgspec.Struct, frozen=True):
    """What one worker says of an engine. worker: host:process. words: of the engine, for the owner."""

    worker: str
    ok: bool
    words: str
    at: datetime


class Load(msgspec.Struct, frozen=True):
    """The jobs of an engine. waiting, running: now. done, failed, pictures: of 24 hours. wait, making:
    medians in seconds over the jobs of these hours, None where there were none."""

    waiting: int = 0
    running: int = 0
    done: int = 0
    failed: int = 0
    pictures: int = 0
    wait: float | None = None
    making: float | None = None


class EngineReport(msgspec.Struct, frozen=True):
    """An engine, for its owner. health: of each living worker that has it; none means that nobody paints."""

    offer: Offer
    health: tuple[Health, ...]
    load: Load


async def note(database: Database, engine: str, worker: str, *, ok: bool, words: str) -> None:
    """A worker says how its engine stands; what lost ones said is forgotten."""
    async with database.write() as tx:
        await queries.drop_stale(tx, KEPT)
        await queries.set_health(tx, engine, worker, ok=ok, words=words[:WORDS_LIMIT])


async def forget(database: Database, worker: str) -> None:
    """A worker ends."""
    async with database.write() as tx:
        await queries.drop_health(tx, worker)


async def report(tx: ReadTx, settings: Settings, viewer: Viewer) -> tuple[EngineReport, ...]:
    """All engines of the settings, in their order, as the workers that live say. Raises OwnersOnly."""
    await accounts.check_owner(tx, viewer.id)
    living = await event_queries.living_workers(tx)
    told = [row for row in await queries.health_rows(tx, FRESH) if row["worker"] in living]
    loads: Mapping[str, Load] = {
        row["engine"]: msgspec.convert(dict(row), Load) for row in await queries.loads(tx, WINDOW)
    }
    return tuple(
        EngineReport(
            offer=offer,
            health=tuple(
                Health(row["worker"], row["ok"], row["words"], row["at"])
                for row in told
                if row["engine"] == offer.name
            ),
            load=loads.get(offer.name, Load()),
        )
        for offer in offers(settings)
    )
