"""Facts of a whole picture that words name: place, style, light, weather, mood."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.studio.engines.illustrator.reading.lexicon import Kind
from affresco.studio.engines.illustrator.scene import Scene

from . import changes
from .words import Said


def with_named(scene: Scene, said: Said) -> Scene:
    """The scene with the facts that words name; weather and moods come to those that are there."""
    for kind in ("setting", "style", "season", "time", "camera", "weather", "mood"):
        scene = with_facts(scene, kind, said.of(kind))
    return scene


def with_facts(scene: Scene, kind: Kind, names: Sequence[str]) -> Scene:
    """The scene with one or more facts of a kind; of single facts the first counts."""
    if not names:
        return scene
    if kind == "setting":
        return changes.placed(scene, names[0])
    if kind == "style":
        return changes.styled(scene, names[0])
    if kind == "season":
        return changes.seasoned(scene, names[0])
    if kind == "time":
        return changes.timed(scene, names[0])
    if kind == "camera":
        return changes.seen(scene, names[0])
    if kind == "weather":
        return changes.weathered(scene, (*scene.weather, *names))
    if kind == "mood":
        return changes.felt(scene, (*scene.moods, *names))
    return scene
