"""The worker process: reactions to events, and the engines' lanes."""

from __future__ import annotations

import os
from collections.abc import Mapping

import uvloop

from affresco import wiring
from affresco.assistant import account
from affresco.cli import address, database, engines, lifeline
from affresco.runtime import running
from affresco.safety import guard
from affresco.settings import Settings
from affresco.studio.engines.protocol import Engine
from affresco.worker.loop import work


def run(settings: Settings) -> None:
    """The command ``worker``: returns when it was asked to end and the jobs at hand are done."""
    ready = engines.ready(settings)
    guard.check(settings)
    lifeline.await_starter()
    base_url = os.environ.get(address.BASE_URL_VARIABLE) or address.remembered(settings)
    with database.found(settings, lend=True) as dsn:
        uvloop.run(_work(settings, dsn, base_url, ready))


async def _work(settings: Settings, dsn: str, base_url: str, ready: Mapping[str, Engine]) -> None:
    async with running(settings, dsn, base_url) as runtime:
        await account.begin(runtime.database)
        await work(runtime, wiring.REACTIONS, ready)
