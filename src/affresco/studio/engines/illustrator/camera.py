"""The camera: which side one looks from and how near, by the seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .painting.stage import Slot, Stage, Visible
from .reading.lexicon import lexicon

MIRRORED = 0.5  # share of seeds that see a setting the other way round
ZOOMS = (1.0, 1.0, 1.14, 1.30)
# Settings in which one may step nearer without losing what makes them.
_NEAR = frozenset(
    [
        "meadow",
        "garden",
        "forest",
        "moon",
        "library",
        "winter",
        "desert",
        "iceberg",
        "branch",
        "underwater",
        "village",
        "table",
        "room",
        "kitchen",
        "beach",
        "lake",
    ]
)
# Units that the frame or margin of a style covers on each side.
_FRAMES = {"art-nouveau": 62.0, "watercolour": 36.0, "ukiyo-e": 26.0}
# Settings with letters, or composed as a whole.
_NEVER_MIRRORED = frozenset(("logo", "portrait", "tile", "poster", "abstract"))


@dataclass(frozen=True)
class View:
    """How the camera looks at the setting."""

    stage: Stage
    mirrored: bool

    @contextmanager
    def of_setting(self) -> Iterator[None]:
        """Paint the setting as the camera sees it."""
        canvas = self.stage.pen.canvas
        canvas.save()
        if self.mirrored:
            canvas.translate(self.stage.width, 0)
            canvas.scale(-1, 1)
        try:
            yield
        finally:
            canvas.restore()

    def turn(self) -> None:
        """Move the sun and the slots to where the painted setting has them."""
        if self.mirrored:
            self.stage.sun_x = self.stage.width - self.stage.sun_x
            self.stage.slots = {
                name: Slot(1 - slot.x, slot.y, slot.size) for name, slot in self.stage.slots.items()
            }


def aim(stage: Stage) -> View:
    """Choose a view and step nearer; before anything is painted."""
    chance, setting = stage.chance("camera"), stage.scene.setting
    zoom, focus = chance.pick(ZOOMS), chance.between(0.38, 0.54)
    mirrored = setting not in _NEVER_MIRRORED and chance.often(MIRRORED)
    if setting not in _NEAR or _wide(stage):
        zoom = 1.0
    level = 0.60 if setting in ("underwater", "branch") else 0.82
    x, y = stage.width * ((1 - focus) if mirrored else focus), stage.height * level
    stage.zoom = zoom
    stage.pen.canvas.translate(x * (1 - zoom), y * (1 - zoom))
    stage.pen.canvas.scale(zoom, zoom)
    left, top = x * (1 - 1 / zoom), y * (1 - 1 / zoom)
    frame = _FRAMES.get(stage.scene.style or "", 0.0) / zoom
    stage.visible = Visible(
        left + frame,
        top + frame,
        left + stage.width / zoom - frame,
        top + stage.height / zoom - frame,
    )
    return View(stage, mirrored)


def _wide(stage: Stage) -> bool:
    """Whether something needs the whole width: flyers, crowds, several subjects."""
    words = lexicon()
    entities = stage.scene.entities
    return len(entities) > 2 or any(
        words.family(e.concept).flies or e.relation == "over" or e.count > 2 for e in entities
    )
