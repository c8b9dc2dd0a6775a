"""Scenes as recipes keep them: JSON, also of older versions."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from affresco.studio.engines.illustrator.scene import Scene

from .changes import known_entities
from .palettes import NotAPalette, checked


class NotAScene(ValueError):
    """A text that is no scene; the message says where."""


def encode(scene: Scene) -> str:
    """JSON for a recipe."""
    return msgspec.json.encode(scene).decode()


def decode(text: str) -> Scene:
    """The scene of a recipe of any version: facts that it lacks are as usual, others are dropped.

    What a version does not know in it is left out when it is drawn. Raises NotAScene.
    """
    try:
        scene = msgspec.json.decode(text, type=Scene)
        colours = checked(scene.colours)
    except (msgspec.DecodeError, UnicodeEncodeError, NotAPalette) as error:
        raise NotAScene(f"This is not a scene of the illustrator: {error}") from error
    return replace(scene, entities=known_entities(scene.entities), colours=colours)
