"""The engines of the settings, looked at before anybody waits for a picture."""

from __future__ import annotations

from affresco.settings import Settings
from affresco.studio.engines import registry
from affresco.studio.engines.protocol import Engine
from affresco.studio.errors import EngineMissing


def check_installed(settings: Settings) -> None:
    """Raises EngineMissing for a name that no package brings; loads nothing."""
    points = registry.installed()
    for name in settings.engines:
        if name not in points:
            raise EngineMissing(engine=name, installed=", ".join(sorted(points)) or "none")


def ready(settings: Settings) -> dict[str, Engine]:
    """The engines that people may choose, by name. Raises EngineMissing, EngineUnusable."""
    engines = registry.load(settings.engines)
    for engine in engines.values():
        engine.check()
    return engines


def check_one(name: str) -> str:
    """A few words about an engine that works. Raises EngineMissing, EngineUnusable."""
    (engine,) = registry.load([name]).values()
    engine.check()
    return f"{engine.name} {engine.version}"
