"""A stadium with its stands, a pitch or a track."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import season, vista
from .sky import sky

C = Colour
_GAY = (25, 60, 90, 150, 210, 255, 320)


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
