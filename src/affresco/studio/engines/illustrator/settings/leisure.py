"""Places for play: playground, fairground, stadium, swimming pool."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .old_places import stall
from .props import prop, row, unit_of
from .sky import sky

C = Colour
_LAMP = C(0.92, 0.12, 84)
_GAY = (25, 60, 90, 150, 210, 255, 320)


def playground(stage: Stage) -> None:
    """A slide, swings, a seesaw, a climbing frame and a sandpit before trees and houses."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("playground")
    vista.vista(stage, 0.50, ("woods", "hamlet", "hills"))
    land.ground(stage, h * 0.60, land.GRASS, "grass", 120)
    row(stage, Shape("tree", "round"), 0.635, 0.20, 6, 0.26)
    _climbing_frame(stage, w * 0.54, h * 0.70, unit_of(stage) * 0.15)
    prop(stage, Shape("furniture", "swing"), chance.pick((0.15, 0.18)), 0.80, 0.40, 0.03)
    _slide(stage, w * 0.84, h * 0.81, unit_of(stage) / 1000)
    sand = stage.lit(C(0.88, 0.07, 84).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    x, y = w * 0.50, h * 0.845
    pen.oval(x, y, w * 0.20, h * 0.044, fill(stage.lit(C(0.58, 0.09, 58))))
    pen.oval(
        x, y - 4, w * 0.185, h * 0.037, down(y - h * 0.04, y + h * 0.04, sand, sand.lighter(-0.06))
    )
    if not season.snowy(stage):
        prop(stage, Shape("tool", "bucket", colour="#d8473a"), 0.40, 0.85, 0.055, 0.0, 0.3)
        prop(stage, Shape("tool", "ball"), 0.62, 0.862, 0.06, 0.0, 0.3)
    _seesaw(stage, w * 0.33, h * 0.775, unit_of(stage) * 0.15)
    land.flowers(stage, h * 0.88, h, 24)
    stage.slots = dict(vista.SLOTS)


def _slide(stage: Stage, x: float, y: float, s: float) -> None:
    pen, red, blue = stage.pen, stage.lit(C(0.62, 0.20, 28)), stage.lit(C(0.56, 0.15, 252))
    pen.oval(x, y, 170 * s, 16 * s, fill(stage.light.shadow, 0.35, blur=6))
    for dx in (40, 104):
        pen.line(x + dx * s, y - 300 * s, x + (dx + 22) * s, y, stroke(blue, 10 * s))
    for i in range(8):
        pen.line(
            x + 48 * s,
            y - (26 + i * 32) * s,
            x + 118 * s,
            y - (26 + i * 32) * s,
            stroke(blue.lighter(0.08), 7 * s),
        )
    pen.rect(x + 10 * s, y - 246 * s, 116 * s, 13 * s, fill(blue))
    chute = outline(
        f"M {x + 24 * s} {y - 246 * s} Q {x - 60 * s} {y - 190 * s} {x - 96 * s} {y - 60 * s} Q {x - 118 * s} {y - 14 * s} {x - 180 * s} {y - 10 * s} L {x - 180 * s} {y - 26 * s} Q {x - 140 * s} {y - 36 * s} {x - 128 * s} {y - 70 * s} Q {x - 86 * s} {y - 218 * s} {x + 18 * s} {y - 268 * s} Z"
    )
    pen.shape(chute, down(y - 268 * s, y, red.lighter(0.08), red.lighter(-0.05)))


def _climbing_frame(stage: Stage, x: float, y: float, s: float) -> None:
    """A dome of bars."""
    pen = stage.pen
    for i, share in enumerate((1.0, 0.62, 0.22)):
        tone = stage.lit(C(0.64, 0.17, _GAY[(2 * i) % 7]), 0.12)
        pen.arc(x - s * share, y - s, 2 * s * share, 2 * s, 180, 180, stroke(tone, 6))
    for v in (0.34, 0.68):
        half = s * math.sqrt(1 - v * v)
        pen.arc(
            x - half,
            y - s * v - 12,
            2 * half,
            24,
            0,
            180,
            stroke(stage.lit(C(0.60, 0.16, 255), 0.12), 5),
        )
    pen.line(x - s, y, x + s, y, stroke(stage.lit(C(0.60, 0.16, 255), 0.12), 5))


def _seesaw(stage: Stage, x: float, y: float, s: float) -> None:
    pen, tone = stage.pen, stage.lit(C(0.80, 0.15, 88), 0.08)
    pen.polygon(
        [(x - s * 0.12, y), (x + s * 0.12, y), (x, y - s * 0.3)],
        fill(stage.lit(C(0.52, 0.13, 255), 0.08)),
    )
    with pen.at(x, y - s * 0.3, 11):
        pen.rounded(-s, -7, 2 * s, 14, 7, fill(tone))
        for side in (-1, 1):
            pen.line(
                side * s * 0.8,
                -6,
                side * s * 0.8,
                -s * 0.2,
                stroke(stage.lit(C(0.62, 0.19, 28), 0.08), 6),
            )


def fairground(stage: Stage) -> None:
    """A big wheel, a carousel, a striped tent, booths with lamps, balloons and flags."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("fair")
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.4)
    vista.swell(stage, "far", h * 0.58, h * 0.05, C(0.58, 0.08, 160), 0.45, trees=12)
    u, side = unit_of(stage), chance.pick((0.30, 0.70))
    _big_wheel(stage, w * side, h * 0.37, u * 0.26)
    _tent(stage, w * (1.08 - side), h * 0.66, u * 0.34)
    ground = stage.lit(C(0.78, 0.06, 78).mix(season.SNOW, 0.85 if season.snowy(stage) else 0))
    pen.rect(
        -40,
        h * 0.655,
        w + 80,
        h,
        down(h * 0.655, h, ground.mix(stage.light.haze, 0.3), ground.lighter(-0.05)),
    )
    _carousel(stage, w * (0.52 + (0.5 - side) * 0.3), h * 0.735, u * 0.27)
    for i, x in enumerate((0.07, 0.93)):
        stall(stage, x, 0.81, 0.28, chance.pick(_GAY), i + 2)
    for line in (0.30, 0.42):
        _lights(stage, h * line, h * 0.07)
    for _ in range(round(60 * max(1.0, w / 1000))):
        tone = stage.lit(C(0.74, 0.16, chance.pick(_GAY)))
        pen.rect(chance.between(0, w), h * chance.between(0.70, 1.0), 8, 4, fill(tone, 0.9))
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _big_wheel(stage: Stage, x: float, y: float, r: float) -> None:
    pen, steel = stage.pen, stage.lit(C(0.86, 0.02, 240), 0.10)
    foot = stage.height * 0.66
    for dx in (-0.5, 0.5):
        pen.line(x, y, x + dx * r, foot, stroke(steel.lighter(-0.10), 13))
    for ring in (1.0, 0.88, 0.3):
        pen.circle(x, y, r * ring, stroke(steel, 6))
    for i in range(12):
        angle = math.tau * i / 12 + 0.2
        cx, cy = x + math.cos(angle) * r, y + math.sin(angle) * r
        pen.line(x, y, cx, cy, stroke(steel, 4))
        tone = stage.lit(C(0.68, 0.17, _GAY[i % 7]), 0.04)
        s = r * 0.13
        pen.polygon(
            [(cx - s, cy + s * 0.5), (cx + s, cy + s * 0.5), (cx, cy)], fill(tone.lighter(-0.06))
        )
        pen.rounded(cx - s * 0.85, cy + s * 0.5, s * 1.7, s, s * 0.3, fill(tone))
        if stage.light.dark:
            stage.glow(cx, cy, s * 3, C(0.84, 0.15, _GAY[i % 7]), 0.5)
            for k in range(1, 6):
                pen.circle(x + (cx - x) * k / 6, y + (cy - y) * k / 6, 3, fill(_LAMP))
    pen.circle(x, y, r * 0.09, fill(stage.lit(C(0.64, 0.19, 28))))


def _tent(stage: Stage, x: float, y: float, s: float) -> None:
    """A striped big top with a flag."""
    pen, chance = stage.pen, stage.chance("tent")
    hue = chance.pick((25, 255, 150))
    cloth, white = stage.lit(C(0.58, 0.19, hue), 0.06), stage.lit(C(0.96, 0.015, 85), 0.06)
    for i in range(8):
        a, b = -1 + i / 4, -1 + (i + 1) / 4
        tone = cloth if i % 2 else white
        shade = tone.lighter(-0.04 * abs(a + b))
        pen.polygon(
            [
                (x + a * s * 0.62, y - s * 0.42),
                (x + b * s * 0.62, y - s * 0.42),
                (x + b * s * 0.60, y),
                (x + a * s * 0.60, y),
            ],
            fill(shade),
        )
        roof = outline(
            f"M {x} {y - s} Q {x + a * s * 0.25} {y - s * 0.62} {x + a * s * 0.70} {y - s * 0.42} L {x + b * s * 0.70} {y - s * 0.42} Q {x + b * s * 0.25} {y - s * 0.62} {x} {y - s} Z"
        )
        pen.shape(roof, fill(shade))
        pen.arc(
            x + a * s * 0.70,
            y - s * 0.46,
            (b - a) * s * 0.70,
            s * 0.10,
            0,
            180,
            fill((white if i % 2 else cloth).lighter(-0.05)),
        )
    pen.polygon([(x - s * 0.13, y), (x + s * 0.13, y), (x, y - s * 0.36)], fill(C(0.25, 0.04, 30)))
    pen.line(x, y - s, x, y - s * 1.16, stroke(white, 4))
    pen.polygon(
        [(x, y - s * 1.16), (x + s * 0.16, y - s * 1.11), (x, y - s * 1.06)],
        fill(stage.lit(C(0.82, 0.16, 90))),
    )
    if season.snowy(stage):
        pen.oval(x, y - s * 0.9, s * 0.10, s * 0.05, fill(stage.lit(season.SNOW)))


def _carousel(stage: Stage, x: float, y: float, s: float) -> None:
    pen, gold = stage.pen, stage.lit(C(0.80, 0.13, 84))
    pen.oval(x, y, s * 0.78, s * 0.12, fill(stage.light.shadow, 0.4, blur=7))
    pen.oval(x, y - s * 0.04, s * 0.72, s * 0.11, fill(stage.lit(C(0.52, 0.16, 25))))
    pen.oval(x, y - s * 0.08, s * 0.70, s * 0.10, fill(stage.lit(C(0.90, 0.05, 82))))
    pen.rect(
        x - s * 0.14,
        y - s * 0.7,
        s * 0.28,
        s * 0.62,
        across(x - s * 0.14, x + s * 0.14, gold.lighter(0.06), gold.lighter(-0.08)),
    )
    for i in range(5):
        px = x + (i - 2) * s * 0.27
        lift = s * (0.20 + 0.06 * (i % 2))
        pen.line(px, y - s * 0.7, px, y - s * 0.06, stroke(gold, 5))
        _wooden_horse(stage, px, y - lift, s * 0.17, _GAY[(i * 2) % 7])
    for i in range(8):
        a, b = -1 + i / 4, -1 + (i + 1) / 4
        tone = stage.lit(C(0.62, 0.17, 345) if i % 2 else C(0.96, 0.02, 85))
        pen.polygon(
            [(x + a * s * 0.78, y - s * 0.68), (x + b * s * 0.78, y - s * 0.68), (x, y - s * 1.08)],
            fill(tone),
        )
        pen.arc(
            x + a * s * 0.78,
            y - s * 0.74,
            (b - a) * s * 0.78,
            s * 0.14,
            0,
            180,
            fill(gold.lighter(0.04 if i % 2 else -0.05)),
        )
        pen.circle(x + (a + b) / 2 * s * 0.76, y - s * 0.66, s * 0.02, fill(_LAMP))
    pen.circle(x, y - s * 1.10, s * 0.045, fill(gold))
    if stage.light.dark:
        stage.glow(x, y - s * 0.45, s * 1.2, _LAMP, 0.55)


def _wooden_horse(stage: Stage, x: float, y: float, s: float, hue: float) -> None:
    pen, tone = stage.pen, stage.lit(C(0.95, 0.02, 80))
    pen.oval(x, y, s * 0.55, s * 0.26, fill(tone))
    pen.polygon(
        [
            (x + s * 0.28, y),
            (x + s * 0.62, y - s * 0.5),
            (x + s * 0.86, y - s * 0.38),
            (x + s * 0.82, y - s * 0.24),
            (x + s * 0.62, y - s * 0.26),
            (x + s * 0.5, y + s * 0.1),
        ],
        fill(tone),
    )
    for dx in (-0.4, -0.22, 0.24, 0.42):
        pen.line(
            x + dx * s,
            y + s * 0.1,
            x + dx * s * 1.2,
            y + s * 0.55,
            stroke(tone.lighter(-0.05), s * 0.12),
        )
    pen.oval(x, y - s * 0.12, s * 0.24, s * 0.15, fill(stage.lit(C(0.62, 0.17, hue))))


def _lights(stage: Stage, y: float, sag: float) -> None:
    """A line of coloured lamps."""
    w, pen = stage.width, stage.pen
    count = round(18 * max(1.0, w / 1000))
    line: list[Point] = [
        (w * i / 24, y + sag * 4 * (i / 24 * 2 % 1) * (1 - i / 24 * 2 % 1)) for i in range(25)
    ]
    pen.shape(polygon(line, False), stroke(stage.lit(C(0.3, 0.02, 60)), 2, 0.8))
    for i in range(count):
        t = (i + 0.5) / count
        px, py = w * t, y + sag * 4 * (t * 2 % 1) * (1 - t * 2 % 1)
        tone = C(0.82, 0.16, _GAY[i % 7])
        pen.circle(px, py + 7, 8, fill(tone))
        if stage.light.dark:
            stage.glow(px, py + 7, 60, tone, 0.5)


def stadium(stage: Stage) -> None:
    """Stands full of people around a striped pitch or a red track, floodlights, flags."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("stadium")
    stage.horizon = h * 0.44
    stage.set_sun()
    stage.sun_y = min(stage.sun_y, h * 0.14)
    sky(stage, clouds=0.45)
    vx = w * (0.5 + chance.pick((-0.1, 0.1)))
    _stands(stage, vx)
    for x in (0.07, 0.93):
        _floodlight(stage, w * x, h * 0.46, h * 0.40)
    top = h * 0.58
    green = C(0.64, 0.15, 140).mix(season.SNOW, 0.85 if season.snowy(stage) else 0)
    pen.rect(-40, top - 16, w + 80, 18, fill(stage.lit(C(0.94, 0.01, 240))))
    for i in range(round(12 * max(1.0, w / 1000))):
        tone = stage.lit(C(0.62, 0.16, _GAY[i % 7]))
        pen.rect(w * i / round(12 * max(1.0, w / 1000)), top - 13, w / 14, 12, fill(tone))
    if chance.often(0.5):
        _track(stage, vx, top, green)
    else:
        _pitch(stage, vx, top, green)
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _stands(stage: Stage, vx: float) -> None:
    """Two tiers of seats with a crowd in many colours, under a roof."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("crowd")
    concrete = stage.lit(C(0.74, 0.015, 240), 0.12)
    for tier, (y0, y1) in enumerate(((0.30, 0.40), (0.43, 0.57))):
        bow = h * 0.06 * (1 - tier * 0.5)
        shape = outline(
            f"M -60 {h * y0 - bow} Q {vx} {h * y0 + bow} {w + 60} {h * y0 - bow} L {w + 60} {h * y1} L -60 {h * y1} Z"
        )
        pen.shape(shape, down(h * y0, h * y1, concrete.lighter(-0.10), concrete))
        with pen.inside(shape):
            lines = 4 + tier * 2
            for line in range(lines):
                for i in range(round(66 * max(1.0, w / 1000))):
                    px = w * (i + 0.5 * (line % 2)) / round(66 * max(1.0, w / 1000))
                    lift = (
                        bow * (1 - 2 * (1 - abs((px - vx) / w * 1.6) ** 2))
                        if abs(px - vx) < w
                        else 0
                    )
                    y = h * (y0 + (y1 - y0) * (line + 0.8) / lines) - lift * 0.5
                    if chance.often(0.88):
                        pen.circle(
                            px + chance.between(-3, 3),
                            y,
                            6.4,
                            fill(
                                stage.lit(
                                    C(chance.between(0.5, 0.85), 0.14, chance.pick(_GAY)), 0.15
                                )
                            ),
                        )
                        pen.circle(px, y - 7, 3.6, fill(stage.lit(C(0.72, 0.07, 60), 0.15)))
    roof = outline(
        f"M -60 {h * 0.235} Q {vx} {h * 0.345} {w + 60} {h * 0.235} L {w + 60} {h * 0.205} Q {vx} {h * 0.305} -60 {h * 0.205} Z"
    )
    tone = stage.lit(season.SNOW if season.snowy(stage) else C(0.90, 0.012, 240), 0.08)
    pen.shape(roof, fill(tone))


def _floodlight(stage: Stage, x: float, y: float, tall: float) -> None:
    pen, steel = stage.pen, stage.lit(C(0.50, 0.02, 250))
    pen.line(x, y, x, y - tall, stroke(steel, 10))
    pen.rounded(x - 62, y - tall - 50, 124, 62, 6, fill(steel))
    for i in range(4):
        for j in range(2):
            cx, cy = x - 44 + 29 * i, y - tall - 34 + 29 * j
            pen.circle(cx, cy, 11, fill(C(0.98, 0.03, 95)))
    if stage.light.time != "day":
        stage.glow(x, y - tall - 20, 230, C(0.96, 0.03, 95), 0.7)


def _pitch(stage: Stage, vx: float, top: float, green: Colour) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    for i in range(9):
        a, b = (i / 9) ** 1.6, ((i + 1) / 9) ** 1.6
        y0, y1 = top + (h * 1.04 - top) * a, top + (h * 1.04 - top) * b
        pen.rect(
            -40, y0, w + 80, y1 - y0 + 1, fill(stage.lit(green.lighter(0.025 if i % 2 else -0.025)))
        )
    line = stroke(stage.lit(C(0.98, 0.005, 120)), 6, 0.9)
    pen.line(-20, top + 14, w + 20, top + 14, stroke(WHITE, 4, 0.9))
    pen.oval(vx, h * 0.86, w * 0.26, h * 0.075, line)
    pen.line(-20, h * 0.86, w + 20, h * 0.86, line)
    goal = h * 0.085
    pen.rect(vx - goal * 1.2, top + 12 - goal, goal * 2.4, goal, fill(WHITE, 0.22))
    net = stroke(WHITE, 1.6, 0.55)
    for i in range(13):
        x = vx - goal * 1.2 + goal * 0.2 * i
        pen.line(x, top + 12 - goal, x, top + 12, net)
    for i in range(5):
        pen.line(
            vx - goal * 1.2,
            top + 12 - goal + goal * 0.2 * i,
            vx + goal * 1.2,
            top + 12 - goal + goal * 0.2 * i,
            net,
        )
    pen.shape(
        polygon(
            [
                (vx - goal * 1.2, top + 14),
                (vx - goal * 1.2, top + 12 - goal),
                (vx + goal * 1.2, top + 12 - goal),
                (vx + goal * 1.2, top + 14),
            ],
            False,
        ),
        stroke(WHITE, 7),
    )


def _track(stage: Stage, vx: float, top: float, green: Colour) -> None:
    """Lanes of a running track that lead towards us, grass beside."""
    h, w, pen = stage.height, stage.width, stage.pen
    pen.rect(
        -40,
        top,
        w + 80,
        h,
        down(top, h, stage.lit(green.lighter(0.03)), stage.lit(green.lighter(-0.06))),
    )
    red = C(0.58, 0.15, 35).mix(season.SNOW, 0.75 if season.snowy(stage) else 0)
    half = min(w * 0.62, h * 0.75)
    bed = [
        (vx - half * 0.26, top),
        (vx + half * 0.26, top),
        (vx + half * 1.05, h * 1.05),
        (vx - half * 1.05, h * 1.05),
    ]
    pen.polygon(bed, down(top, h, stage.lit(red, 0.18), stage.lit(red.lighter(-0.03))))
    for i in range(9):
        t = i / 4 - 1
        pen.polygon(
            [
                (vx + t * half * 0.26 - 1.4, top),
                (vx + t * half * 0.26 + 1.4, top),
                (vx + t * half * 1.05 + 6, h * 1.05),
                (vx + t * half * 1.05 - 6, h * 1.05),
            ],
            fill(stage.lit(C(0.97, 0.005, 90)), 0.9),
        )
    for y in (0.70, 0.955):
        s = 0.26 + 0.79 * (h * y - top) / (h * 1.05 - top)
        pen.line(
            vx - half * s,
            h * y,
            vx + half * s,
            h * y,
            stroke(stage.lit(C(0.97, 0.005, 90)), 4 + 7 * (y > 0.8), 0.9),
        )


def swimming_pool(stage: Stage) -> None:
    """A pool with lanes and glitter, tiles around it, loungers, parasols, palms."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("pool")
    stage.horizon = h * 0.46
    stage.set_sun()
    sky(stage, clouds=0.4)
    vista.swell(stage, "far", h * 0.46, h * 0.06, C(0.60, 0.08, 160), 0.45, trees=10)
    hedge = stage.lit(season.grass(stage, C(0.52, 0.12, 140)), 0.14)
    for i in range(round(30 * max(1.0, w / 1000))):
        pen.circle(
            w * i / round(30 * max(1.0, w / 1000)),
            h * 0.525 + chance.between(-4, 8),
            chance.between(22, 34),
            fill(hedge.lighter(chance.between(-0.04, 0.05))),
        )
    vista.paving(stage, h * 0.54, C(0.92, 0.025, 80), w * 0.5, 13)
    for x, y, s in ((0.06, 0.60, 0.42), (0.95, 0.60, 0.46), (0.82, 0.56, 0.28)):
        prop(stage, Shape("tree", "palm"), x, y, s, 0.08, 0.3, x > 0.5)
    for i, x in enumerate((0.20, 0.36, 0.66, 0.80)):
        _lounger(stage, w * x, h * 0.60, unit_of(stage) * 0.10, 25 + 115 * (i % 3))
    pool = [
        (w * 0.20, h * 0.645),
        (w * 0.80, h * 0.645),
        (w * 1.08, h * 0.90),
        (-w * 0.08, h * 0.90),
    ]
    rim = stage.lit(C(0.97, 0.01, 200))
    pen.shape(polygon(pool), stroke(rim, 30))
    tone = stage.lit(C(0.74, 0.12, 212))
    pen.polygon(pool, down(h * 0.645, h * 0.90, tone.lighter(0.08), tone.lighter(-0.06)))
    with pen.inside(polygon(pool)):
        _glitter(stage)
    ladder = stroke(stage.lit(C(0.80, 0.01, 240)), 7)
    for dx in (0.0, 0.035):
        pen.curve(
            [
                (w * (0.70 + dx), h * 0.70),
                (w * (0.70 + dx), h * 0.60),
                (w * (0.715 + dx), h * 0.595),
                (w * (0.72 + dx), h * 0.635),
            ],
            ladder,
        )
    prop(stage, Shape("tool", "ball"), 0.90, 0.945, 0.09)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.42, 0.965, 0.40),
        "second": Slot(0.58, 0.80, 0.22),
        "air": Slot(0.5, 0.24, 0.2),
    }


