"""Shapes of the families as scenery: hills of trees, streets of houses, rooms of furniture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import msgspec
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.light import Light
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, laid, surface
from affresco.studio.engines.illustrator.painting.sprites import BASE, BOX, Draw
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.look import Framed
from affresco.studio.engines.illustrator.subjects.shapes import drawing_of, look_of
from affresco.studio.engines.illustrator.subjects.snowed import THICK, capped

from . import season

_HAZY = 0.3  # depth from which scenery is pale and flat
_OUTLINED = 0.012  # share of the picture from which scenery has an outline of its own
_VARIANTS = 3  # of each piece of scenery; a seed takes one
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
    mirrored = stage.pen.canvas.getTotalMatrix().getScaleX() < 0
    stamp = _stamp(stage, what, x, size, depth, flip, turn, mirrored)
    left, top, right, bottom = (share * size for share in stamp.extent)
    area = skia.Rect.MakeLTRB(left, top, right, bottom)
    with stage.pen.at(x, y):
        if shadow > 0:
            _shadow(stage, stamp, area, x, size, shadow, mirrored)
        canvas = stage.pen.canvas
        canvas.save()
        if mirrored:  # the stamp is mirrored itself, so that it is drawn pixel for pixel
            canvas.scale(-1, 1)
            area = skia.Rect.MakeLTRB(-right, top, -left, bottom)
        laid(canvas, stamp.image, area)
        large = size * size > _OUTLINED * stage.width * stage.height
        if stage.pen.tracer is not None and large:
            stage.pen.tracer.drawing(canvas, stamp.image, area)
        canvas.restore()


@dataclass(frozen=True)
class Stamp:
    """A piece of scenery, painted. `extent` (left, top, right, bottom) and `feet` (from, to) are
    shares of its size, from the middle of its foot."""

    image: skia.Image
    extent: tuple[float, float, float, float]
    feet: tuple[float, float]


_MARGIN = 3.0  # units of the box around a drawing …
_MARGIN_TURNED = 26.0  # … and when it is turned
_STEP = 1.16  # sizes this near to each other share a stamp
_EXACT = 110.0  # pixels from which a stamp is painted for one size only
_SNOWED = {"building": THICK}  # elsewhere it lies thinner
_SAMPLING = skia.SamplingOptions(skia.FilterMode.kLinear)


def _stamp(
    stage: Stage,
    what: Shape,
    x: float,
    size: float,
    depth: float,
    flip: bool,
    turn: float,
    mirrored: bool,
) -> Stamp:
    """A piece of scenery, lit and hazed, painted once for all its places in the picture."""
    what, under_snow = _in_season(stage, what)
    near = size * stage.unit * stage.zoom > _EXACT
    step = math.ceil(math.log(max(1.0, size)) / math.log(_STEP))
    right = stage.sun_x > x
    key = (
        what,
        under_snow,
        mirrored,
        size if near else step,
        flip,
        round(turn),
        round(depth, 2),
        right,
    )
    known = stage.stamps.get(key)
    if isinstance(known, Stamp):
        return known
    drawn = _drawn(what, stage.chance("prop", what.kind).whole(1, _VARIANTS))
    thick = _SNOWED.get(what.family, 7.0)
    draw: Draw = capped(drawn, thick) if under_snow else drawn
    margin = _MARGIN_TURNED if turn else _MARGIN
    x0, y0, x1, y1 = drawn.box
    x0, y0, x1, y1 = (
        x0 - margin - BOX / 2,
        y0 - margin - BASE,
        x1 + margin - BOX / 2,
        y1 + margin - BASE,
    )
    feet = (drawn.feet[0] - BOX / 2, drawn.feet[1] - BOX / 2)
    if flip:
        x0, x1, feet = -x1, -x0, (-feet[1], -feet[0])
    # what is large has its own stamp of just its size: to scale one costs more than to paint it
    scale = (size if near else _STEP**step) * stage.unit * stage.zoom
    if depth >= _HAZY and not near:  # what is lost in haze needs no fine edges
        scale *= 0.5
    sheet = surface(max(4, round((x1 - x0) * scale / BOX)), max(4, round((y1 - y0) * scale / BOX)))
    canvas = sheet.getCanvas()
    canvas.scale(sheet.width() / (x1 - x0), sheet.height() / (y1 - y0))
    if mirrored:
        canvas.translate(x1 - x0, 0)
        canvas.scale(-1, 1)
    canvas.translate(-x0, -y0)
    canvas.saveLayer(None, skia.Paint(ColorFilter=_filtered(stage.light, depth)))
    canvas.save()
    canvas.scale(-1 if flip else 1, 1)
    canvas.translate(-BOX / 2, -BASE)
    if turn:
        canvas.rotate(turn, BOX / 2, BOX / 2)
    draw(Pen(canvas))
    canvas.restore()
    if depth < _HAZY:
        _model(canvas, stage.light, 1 if right else -1)
    canvas.restore()
    stamp = Stamp(
        sheet.makeImageSnapshot(),
        (x0 / BOX, y0 / BOX, x1 / BOX, y1 / BOX),
        (feet[0] / BOX, feet[1] / BOX),
    )
    stage.stamps[key] = stamp
    return stamp


def _filtered(light: Light, depth: float) -> skia.ColorFilter:
    """The colour of the light, then haze."""
    base = 0.38
    gain = 0.82 if light.time == "night" and light.ambient.lightness < 0.85 else 1.0
    r, g, b = ((base + (1 - base) * v) * gain for v in light.ambient.rgb())
    ambient = skia.ColorFilters.Matrix([r, 0, 0, 0, 0, 0, g, 0, 0, 0, 0, 0, b, 0, 0, 0, 0, 0, 1, 0])
    if depth <= 0:
        return ambient
    veil = light.haze.argb(min(0.9, depth))
    return skia.ColorFilters.Compose(
        skia.ColorFilters.Blend(veil, skia.BlendMode.kSrcATop), ambient
    )


def _model(canvas: skia.Canvas, light: Light, side: int) -> None:
    """Light from the side of the sun, shade on the other and at the foot."""
    bright = 0.24 if light.time in ("day", "night") else 0.14
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(side * 0.45 * BOX, -0.95 * BOX), skia.Point(-side * 0.30 * BOX, 0)],
        [light.key.argb(bright), light.key.argb(0.0), light.shadow.argb(0.46)],
        [0.0, 0.42, 1.0],
    )
    paint = skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop)
    canvas.drawRect(skia.Rect.MakeLTRB(-BOX, -BOX * 1.1, BOX, BOX * 0.1), paint)


def _shadow(
    stage: Stage,
    stamp: Stamp,
    area: skia.Rect,
    x: float,
    size: float,
    strength: float,
    mirrored: bool,
) -> None:
    """The shadow under a piece of scenery, and the one it throws."""
    pen, tone = stage.pen, stage.light.shadow
    middle = (stamp.feet[0] + stamp.feet[1]) / 2 * size
    half = max(0.10, (stamp.feet[1] - stamp.feet[0]) / 2) * size
    for share in (1.12, 0.84):
        high = min(0.05 * size, half * 0.16) * share
        pen.oval(middle, size * 0.003, half * share, high, fill(tone, 0.24 * strength))
    lean, squash = (stage.sun_x - x) / stage.width * 1.5, -0.32
    if stage.sun_y >= stage.horizon:
        squash = 0.3
    tint = skia.ColorFilters.Blend(tone.argb(0.40 * strength), skia.BlendMode.kSrcIn)
    canvas = pen.canvas
    canvas.save()
    canvas.concat(skia.Matrix.MakeAll(1, lean, 0, 0, squash, 0, 0, 0, 1))
    if mirrored:
        canvas.scale(-1, 1)
        area = skia.Rect.MakeLTRB(-area.right(), area.top(), -area.left(), area.bottom())
    canvas.drawImageRect(stamp.image, area, _SAMPLING, skia.Paint(ColorFilter=tint))
    canvas.restore()


@lru_cache(maxsize=1024)
def _drawn(what: Shape, variant: int) -> Framed:
    """A drawing kept for all pictures: measuring it takes longer than painting it."""
    return drawing_of(look_of(what), Chance("scenery", what.family, what.kind, variant))


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
    for number, entity in enumerate(stage.scene.entities):
        if number in stage.drawn:
            continue  # the place draws it: this is it
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
