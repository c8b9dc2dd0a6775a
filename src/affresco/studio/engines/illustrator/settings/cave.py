"""A cavern with crystals, a pool and daylight."""

from __future__ import annotations

from dataclasses import replace

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    curve,
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land, season
from .props import unit_of

C = Colour


def cave(stage: Stage) -> None:
    """A cavern: hanging and standing stones, crystals that glow, a pool, a shaft of daylight."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("cave")
    ice = season.snowy(stage)
    hue = 225 if ice else chance.pick((60, 270, 200, 30))
    rock = C(0.42 if not ice else 0.62, 0.035 if not ice else 0.06, hue)
    stage.light = replace(
        stage.light, time="day", ambient=C(0.80, 0.04, hue), key=C(0.94, 0.07, 85), shadow=C(0.12, 0.03, hue),
        haze=C(0.50, 0.05, hue),
    )  # fmt: skip
    x = w * chance.pick((0.40, 0.60))
    pen.wash(
        radial(
            (x, h * 0.40),
            max(w, h) * 0.72,
            [rock.lighter(0.18), rock, rock.lighter(-0.24)],
            (0, 0.45, 1),
        )
    )
    if chance.often(0.55):
        _mouth(stage, x, rock)
    else:
        _shaft(stage, x)
    _floor(stage, chance, x, rock)
    for layer, shade in ((0, 0.06), (1, -0.05), (2, -0.16)):
        for i in range(round(9 * max(1.0, w / 1000))):
            _spike(
                stage,
                chance,
                (i + chance.between()) / round(9 * max(1.0, w / 1000)),
                layer,
                rock.lighter(shade),
            )
    for i in range(9):
        side = chance.pick((chance.between(0.02, 0.26), chance.between(0.74, 0.98)))
        _crystals(
            stage,
            w * side,
            h * (0.70 + 0.03 * i),
            unit_of(stage) * chance.between(0.05, 0.12),
            chance.pick((190, 290, 330, 160)),
        )
    stage.afterwards.append(lambda: _dark_edge(stage, rock))
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.6, x, h * 0.1
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.46, 0.93, 0.40),
        "second": Slot(0.68, 0.90, 0.28),
        "air": Slot(0.5, 0.36, 0.2),
    }


def _shaft(stage: Stage, x: float) -> None:
    """Daylight through a hole in the roof."""
    h, w, pen = stage.height, stage.width, stage.pen
    tones = [(C(0.97, 0.05, 95), 0.75), (C(0.97, 0.05, 95), 0.0)]
    pen.oval(x, h * 0.02, w * 0.10, h * 0.05, fill(C(0.98, 0.03, 95)))
    beam = [
        (x - w * 0.08, 0),
        (x + w * 0.08, 0),
        (x + w * 0.22, h * 0.84),
        (x - w * 0.16, h * 0.84),
    ]
    pen.polygon(beam, linear((0, 0), (0, h * 0.84), tones, blur=16, blend="screen"))


def _floor(stage: Stage, chance: Chance, x: float, rock: Colour) -> None:
    """The ground, and a pool in it."""
    h, w, pen = stage.height, stage.width, stage.pen
    floor = h * 0.66
    ground = [
        (-60, floor + 10),
        *[(w * i / 9, floor + chance.between(-14, 14)) for i in range(10)],
        (w + 60, floor),
        (w + 60, h * 1.1),
        (-60, h * 1.1),
    ]
    pen.blob(ground, down(floor, h, rock.lighter(0.10), rock.lighter(-0.16)))
    pool = C(0.62, 0.11, 205)
    pen.oval(x, h * 0.745, w * 0.24, h * 0.036, fill(rock.lighter(-0.12)))
    pen.oval(
        x,
        h * 0.742,
        w * 0.225,
        h * 0.030,
        down(h * 0.71, h * 0.775, pool.lighter(0.18), pool.lighter(-0.12)),
    )


def _mouth(stage: Stage, x: float, rock: Colour) -> None:
    """The way out, with the day outside."""
    h, w, pen = stage.height, stage.width, stage.pen
    half = min(w * 0.19, h * 0.22)
    mouth = curve(
        [
            (x - half, h * 0.69),
            (x - half * 1.12, h * 0.46),
            (x - half * 0.5, h * 0.25),
            (x + half * 0.3, h * 0.22),
            (x + half * 1.05, h * 0.42),
            (x + half * 0.95, h * 0.69),
        ],
        True,
    )
    with pen.inside(mouth):
        pen.wash(down(h * 0.22, h * 0.60, C(0.78, 0.10, 235), C(0.96, 0.03, 100)))
        for i in range(2):
            y = h * (0.54 + 0.06 * i)
            hill = curve(
                [
                    (x - half * 1.3, y),
                    (x - half * 0.4, y - h * 0.05),
                    (x + half * 0.5, y + h * 0.01),
                    (x + half * 1.3, y - h * 0.03),
                ]
            )
            hill.lineTo(x + half * 1.3, h)
            hill.lineTo(x - half * 1.3, h)
            pen.shape(hill, fill(land.snowed(stage, C(0.70 - 0.10 * i, 0.12, 135))))
    pen.shape(mouth, stroke(rock.lighter(-0.20), 20, 0.7, blur=6))
    stage.glow(x, h * 0.45, half * 2.4, C(0.93, 0.06, 95), 0.45)


def _spike(stage: Stage, chance: Chance, at: float, layer: int, tone: Colour) -> None:
    """A stalactite, and often its partner below."""
    h, w, pen = stage.height, stage.width, stage.pen
    middle = abs(at - 0.5) < 0.24
    x, wide = w * at, chance.between(16, 40) * (1 + 0.4 * layer)
    long = h * chance.between(0.07, 0.24) * (0.6 if middle else 1.2)
    drop = outline(
        f"M {x - wide} -30 Q {x - wide * 0.3} {long * 0.5} {x} {long} "
        f"Q {x + wide * 0.3} {long * 0.5} {x + wide} -30 Z"
    )
    pen.shape(drop, across(x - wide, x + wide, tone.lighter(0.05), tone.lighter(-0.06)))
    if middle or not chance.often(0.55):
        return
    y, tall = h * (0.70 + 0.10 * layer), long * 0.8
    cone = outline(
        f"M {x - wide} {y} Q {x - wide * 0.3} {y - tall * 0.5} {x} {y - tall} "
        f"Q {x + wide * 0.3} {y - tall * 0.5} {x + wide} {y} Z"
    )
    pen.shape(cone, across(x - wide, x + wide, tone.lighter(0.10), tone.lighter(-0.04)))


def _crystals(stage: Stage, x: float, y: float, s: float, hue: float) -> None:
    pen = stage.pen
    for dx, turn, tall in ((-0.3, -24, 0.7), (0.3, 22, 0.75), (0.0, -3, 1.0)):
        with pen.at(x + dx * s, y, turn):
            t, half = s * tall, s * 0.14
            light, dark = C(0.88, 0.09, hue), C(0.62, 0.15, hue)
            pen.polygon([(-half, 0), (-half, -t * 0.75), (0, -t), (0, 0)], fill(light))
            pen.polygon([(0, 0), (0, -t), (half, -t * 0.75), (half, 0)], fill(dark))
    stage.glow(x, y - s * 0.5, s * 1.9, C(0.78, 0.14, hue), 0.5)


def _dark_edge(stage: Stage, rock: Colour) -> None:
    w, h = stage.width, stage.height
    tones = [(rock.lighter(-0.34), 0.0), (rock.lighter(-0.34), 0.0), (rock.lighter(-0.34), 0.75)]
    stage.pen.wash(radial((w / 2, h * 0.52), max(w, h) * 0.78, tones, (0, 0.6, 1)))
