"""Where sport is done: a stadium with its pitch, a track, ice, a tennis court; a boxing ring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import season, vista
from .sky import sky

C = Colour
_GAY = (25, 60, 90, 150, 210, 255, 320)


Floor = Callable[[Stage, float, float, Colour], None]


def stadium(stage: Stage) -> None:
    """Stands full of people around a striped pitch, floodlights, flags."""
    _arena(stage, _pitch)


def running_track(stage: Stage) -> None:
    """The same stands around a red track with its lanes."""
    _arena(stage, _track)


def ice_rink(stage: Stage) -> None:
    """Stands around ice with boards, circles and the traces of skates."""
    _arena(stage, _ice)


def tennis_court(stage: Stage) -> None:
    """Stands around a court of clay with its lines and the net."""
    _arena(stage, _clay)


def boxing_ring(stage: Stage) -> None:
    """A ring with ropes under a lamp, a dark crowd around it."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("ring")
    stage.light = replace(
        stage.light, time="day", ambient=C(0.95, 0.03, 75), key=C(0.98, 0.05, 85),
        shadow=C(0.14, 0.05, 290), haze=C(0.28, 0.05, 290),
    )  # fmt: skip
    stage.horizon, stage.sun_x, stage.sun_y, stage.ground = h * 0.6, w * 0.5, -h * 0.1, "none"
    pen.wash(down(0, h, C(0.16, 0.05, 285), C(0.30, 0.06, 290)))
    for row in range(6):
        size = 13.0 + 4 * row
        for i in range(round(w / size / 2.1) + 1):
            x, y = i * size * 2.1 + chance.between(-4, 4), h * (0.24 + 0.055 * row)
            tone = C(chance.between(0.26, 0.40), 0.05, chance.pick(_GAY))
            pen.circle(x, y, size * 0.62, fill(tone.lighter(0.08)))
            pen.oval(x, y + size * 1.3, size * 0.95, size * 0.9, fill(tone))
    left, right, top = w * 0.10, w * 0.90, h * 0.62
    mat = stage.lit(C(0.82, 0.045, chance.pick((230, 85, 20))))
    pen.polygon([(left, top), (right, top), (w * 1.12, h * 1.02), (-w * 0.12, h * 1.02)], fill(mat))
    stage.glow(w * 0.5, h * 0.25, max(w, h) * 0.6, C(0.85, 0.06, 85), 0.4)
    for corner, tone in ((left, C(0.55, 0.20, 25)), (right, C(0.48, 0.15, 255))):
        pen.rounded(corner - 13, h * 0.36, 26, top - h * 0.35, 6, fill(tone))
    for k, tone in enumerate((C(0.55, 0.20, 25), C(0.95, 0.01, 90), C(0.48, 0.15, 255))):
        y = h * (0.40 + 0.07 * k)
        rope = stroke(stage.lit(tone), 9)
        pen.line(left, y, right, y, rope)
        pen.line(left, y, -w * 0.14, y + h * 0.12, rope)
        pen.line(right, y, w * 1.14, y + h * 0.12, rope)
    stage.slots = {**vista.SLOTS, "main": Slot(0.42, 0.90, 0.44), "second": Slot(0.68, 0.89, 0.40)}


def _arena(stage: Stage, floor: Floor) -> None:
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
    floor(stage, vx, top, green)
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _stands(stage: Stage, vx: float) -> None:
    """Two tiers of seats with a crowd in many colours, under a roof."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("crowd")
    concrete = stage.lit(C(0.74, 0.015, 240), 0.12)
    for tier, (y0, y1) in enumerate(((0.30, 0.40), (0.43, 0.57))):
        bow = h * 0.06 * (1 - tier * 0.5)
        shape = outline(
            f"M -60 {h * y0 - bow} Q {vx} {h * y0 + bow} {w + 60} {h * y0 - bow} "
            f"L {w + 60} {h * y1} L -60 {h * y1} Z"
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
        f"M -60 {h * 0.235} Q {vx} {h * 0.345} {w + 60} {h * 0.235} L {w + 60} {h * 0.205} "
        f"Q {vx} {h * 0.305} -60 {h * 0.205} Z"
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


def _ice(stage: Stage, vx: float, top: float, green: Colour) -> None:
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("ice")
    ice = stage.lit(C(0.90, 0.035, 225).mix(season.SNOW, 0.9 if season.snowy(stage) else 0))
    pen.rect(-40, top, w + 80, h, down(top, h, ice, ice.lighter(-0.05)))
    pen.rect(-40, top - 40, w + 80, 44, fill(stage.lit(C(0.97, 0.005, 90))))
    pen.rect(-40, top - 6, w + 80, 10, fill(stage.lit(C(0.80, 0.15, 90))))
    red, blue = stage.lit(C(0.58, 0.19, 25)), stage.lit(C(0.52, 0.14, 255))
    pen.oval(vx, h * 0.80, w * 0.20, h * 0.065, stroke(blue, 9))
    pen.polygon(
        [(vx - 7, top + 4), (vx + 7, top + 4), (vx + 34, h * 1.05), (vx - 34, h * 1.05)], fill(red)
    )
    for _ in range(26):
        x, y = w * chance.between(0, 1), h * chance.between(0.64, 0.99)
        trace = [
            (x, y),
            (x + 60, y + chance.between(-12, 12)),
            (x + 140, y + chance.between(-16, 16)),
        ]
        pen.curve(trace, stroke(stage.lit(C(0.99, 0.0, 0)), 2.6, 0.8))


def _clay(stage: Stage, vx: float, top: float, green: Colour) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    clay = stage.lit(C(0.64, 0.13, 45).mix(season.SNOW, 0.85 if season.snowy(stage) else 0))
    pen.rect(-40, top, w + 80, h, down(top, h, clay.lighter(0.04), clay.lighter(-0.05)))
    line = stroke(stage.lit(WHITE), 7)
    for share in (-0.62, -0.46, 0.46, 0.62):
        pen.line(vx + share * w * 0.55, top + h * 0.05, vx + share * w * 1.7, h * 1.02, line)
    for y, half in ((0.05, 0.34), (0.13, 0.34)):
        pen.line(vx - half * w, top + h * y, vx + half * w, top + h * y, line)
    net, foot = top + h * 0.10, top + h * 0.19
    pen.rect(-40, net, w + 80, foot - net, fill(stage.lit(C(0.26, 0.02, 240)), 0.38))
    for i in range(round(w / 16)):
        pen.line(i * 16, net, i * 16, foot, stroke(stage.lit(WHITE), 1.2, 0.4))
    pen.rect(-40, net - 5, w + 80, 12, fill(stage.lit(WHITE)))
