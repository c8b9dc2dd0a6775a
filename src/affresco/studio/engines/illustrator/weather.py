"""What falls and drifts in front of everything: rain, snow, fog, lightning, leaves, petals."""

from __future__ import annotations

import math

import skia

from .painting.chance import Chance
from .painting.colour import WHITE, Colour
from .painting.pen import down, fill, outline, stroke
from .painting.stage import Stage
from .reading.lexicon import lexicon
from .settings import season

# Under the open sky, but without weather.
_STILL = frozenset(
    (
        "underwater",
        "space",
        "moon",
        "mars",
        "cave",
        "ice-cave",
        "crystal-cave",
        "alien-planet",
        "underwater-city",
    )
)
_PAVED = frozenset(("street", "station", "roof", "square", "market", "old-town", "courtyard"))
_LEAFY = frozenset(
    ("forest", "birch-forest", "garden", "meadow", "orchard", "lake", "village", "courtyard",
     "temple", "river", "playground", "japanese-garden", "tree-avenue",
     "cafe-terrace", "graveyard", "vineyard", "branch", "square", "farm", "street")
)  # fmt: skip


def fall(stage: Stage) -> None:
    """Paint the weather of the scene, outdoors only."""
    setting = stage.scene.setting
    if not lexicon().settings[setting].outdoors or setting in _STILL:
        return
    if stage.has("storm"):
        _lightning(stage)
    if stage.has("fog"):
        _near_fog(stage)
    if stage.has("rain", "storm"):
        _rain(stage)
    if stage.snow_falls:
        _snow(stage)
    if stage.has("fireflies") and setting != "forest":
        _fireflies(stage)
    if setting in _LEAFY and stage.has("autumn", "spring") and not season.snowy(stage):
        _adrift(stage, season.AUTUMN if stage.has("autumn") else season.BLOSSOM)


def _rain(stage: Stage) -> None:
    chance, width, height = stage.chance("rain"), stage.width, stage.height
    slant = 0.36 if stage.has("storm") else 0.16
    bright = WHITE.mix(stage.light.horizon, 0.25)
    for near in (0, 1):
        drops = skia.Path()
        for _ in range(int((300 - 170 * near) * max(1.0, width / 1000))):
            x, y = chance.between(-0.1, 1.2) * width, chance.between(-0.08, 1) * height
            length = chance.between(14, 34) * (1 + 1.1 * near)
            drops.moveTo(x, y)
            drops.lineTo(x - length * slant, y + length)
        stage.pen.shape(drops, stroke(bright, 1.3 + 1.3 * near, 0.42 - 0.06 * near))
    veil = stage.light.haze
    tones = down(0, height, (veil, 0.14), (veil, 0.02))
    stage.pen.rect(-width, -height, 3 * width, 3 * height, tones)
    if stage.scene.setting in _PAVED:
        for _ in range(int(70 * max(1.0, width / 1000))):
            x, y = chance.between(0, width), chance.between(0.74, 1) * height
            size = (y / height - 0.6) * 46
            stage.pen.oval(x, y, size, size * 0.25, stroke(WHITE, 1.6, 0.4))


def _snow(stage: Stage) -> None:
    chance = stage.chance("snow")
    for _ in range(int(230 * max(1.0, stage.width / 1000))):
        near = chance.between() ** 2
        x, y = chance.between(0, stage.width), chance.between(0, stage.height)
        paint = fill(WHITE, 0.92 - 0.35 * near, blur=1.6 if near > 0.6 else 0)
        stage.pen.circle(x, y, 1.4 + 6.0 * near, paint)


def _near_fog(stage: Stage) -> None:
    """A last thin veil, low, before everything; :func:`.settings.sky.fog` lies behind."""
    h, w, haze = stage.height, stage.width, stage.light.haze.lighter(0.03)
    chance = stage.chance("near mist")
    for _ in range(int(5 * max(1.0, w / 1000))):
        half = chance.between(200, 460)
        bank = fill(haze, 0.16, blur=24)
        y = h * chance.between(0.93, 1.0)
        stage.pen.oval(chance.between(0, w), y, half, half * chance.between(0.06, 0.10), bank)


def _lightning(stage: Stage) -> None:
    """One forked flash from the clouds to the horizon."""
    chance, h = stage.chance("lightning"), stage.height
    x, foot = stage.width * chance.pick((0.2, 0.32, 0.68, 0.82)), max(h * 0.35, stage.horizon)
    _flash(stage, chance, x, 0.0, foot, 7.0)
    stage.glow(x, foot * 0.4, foot * 0.7, Colour(0.92, 0.05, 260), 0.35)


def _flash(stage: Stage, chance: Chance, x: float, y: float, foot: float, width: float) -> None:
    points, px, steps = [(x, y)], x, 9
    for i in range(1, steps):
        px += chance.between(-34, 34)
        points.append((px, y + (foot - y) * i / steps))
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    stage.pen.shape(path, stroke(Colour(0.90, 0.08, 270), width * 2.6, 0.35, blur=8))
    stage.pen.shape(path, stroke(Colour(0.99, 0.02, 100), width))
    if width > 4:
        bx, by = points[chance.whole(2, 5)]
        _flash(stage, chance, bx, by, by + (foot - by) * 0.6, width * 0.45)


def _fireflies(stage: Stage) -> None:
    chance = stage.chance("fireflies")
    for _ in range(34):
        x = chance.between(0, stage.width)
        y = stage.height * chance.between(0.45, 0.97)
        stage.pen.circle(x, y, chance.between(2, 4.5), fill(Colour(0.95, 0.16, 105)))
        stage.glow(x, y, chance.between(24, 52), Colour(0.90, 0.18, 105), 0.6)


def _adrift(stage: Stage, colours: tuple[Colour, ...]) -> None:
    """Leaves or petals in the air and on the ground."""
    chance, pen = stage.chance("adrift"), stage.pen
    petals = stage.has("spring")
    leaf = outline("M -1 0 Q 0 -0.62 1 0 Q 0 0.62 -1 0 Z")
    for i in range(int(46 * max(1.0, stage.width / 1000))):
        ground = i % 2
        y = stage.height * (chance.between(0.78, 1.0) if ground else chance.between(0.1, 0.8))
        size = chance.between(4, 8) if petals else chance.between(6, 13)
        tone = stage.lit(chance.pick(colours)).lighter(chance.between(-0.04, 0.05))
        flat = 0.45 if ground else abs(math.cos(chance.between(0, 3))) * 0.6 + 0.4
        with pen.at(chance.between(0, stage.width), y, chance.between(0, 360), (size, size * flat)):
            pen.shape(leaf, fill(tone))
