"""Shapes of the families as scenery: hills of trees, streets of houses, rooms of furniture."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.shapes import drawing_of, look_of


def prop(
    stage: Stage,
    what: Shape,
    x: float,
    y: float,
    size: float,
    depth: float = 0.0,
    shadow: float = 0.5,
    flip: bool = False,
) -> None:
    """One piece of scenery standing at (x, y), in shares of the picture; `size` likewise."""
    unit = min(stage.height, stage.width * 1.25)
    draw = drawing_of(look_of(_under_snow(stage, what)), stage.chance("prop", what.kind))
    key = f"prop {what.family} {what.kind} {what.colour}"
    how = Placing(depth, flip, 0.0, shadow, 0.0, 0.8)  # no rim: its blur is dear
    place(stage, Subject(draw, key=key), x * stage.width, y * stage.height, size * unit, how)


def row(
    stage: Stage, what: Shape, y: float, size: float, count: int, depth: float, gap: float = 0.0
) -> None:
    """Many of the same along a line; none within `gap` of the middle (shares of the width)."""
    chance = stage.chance("row", what.kind, round(y * 100))
    many = round(count * max(1.0, stage.width / stage.height))
    for i in range(many):
        x = (i + 0.5) / many + chance.between(-0.3, 0.3) / many
        if abs(x - 0.5) >= gap:
            # three sizes only, so that their drawings are shared; no shadows so far away
            s = size * chance.pick((0.86, 1.0, 1.14))
            prop(stage, what, x, y + chance.between(-0.006, 0.006), s, depth, 0.0)


def _under_snow(stage: Stage, what: Shape) -> Shape:
    if what.family in ("tree", "plant") and stage.has("snow"):
        return Shape(what.family, what.kind, colour="#dfe6ec")
    if what.family == "tree" and stage.has("autumn") and what.kind in ("round", "oak", "birch"):
        return Shape(what.family, what.kind, colour="#c9742e")
    return what
