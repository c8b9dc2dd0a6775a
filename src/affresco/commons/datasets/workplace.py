"""Where an export works, and what an interrupted one left."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import asyncpg

from affresco.commons.datasets import ledger_queries as ledger
from affresco.commons.datasets.errors import PlaceFailed, PlaceUnusable
from affresco.commons.datasets.model import folder_of
from affresco.commons.datasets.place import Place
from affresco.runtime import Runtime

MAKING: Final = ".making-"


async def tidy(connection: asyncpg.Connection, place: Place) -> None:
    """Take back what an interrupted export left, in the database and where it was writing."""
    for version, where in await ledger.undo_unfinished(connection):
        try:
            left = (
                place
                if where == place.name
                else await asyncio.to_thread(Place.open, where, make=False)
            )
            await left.clear(folder_of(version))
        except (PlaceUnusable, PlaceFailed):
            continue  # the other place is away: without a manifest, what lies there is no release
    if "://" not in place.name:
        await asyncio.to_thread(_sweep, Path(place.name))


def _sweep(folder: Path) -> None:
    for left_over in folder.glob(MAKING + "*"):
        shutil.rmtree(left_over, ignore_errors=True)


@asynccontextmanager
async def scratch(runtime: Runtime, place: Place) -> AsyncIterator[Path]:
    """A folder for one file at a time: on the disk where it will lie, or where our data lies."""
    near = place.name if "://" not in place.name else str(runtime.settings.data_dir)
    await asyncio.to_thread(os.makedirs, near, exist_ok=True)
    made = await asyncio.to_thread(tempfile.mkdtemp, prefix=MAKING, dir=near)
    try:
        yield Path(made)
    finally:
        await asyncio.to_thread(shutil.rmtree, made, ignore_errors=True)
