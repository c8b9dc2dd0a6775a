"""Between inside and outside: a window sill, a balcony; and a road that leads away."""

from __future__ import annotations

import math
from dataclasses import replace

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista, water
from .facades import BRIGHT, WARM, Row, facade_row
from .furnish import area, drapes
from .open_sea import headland
from .props import prop, row
from .sky import sky
from .view import Outlook, look_out, outlook_of

C = Colour


def windowsill(stage: Stage) -> None:
    """A wide window with a deep sill on which subjects sit; the weather is outside."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("sill")
    outside, night = stage.light, stage.light.dark
    hue = chance.pick((85, 30, 150, 220, 320))
    wall = C(0.86, 0.05, hue).lighter(-0.28 if night else 0.0)
    stage.light = replace(
        outside, time="day", ambient=C(0.80 if night else 0.96, 0.05, 75), key=C(0.98, 0.07, 85),
        shadow=C(0.22, 0.05, 40), haze=wall,
    )  # fmt: skip
    pen.wash(across(0, w, wall.lighter(0.02), wall.lighter(-0.07)))
    top, sill = h * 0.06, h * 0.80
    half = min(w * 0.40, h * 0.60) * (0.8 if stage.entity("curtain") else 1)
    x0, x1 = w / 2 - half, w / 2 + half
    pane = area(x0, top, x1 - x0, sill - top)
    outlooks: tuple[Outlook, ...] = ("hills", "city", "garden", "garden")
    kind = chance.pick(outlooks)
    look_out(stage, outside, pane, (x0, top, x1 - x0, sill - top), kind, 5)
    if stage.has("rain", "storm"):
        _drops(stage, x0, top, x1, sill)
    frame = C(0.95, 0.012, 85).lighter(-0.26 if night else 0.0)
    pen.shape(pane, stroke(frame.lighter(-0.10), 40, round_ends=False))
    pen.shape(pane, stroke(frame, 30, round_ends=False))
    for f in (0.5,) if half < h * 0.5 else (0.333, 0.667):
        pen.rect(x0 + (x1 - x0) * f - 8, top, 16, sill - top, fill(frame))
    pen.rect(x0, top + (sill - top) * 0.26, x1 - x0, 13, fill(frame))
    cloth = _named_cloth(stage) or C(0.80, 0.08, hue + 150)
    for x in (x0 - half * 0.26, x1 + half * 0.02):
        drapes(stage, x, -10, half * 0.24, h * 0.86, cloth)
    board = frame.lighter(0.01)
    pen.polygon(
        [(x0 - 30, sill - 8), (x1 + 30, sill - 8), (x1 + 90, h * 0.915), (x0 - 90, h * 0.915)],
        down(sill, h * 0.92, board.lighter(-0.05), board),
    )
    pen.rect(x0 - 90, h * 0.915, x1 - x0 + 180, h * 0.028, fill(board.lighter(-0.10)))
    pen.rect(x0 - 70, h * 0.943, x1 - x0 + 140, 24, fill(stage.light.shadow, 0.22, blur=8))
    pot = chance.pick((0.06, 0.94))
    prop(
        stage,
        Shape("flower", chance.pick(("rose", "tulip", "daisy", "iris")), parts=("pot",)),
        (x0 + (x1 - x0) * pot) / w,
        0.875,
        0.26,
    )
    stage.horizon, stage.sun_x, stage.sun_y = sill, w * 0.66, h * 0.12
    if night:
        stage.glow(w * 0.5, h * 0.2, 520, C(0.88, 0.12, 76), 0.2)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.5 + (0.06 if pot < 0.5 else -0.06), 0.885, 0.46),
        "second": Slot(0.5 + (0.24 if pot < 0.5 else -0.24), 0.875, 0.30),
        "air": Slot(0.5, 0.38, 0.2),
    }


def _named_cloth(stage: Stage) -> Colour | None:
    """The colour of the curtains, if one was named. Window, sill and curtains are drawn with the place."""
    for entity in stage.scene.entities:
        if entity.concept in ("window", "windowsill", "curtain"):
            stage.draws(entity)
    curtain = stage.entity("curtain")
    return None if curtain is None or not curtain.colour else colour_of(curtain)


def _drops(stage: Stage, x0: float, y0: float, x1: float, y1: float) -> None:
    """Rain on the pane: beads, and trails that run down."""
    chance, pen = stage.chance("drops"), stage.pen
    for i in range(70):
        x, y, r = chance.between(x0, x1), chance.between(y0, y1), chance.between(2.5, 7)
        if i % 5 == 0:
            trail = [(x, y - chance.between(60, 180)), (x + chance.between(-6, 6), y - 40), (x, y)]
            pen.curve(trail, stroke(C(0.95, 0.02, 230), r * 0.7, 0.35))
        pen.oval(x, y, r * 0.8, r, fill(C(0.90, 0.03, 230), 0.55))
        pen.circle(x - r * 0.25, y - r * 0.35, r * 0.28, fill(C(1, 0, 0), 0.9))


def balcony(stage: Stage) -> None:
    """A tiled balcony with an iron rail over roofs or the sea, plants and an awning."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("balcony")
    stage.horizon = h * 0.52
    stage.set_sun()
    sky(stage, clouds=0.45)
    seaward = chance.often(0.4)
    if outlook_of(stage) == "sea" if stage.scene.outlook else seaward:
        blue = stage.light.middle.mix(stage.lit(C(0.50, 0.10, 235)), 0.6)
        pen.rect(
            -40,
            h * 0.52,
            w + 80,
            h,
            down(h * 0.52, h * 0.75, stage.light.horizon.mix(blue, 0.5), blue),
        )
    else:
        vista.swell(stage, "far", h * 0.52, h * 0.06, C(0.60, 0.07, 200), 0.5, trees=8)
    if outlook_of(stage) == "sea":
        water.ripples(stage, h * 0.53)
    else:
        facade_row(stage, h * 0.70, h * 0.13, 0.34, Row(BRIGHT, "tiles", "none"))
        facade_row(stage, h * 0.80, h * 0.15, 0.16, Row(WARM, "tiles", "none"))
    floor = h * 0.80
    vista.paving(stage, floor, C(0.78, 0.06, 50), w * 0.5, 8, True)
    _railing(stage, floor)
    cloth = C(0.62, 0.15, chance.pick((25, 150, 250, 60)))
    for i in range(12):
        tone = stage.lit(cloth if i % 2 else C(0.97, 0.01, 90))
        x, step = w * i / 12, w / 12
        pen.polygon([(x, -20), (x + step, -20), (x + step, h * 0.075), (x, h * 0.075)], fill(tone))
        pen.arc(x, h * 0.055, step, h * 0.04, 0, 180, fill(tone.lighter(-0.04)))
    for x, kind, s in ((0.05, "lily", 0.26), (0.95, "rose", 0.28), (0.87, "iris", 0.20)):
        prop(stage, Shape("flower", kind, parts=("pot",)), x, 0.93, s)
    prop(stage, Shape("furniture", "chair"), chance.pick((0.16, 0.80)), 0.90, 0.30)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.955, 0.42),
        "second": Slot(0.66, 0.93, 0.29),
        "air": Slot(0.5, 0.28, 0.2),
    }


