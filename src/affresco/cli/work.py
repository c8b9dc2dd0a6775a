"""The worker process: reactions to events, and the engines' lanes."""

from __future__ import annotations

import os

import uvloop

from affresco import wiring
from affresco.cli import address, database, engines, lifeline
from affresco.cli.serve import BASE_URL_VARIABLE
from affresco.runtime import running
from affresco.settings import Settings
from affresco.worker.loop import work


def run(settings: Settings) -> None:
    """The command ``worker``: returns when it was asked to end and the jobs at hand are done."""
    lifeline.follow_starter()
    base_url = os.environ.get(BASE_URL_VARIABLE) or address.remembered(settings)
    with database.found(settings, lend=True) as dsn:
        uvloop.run(_work(settings, dsn, base_url))


async def _work(settings: Settings, dsn: str, base_url: str) -> None:
    async with running(settings, dsn, base_url) as runtime:
        await work(runtime, wiring.REACTIONS, engines.ready(settings))
