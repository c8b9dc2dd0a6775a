"""What a scene draws, as tests compare it."""

from __future__ import annotations

from affresco.studio.engines.illustrator import Scene


def said(scene: Scene) -> list[tuple[str, int, str | None]]:
    """(concept, how many, its relation) of all that is drawn."""
    return [(entity.concept, entity.count, entity.relation) for entity in scene.entities]
