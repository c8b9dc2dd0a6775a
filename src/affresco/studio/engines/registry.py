"""The engines that are installed: entry points of the group ``affresco.engines``.

An entry point names a function without arguments that returns an ``Engine``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from affresco.studio.engines.protocol import Engine
from affresco.studio.errors import EngineMissing

GROUP: Final = "affresco.engines"


def installed() -> dict[str, EntryPoint]:
    """Entry points by the engine's name."""
    return {point.name: point for point in entry_points(group=GROUP)}


def load(names: Iterable[str]) -> dict[str, Engine]:
    """The engines with these names, in this order. Raises EngineMissing."""
    points = installed()
    return {name: _load(name, points) for name in names}


def labels(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(name, name in words) of engines, for a form; nothing is loaded for it."""
    return tuple((name, name.replace("_", " ").replace("-", " ").capitalize()) for name in names)


def _load(name: str, points: Mapping[str, EntryPoint]) -> Engine:
    point = points.get(name)
    if point is None:
        raise EngineMissing(engine=name, installed=", ".join(sorted(points)) or "none")
    try:
        engine: Engine = point.load()()
    except ImportError as error:
        raise EngineMissing(
            engine=name, installed=", ".join(sorted(points.keys() - {name})) or "none"
        ) from error
    return engine
