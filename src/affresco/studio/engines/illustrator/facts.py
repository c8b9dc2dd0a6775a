"""What the lexicon says of an entity or a scene."""

from __future__ import annotations

from .reading.lexicon import Family, lexicon
from .scene import Entity, Scene

_SIZES = {"small": 0.65, "large": 1.35}


def family_of(entity: Entity) -> Family:
    """How this kind of thing behaves."""
    return lexicon().family(entity.concept)


def height_of(entity: Entity) -> float:
    """Height beside other subjects; 1 is usual."""
    return lexicon().concepts[entity.concept].scale * _SIZES.get(entity.size or "", 1.0)


def felt(scene: Scene) -> bool:
    """Whether somebody's feeling is the subject."""
    moods = lexicon().moods
    return any(mood in moods and moods[mood].figure for mood in scene.moods)
