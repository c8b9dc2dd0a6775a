"""What the clock brings: scheduled posts, and polls that end. Every worker looks; each thing happens once."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.posts import polls, schedule
from affresco.settings import Settings

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0


async def look_for_ever(database: Database, settings: Settings) -> None:
    """Look once a second. A database, or a classifier, that is away is waited for."""
    while True:
        try:
            await look(database, settings)
        except AffrescoError as error:
            log.warning("what is due must wait", reason=str(error))
        except Exception:  # the boundary to one look: the clock goes on
            log.exception("what is due could not be looked for")
        await asyncio.sleep(LOOK_SECONDS)


async def look(database: Database, settings: Settings) -> None:
    """Do what is due. Raises AffrescoError when a part of the service is down."""
    await polls.close_due(database)
    for one in await schedule.due(database):
        try:
            await schedule.publish(database, settings, one)
        except AffrescoError:
            raise
        except Exception:  # the boundary to one post: the others' time has come, too
            log.exception("scheduled post not published", scheduled=one.id)
