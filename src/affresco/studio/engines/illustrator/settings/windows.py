"""Windows of a room, the light they throw, and the table in front."""

from __future__ import annotations

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from .shell import Shell, small
from .view import Outlook, look_out

C = Colour
_PINE = C(0.58, 0.10, 58)


def front_table(stage: Stage, wood: Colour = _PINE) -> None:
    """A table in front, on which a small subject stands; only when the first subject is small."""
    if not small(stage):
        return
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("front table")
    tone, top = stage.lit(wood), h * 0.80
    x0, x1 = w * 0.04, w * 0.96
    slab = [
        (x0 + w * 0.06, top),
        (x1 - w * 0.06, top),
        (x1 + w * 0.02, h * 0.955),
        (x0 - w * 0.02, h * 0.955),
    ]
    for x in (x0 + w * 0.03, x1 - w * 0.07):
        pen.rect(x, h * 0.95, w * 0.04, h * 0.2, fill(tone.lighter(-0.2)))
    pen.polygon([(x, y + 26) for x, y in slab], fill(stage.light.shadow, 0.45, blur=18))
    pen.polygon(slab, down(top, h * 0.955, tone.lighter(0.10), tone.lighter(-0.02)))
    pen.rect(x0 - w * 0.02, h * 0.955, x1 - x0 + w * 0.04, h * 0.026, fill(tone.lighter(-0.13)))
    with pen.inside(polygon(slab)):
        for _ in range(26):
            y, x = top + h * 0.155 * chance.between(), chance.between(0, w)
            pen.line(x, y, x + chance.between(60, 260), y, stroke(tone.lighter(-0.07), 2, 0.5))
    stage.slots = {
        "main": Slot(stage.slots["main"].x, 0.905, 0.40),
        "second": Slot(stage.slots["main"].x + 0.24, 0.89, 0.30),
        "air": Slot(0.46, 0.36, 0.16),
    }


def window(
    room: Shell,
    u: float,
    v: float,
    wide: float,
    tall: float,
    kind: Outlook = "hills",
    shape: str = "plain",
    key: int = 0,
) -> None:
    """A window in the back wall. u, v: its left top corner, with width and height, in shares of
    the wall. shape: "plain", "arch", "round" or "ship"."""  # fmt: skip
    stage = room.stage
    named = stage.entity("window")
    if named is not None and named.size == "large" and key == 0:
        middle, wide, tall = u + wide / 2, max(wide, 0.46), max(tall, 0.60)
        u, v = min(0.94 - wide, max(0.06, middle - wide / 2)), min(v, 0.08)
        kind = "city" if room.outside.dark else kind  # lit windows are what is seen by night
    high = room.tall * tall
    broad = min(room.wide * wide, high * 1.9)
    x = room.left + room.wide * (u + wide / 2) - broad / 2
    box = (x, room.top + room.tall * v, broad, high)
    pane, pen = _pane(box, shape), stage.pen
    frame = C(0.95, 0.012, 85).lighter(-0.30 if stage.light.ambient.lightness < 0.9 else 0)
    if shape == "ship":
        frame = C(0.58, 0.015, 250)
    look_out(stage, room.outside, pane, box, kind, key)
    pen.shape(pane, stroke(frame.lighter(-0.12), 22, round_ends=False))
    pen.shape(pane, stroke(frame, 16, round_ends=False))
    x, y = box[0], box[1]
    if shape in ("plain", "arch"):
        pen.line(x + broad / 2, y, x + broad / 2, y + high, stroke(frame, 8, round_ends=False))
        pen.line(x, y + high * 0.42, x + broad, y + high * 0.42, stroke(frame, 8, round_ends=False))
        pen.rect(x - 22, y + high + 4, broad + 44, 13, fill(frame.lighter(-0.03)))
        pen.rect(x - 16, y + high + 17, broad + 32, 7, fill(stage.light.shadow, 0.25))
        if not room.outside.dark and room.outside.time != "storm":
            _light_on_floor(room, x, broad)


def side_window(room: Shell, side: int, d0: float, d1: float, kind: Outlook = "hills") -> None:
    """A tall window in a side wall."""
    pen = room.stage.pen
    quad = room.on_side(side, d0, d1, 0.18, 0.62)
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    pane = polygon(quad)
    look_out(room.stage, room.outside, pane, box, kind, round(d0 * 10) + side)
    frame = C(0.93, 0.012, 85).lighter(-0.30 if room.outside.dark else 0)
    pen.shape(pane, stroke(frame, 12, round_ends=False))
    (ax, ay), (bx, by) = (
        room.point(0.0 if side < 0 else 1.0, 0.36, d0),
        room.point(0.0 if side < 0 else 1.0, 0.36, d1),
    )
    pen.line(ax, ay, bx, by, stroke(frame, 7))


def _pane(box: tuple[float, float, float, float], shape: str) -> skia.Path:
    x, y, wide, tall = box
    path = skia.Path()
    if shape == "arch":
        path.moveTo(x, y + tall)
        path.lineTo(x, y + wide / 2)
        path.arcTo(skia.Rect.MakeXYWH(x, y, wide, wide), 180, 180, False)
        path.lineTo(x + wide, y + tall)
        path.close()
    elif shape == "round":
        path.addOval(skia.Rect.MakeXYWH(x, y, wide, tall))
    elif shape == "ship":
        path.addRoundRect(skia.Rect.MakeXYWH(x, y, wide, tall), 40, 40)
    else:
        path.addRect(skia.Rect.MakeXYWH(x, y, wide, tall))
    return path


def _light_on_floor(room: Shell, x: float, wide: float) -> None:
    """The shape of the window in light on the floor; drawn over the furniture, softly."""
    stage = room.stage
    low, warm = room.bottom + 20, room.outside.time in ("golden", "sunrise")
    h, lean = stage.height, -0.18 * stage.width * (1 if x > stage.width * 0.4 else -1)
    key = C(0.97, 0.11 if warm else 0.06, 82)
    strength = 0.20 if stage.has("rain", "fog", "snow") else 0.42

    def shine() -> None:
        for i in (0, 1):
            a, b = x + wide * (0.04 + 0.5 * i), x + wide * (0.46 + 0.5 * i)
            quad = [
                (a + lean * 0.2, low),
                (b + lean * 0.2, low),
                (b + lean * 1.4, h * 0.96),
                (a + lean * 1.8, h * 0.96),
            ]
            tones = [(key, strength), (key, 0.0)]
            stage.pen.polygon(quad, linear((0, low), (0, h * 0.96), tones, blur=9, blend="screen"))

    shine()
