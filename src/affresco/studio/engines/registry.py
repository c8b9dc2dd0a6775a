"""The engines of an instance: which are installed, and how the owner has set them up.

An entry point of the group ``affresco.engines`` names a ``Kind``. The setting ``engines`` lists names:
each is that of a table ``[engine.NAME]``, which says of which kind it is, or simply that of a kind.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

import msgspec
import structlog

from affresco.errors import AffrescoError
from affresco.settings import EngineTable, Settings
from affresco.studio.engines.protocol import Capabilities, Engine, Kind
from affresco.studio.errors import EngineMissing, EngineUnusable
from affresco.text import _

log = structlog.get_logger(__name__)

GROUP: Final = "affresco.engines"


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Where an engine is asked about itself: what is no error of ours becomes EngineUnusable, and its innards
    are in the log.
    """
    try:
        yield
    except AffrescoError:
        raise
    except Exception as error:  # the boundary to plug-ins, which may raise anything
        log.exception("engine broke down while it was asked", engine=name)
        reason = _("It broke down while it was asked; the log says how.")
        raise EngineUnusable(engine=name, reason=reason) from error


@functools.cache
def installed() -> Mapping[str, EntryPoint]:
    """Entry points by the name of their kind; looked for once, which takes some milliseconds."""
    return {point.name: point for point in entry_points(group=GROUP)}


def load(settings: Settings) -> dict[str, Engine]:
    """The engines that people may choose, in their order. Raises EngineMissing, EngineUnusable."""
    return {name: load_one(settings, name) for name in settings.engines}


def load_one(settings: Settings, name: str) -> Engine:
    """The engine of this name. Raises EngineMissing, EngineUnusable naming the place of a slip."""
    table = _table(settings, name)
    with guarded(name):
        kind = _kind(table.kind)
        return kind.create(name, label(settings, name), _options(name, table, kind))


def capabilities(settings: Settings, name: str) -> Capabilities:
    """What an engine of the settings can do. Raises EngineMissing, EngineUnusable."""
    table = _table(settings, name)
    with guarded(name):
        kind = _kind(table.kind)
        return kind.capabilities(_options(name, table, kind))


class Offer(msgspec.Struct, frozen=True):
    """An engine as people may choose it."""

    name: str
    label: str
    capabilities: Capabilities


def offers(settings: Settings) -> tuple[Offer, ...]:
    """The engines of the settings, with what each can do; what cannot be told here is the least: it may be
    installed where the workers are."""
    return tuple(offer(settings, name) for name in settings.engines)


def offer(settings: Settings, name: str) -> Offer:
    """One of them."""
    try:
        can = capabilities(settings, name)
    except (EngineMissing, EngineUnusable):
        can = Capabilities()
    return Offer(name, label(settings, name), can)


def check_installed(settings: Settings) -> None:
    """Raises EngineMissing for a kind that no package brings; loads nothing."""
    points = installed()
    for name in settings.engines:
        kind = _table(settings, name).kind
        if kind not in points:
            raise _missing(kind, points)


def labels(settings: Settings) -> tuple[tuple[str, str], ...]:
    """(name, label) of the engines that people may choose, for a form; nothing is loaded for it."""
    return tuple((name, label(settings, name)) for name in settings.engines)


def label(settings: Settings, name: str) -> str:
    """What people read for an engine; of one that is no longer set up, its name in words."""
    return _table(settings, name).label or name.replace("_", " ").replace("-", " ").capitalize()


def _table(settings: Settings, name: str) -> EngineTable:
    return settings.engine.get(name) or EngineTable(kind=name)


def _kind(name: str) -> Kind[Any]:
    points = installed()
    if name not in points:
        raise _missing(name, points)
    try:
        return _load(points[name])
    except (ImportError, AttributeError) as error:
        raise _missing(name, points) from error


def _options(name: str, table: EngineTable, kind: Kind[Any]) -> msgspec.Struct:
    try:
        options: msgspec.Struct = msgspec.json.decode(table.options, type=kind.options)
    except msgspec.ValidationError as error:
        raise EngineUnusable(engine=name, reason=f"[engine.{name}] {error}") from error
    return options


@functools.cache
def _load(point: EntryPoint) -> Kind[Any]:
    kind: Kind[Any] = point.load()
    return kind


def _missing(kind: str, points: Mapping[str, EntryPoint]) -> EngineMissing:
    there = ", ".join(sorted(points.keys() - {kind})) or "none"
    return EngineMissing(engine=kind, installed=there)
