"""A library."""

from __future__ import annotations

from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.light import Light
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    linear,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.registry import DRAWN

from .view import look_out

FRAME = Colour(0.42, 0.08, 48)


BOOKS = (25, 40, 55, 75, 150, 200, 255, 15)


def library(stage: Stage) -> None:
    """Shelves, an arched window, a lamp, an armchair, a round rug."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance, outside = stage.chance("library"), stage.light
    stage.light = replace(
        stage.light,
        time="golden",
        ambient=Colour(0.90, 0.06, 70),
        key=Colour(0.97, 0.10, 85),
        shadow=Colour(0.20, 0.06, 35),
    )
    floor = h * 0.70
    stage.horizon = floor
    pen.wash(fill(Colour(0.34, 0.07, 40)))
    left, width, top, tall = w * 0.60, min(w * 0.25, h * 0.36), h * 0.10, h * 0.40
    stage.sun_x, stage.sun_y = left + width / 2, top
    for x0, x1 in ((-20.0, w * 0.27), (w * 0.29, w * 0.555), (left + width + w * 0.05, w * 1.1)):
        _shelf(stage, chance, x0, x1, floor)
    dull = outside.dark or stage.has("rain", "storm", "fog", "snow")
    _window(stage, left, top, width, tall, outside)
    _floor(stage, floor, Colour(0.40, 0.08, 48))
    _rug(stage, w * 0.46, h * 0.86, min(w * 0.36, h * 0.42), chance)
    scale = min(h, w * 1.25) / 1000
    chair = Subject(DRAWN["armchair"](Colour(0.45, 0.10, 150), chance))
    place(stage, chair, w * 0.15, h * 0.845, 300 * scale, Placing(shadow=0.5, rim=0.3))
    lamp_x, lamp_y = w * 0.335, h * 0.80
    _floor_lamp(stage, lamp_x, lamp_y, scale)
    _book_pile(stage, chance, w * 0.80, h * 0.815)
    if not dull:
        stage.afterwards.append(lambda: _sunbeam(stage, left, top, width))
    stage.afterwards.append(lambda: _fireside(stage))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.895, 0.30),
        "second": Slot(0.66, 0.92, 0.24),
        "air": Slot(0.5, 0.3, 0.14),
    }


def _fireside(stage: Stage) -> None:
    stage.glow(stage.width * 0.46, stage.height * 0.8, 360, Colour(0.85, 0.13, 72), 0.25)
    stage.shine()


def _shelf(stage: Stage, chance: Chance, x0: float, x1: float, floor: float) -> None:
    pen, rows = stage.pen, 6
    pen.rect(x0, 0, x1 - x0, floor, fill(Colour(0.24, 0.05, 40)))
    for row in range(rows):
        y, high = floor - (row + 1) * floor / rows, floor / rows
        pen.rect(
            x0 + 6,
            y + 8,
            x1 - x0 - 12,
            high - 8,
            down(y, y + high, Colour(0.14, 0.035, 40), Colour(0.22, 0.05, 45)),
        )
        x = x0 + 10
        while x < x1 - 16:
            if chance.often(0.06):
                size = chance.between(18, 34)
                pen.circle(
                    x + size / 2,
                    y + high - size / 2,
                    size / 2,
                    fill(Colour(0.55, 0.1, chance.pick((50, 200, 140)))),
                )
                x += size + 6
                continue
            width = chance.between(9, 24)
            spine(pen, chance, x, y + high, width, high * chance.between(0.58, 0.84))
            x += width + 1
        pen.rect(
            x0,
            y + high - 4,
            x1 - x0,
            10,
            down(y + high - 4, y + high + 6, Colour(0.46, 0.08, 48), Colour(0.28, 0.06, 42)),
        )
    pen.rect(x0 - 6, 0, 14, floor, fill(Colour(0.40, 0.075, 46)))
    pen.rect(x1 - 8, 0, 14, floor, fill(Colour(0.36, 0.07, 44)))


def spine(pen: Pen, chance: Chance, x: float, foot: float, width: float, height: float) -> None:
    """The back of a book that stands on a shelf, its left foot at (x, foot)."""
    cover = Colour(chance.between(0.32, 0.62), chance.between(0.05, 0.13), chance.pick(BOOKS))
    gold = Colour(0.82, 0.11, 85)
    with pen.at(x, foot, chance.between(4, 11) if chance.often(0.07) else 0):
        pen.rounded(
            0,
            -height,
            width,
            height,
            2,
            across(0, width, cover.lighter(0.07), cover, cover.lighter(-0.10)),
        )
        pen.rect(1.5, -height * 0.82, width - 3, 2.4, fill(gold, 0.8))
        pen.rect(1.5, -height * 0.2, width - 3, 2.4, fill(gold, 0.6))


def _window(stage: Stage, x: float, y: float, width: float, height: float, outside: Light) -> None:
    """An arched window with what lies behind it, and curtains. outside: the light there."""
    pen = stage.pen
    frame = skia.Path()
    frame.moveTo(x, y + height)
    frame.lineTo(x, y + width / 2)
    frame.arcTo(skia.Rect.MakeXYWH(x, y, width, width), 180, 180, False)
    frame.lineTo(x + width, y + height)
    frame.close()
    look_out(stage, outside, frame, (x, y, width, height), "hills", 0)
    pen.shape(frame, stroke(FRAME, 12, round_ends=False))
    pen.line(x + width / 2, y, x + width / 2, y + height, stroke(FRAME, 6))
    pen.line(x, y + height * 0.55, x + width, y + height * 0.55, stroke(FRAME, 6))
    pen.rect(x - 16, y + height, width + 32, 14, fill(FRAME.lighter(0.06)))
    for side, edge in ((-1, x - 8), (1, x + width + 8)):
        folds = [
            (edge, y - 20),
            (edge + side * 10, y + height * 0.5),
            (edge + side * 26, y + height * 1.25),
            (edge - side * 46, y + height * 1.25),
            (edge - side * 20, y + height * 0.5),
            (edge - side * 36, y - 20),
        ]
        pen.blob(
            folds,
            across(
                edge - 50,
                edge + 50,
                Colour(0.45, 0.13, 25),
                Colour(0.34, 0.11, 22),
                Colour(0.48, 0.13, 28),
            ),
        )


def _floor(stage: Stage, y: float, wood: Colour) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    pen.rect(-20, y, w + 40, h, down(y, h, wood, wood.lighter(-0.10)))
    boards = int(14 * max(1.0, w / 1000))
    for i in range(-boards, boards + 1):
        pen.line(w / 2 + i * 58, y, w / 2 + i * 170, h, stroke(wood.lighter(-0.18), 1.6, 0.5))
    pen.rect(-20, y - 14, w + 40, 14, fill(wood.lighter(-0.10)))


def _rug(stage: Stage, x: float, y: float, rx: float, chance: Chance) -> None:
    hue = chance.pick((22, 22, 250, 160))
    rings = (
        Colour(0.42, 0.13, hue),
        Colour(0.72, 0.10, 75),
        Colour(0.40, 0.12, hue),
        Colour(0.50, 0.13, hue + 6),
        Colour(0.70, 0.10, 72),
        Colour(0.44, 0.13, hue + 2),
    )
    for i, colour in enumerate(rings):
        f = 1 - 0.13 * i
        stage.pen.oval(x, y, rx * f, rx * f * 0.272, fill(colour))


def _floor_lamp(stage: Stage, x: float, y: float, scale: float) -> None:
    pen, s = stage.pen, scale
    pen.rect(x - 5 * s, y - 330 * s, 10 * s, 330 * s, fill(Colour(0.45, 0.09, 70)))
    pen.oval(x, y, 44 * s, 12 * s, fill(Colour(0.38, 0.08, 60)))
    shade = [
        (x - 40 * s, y - 400 * s),
        (x + 40 * s, y - 400 * s),
        (x + 74 * s, y - 310 * s),
        (x - 74 * s, y - 310 * s),
    ]
    pen.polygon(
        shade, down(y - 400 * s, y - 310 * s, Colour(0.88, 0.12, 78), Colour(0.97, 0.09, 90))
    )
    stage.glow(x, y - 340 * s, 430 * s, Colour(0.86, 0.14, 72), 0.62)
    stage.shine()


def _book_pile(stage: Stage, chance: Chance, x: float, y: float) -> None:
    for i in range(5):
        width, cover = (
            chance.between(90, 130),
            Colour(chance.between(0.4, 0.6), 0.11, chance.pick((25, 55, 200, 255, 145))),
        )
        left = x - width / 2 + chance.between(-8, 8)
        stage.pen.rounded(
            left,
            y - 24 * (i + 1),
            width,
            23,
            3,
            across(left, left + width, cover.lighter(0.06), cover.lighter(-0.08)),
        )
        stage.pen.rect(left + width - 14, y - 24 * (i + 1) + 4, 8, 15, fill(Colour(0.93, 0.04, 85)))


def _sunbeam(stage: Stage, x: float, y: float, width: float) -> None:
    h, w, chance = stage.height, stage.width, stage.chance("sunbeam")
    reach = min(w, h * 1.2)
    beam = [
        (x, y + 60),
        (x + width, y + 40),
        (x - reach * 0.02, h * 0.98),
        (x - reach * 0.52, h * 0.98),
    ]
    tones = [(Colour(0.97, 0.10, 85), 0.36), (Colour(0.95, 0.1, 80), 0.0)]
    stage.pen.polygon(
        beam, linear((x + width / 2, y), (x - reach * 0.25, h), tones, blur=16, blend="screen")
    )
    for _ in range(60):
        t = chance.between()
        px, py = x + width * chance.between() - t * reach * 0.36, y + 60 + t * h * 0.62
        stage.pen.circle(px, py, chance.between(0.8, 2.6), fill(Colour(0.98, 0.07, 90), 0.7))
