"""The classifiers of an instance: which are installed, and how the owner has set them up."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

import msgspec

from affresco.safety.classifiers.protocol import Classifier, Kind
from affresco.safety.errors import ClassifierMissing, ClassifierUnusable
from affresco.settings import ClassifierTable, Settings

GROUP: Final = "affresco.classifiers"


def installed() -> dict[str, EntryPoint]:
    """Entry points by the name of their kind."""
    return {point.name: point for point in entry_points(group=GROUP)}


def table(settings: Settings, name: str) -> ClassifierTable:
    """The table of this name; without one, the name is that of a kind."""
    return settings.classifier.get(name) or ClassifierTable(kind=name)


def load_one(name: str, table: ClassifierTable) -> Classifier:
    """The classifier of this name. Raises ClassifierMissing, ClassifierUnusable naming the slip."""
    kind = _kind(table.kind)
    try:
        options: msgspec.Struct = msgspec.json.decode(table.options, type=kind.options)
    except msgspec.ValidationError as error:
        reason = f"[classifier.{name}] {error}"
        raise ClassifierUnusable(classifier=name, reason=reason) from error
    return kind.create(name, options)


def _kind(name: str) -> Kind[Any]:
    points = installed()
    try:
        kind: Kind[Any] = points[name].load()
    except (KeyError, ImportError) as error:
        there = ", ".join(sorted(points.keys() - {name})) or "none"
        raise ClassifierMissing(classifier=name, installed=there) from error
    return kind
