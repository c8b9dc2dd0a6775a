"""The engines of the settings, looked at before anybody waits for a picture."""

from __future__ import annotations

import asyncio

import structlog

from affresco.errors import AffrescoError
from affresco.settings import Settings
from affresco.studio.engines import registry
from affresco.studio.engines.protocol import Engine
from affresco.studio.errors import EngineUnusable
from affresco.text import _

log = structlog.get_logger(__name__)

check_installed = registry.check_installed


def ready(settings: Settings) -> dict[str, Engine]:
    """The engines that people may choose, by name. Raises EngineMissing, EngineUnusable."""
    engines = registry.load(settings)
    for engine in engines.values():
        engine.check()
    return engines


def check_one(settings: Settings, name: str) -> str:
    """A few words about an engine that works; its server is asked, where it has one.

    Raises EngineMissing, EngineUnusable.
    """
    try:
        engine = registry.load_one(settings, name)
        engine.check()
        return asyncio.run(engine.examine())
    except AffrescoError:
        raise
    except Exception as error:  # the boundary to engines, which may raise anything
        log.exception("engine could not be examined", engine=name)
        reason = _("It broke down while it was asked; the log says how.")
        raise EngineUnusable(engine=name, reason=reason) from error
