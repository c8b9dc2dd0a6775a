"""Shapes of the families as scenery: hills of trees, streets of houses, rooms of furniture."""

from __future__ import annotations

import msgspec

from affresco.studio.engines.illustrator.painting.sprites import Draw, Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.shapes import drawing_of, look_of

from . import season

_BARE_IN_WINTER = frozenset(("round", "oak", "birch", "fruit", "willow", "poplar"))


def unit_of(stage: Stage) -> float:
    """The length against which the size of scenery is measured."""
    return min(stage.height, stage.width * 1.25)


def prop(
    stage: Stage,
    what: Shape,
    x: float,
    y: float,
    size: float,
    depth: float = 0.0,
    shadow: float = 0.5,
    flip: bool = False,
    turn: float = 0.0,
) -> None:
    """One piece of scenery standing at (x, y), in shares of the picture; `size` likewise."""
    set_at(
        stage, what, x * stage.width, y * stage.height, size * unit_of(stage), depth, shadow, flip,
        turn,
    )  # fmt: skip


def set_at(
    stage: Stage,
    what: Shape,
    x: float,
    y: float,
    size: float,
    depth: float = 0.0,
    shadow: float = 0.5,
    flip: bool = False,
    turn: float = 0.0,
) -> None:
    """One piece of scenery standing at (x, y), `size` high, all in units.

    Left away when the scene names one itself, or asks that such things stay away.
    """
    if _unwanted(stage, what):
        return
    key, draw = drawing(stage, what)
    how = Placing(depth, flip, turn, shadow, 0.0, 0.8)  # no rim: its blur is dear
    place(stage, Subject(draw, key=key), x, y, size, how)


def drawing(stage: Stage, what: Shape) -> tuple[str, Draw]:
    """A shape as this season shows it, drawn once a picture, and its key."""
    what, under_snow = _in_season(stage, what)
    key = f"prop {what.family} {what.kind} {what.colour} {what.second} {what.parts} {under_snow}"
    if key not in stage.drawings:
        draw = drawing_of(look_of(what), stage.chance("prop", what.kind))
        stage.drawings[key] = season.capped(draw) if under_snow else draw
    return key, stage.drawings[key]


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


def _outdoors(stage: Stage) -> bool:
    return lexicon().settings[stage.scene.setting].outdoors


def _unwanted(stage: Stage, what: Shape) -> bool:
    if what.family == "flower" and season.snowy(stage) and _outdoors(stage):
        return True
    if stage.lacks(f"{what.family}s"):
        return True
    if what.family in ("tree", "flower", "plant"):
        return False
    concepts = lexicon().concepts
    for entity in stage.scene.entities:
        concept = concepts.get(entity.concept)
        shape = concept.shape if concept else None
        if entity.concept == what.kind or (
            shape and shape.family == what.family and shape.kind == what.kind
        ):
            return True
    return False


def _in_season(stage: Stage, what: Shape) -> tuple[Shape, bool]:
    """The shape in the colours of the season, and whether snow lies on it."""
    if not _outdoors(stage) or what.family not in (
        "tree",
        "plant",
        "building",
        "furniture",
        "vehicle",
    ):
        return what, False
    snow = season.snowy(stage)
    if what.family != "tree":
        return what, snow
    if snow and what.kind in _BARE_IN_WINTER:
        return msgspec.structs.replace(what, kind="bare"), True
    colour = "" if what.colour else season.crown(stage, what.kind, stage.chance("crown", what.kind))
    return (msgspec.structs.replace(what, colour=colour) if colour else what), snow
