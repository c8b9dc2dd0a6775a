"""The camera: which side one looks from, how near and how high; by the words, else by the seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np

from . import frames
from .layout import sittings
from .painting.fields import blurred_rgb, displaced
from .painting.pen import fill, image_of
from .painting.stage import Slot, Stage, Visible
from .reading.lexicon import lexicon
from .settings.backdrop import GROUNDS
from .settings.upward import PLACES

MIRRORED = 0.5  # share of seeds that see a setting the other way round
ZOOMS = (1.0, 1.09, 1.16, 1.28)
# Around which height one steps nearer: high up, so that the ground goes, or low, so that the sky goes.
LEVELS = (0.30, 0.82, 0.82, 1.0)
# How large the first subject is, beside the setting's own idea of it.
NEARNESS = (0.82, 1.0, 1.0, 1.16)
# Settings with letters, or composed as a whole.
_COMPOSED = frozenset(("close-eye", "logo", "portrait", "tile", "poster", "abstract")) | set(
    GROUNDS
)
# Settings that need their whole width, or whose subjects stand on one certain thing.
_WHOLE = _COMPOSED | {"skyline", "roof", "station", "street", "stadium", "fairground", "space"}
_FOOTHOLD = _COMPOSED | {"roof", "branch", "iceberg", "table", "windowsill", "station"}
# Settings in which the camera stays level: their sky ends at the edge of the picture.
_LEVEL = _FOOTHOLD | {
    "aurora", "bamboo-forest", "cave", "crystal-cave", "floating-islands", "ice-cave", "jungle",
    "moon", "sky", "space", "underwater", "underwater-city",
}  # fmt: skip
# Units that the frame or margin of a style covers on each side.
_FRAMES = {
    "art-deco": 48.0,
    "art-nouveau": 62.0,
    "charcoal": 30.0,
    "pencil": 34.0,
    "poster": 40.0,
    "storybook": 78.0,
    "ukiyo-e": 26.0,
    "watercolour": 36.0,
}
_LOW: Final = 0.20  # of the height, by which the horizon sinks when one looks from below
_NEARER: Final = 1.32  # how much nearer one steps to somebody alone in a close-up
_CLOSE: Final = 1.5  # how much the setting is enlarged in a close-up


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
        """Move the sun and the slots to where the painted setting has them, and focus."""
        stage = self.stage
        if self.mirrored:
            stage.sun_x = stage.width - stage.sun_x
            stage.slots = {
                name: Slot(1 - slot.x, slot.y, slot.size) for name, slot in stage.slots.items()
            }
        _arrange(stage)
        shelter = frames.shelter_of(stage)
        if shelter is not None:
            stage.draws(shelter)
        if frames.at_the_wheel(stage):
            stage.slots = {  # over the dashboard
                name: Slot(min(0.7, max(0.3, x)), min(y, 0.67), size * 0.72)
                for name, (x, y, size) in stage.slots.items()
            }
        if stage.scene.camera == "close-up" and stage.scene.setting not in _COMPOSED:
            _blur(stage)

    @contextmanager
    def nearer(self) -> Iterator[None]:
        """Paint subjects as the camera sees them: in a close-up of somebody the legs are cut off."""
        stage, entities = self.stage, self.stage.scene.entities
        sits = sittings.alone(stage.scene)  # an animal: people are painted by the place
        near = stage.scene.camera == "close-up" and stage.scene.setting not in _COMPOSED
        single = len(entities) == 1 and entities[0].count == 1
        if not (sits or (near and single and lexicon().family(entities[0].concept).living)):
            yield
            return
        canvas, zoom, closer = stage.pen.canvas, stage.zoom, sittings.NEAR if sits else _NEARER
        canvas.save()
        x, y = (
            stage.slots["main"].x * stage.width,
            stage.height * (sittings.LEVEL if sits else 0.26),
        )
        canvas.translate(x * (1 - closer), y * (1 - closer))
        canvas.scale(closer, closer)
        stage.zoom = zoom * closer
        try:
            yield
        finally:
            canvas.restore()
            stage.zoom = zoom

    def frame(self) -> None:
        """Paint what one looks through, over everything: a keyhole, a window, a round lens."""
        camera = self.stage.scene.camera
        if camera == "keyhole":
            frames.keyhole(self.stage)
        elif camera == "from-inside":
            frames.from_inside(self.stage)
        elif camera == "fisheye":
            _bulge(self.stage)


def aim(stage: Stage) -> View:
    """Choose a view and step nearer; before anything is painted."""
    chance, setting, camera = stage.chance("camera"), stage.scene.setting, stage.scene.camera
    zoom, focus = chance.pick(ZOOMS), chance.between(0.36, 0.60)
    mirrored = setting not in _COMPOSED and chance.often(MIRRORED)
    level = chance.pick(LEVELS) if setting not in _LEVEL else 0.82
    if setting in _WHOLE or _crowded(stage) or camera in ("wide", "from-above", "fisheye"):
        zoom = 1.0
    if camera == "close-up" and setting not in _COMPOSED:
        zoom, level = _CLOSE, 0.82
    drop = 0.0
    if camera == "from-below" and setting not in (_LEVEL | PLACES) - {"table"}:
        zoom, level, drop = min(zoom, 1.16), 0.82, _LOW * stage.height
    if setting in ("underwater", "underwater-city", "branch"):
        level = 0.60
    x, y = stage.width * ((1 - focus) if mirrored else focus), stage.height * level
    stage.zoom = zoom
    stage.pen.canvas.translate(x * (1 - zoom), y * (1 - zoom) + drop)
    stage.pen.canvas.scale(zoom, zoom)
    left, top = x * (1 - 1 / zoom), y * (1 - 1 / zoom) - drop / zoom
    frame = _FRAMES.get(stage.scene.style or "", 0.0) / zoom
    stage.visible = Visible(
        left + frame,
        top + frame,
        left + stage.width / zoom - frame,
        top + stage.height / zoom - frame,
    )
    return View(stage, mirrored)


def _crowded(stage: Stage) -> bool:
    """Whether something needs the whole width: flyers, crowds, several subjects."""
    words, entities = lexicon(), stage.scene.entities
    return len(entities) > 2 or any(
        words.family(e.concept).flies or e.relation == "over" or e.count > 2 for e in entities
    )


def _arrange(stage: Stage) -> None:
    """Put the subjects nearer or farther, to the side or the middle, always in the picture."""
    setting, camera, chance = stage.scene.setting, stage.scene.camera, stage.chance("arrange")
    if setting in _COMPOSED:
        return
    grow, lift, shift = chance.pick(NEARNESS), 0.0, chance.pick((-0.09, 0.0, 0.07))
    if setting in _FOOTHOLD:
        grow, shift = (1.0 if setting == "roof" else grow), 0.0
    if camera == "close-up":
        grow, shift, lift = 2.3, 0.0, -0.04
    elif camera == "wide":
        grow, lift = 0.36, 0.05
    elif camera == "from-below":
        grow = max(1.0, grow) * 1.30
    lowest = (stage.visible.bottom - 0.012 * stage.height) / stage.height
    farther = 0.03 * (1 - grow) if 0.5 < grow < 1.3 and setting not in _FOOTHOLD else 0.0
    slots = {}
    for name, slot in stage.slots.items():
        x, y = slot.x + shift, slot.y
        if camera == "close-up" and name == "main":
            x = (stage.visible.left + stage.visible.right) / 2 / stage.width
        if name != "air":
            y = min(lowest, slot.y - lift - farther)
        slots[name] = Slot(min(0.88, max(0.12, x)), y, slot.size * grow)
    stage.slots = slots


def _blur(stage: Stage) -> None:
    """Put what is far out of focus, with discs of light where it is bright."""
    sigma = max(2.0, 15 * stage.unit)
    _repaint(stage, blurred_rgb(stage.pixels(), sigma))
    chance = stage.chance("bokeh")
    for _ in range(13):
        x, y = chance.between(0, stage.width), chance.between(0, stage.height * 0.7)
        tone = stage.light.key.mix(stage.light.haze, chance.between(0, 0.6))
        stage.pen.circle(x, y, chance.between(12, 40), fill(tone, chance.between(0.06, 0.2)))


def _repaint(stage: Stage, picture: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> None:
    """Replace everything painted so far."""
    canvas = stage.pen.canvas
    canvas.save()
    canvas.resetMatrix()
    canvas.drawImage(image_of(picture.astype(np.float32)), 0, 0)
    canvas.restore()


def _bulge(stage: Stage) -> None:
    """The picture through a round lens: the middle swells, the corners are dark."""
    picture = stage.pixels()
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    cx, cy, reach = columns / 2, rows / 2, min(rows, columns) / 2
    dx, dy = (x - cx) / reach, (y - cy) / reach
    away = np.sqrt(dx * dx + dy * dy)
    bend = 0.62 + 0.38 * np.minimum(away, 1.0) ** 2
    out = displaced(picture, (bend - 1) * dx * reach, (bend - 1) * dy * reach)
    edge = np.clip((1.0 - away) * reach / 2.0, 0, 1)[..., None]
    _repaint(stage, out * edge + 0.05 * (1 - edge))
