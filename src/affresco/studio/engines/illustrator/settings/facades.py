"""Fronts of old town houses, seen straight on or along a lane."""

from __future__ import annotations

import math
from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import season

C = Colour
WARM = (
    C(0.82, 0.09, 70),
    C(0.76, 0.11, 50),
    C(0.85, 0.07, 88),
    C(0.72, 0.11, 38),
    C(0.87, 0.05, 60),
    C(0.79, 0.08, 30),
)
BRIGHT = (
    C(0.80, 0.10, 25),
    C(0.84, 0.11, 88),
    C(0.78, 0.08, 220),
    C(0.82, 0.08, 155),
    C(0.85, 0.06, 340),
    C(0.93, 0.03, 85),
)
NORTHERN = (
    C(0.52, 0.10, 35),
    C(0.42, 0.06, 45),
    C(0.62, 0.09, 60),
    C(0.38, 0.05, 250),
    C(0.60, 0.11, 25),
    C(0.82, 0.04, 85),
)
_TILES = (C(0.60, 0.12, 40), C(0.55, 0.12, 34), C(0.64, 0.11, 48))
_SHUTTERS = (C(0.48, 0.09, 160), C(0.46, 0.09, 240), C(0.42, 0.08, 45), C(0.55, 0.10, 190))
_LAMP = C(0.90, 0.12, 82)


@dataclass(frozen=True)
class Row:
    """How a row of houses looks."""

    walls: tuple[Colour, ...] = WARM
    roof: str = "tiles"  # or "gable", "stepped"
    ground: str = "doors"  # or "arcade", "shops", "none"


def facade_row(
    stage: Stage,
    y: float,
    tall: float,
    depth: float,
    look: Row,
    x0: float = -0.05,
    x1: float = 1.05,
) -> None:
    """A row of houses standing at y (units), about `tall` high, from x0 to x1 (shares)."""
    chance = stage.chance("facades", round(y), round(x0 * 100))
    x = stage.width * x0
    last = -1
    while x < stage.width * x1:
        wide, high = tall * chance.between(0.42, 0.66), tall * chance.between(0.80, 1.12)
        pick = chance.whole(0, len(look.walls) - 1)
        last = (pick + 1) % len(look.walls) if pick == last else pick
        _front(stage, chance, x, y, wide, high, look.walls[last], depth, look)
        x += wide


def _front(
    stage: Stage, chance: Chance, x: float, y: float, wide: float, tall: float, colour: Colour,
    depth: float, look: Row,
) -> None:  # fmt: skip
    pen = stage.pen
    wall = stage.lit(colour, depth)
    pen.rect(
        x, y - tall, wide + 1, tall, across(x, x + wide, wall.lighter(0.03), wall.lighter(-0.04))
    )
    _roof(stage, chance, x, y - tall, wide, tall, depth, look.roof, wall)
    storeys = max(2, round(tall / wide / 0.52))
    columns = 2 if wide < tall * 0.5 else 3
    shutter = stage.lit(chance.pick(_SHUTTERS), depth)
    high = tall / (storeys + 0.25)
    for floor in range(storeys - 1):
        top = y - tall + high * (0.28 + floor)
        for i in range(columns):
            cx = x + wide * (i + 0.5) / columns
            _window(stage, chance, cx, top, wide / columns * 0.34, high * 0.56, shutter, depth)
        pen.rect(x, top + high * 0.78, wide, 2.5, fill(wall.lighter(-0.07)))
    _ground_floor(stage, chance, x, y, wide, high, wall, depth, look.ground)


