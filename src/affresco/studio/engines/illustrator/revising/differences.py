"""The fields in which two scenes differ."""

from __future__ import annotations

from collections.abc import Iterator

from affresco.studio.engines.illustrator.scene import Entity, Scene

_SINGLE = ("setting", "outlook", "style", "time", "season", "camera", "title", "colours", "absent")
_ASPECTS = ("count", "colour", "size", "material", "pose", "role", "relation")


def differences(before: Scene, after: Scene) -> Iterator[str]:
    """Paths of fields; subjects that came are numbered as they are now, those that went as they were."""
    for name in _SINGLE:
        if getattr(before, name) != getattr(after, name):
            yield name
    if before.weather != after.weather:
        yield "weather"
    if before.moods != after.moods:
        yield "mood"
    if len(before.entities) == len(after.entities):
        for at, (old, new) in enumerate(zip(before.entities, after.entities, strict=True)):
            yield from _aspects(at, old, new)
        return
    longer, shorter = before.entities, [entity.concept for entity in after.entities]
    if len(after.entities) > len(before.entities):
        longer, shorter = after.entities, [entity.concept for entity in before.entities]
    for at, entity in enumerate(longer):
        if entity.concept in shorter:
            shorter.remove(entity.concept)
        else:
            yield f"entity:{at}"


def _aspects(at: int, old: Entity, new: Entity) -> Iterator[str]:
    if old.concept != new.concept:
        yield f"entity:{at}"
    for name in _ASPECTS:
        if getattr(old, name) != getattr(new, name):
            yield f"entity:{at}:{name}"
    if set(old.qualities) != set(new.qualities) and old.pose == new.pose:
        yield f"entity:{at}:quality"
