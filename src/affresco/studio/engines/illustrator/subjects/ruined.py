"""Buildings of which walls have come down: a jagged edge, a hole, stones at their foot."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, polygon, stroke
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .look import Framed, framed

_BUILT: Final = frozenset(("building", "landmark"))
_SHEET: Final = skia.Rect.MakeLTRB(-140, -160, 268, 268)
_STONE: Final = Colour(0.62, 0.025, 72)
# How much of the height has fallen, from the side that stands to the other.
_FALLEN: Final = (0.0, 0.0, 0.10, 0.34, 0.30, 0.44, 0.50, 0.40, 0.46, 0.60, 0.56, 0.66)


def in_ruins(entity: Entity) -> bool:
    """Whether it is a building that is said to be ruined, or broken."""
    concept = lexicon().concepts.get(entity.concept)
    said = {"ruined", "broken"} & set(entity.qualities)
    return bool(said) and concept is not None and concept.family in _BUILT


def ruined(drawing: Framed) -> Framed:
    """The drawing with its upper part fallen down on one side, and rubble at its foot."""
    chance = Chance("ruined", round(drawing.box[0]), round(drawing.box[1]))
    edge = _edge(drawing, chance)

    def draw(pen: Pen) -> None:
        canvas = pen.canvas
        canvas.saveLayer(_SHEET, None)
        drawing(pen)
        canvas.saveLayer(_SHEET, skia.Paint(BlendMode=skia.BlendMode.kSrcATop))
        broken = polygon(edge, False)
        pen.shape(broken, stroke(_STONE.lighter(-0.22), 8.0, round_ends=False))
        pen.shape(broken, stroke(_STONE.lighter(0.06), 5.0, round_ends=False))
        canvas.restore()
        canvas.saveLayer(_SHEET, skia.Paint(BlendMode=skia.BlendMode.kDstOut))
        gone = [(edge[0][0], -160.0), *edge, (edge[-1][0], -160.0)]
        pen.polygon(gone, fill(Colour(0, 0, 0)))
        canvas.restore()
        canvas.restore()
        _rubble(pen, drawing, chance)

    return replace(framed(draw, 1.0), feet=drawing.feet)


def _edge(drawing: Framed, chance: Chance) -> list[Point]:
    """Where the walls end, from left to right, in steps like stones."""
    left, top, right, bottom = drawing.box
    fallen = _FALLEN if chance.often(0.5) else _FALLEN[::-1]
    edge: list[Point] = [(left - 20, top + (bottom - top) * fallen[0] - 12)]
    for i, share in enumerate(fallen):
        x0 = left + (right - left) * i / len(fallen)
        x1 = left + (right - left) * (i + 1) / len(fallen)
        lift = -12 if share == 0 else 0
        y = top + (bottom - top) * (share + chance.between(-0.025, 0.025)) + lift
        middle = x0 + (x1 - x0) * chance.between(0.35, 0.65)
        edge += [(x0, y), (middle, y + 1), (middle, y + chance.between(2, 6)), (x1, y + 4)]
    edge.append((right + 20, edge[-1][1]))
    return edge


def _rubble(pen: Pen, drawing: Framed, chance: Chance) -> None:
    """Fallen stones, most of them where the wall is lowest."""
    left, top, right, bottom = drawing.box
    size = 0.05 * (bottom - top)
    for i in range(17):
        x = left + (right - left) * chance.between(-0.06, 1.06)
        y, s = bottom - size * (0.2 + 0.9 * (i < 6)), size * chance.between(0.6, 1.3)
        tone = _STONE.lighter(chance.between(-0.14, 0.05))
        block = [(x - s, y + s * 0.7), (x - s * 0.8, y - s * 0.4), (x + s * 0.2, y - s * 0.8),
                 (x + s, y - s * 0.1), (x + s * 0.9, y + s * 0.7)]  # fmt: skip
        pen.polygon(block, fill(tone))
        pen.polygon([block[1], block[2], block[3], (x, y)], fill(tone.lighter(0.07)))
