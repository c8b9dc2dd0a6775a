"""Fields in bloom: sunflowers, poppies, wild flowers, from the horizon to the beholder's feet."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, partial
from typing import Final, NamedTuple

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import fill, outline, radial, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import land, season, vista
from .fields import earth

C = Colour
_STEM: Final = C(0.50, 0.13, 135)
_ROWS: Final = 15
_NEAR: Final = 0.80  # of the way to the beholder: from here on flowers stand before the subjects


class Bloom(NamedTuple):
    """One kind of flower; lengths in widths of the flower."""

    petals: int
    round: bool  # broad petals like a poppy's
    tones: tuple[Colour, ...]
    heart: Colour
    core: float  # radius of the heart
    stem: float  # length


_SUNFLOWER: Final = Bloom(
    16, False, (C(0.84, 0.17, 86), C(0.87, 0.16, 92)), C(0.34, 0.06, 50), 0.20, 1.5
)
_POPPY: Final = Bloom(
    5, True, (C(0.60, 0.22, 28), C(0.64, 0.21, 32)), C(0.20, 0.03, 300), 0.10, 1.5
)
_DAISY: Final = Bloom(13, False, (C(0.97, 0.01, 90),), C(0.84, 0.16, 88), 0.15, 1.4)
_CORNFLOWER: Final = Bloom(
    10, False, (C(0.55, 0.17, 270), C(0.60, 0.16, 285)), C(0.40, 0.14, 290), 0.10, 1.6
)
_BUTTERCUP: Final = Bloom(5, True, (C(0.88, 0.17, 95),), C(0.76, 0.16, 75), 0.12, 1.3)
_COSMOS: Final = Bloom(
    8, True, (C(0.74, 0.16, 350), C(0.84, 0.09, 345)), C(0.84, 0.16, 88), 0.10, 1.7
)
_WILD: Final = (_DAISY, _POPPY, _CORNFLOWER, _BUTTERCUP, _COSMOS)


def sunflowers(stage: Stage) -> None:
    """Sunflowers as far as one sees, a farmhouse behind them."""
    vista.vista(stage, 0.46, ("hills", "hamlet", "fields"))
    earth(stage, 0.565, C(0.52, 0.12, 125))
    _field(stage, (_SUNFLOWER,), 0.575, 1.0)


def poppies(stage: Stage) -> None:
    """Red poppies in green grass."""
    vista.vista(stage, 0.47, ("hills", "hamlet", "woods"))
    earth(stage, 0.575, season.grass(stage, C(0.60, 0.14, 125)))
    _field(stage, (_POPPY,), 0.585, 0.72)


def wild_flowers(stage: Stage) -> None:
    """A meadow in which all kinds of flowers stand."""
    vista.vista(stage, 0.47, ("hills", "woods", "mountains"))
    earth(stage, 0.575, season.grass(stage, C(0.62, 0.14, 128)))
    _field(stage, _WILD, 0.585, 0.60)


def daisies(stage: Stage) -> None:
    """Daisies in a green meadow."""
    vista.vista(stage, 0.47, ("hills", "woods", "mountains"))
    earth(stage, 0.575, season.grass(stage, C(0.62, 0.15, 130)))
    _field(stage, (_DAISY,), 0.585, 0.60)


def _field(stage: Stage, kinds: tuple[Bloom, ...], top: float, large: float) -> None:
    """Flowers from the horizon (top, share of the height) on; `large`: size of the nearest."""
    stage.ground = "none"
    before = bool(stage.scene.entities)
    for row in range(_ROWS):
        t = row / (_ROWS - 1)
        if before and t > _NEAR:
            stage.afterwards.append(partial(_row, stage, kinds, top, t, large, aside=True))
        else:
            _row(stage, kinds, top, t, large)


def _row(
    stage: Stage, kinds: tuple[Bloom, ...], top: float, t: float, large: float, aside: bool = False
) -> None:
    """One row across; `aside`: the middle stays free for whom they stand before."""
    h, w, chance = stage.height, stage.width, stage.chance("blossoms", round(t * 100))
    size = (11 + 185 * t**1.9) * large
    y = h * (top + (1.10 - top) * t**1.35) + size * 0.5
    x = -size + chance.between(0, size)
    while x < w + size:
        kind = chance.pick(kinds)
        lift = chance.between(-0.35, 0.35) * size
        bigger = chance.between(0.8, 1.15)
        head = y + lift - size * kind.stem * 0.6
        free = (
            aside and head < 0.90 * h and abs(x / w - 0.5) < 0.34 - 0.16 * (t - _NEAR) / (1 - _NEAR)
        )
        if not free:
            _flower(stage, kind, x, head, size * bigger, t, chance)
        x += size * chance.between(0.55, 0.95) * (1.5 if aside else 1.0)


def _flower(
    stage: Stage, kind: Bloom, x: float, y: float, size: float, t: float, chance: Chance
) -> None:
    """One flower with its head at x, y and as wide as `size`."""
    pen, depth = stage.pen, 0.36 * (1 - t)
    tone = stage.lit(land.snowed(stage, chance.pick(kind.tones)), depth)
    green = stage.lit(season.grass(stage, _STEM.lighter(chance.between(-0.05, 0.04))), depth)
    lean = chance.between(-0.12, 0.12) * size
    stem = stroke(green.lighter(-0.04), max(1.4, size * 0.055))
    pen.curve([(x - lean, y + size * kind.stem), (x - lean * 0.2, y + size * 0.7), (x, y)], stem)
    if size < 20:
        pen.oval(x, y, size * 0.44, size * 0.34, fill(tone))
        return
    for side in (-1, 1):
        with pen.at(x - lean * 0.5, y + size * (0.95 + 0.12 * side), 0, (side * size, size)):
            pen.shape(_leaf(), fill(green.lighter(0.02 * side)))
    shade = tone.lighter(-0.07)
    with pen.at(x, y, chance.between(-25, 25), (size * 0.5, size * chance.between(0.40, 0.48))):
        if not kind.round:
            with pen.at(0, 0.03, 180 / kind.petals):
                pen.shape(_petals(kind.petals, kind.round), fill(shade))
        pen.shape(
            _petals(kind.petals, kind.round),
            radial((0, 0), 1.0, (shade, tone, tone.lighter(0.05)), (0, 0.5, 1)),
        )
        heart, core = stage.lit(kind.heart, depth), kind.core * 2
        pen.circle(0, 0, core, radial((-0.1, -0.12), core * 1.4, (heart.lighter(0.10), heart)))
        if core > 0.35 and size > 46:
            for i in range(16):
                angle, out = i * 2.4, core * (0.2 + 0.7 * (i / 16) ** 0.5)
                pen.circle(
                    out * math.cos(angle), out * math.sin(angle), 0.035, fill(heart.lighter(0.16))
                )


@cache
def _petals(count: int, broad: bool) -> skia.Path:
    """A crown of petals around the origin, of radius one."""
    petal = (
        "M 0 0 C -0.42 -0.30 -0.62 -0.86 -0.20 -1.0 Q 0 -0.90 0.20 -1.0 C 0.62 -0.86 0.42 -0.30 0 0 Z"
        if broad
        else "M 0 0 C -0.13 -0.30 -0.17 -0.72 0 -1.0 C 0.17 -0.72 0.13 -0.30 0 0 Z"
    )
    whole = skia.Path()
    for i in range(count):
        turned = outline(petal)
        turned.transform(skia.Matrix().setRotate(i * 360 / count, 0, 0))
        whole.addPath(turned)
    return whole


@cache
def _leaf() -> skia.Path:
    """A leaf of a stem at the origin, to the right."""
    return outline("M 0 0 C 0.10 -0.22 0.34 -0.26 0.50 -0.10 C 0.36 0.06 0.14 0.08 0 0 Z")


PAINTERS: Final[dict[str, Callable[[Stage], None]]] = {
    "daisy-field": daisies,
    "flower-field": wild_flowers,
    "poppy-field": poppies,
    "sunflower-field": sunflowers,
}
"""The painters of this module, by the name of the place."""