def _glitter(stage: Stage) -> None:
    """Lane lines on the floor of the pool and nets of light on the water."""
    h, w, pen = stage.height, stage.width, stage.pen
    for i in range(5):
        t = (i + 0.5) / 5
        a, b = w * (0.20 + 0.60 * t), w * (-0.08 + 1.16 * t)
        pen.polygon(
            [(a - 5, h * 0.645), (a + 5, h * 0.645), (b + 14, h * 0.90), (b - 14, h * 0.90)],
            fill(stage.lit(C(0.48, 0.12, 250)), 0.5),
        )
    net = stage.chance("caustics")
    for _ in range(round(80 * max(1.0, w / 1000))):
        t = net.between()
        x, y, s = net.between(-0.05, 1.05) * w, h * (0.65 + 0.24 * t), 16 + 40 * t
        cell = [
            (
                x + s * math.cos(k * 1.256) * net.between(0.7, 1.2),
                y + s * 0.3 * math.sin(k * 1.256) * net.between(0.7, 1.2),
            )
            for k in range(5)
        ]
        pen.shape(curve(cell, True), stroke(WHITE.mix(stage.light.key, 0.3), 1.6 + 1.4 * t, 0.42))


def _lounger(stage: Stage, x: float, y: float, s: float, hue: float) -> None:
    pen, frame, cloth = (
        stage.pen,
        stage.lit(C(0.95, 0.01, 90), 0.06),
        stage.lit(C(0.72, 0.13, hue), 0.06),
    )
    pen.oval(x, y, s * 0.8, s * 0.08, fill(stage.light.shadow, 0.3, blur=4))
    for dx in (-0.6, 0.45):
        pen.line(x + dx * s, y, x + dx * s, y - s * 0.2, stroke(frame, 5))
    pen.polygon(
        [
            (x - s * 0.75, y - s * 0.26),
            (x + s * 0.35, y - s * 0.26),
            (x + s * 0.8, y - s * 0.72),
            (x + s * 0.9, y - s * 0.66),
            (x + s * 0.45, y - s * 0.16),
            (x - s * 0.75, y - s * 0.16),
        ],
        fill(cloth),
    )