def _railing(stage: Stage, floor: float) -> None:
    """Wrought iron: bars, rings and a rail."""
    w, h, pen = stage.width, stage.height, stage.pen
    iron = stage.lit(C(0.26, 0.02, 250))
    top = floor - h * 0.15
    count = round(22 * max(1.0, w / 1000))
    for i in range(count + 1):
        x = w * i / count
        pen.line(x, top, x, floor + 4, stroke(iron, 6))
        if i % 2:
            pen.circle(x, (top + floor) / 2, h * 0.016, stroke(iron, 4))
    pen.rect(-20, top - 7, w + 40, 14, fill(iron))
    pen.rect(-20, floor - 4, w + 40, 9, fill(iron))
    if season.snowy(stage):
        pen.rounded(-20, top - 15, w + 40, 11, 5, fill(stage.lit(season.SNOW)))


def road(stage: Stage) -> None:
    """A road through open land to the horizon, with posts, trees beside it and far hills."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("road")
    vista.vista(stage, 0.50, ("mountains", "hills", "fields", "hamlet", "woods"))
    land.ground(stage, h * 0.595, land.GRASS, "grass", 110)
    bend, vx = chance.pick((-1, 1)), w * (0.5 + chance.pick((-0.1, 0.0, 0.1)))
    muddy = stage.has("muddy")
    earth = chance.often(0.4) or muddy
    soil = C(0.48, 0.06, 58) if muddy else C(0.74, 0.06, 72)
    tar = (soil if earth else C(0.46, 0.015, 265)).mix(
        season.SNOW, 0.7 if season.snowy(stage) else 0
    )

    def edge(side: float, t: float) -> Point:
        mid = vx + bend * w * 0.16 * math.sin(t * 2.6) * (1 - t) - (vx - w / 2) * t
        return mid + side * (4 + w * 0.36 * t**1.5), h * (0.595 + 0.455 * t**1.25)

    steps = [i / 24 for i in range(25)]
    bed = [*[edge(-1, t) for t in steps], *[edge(1, t) for t in steps[::-1]]]
    far, near = stage.lit(tar, 0.3), stage.lit(tar)
    pen.polygon(bed, down(h * 0.60, h, far, near))
    for side in (-1, 1):
        line = [edge(side * 0.94, t) for t in steps]
        for i in range(24):
            pen.line(
                *line[i],
                *line[i + 1],
                stroke(
                    stage.lit(C(0.95, 0.02, 88)) if not earth else near.lighter(-0.08),
                    1 + 0.4 * i,
                    0.8,
                ),
            )
    if not earth:
        for i in range(11):
            a, b = (i / 11) ** 1.4, ((i + 0.5) / 11) ** 1.4
            dash = [edge(-0.025, a), edge(0.025, a), edge(0.025, b), edge(-0.025, b)]
            pen.shape(polygon(dash), fill(stage.lit(C(0.96, 0.06, 90)), 0.9))
    kind = chance.pick(("cypress", "poplar", "round", "pine"))
    for t in (0.18, 0.34, 0.56, 0.82):
        for side in (-1, 1):
            x, y = edge(side * (1.5 if t < 0.5 else 1.3), t)
            if -0.05 < x / w < 1.05:
                prop(stage, Shape("tree", kind), x / w, y / h, 0.10 + 0.42 * t, 0.3 * (1 - t), 0.3)
    row(stage, Shape("plant", "grass"), 1.0, 0.10, 6, 0.0, 0.26)
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def coastal_road(stage: Stage) -> None:
    """A road along a cliff above the sea, with a low wall and far headlands."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("coast")
    stage.horizon = h * 0.46
    stage.set_sun()
    sky(stage, clouds=0.45)
    water.sea(stage, stage.horizon)
    for x, tall, depth in ((0.62, 0.07, 0.5), (0.80, 0.12, 0.3)):
        headland(
            stage,
            w * x,
            h * (0.47 + 0.10 * (0.5 - depth)),
            h * tall,
            w * 0.26,
            C(0.72, 0.05, 70),
            depth,
        )
    slope = [(-60, h * 0.30), (w * 0.16, h * 0.36), (w * 0.34, h * 0.47), (w * 0.46, h * 0.585)]
    grass = stage.lit(land.snowed(stage, land.GRASS.lighter(-0.03)))
    pen.blob(
        [*slope, (w * 0.40, h * 1.1), (-80, h * 1.1)],
        down(h * 0.3, h, grass.mix(stage.light.key, 0.2), grass.lighter(-0.06)),
    )
    rock = stage.lit(C(0.66, 0.05, 62))
    pen.polygon(
        [
            (w * 0.43, h * 0.575),
            (w * 0.52, h * 0.585),
            (w * 1.05, h * 0.96),
            (w * 1.05, h * 1.1),
            (w * 0.7, h * 1.1),
        ],
        across(w * 0.4, w, rock, rock.lighter(-0.10)),
    )
    tar = stage.lit(C(0.48, 0.015, 262).mix(season.SNOW, 0.7 if season.snowy(stage) else 0))

    def edge(side: float, t: float) -> Point:
        mid = w * (0.45 + 0.05 * t) + w * 0.04 * math.sin(t * 3)
        return mid + side * (4 + w * 0.42 * t**1.4), h * (0.575 + 0.475 * t**1.2)

    steps = [i / 20 for i in range(21)]
    pen.polygon(
        [*[edge(-1, t) for t in steps], *[edge(1, t) for t in steps[::-1]]],
        down(h * 0.57, h, tar.mix(stage.light.haze, 0.3), tar),
    )
    wall = [
        *[edge(0.98, t) for t in steps],
        *[(x, y - 10 - 70 * t) for t in steps[::-1] for x, y in (edge(1.02, t),)],
    ]
    stone = stage.lit(C(0.90, 0.02, 80))
    pen.polygon(wall, across(w * 0.4, w, stone, stone.lighter(-0.06)))
    for i in range(10):
        a, b = (i / 10) ** 1.4, ((i + 0.5) / 10) ** 1.4
        dash = [edge(-0.025, a), edge(0.025, a), edge(0.025, b), edge(-0.025, b)]
        pen.polygon(dash, fill(stage.lit(C(0.97, 0.02, 90)), 0.9))
    for x, y, s in ((0.06, 0.66, 0.44), (0.20, 0.60, 0.26), (0.32, 0.585, 0.15)):
        prop(stage, Shape("tree", chance.pick(("umbrella", "cypress", "palm"))), x, y, s, 0.05)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.46, 0.93, 0.38),
        "second": Slot(0.60, 0.82, 0.26),
        "air": Slot(0.66, 0.24, 0.22),
    }