def _roof(
    stage: Stage, chance: Chance, x: float, top: float, wide: float, tall: float, depth: float,
    kind: str, wall: Colour,
) -> None:  # fmt: skip
    pen, snow = stage.pen, season.snowy(stage)
    tile = stage.lit(season.SNOW if snow else chance.pick(_TILES), depth)
    if kind == "tiles":
        pitch = tall * chance.between(0.07, 0.12)
        shape = [
            (x - 6, top + 3),
            (x + wide * 0.05, top - pitch),
            (x + wide * 0.95, top - pitch),
            (x + wide + 6, top + 3),
        ]
        pen.polygon(shape, down(top - pitch, top, tile.lighter(0.06), tile.lighter(-0.05)))
        if chance.often(0.5):
            cx = x + wide * chance.between(0.2, 0.7)
            pen.rect(cx, top - pitch * 1.9, wide * 0.12, pitch * 1.4, fill(wall.lighter(-0.10)))
        return
    peak = wide * (0.5 if kind == "gable" else 0.62)
    if kind == "gable":
        pen.polygon([(x, top + 1), (x + wide / 2, top - peak), (x + wide, top + 1)], fill(wall))
        edge = [(x - 4, top + 4), (x + wide / 2, top - peak - 4), (x + wide + 4, top + 4)]
        pen.shape(polygon(edge, False), stroke(tile, max(4.0, wide * 0.06), round_ends=False))
    else:
        steps = 4
        for i in range(steps):
            half = wide / 2 * (1 - i / steps)
            pen.rect(
                x + wide / 2 - half,
                top - peak * (i + 1) / steps,
                2 * half,
                peak / steps + 1,
                fill(wall),
            )
            if snow:
                pen.rect(x + wide / 2 - half, top - peak * (i + 1) / steps, 2 * half, 5, fill(tile))
    pen.circle(x + wide / 2, top - peak * 0.34, wide * 0.08, fill(wall.lighter(-0.18)))


def _window(
    stage: Stage,
    chance: Chance,
    x: float,
    top: float,
    wide: float,
    tall: float,
    shutter: Colour,
    depth: float,
) -> None:
    pen = stage.pen
    lit = stage.light.dark and chance.often(0.6)
    glass = (
        _LAMP.mix(stage.light.haze, depth * 0.5) if lit else stage.lit(C(0.50, 0.05, 240), depth)
    )
    pen.rect(
        x - wide / 2 - 2, top - 2, wide + 4, tall + 4, fill(stage.lit(C(0.94, 0.015, 85), depth))
    )
    pen.rect(x - wide / 2, top, wide, tall, fill(glass))
    pen.line(
        x, top, x, top + tall, stroke(stage.lit(C(0.94, 0.015, 85), depth), max(1.0, wide * 0.07))
    )
    for side in (-1, 1):
        left = x + side * wide * 0.5 + (0 if side > 0 else -wide * 0.42)
        pen.rect(left, top - 1, wide * 0.42, tall + 2, fill(shutter))
    if chance.often(0.35):
        pen.rect(
            x - wide * 0.6,
            top + tall,
            wide * 1.2,
            tall * 0.12,
            fill(stage.lit(C(0.45, 0.08, 45), depth)),
        )
        if not season.snowy(stage):
            for i in range(4):
                tone = stage.lit(C(0.66, 0.18, chance.pick((20, 350, 60))), depth)
                pen.circle(
                    x - wide * 0.45 + wide * 0.3 * i, top + tall - 1, wide * 0.12, fill(tone)
                )
    if lit:
        stage.glow(x, top + tall / 2, tall * 1.1, _LAMP, 0.22)


