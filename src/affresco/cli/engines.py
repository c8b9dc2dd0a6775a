"""The engines of the settings, looked at before anybody waits for a picture."""

from __future__ import annotations

import asyncio

from affresco.settings import Settings
from affresco.studio.engines import registry
from affresco.studio.engines.protocol import Engine

check_installed = registry.check_installed


def ready(settings: Settings) -> dict[str, Engine]:
    """The engines that people may choose, by name. Raises EngineMissing, EngineUnusable."""
    engines = registry.load(settings)
    for name, engine in engines.items():
        with registry.guarded(name):
            engine.check()
    return engines


def check_one(settings: Settings, name: str) -> str:
    """A few words about an engine that works; its server is asked, where it has one.

    Raises EngineMissing, EngineUnusable.
    """
    engine = registry.load_one(settings, name)
    with registry.guarded(name):
        engine.check()
        return asyncio.run(engine.examine())
