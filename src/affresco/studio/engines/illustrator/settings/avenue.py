"""A city street with shops, trees, lamps and parked cars, by day and by night."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import season, water
from .dwellings import walls
from .facades import BRIGHT, NORTHERN, WARM, Lane, Row, lane_houses
from .props import set_at
from .sky import sky

C = Colour
_LAMP = C(0.92, 0.11, 84)
_CARS = ("#b8403a", "#3b6ea5", "#d9d4c8", "#4f5a64", "#c9a23a", "#4c8a78")


def avenue(stage: Stage) -> None:
    """Houses with shops along a road that runs to towers or hills far away."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("avenue")
    stage.horizon = h * 0.56
    stage.set_sun()
    sky(stage, clouds=0.45)
    vx = w * (0.5 + chance.pick((-0.12, -0.04, 0.05, 0.12)))
    _far_city(stage, vx)
    lane = Lane(stage, vx, h * 0.575, min(w * 0.125, h * 0.17), h * 0.058)
    ground = h * 0.575 + lane.storey * 0.62
    walk = stage.lit(C(0.76, 0.025, 80).mix(season.SNOW, 0.85 if season.snowy(stage) else 0))
    pen.rect(-400, ground, w + 800, h, down(ground, h, walk.mix(stage.light.haze, 0.3), walk))
    lane_houses(lane, Row(walls(stage, chance.pick((WARM, BRIGHT, NORTHERN)))))
    _road(lane)
    for depth in (0.86, 0.68, 0.46, 0.20):
        for side in (-1, 1):
            _kerbside(lane, side, depth)
    if stage.has("rain", "wet"):
        water.reflect(stage, h * 0.70, 0.35, 4)
    stage.shine()
    stage.ground = "none"
    stage.slots = {
        "main": Slot(vx / w + chance.pick((-0.06, 0.06)), 0.92, 0.40),
        "second": Slot(vx / w + chance.pick((-0.2, 0.2)), 0.86, 0.27),
        "air": Slot(vx / w, 0.22, 0.2),
    }


def _far_city(stage: Stage, vx: float) -> None:
    """Towers at the end of the street."""
    chance, pen, h = stage.chance("far city"), stage.pen, stage.height
    for i in range(13):
        wide, tall = chance.between(0.02, 0.05) * h, chance.between(0.06, 0.22) * h
        x = vx + chance.between(-0.22, 0.22) * h
        tone = stage.lit(C(0.60, 0.04, chance.pick((240, 260, 60))), 0.66 - 0.02 * i)
        pen.rect(x, h * 0.60 - tall, wide, tall, fill(tone))
        for _ in range(8):
            pane = _LAMP if stage.light.dark else tone.lighter(0.07)
            pen.rect(
                x + wide * chance.between(0.1, 0.8),
                h * 0.60 - tall * chance.between(0.1, 0.95),
                4,
                6,
                fill(pane, 0.8),
            )


def _road(lane: Lane) -> None:
    stage, pen, h = lane.stage, lane.stage.pen, lane.stage.height

    def edge(share: float, depth: float) -> tuple[float, float]:
        x, y = lane.at(1, depth, 0)
        return lane.vx + (x - lane.vx) * share, y

    tar = C(0.42, 0.015, 265).mix(season.SNOW, 0.55 if season.snowy(stage) else 0)
    near, far = stage.lit(tar), stage.lit(tar.lighter(0.06), 0.3)
    bed = [edge(-0.62, 1), edge(0.62, 1), edge(0.62, -0.25), edge(-0.62, -0.25)]
    pen.polygon(bed, down(lane.vy, h, far, near))
    for side in (-1, 1):
        kerb = [
            edge(side * 0.62, 1),
            edge(side * 0.65, 1),
            edge(side * 0.65, -0.25),
            edge(side * 0.62, -0.25),
        ]
        pen.polygon(kerb, fill(stage.lit(C(0.84, 0.015, 80))))
    for i in range(9):
        d0 = 1 - 1.2 * i / 9
        dash = [edge(-0.02, d0), edge(0.02, d0), edge(0.02, d0 - 0.07), edge(-0.02, d0 - 0.07)]
        pen.polygon(dash, fill(stage.lit(C(0.95, 0.02, 90)), 0.85))
    if stage.chance("crossing").often(0.5):
        for i in range(9):
            a = -0.56 + 0.125 * i
            pen.polygon(
                [edge(a, 0.36), edge(a + 0.07, 0.36), edge(a + 0.07, 0.26), edge(a, 0.26)],
                fill(stage.lit(C(0.96, 0.005, 90)), 0.85),
            )


def _kerbside(lane: Lane, side: int, depth: float) -> None:
    """A tree, a lamp and a parked car at one place of the kerb."""
    stage, chance = lane.stage, lane.stage.chance("kerb", side, round(depth * 100))
    x0, y = lane.at(side, depth, 0)
    s = lane.storey * lane.reach / (1 + (lane.reach - 1) * depth)
    haze = 0.4 * depth
    x = lane.vx + (x0 - lane.vx) * 0.74
    if chance.often(0.55):
        kind = chance.pick(("round", "round", "birch"))
        set_at(stage, Shape("tree", kind), x, y, s * 1.9, haze, 0.3)
    else:
        _lamp(stage, x, y, s * 1.5)
    if chance.often(0.6) and not stage.entity("car", "taxi"):
        px = lane.vx + (x0 - lane.vx) * 0.50
        ahead = lane.at(side, depth - 0.06, 0)[1]
        car = Shape("vehicle", "car", colour=chance.pick(_CARS))
        set_at(stage, car, px, ahead, s * 0.62, haze * 0.7, 0.5, side > 0)


def _lamp(stage: Stage, x: float, y: float, s: float) -> None:
    """A street lamp with two globes."""
    pen, iron = stage.pen, stage.lit(C(0.30, 0.02, 200))
    pen.line(x, y, x, y - s, stroke(iron, max(2.0, s * 0.025)))
    pen.polygon(
        [
            (x - s * 0.04, y),
            (x + s * 0.04, y),
            (x + s * 0.015, y - s * 0.12),
            (x - s * 0.015, y - s * 0.12),
        ],
        fill(iron),
    )
    pen.shape(
        polygon([(x - s * 0.12, y - s * 0.92), (x, y - s), (x + s * 0.12, y - s * 0.92)], False),
        stroke(iron, max(1.5, s * 0.018)),
    )
    for dx in (-0.12, 0.12):
        globe = _LAMP if stage.light.dark else stage.lit(C(0.96, 0.02, 90))
        pen.circle(x + dx * s, y - s * 0.87, s * 0.045, fill(globe))
        if stage.light.dark:
            stage.glow(x + dx * s, y - s * 0.87, s * 0.5, _LAMP, 0.5)