def _ground_floor(
    stage: Stage, chance: Chance, x: float, y: float, wide: float, high: float, wall: Colour,
    depth: float, kind: str,
) -> None:  # fmt: skip
    pen = stage.pen
    if kind == "none":
        return
    dark = _LAMP.mix(wall, 0.35) if stage.light.dark else wall.lighter(-0.30)
    if kind == "arcade":
        for i in range(2):
            a, b = x + wide * (0.06 + 0.48 * i), x + wide * (0.46 + 0.48 * i)
            r = (b - a) / 2
            arch = outline(
                f"M {a} {y} L {a} {y - high * 0.45} "
                f"Q {a} {y - high * 0.45 - r} {a + r} {y - high * 0.45 - r} "
                f"Q {b} {y - high * 0.45 - r} {b} {y - high * 0.45} L {b} {y} Z"
            )
            pen.shape(arch, down(y - high, y, dark, dark.lighter(-0.06)))
            pen.shape(arch, stroke(wall.lighter(0.06), 4))
        return
    door = stage.lit(chance.pick((C(0.42, 0.09, 45), C(0.42, 0.09, 160), C(0.40, 0.10, 25))), depth)
    if kind == "shops" and chance.often(0.75):
        pen.rect(
            x + wide * 0.08, y - high * 0.62, wide * 0.84, high * 0.56, fill(dark.lighter(0.05))
        )
        pen.rect(x + wide * 0.60, y - high * 0.62, wide * 0.24, high * 0.62, fill(door))
        cloth = stage.lit(C(0.58, 0.16, chance.pick((25, 150, 250, 60))), depth)
        for i in range(6):
            tone = cloth if i % 2 else stage.lit(C(0.96, 0.01, 90), depth)
            a, b = x + wide * (0.02 + 0.16 * i), x + wide * (0.18 + 0.16 * i)
            pen.polygon(
                [
                    (a + 3, y - high * 0.82),
                    (b + 3, y - high * 0.82),
                    (b - 3, y - high * 0.56),
                    (a - 3, y - high * 0.56),
                ],
                fill(tone),
            )
        return
    cx = x + wide * chance.pick((0.3, 0.5, 0.7))
    half = wide * 0.12
    arch = outline(
        f"M {cx - half} {y} L {cx - half} {y - high * 0.55} "
        f"Q {cx} {y - high * 0.85} {cx + half} {y - high * 0.55} L {cx + half} {y} Z"
    )
    pen.shape(arch, fill(door))
    pen.shape(arch, stroke(wall.lighter(0.07), 3.5))


@dataclass(frozen=True)
class Lane:
    """A lane between houses: half its width at its far end, where it ends, and how much nearer."""

    stage: Stage
    vx: float
    vy: float
    half: float
    storey: float
    reach: float = 4.2

    def at(self, side: int, depth: float, storeys: float) -> Point:
        """A point on the house fronts; depth 0 near … 1 far; storeys above the ground."""
        s = self.reach / (1 + (self.reach - 1) * depth)
        return self.vx + side * self.half * s, self.vy + (self.storey * (0.62 - storeys)) * s

    def quad(self, side: int, d0: float, d1: float, low: float, high: float) -> list[Point]:
        """A rectangle on the fronts."""
        return [
            self.at(side, d0, high),
            self.at(side, d1, high),
            self.at(side, d1, low),
            self.at(side, d0, low),
        ]


def lane_houses(lane: Lane, look: Row) -> None:
    """Both rows of houses along a lane, far ones first."""
    depths = (-0.16, 0.06, 0.26, 0.46, 0.64, 0.80, 0.92, 1.0)
    for i in range(len(depths) - 2, -1, -1):
        for side in (-1, 1):
            _lane_house(lane, side, depths[i], depths[i + 1], look, i)


