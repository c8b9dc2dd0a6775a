"""The table of a still life, in a room or in a kitchen."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.light import light_of
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    curve,
    down,
    fill,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.find import whole

from .props import prop
from .view import Outlook, look_out

FRAME = Colour(0.42, 0.08, 48)


def table(stage: Stage) -> None:
    """A table by a wall with window light, a checked cloth, flowers in the back."""
    _table(stage, kitchen=False)


def table_before_tiles(stage: Stage) -> None:
    """The same table in a kitchen: before tiles, a shelf and hanging pans."""
    _table(stage, kitchen=True)


def _table(stage: Stage, kitchen: bool) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    chance, night = stage.chance("table"), stage.light.dark
    hue = chance.pick((200, 150, 35, 320, 75))
    wall = Colour(0.34, 0.06, hue) if night else Colour(0.80, 0.05, hue)
    stage.light = replace(
        stage.light,
        ambient=Colour(0.8, 0.06, 70) if night else Colour(0.98, 0.02, 80),
        key=Colour(0.98, 0.08, 85),
        shadow=Colour(0.25, 0.06, hue + 60),
        haze=wall,
    )
    top = h * chance.pick((0.60, 0.66, 0.72))
    stage.sun_x, stage.sun_y, stage.horizon = -w * 0.1, -h * 0.1, top
    pen.wash(
        radial(
            (w * 0.25, h * 0.25),
            max(w, h) * 0.95,
            [wall.lighter(0.12).mix(stage.light.key, 0.3), wall, wall.lighter(-0.18)],
        )
    )
    if kitchen:
        _kitchen_wall(stage, chance, top, wall)
    else:
        chance.pick(_WALLS)(stage, chance, top, wall, night)
    wood = chance.pick(_WOODS)
    pen.rect(
        -20,
        top,
        w + 40,
        h,
        down(
            top,
            h,
            wood.lighter(0.10).mix(stage.light.key, 0.2),
            wood,
            wood.lighter(-0.14),
            stops=(0, 0.35, 1),
        ),
    )
    for _ in range(int(70 * max(1.0, w / 1000))):
        y, x, length = (
            top + (h - top) * chance.between() ** 1.3,
            chance.between(-100, w),
            chance.between(100, 420),
        )
        bend = chance.between(-5, 5)
        pen.shape(
            outline(
                f"M {x} {y} "
                f"C {x + length * 0.3} {y + bend} {x + length * 0.6} {y - bend} {x + length} {y}"
            ),
            stroke(wood.lighter(chance.between(-0.12, 0.08)), chance.between(1, 3), 0.45),
        )
    pen.rect(-20, top - 3, w + 40, 7, fill(wood.lighter(0.2), 0.8))
    named = stage.entity("tablecloth", "doily")
    if named is not None and named.count == 1 and named.relation in (None, "on", "under"):
        colour = colour_of(named) if named.colour else None
        _cloth(stage, chance, top, hue, colour, named.concept == "doily")
        stage.draws(named)
    elif chance.often(0.62):
        _cloth(stage, chance, top, hue)
    _dressing(stage, chance, top)
    stage.ground = "none"
    x, y, size = chance.pick(_PLACES)
    stage.slots = {
        "main": Slot(x, y, size),
        "second": Slot(x + (0.28 if x < 0.5 else -0.28), y - 0.03, size * 0.7),
        "air": Slot(0.4, 0.4, 0.2),
    }


def _light_on_wall(stage: Stage, chance: Chance, top: float, wall: Colour, night: bool) -> None:
    """The light of a window that falls on the wall."""
    if night:
        return
    pen = stage.pen
    with pen.at(stage.width * chance.pick((0.30, 0.42, 0.66)), stage.height * 0.28):
        pen.canvas.skew(-0.22, 0.06)
        for i in (-1, 0, 1):
            for j in (-1, 0):
                pen.rect(i * 120 - 55, j * 170 - 10, 108, 158, fill(stage.light.key, 0.55, blur=7))


def _window(stage: Stage, chance: Chance, top: float, wall: Colour, night: bool) -> None:
    """A window behind the table, with what lies outside."""
    h, w, pen = stage.height, stage.width, stage.pen
    wide, tall = min(w * 0.44, h * 0.46), top - h * 0.13
    x, y = w * chance.pick((0.10, 0.46)), h * 0.07
    pane = skia.Path()
    pane.addRect(skia.Rect.MakeXYWH(x, y, wide, tall))
    outside = light_of("night" if night else "day", None, stage.chance("table view"))
    kind: Outlook = "city" if chance.often(0.25) else "hills"
    look_out(stage, outside, pane, (x, y, wide, tall), kind, 1)
    frame = stroke(Colour(0.95, 0.012, 85).lighter(-0.25 if night else 0.0), 17, round_ends=False)
    pen.shape(pane, frame)
    pen.line(x + wide / 2, y, x + wide / 2, y + tall, frame)
    for side in (-1, 1):
        left = x - 40 if side < 0 else x + wide - 36
        tone = Colour(0.86, 0.06, chance.between(0, 360)).lighter(-0.3 if night else 0.0)
        pen.rect(left, y - 20, 76, tall + 36, across(left, left + 76, tone, tone.lighter(-0.08)))


def _papered(stage: Stage, chance: Chance, top: float, wall: Colour, night: bool) -> None:
    """Stripes of wallpaper, and a rail above the table."""
    w, pen = stage.width, stage.pen
    step = chance.pick((44.0, 70.0))
    for i in range(math.ceil(w / step) + 1):
        if i % 2:
            pen.rect(i * step, -20, step, top + 20, fill(wall.lighter(0.045), 0.8))
    pen.rect(-20, top * 0.72, w + 40, 14, fill(wall.lighter(-0.12)))
    pen.rect(-20, top * 0.72 + 14, w + 40, top * 0.3, fill(wall.lighter(-0.07)))


_WALLS = (_light_on_wall, _window, _papered)
_WOODS = (Colour(0.62, 0.10, 58), Colour(0.50, 0.08, 48), Colour(0.76, 0.07, 72))
_PLACES = ((0.46, 0.90, 0.48), (0.38, 0.88, 0.44), (0.58, 0.91, 0.52), (0.50, 0.86, 0.40))


def _kitchen_wall(stage: Stage, chance: Chance, top: float, wall: Colour) -> None:
    w, pen = stage.width, stage.pen
    size = 64.0
    for row in range(int(top / size) + 1):
        for column in range(int(w / size) + 2):
            x, y = column * size - 20, top - (row + 1) * size
            if row < 4:
                tone = wall.lighter(chance.between(-0.03, 0.05) + 0.05)
                pen.rounded(x + 2, y + 2, size - 4, size - 4, 5, fill(tone))
    shelf = top - size * 4 - 12
    pen.rect(-20, shelf, w + 40, 16, down(shelf, shelf + 16, FRAME.lighter(0.12), FRAME))
    arts = ("jar", "teapot", "herb", "honey-pot", "potted-plant", "amphora")
    x = 80.0
    while x < w - 40:
        art = chance.pick(arts)
        if glyphs.exists(art):
            place(
                stage,
                whole(art),
                x,
                shelf + 2,
                chance.between(100, 130),
                Placing(shadow=0, rim=0.2, depth=0.12),
            )
        x += chance.between(130, 190)
    for i in range(int(w / 330) + 1):
        px, py = 150 + i * 330 + chance.between(-30, 30), shelf + 16
        pen.line(px, py, px, py + 50, stroke(FRAME, 5))
        copper = Colour(0.62, 0.12, 50)
        pen.circle(
            px,
            py + 88,
            40,
            radial((px - 12, py + 74), 60, [copper.lighter(0.15), copper.lighter(-0.06)]),
        )
        pen.circle(px, py + 88, 40, stroke(copper.lighter(-0.18), 3))


def _cloth(
    stage: Stage,
    chance: Chance,
    top: float,
    hue: float,
    named: Colour | None = None,
    small: bool = False,
) -> None:
    """A cloth on the table: checked, striped, or plain with a border; a doily is small and lacy."""
    h, w, pen = stage.height, stage.width, stage.pen
    linen = Colour(0.96, 0.012, hue + 180)
    stripe = named or Colour(0.62, 0.13, hue + 150)
    if small:
        _doily(stage, named or linen)
        return
    kind = "checks" if named else chance.pick(("checks", "stripes", "border"))
    corners = [
        (w * 0.12, top + h * 0.09),
        (w * 0.5, top + h * 0.055),
        (w * 0.88, top + h * 0.09),
        (w * 0.97, h * 0.93),
        (w * 0.5, h * 0.985),
        (w * 0.03, h * 0.93),
    ]
    shape = curve(corners, True)
    pen.shape(shape, fill(stage.light.shadow, 0.25, blur=10))
    pen.shape(shape, down(top, h, linen, linen.lighter(-0.08)))
    strength = 0.55 if named else 0.30
    if kind == "border":
        pen.shape(shape, stroke(stripe, 26, 0.6))
        return
    with pen.inside(shape):
        many = int(12 * max(1.0, w / 1000))
        for i in range(-many, many + 1):
            line = stroke(stripe, 18 if named else 9, strength, round_ends=False)
            pen.line(w / 2 + i * 40, top, w / 2 + i * 95, h, line)
        for i in range(9 if kind == "checks" else 0):
            y = top + 40 + (i / 9) ** 1.5 * (h - top)
            width = (8 if named else 4) + 8 * i / 9
            pen.line(0, y, w, y, stroke(stripe, width, strength, round_ends=False))


def _doily(stage: Stage, tone: Colour) -> None:
    """Round lace on the wood."""
    h, w, pen = stage.height, stage.width, stage.pen
    x, y, rx, ry = w * 0.5, h * 0.86, w * 0.34, h * 0.105
    for k in range(26):
        angle = math.tau * k / 26
        pen.oval(x + math.cos(angle) * rx, y + math.sin(angle) * ry, 34, 17, fill(tone))
    pen.oval(x, y, rx, ry, fill(tone))
    for share in (0.88, 0.62):
        for k in range(30):
            angle = math.tau * k / 30
            at = x + math.cos(angle) * rx * share, y + math.sin(angle) * ry * share
            pen.oval(*at, 11, 6, fill(tone.lighter(-0.22)))
        pen.oval(x, y, rx * share * 0.9, ry * share * 0.9, stroke(tone.lighter(-0.12), 3))


def _dressing(stage: Stage, chance: Chance, top: float) -> None:
    """Something quiet at the back of the table, far from the subjects; often nothing."""
    kinds = (("flower", "tulip", ("vase",)), ("tool", "jug", ()), ("", "", ()), ("", "", ()))
    family, kind, parts = chance.pick(kinds)
    if not family or stage.entity("vase", "bouquet", kind):
        return
    size = 0.30 if family == "flower" else 0.13
    y = (top + stage.height * 0.045) / stage.height
    prop(stage, Shape(family, kind, parts=parts), 0.88, y, size, 0.10, 0.4)
