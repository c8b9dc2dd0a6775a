"""Beside one's seat in an aeroplane."""

from __future__ import annotations

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

C = Colour


def plane_window(stage: Stage) -> None:
    """Beside one's seat in an aeroplane: a rounded window over a sea of clouds, the wing, the next seat."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("plane window")
    light = stage.light
    wall = C(0.88, 0.012, 250) if not light.dark else C(0.52, 0.03, 265)
    pen.wash(across(0, w, wall.lighter(0.04), wall.lighter(-0.06)))
    wide, tall = min(w * 0.62, h * 0.58), min(h * 0.80, w * 1.0)
    x, y = w * 0.5 - wide / 2, h * 0.46 - tall / 2
    pane = _rounded(x, y, wide, tall, wide * 0.42)
    pen.shape(
        _rounded(x - 60, y - 60, wide + 120, tall + 120, wide * 0.5),
        down(y - 60, y + tall, wall.lighter(0.05), wall.lighter(-0.10)),
    )
    with pen.inside(pane):
        pen.rect(
            x,
            y,
            wide,
            tall,
            down(y, y + tall, light.top, light.middle, light.horizon, stops=(0, 0.45, 0.75)),
        )
        sun = (x + wide * chance.pick((0.28, 0.72)), y + tall * 0.30)
        pen.circle(*sun, wide * 0.5, radial(sun, wide * 0.5, [(light.key, 0.6), (light.key, 0.0)]))
        pen.circle(*sun, wide * 0.05, fill(light.key))
        for i in range(70):
            t = i / 69
            cx, cy = x + wide * chance.between(-0.1, 1.1), y + tall * (0.56 + 0.44 * t)
            r = wide * (0.03 + 0.13 * t)
            tone = C(0.97, 0.01, 240).mix(light.haze, 0.45 - 0.35 * t)
            tone = tone.mix(light.ambient, 0.7) if light.dark else tone
            pen.oval(
                cx,
                cy,
                r * 1.6,
                r * 0.7,
                down(cy - r, cy + r, tone.lighter(0.02), tone.lighter(-0.10)),
            )
        _wing(stage, x, y, wide, tall)
    pen.shape(pane, stroke(wall.lighter(-0.20), 16))
    pen.shape(pane, stroke(wall.lighter(-0.05), 7))
    pen.rounded(x + wide * 0.42, y - 46, wide * 0.16, 18, 9, fill(wall.lighter(-0.14)))
    seat = C(0.42, 0.09, 255)
    back = outline(
        f"M {-60} {h * 1.1} L {-60} {h * 0.52} Q {w * 0.12} {h * 0.46} {w * 0.16} {h * 0.60} "
        f"L {w * 0.24} {h * 1.1} Z"
    )
    pen.shape(back, across(-60, w * 0.22, seat.lighter(-0.08), seat.lighter(0.05)))
    pen.rounded(-40, h * 0.50, w * 0.17, h * 0.15, 26, fill(C(0.92, 0.02, 90)))
    stage.ground, stage.horizon = "none", h * 0.6
    stage.slots = {
        "main": Slot(0.62, 0.98, 0.34),
        "second": Slot(0.84, 0.97, 0.26),
        "air": Slot(0.5, 0.36, 0.14),
    }


def _rounded(x: float, y: float, wide: float, tall: float, r: float) -> skia.Path:
    """A rectangle with round corners."""
    return outline(
        f"M {x} {y + r} Q {x} {y} {x + r} {y} L {x + wide - r} {y} Q {x + wide} {y} {x + wide} {y + r} "
        f"L {x + wide} {y + tall - r} Q {x + wide} {y + tall} {x + wide - r} {y + tall} "
        f"L {x + r} {y + tall} Q {x} {y + tall} {x} {y + tall - r} Z"
    )


def _wing(stage: Stage, x: float, y: float, wide: float, tall: float) -> None:
    """The wing from its root, lower right, to its turned-up tip."""
    pen, metal = stage.pen, stage.lit(C(0.90, 0.01, 250))
    wing = outline(
        f"M {x + wide * 1.05} {y + tall * 0.92} L {x + wide * 1.05} {y + tall * 0.70} "
        f"L {x + wide * 0.22} {y + tall * 0.575} L {x + wide * 0.16} {y + tall * 0.60} Z"
    )
    pen.shape(
        wing, down(y + tall * 0.57, y + tall * 0.9, metal.lighter(0.03), metal.lighter(-0.16))
    )
    for share in (0.30, 0.62):
        a = (x + wide * (0.25 + 0.8 * share), y + tall * (0.585 + 0.12 * share))
        b = (x + wide * (0.20 + 0.85 * share), y + tall * (0.615 + 0.30 * share))
        pen.line(*a, *b, stroke(metal.lighter(-0.16), 3))
    tip = [
        (x + wide * 0.16, y + tall * 0.60),
        (x + wide * 0.22, y + tall * 0.575),
        (x + wide * 0.13, y + tall * 0.45),
        (x + wide * 0.105, y + tall * 0.455),
    ]
    pen.polygon(tip, fill(stage.lit(C(0.58, 0.19, 27))))
