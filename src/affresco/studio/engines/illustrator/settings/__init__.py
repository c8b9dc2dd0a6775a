"""Settings: each paints a place onto the stage and says where subjects stand."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.stage import Stage

from . import outdoors

Painter = Callable[[Stage], None]

PAINTERS: dict[str, Painter] = {
    "mountains": outdoors.mountains,
    "meadow": outdoors.meadow,
    "winter": outdoors.winter,
    "desert": outdoors.desert,
    "sky": outdoors.in_the_sky,
    "sea": outdoors.calm_sea,
}


def paint(stage: Stage) -> None:
    """Paint the setting of the scene."""
    PAINTERS.get(stage.scene.setting, outdoors.meadow)(stage)
