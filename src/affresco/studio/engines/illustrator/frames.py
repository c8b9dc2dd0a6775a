"""What one looks through: a keyhole, a window, a windscreen, a porthole. Painted over everything."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import skia

from .painting.colour import Colour
from .painting.pen import down, fill, outline, stroke
from .painting.stage import Stage
from .reading.lexicon import lexicon
from .scene import Entity

_INSIDE: Final = frozenset(
    ("cave", "tent", "train-carriage", "spaceship", "windowsill", "greenhouse")
)
_ROAD: Final = frozenset(("land-vehicle",))
_AFLOAT: Final = frozenset(("vessel", "spacecraft", "aircraft"))
_HOUSE: Final = frozenset(("building", "landmark"))


def shelter_of(stage: Stage) -> Entity | None:
    """The house or vehicle from whose inside one looks; it is not seen from outside, too."""
    if stage.scene.camera != "from-inside":
        return None
    for entity in stage.scene.entities:
        known = lexicon().concepts.get(entity.concept)
        alone = entity.count == 1 and entity.relation is None and entity.by is None
        if alone and known and known.family in _ROAD | _AFLOAT | _HOUSE:
            return entity
    return None


def at_the_wheel(stage: Stage) -> bool:
    """Whether a dashboard covers the lower part of the picture."""
    shelter = shelter_of(stage)
    return shelter is not None and lexicon().concepts[shelter.concept].family in _ROAD


def from_inside(stage: Stage) -> None:
    """The frame of what one is in; nothing where the place is an inside already."""
    shelter = shelter_of(stage)
    if shelter is not None:
        family = lexicon().concepts[shelter.concept].family
        (windscreen if family in _ROAD else porthole if family in _AFLOAT else window)(stage)
        return
    known = lexicon().settings.get(stage.scene.setting)
    if stage.scene.setting in _INSIDE or (known is not None and not known.outdoors):
        return
    window(stage)


@contextmanager
def flat(stage: Stage) -> Iterator[None]:
    """Paint in units of the picture, whatever the zoom."""
    canvas = stage.pen.canvas
    canvas.save()
    canvas.resetMatrix()
    canvas.scale(stage.unit, stage.unit)
    try:
        yield
    finally:
        canvas.restore()


def keyhole(stage: Stage) -> None:
    """Everything dark but a keyhole in a brass plate."""
    h, w, pen = stage.height, stage.width, stage.pen
    x, r = w / 2, min(w, h) * 0.30
    y = h * 0.5 - r * 0.45
    hole = skia.Path()
    hole.addCircle(x, y, r)
    slit = outline(
        f"M {x - r * 0.42} {y + r * 0.7} L {x + r * 0.42} {y + r * 0.7} L {x + r * 0.78} {y + r * 2.05} "
        f"L {x - r * 0.78} {y + r * 2.05} Z"
    )
    joined = skia.Op(hole, slit, skia.PathOp.kUnion_PathOp) or hole
    mask = skia.Path()
    mask.addRect(skia.Rect.MakeLTRB(-10, -10, w + 10, h + 10))
    around = skia.Op(mask, joined, skia.PathOp.kDifference_PathOp) or mask
    with flat(stage):
        pen.shape(around, fill(Colour(0.13, 0.02, 60)))
        pen.shape(joined, stroke(Colour(0.62, 0.11, 78), r * 0.10))
        pen.shape(joined, stroke(Colour(0.36, 0.07, 70), r * 0.03))


def window(stage: Stage) -> None:
    """The frame of a window, its bars and its sill, seen from inside."""
    h, w, pen = stage.height, stage.width, stage.pen
    wide = min(w, h) * 0.055
    wood, dim = Colour(0.42, 0.06, 55), Colour(0.20, 0.03, 50)
    with flat(stage):
        for x, y, a, b in ((0, 0, w, wide), (0, 0, wide, h), (w - wide, 0, wide, h)):
            pen.rect(x, y, a, b, fill(wood))
        pen.rect(0, h - wide * 1.9, w, wide * 1.9, fill(wood.lighter(0.07)))
        pen.rect(0, h - wide * 0.5, w, wide * 0.5, fill(dim))
        for x in (w / 3, w * 2 / 3) if w > h * 1.3 else (w / 2,):
            pen.rect(x - wide * 0.16, 0, wide * 0.32, h - wide * 1.9, fill(wood))
        pen.rect(0, h * 0.30, w, wide * 0.32, fill(wood))
        inner = skia.Path()
        inner.addRect(skia.Rect.MakeLTRB(wide, wide, w - wide, h - wide * 1.9))
        pen.shape(inner, stroke(dim, 4, 0.7))


def windscreen(stage: Stage) -> None:
    """The inside of a car: roof, posts, mirror, dashboard and steering wheel."""
    h, w, pen = stage.height, stage.width, stage.pen
    dark, trim = Colour(0.20, 0.015, 260), Colour(0.31, 0.02, 260)
    glass = skia.Path()
    glass.addPath(
        outline(
            f"M {w * 0.13} {h * 0.10} Q {w * 0.5} {h * 0.055} {w * 0.87} {h * 0.10} "
            f"L {w * 0.97} {h * 0.70} Q {w * 0.5} {h * 0.655} {w * 0.03} {h * 0.70} Z"
        )
    )
    around = skia.Path()
    around.addRect(skia.Rect.MakeLTRB(-20, -20, w + 20, h + 20))
    around.addPath(glass)
    around.setFillType(skia.PathFillType.kEvenOdd)
    with flat(stage):
        pen.shape(around, down(0, h, trim, dark))
        pen.shape(glass, stroke(dark.lighter(-0.06), 12))
        pen.rounded(w * 0.40, h * 0.085, w * 0.22, h * 0.075, 22, fill(trim.lighter(0.05)))
        mirror = (Colour(0.78, 0.05, 225), Colour(0.62, 0.06, 235))
        pen.rounded(
            w * 0.415, h * 0.095, w * 0.19, h * 0.055, 16, down(h * 0.09, h * 0.15, *mirror)
        )
        board = outline(
            f"M -20 {h * 0.80} Q {w * 0.5} {h * 0.70} {w + 20} {h * 0.80} "
            f"L {w + 20} {h + 20} L -20 {h + 20} Z"
        )
        pen.shape(board, down(h * 0.72, h, trim.lighter(0.06), dark))
        x, y, r = w * 0.30, h * 1.0, min(w, h) * 0.20
        pen.circle(x, y, r, stroke(Colour(0.12, 0.01, 260), r * 0.17))
        for angle in (200, 270, 340):
            end = x + math.cos(math.radians(angle)) * r, y + math.sin(math.radians(angle)) * r
            pen.line(x, y, *end, stroke(Colour(0.12, 0.01, 260), r * 0.15))
        pen.circle(x, y, r * 0.28, fill(trim.lighter(0.04)))
        for k in range(3):
            pen.circle(w * (0.58 + 0.09 * k), h * 0.84, h * 0.026, fill(Colour(0.80, 0.09, 75)))


def porthole(stage: Stage) -> None:
    """A round window with bolts in a wall of metal."""
    h, w, pen = stage.height, stage.width, stage.pen
    x, y, r = w / 2, h * 0.48, min(w, h) * 0.41
    steel, brass = Colour(0.46, 0.02, 245), Colour(0.70, 0.10, 80)
    around = skia.Path()
    around.addRect(skia.Rect.MakeLTRB(-20, -20, w + 20, h + 20))
    around.addCircle(x, y, r)
    around.setFillType(skia.PathFillType.kEvenOdd)
    with flat(stage):
        pen.shape(around, down(0, h, steel.lighter(0.08), steel.lighter(-0.10)))
        pen.circle(x, y, r, stroke(brass, r * 0.14))
        pen.circle(x, y, r * 0.94, stroke(brass.lighter(-0.18), 5))
        for k in range(12):
            angle = math.tau * k / 12
            bolt = x + math.cos(angle) * r * 1.01, y + math.sin(angle) * r * 1.01
            pen.circle(*bolt, r * 0.035, fill(brass.lighter(-0.14)))