def _lane_house(lane: Lane, side: int, near: float, far: float, look: Row, number: int) -> None:
    stage, pen = lane.stage, lane.stage.pen
    chance = stage.chance("lane house", side, number)
    haze = 0.42 * max(0.0, near)
    colour = look.walls[
        (number * 2 + (side > 0) + stage.chance("lane").whole(0, 5)) % len(look.walls)
    ]
    shade = -0.05 if side == stage.sun_side else 0.02
    wall = stage.lit(colour.lighter(shade), haze)
    tall = chance.pick((2.3, 2.8, 3.2))
    front = lane.quad(side, near, far, 0, tall)
    pen.polygon(front, across(front[0][0], front[1][0], wall, wall.lighter(-0.03)))
    pen.polygon(lane.quad(side, near, far, 0, 0.22), fill(wall.lighter(-0.09)))
    roof = stage.lit(season.SNOW if season.snowy(stage) else chance.pick(_TILES), haze)
    eaves = lane.quad(side, near, far, tall - 0.06, tall + 0.12)
    out = -side * lane.storey * 0.10
    (x0, y0), (x1, y1) = eaves[0], eaves[1]
    pen.polygon(
        [(x0, y0), (x1, y1), (x1 + out * 0.4, eaves[2][1]), (x0 + out, eaves[3][1])], fill(roof)
    )
    shutter = stage.lit(chance.pick(_SHUTTERS), haze)
    span = far - near
    for floor in range(1, math.ceil(tall) - (0 if tall % 1 > 0.5 else 1) + 1):
        if floor + 0.75 > tall:
            continue
        for f in (0.28, 0.72):
            d = near + span * f
            w = span * 0.085
            lit = stage.light.dark and chance.often(0.55)
            glass = _LAMP if lit else stage.lit(C(0.46, 0.05, 240), haze)
            pen.polygon(lane.quad(side, d - w, d + w, floor + 0.12, floor + 0.68), fill(glass))
            for k in (-1, 1):
                edge = d + k * w * 1.55
                pen.polygon(
                    lane.quad(side, edge - w * 0.5, edge + w * 0.5, floor + 0.10, floor + 0.70),
                    fill(shutter),
                )
            if lit:
                x, y = lane.at(side, d, floor + 0.4)
                stage.glow(x, y, lane.storey * 0.8, _LAMP, 0.22)
            elif chance.often(0.4) and not season.snowy(stage):
                x, y = lane.at(side, d, floor + 0.08)
                size = lane.storey * lane.reach / (1 + (lane.reach - 1) * d) * 0.045
                for j in (-1, 0, 1):
                    pen.circle(
                        x + j * size * 1.3,
                        y,
                        size,
                        fill(stage.lit(C(0.62, 0.18, chance.pick((20, 350, 60))), haze)),
                    )
                    pen.circle(
                        x + j * size * 1.3,
                        y + size,
                        size,
                        fill(stage.lit(C(0.50, 0.11, 140), haze)),
                    )
    d = near + span * chance.pick((0.35, 0.6))
    door = chance.pick((C(0.42, 0.09, 45), C(0.42, 0.08, 160), C(0.40, 0.09, 250)))
    pen.polygon(
        lane.quad(side, d - span * 0.11, d + span * 0.11, 0, 0.78), fill(wall.lighter(0.05))
    )
    pen.polygon(
        lane.quad(side, d - span * 0.09, d + span * 0.09, 0, 0.74), fill(stage.lit(door, haze))
    )
    _lane_lamp(lane, side, near + span * 0.9, chance)


def _lane_lamp(lane: Lane, side: int, depth: float, chance: Chance) -> None:
    if not chance.often(0.5):
        return
    stage, pen = lane.stage, lane.stage.pen
    (x, y), s = (
        lane.at(side, depth, 1.25),
        lane.storey * lane.reach / (1 + (lane.reach - 1) * depth),
    )
    x0, x = x, x - side * s * 0.10
    iron = stage.lit(C(0.26, 0.02, 250))
    pen.curve(
        [(x0, y + s * 0.06), ((x0 + x) / 2, y - s * 0.05), (x, y)],
        stroke(iron, max(1.5, s * 0.014)),
    )
    lamp = [
        (x - s * 0.032, y),
        (x + s * 0.032, y),
        (x + s * 0.022, y + s * 0.09),
        (x - s * 0.022, y + s * 0.09),
    ]
    pen.polygon(lamp, fill(_LAMP if stage.light.dark else stage.lit(C(0.92, 0.05, 90))))
    pen.shape(polygon(lamp), stroke(iron, max(1.0, s * 0.008)))
    if stage.light.dark:
        stage.glow(x, y + s * 0.05, s * 0.9, _LAMP, 0.5)
