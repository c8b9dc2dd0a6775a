"""A city under the sea."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from .props import unit_of
from .underwater import coral, underwater

C = Colour
_LAMP = C(0.90, 0.12, 82)


def underwater_city(stage: Stage) -> None:
    """Domes of glass with towers in them, joined by tubes, on the floor of the sea."""
    underwater(stage)
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("sunken")
    unit = unit_of(stage)
    for depth, y, size, many in ((0.62, 0.76, 0.15, 6), (0.34, 0.82, 0.23, 4)):
        count = round(many * max(1.0, w / 1000))
        places = [w * (i + chance.between(0.25, 0.75)) / count for i in range(count)]
        tube = C(0.62, 0.08, 215).mix(stage.light.haze, depth)
        pen.line(
            places[0],
            h * (y - 0.012),
            places[-1],
            h * (y - 0.012),
            stroke(tube, 13 * (1 - depth) + 4, 0.9),
        )
        for x in places:
            _dome(stage, chance, x, h * y, unit * size * chance.between(0.6, 1.0), depth)
    _dome(stage, chance, w * chance.pick((0.36, 0.62)), h * 0.88, unit * 0.36, 0.06)
    for _ in range(round(22 * max(1.0, w / 1000))):
        coral(stage, chance)
    for entity in stage.scene.entities:
        if entity.concept in ("bell-jar", "house", "dome") and entity.count > 1:
            stage.draws(entity)
    stage.shine()


def _dome(stage: Stage, chance: Chance, x: float, y: float, r: float, depth: float) -> None:
    """One dome, `r` its radius, with lit towers inside."""
    pen, haze = stage.pen, stage.light.haze
    bowl = outline(
        f"M {x - r} {y} Q {x - r * 1.02} {y - r * 1.08} {x} {y - r * 1.10} "
        f"Q {x + r * 1.02} {y - r * 1.08} {x + r} {y} Z"
    )
    pen.shape(bowl, fill(C(0.74, 0.08, 205).mix(haze, depth), 0.55))
    with pen.inside(bowl):
        for i in range(7):
            wide, at = r * chance.between(0.16, 0.24), -0.78 + 0.24 * i
            tall = r * (0.95 - 0.75 * abs(at)) * chance.between(0.7, 1.05)
            px = x + r * at
            wall = C(0.56, 0.07, chance.pick((235, 255, 200))).mix(haze, depth)
            pen.rect(
                px,
                y - tall,
                wide,
                tall,
                across(px, px + wide, wall.lighter(0.08), wall.lighter(-0.06)),
            )
            if i % 2:
                pen.polygon(
                    [
                        (px, y - tall + 1),
                        (px + wide / 2, y - tall - wide),
                        (px + wide, y - tall + 1),
                    ],
                    fill(wall.lighter(0.05)),
                )
            for j in range(max(2, int(tall / (r * 0.10)))):
                for k in (0.22, 0.60):
                    if chance.often(0.7):
                        pen.rect(
                            px + wide * k,
                            y - tall + r * (0.05 + 0.10 * j),
                            wide * 0.2,
                            r * 0.05,
                            fill(_LAMP.mix(haze, depth * 0.8)),
                        )
        garden = C(0.52, 0.11, 150).mix(haze, depth)
        for i in range(11):
            pen.circle(x + r * (i - 5) * 0.19, y, r * 0.09, fill(garden.lighter(0.03 * (i % 2))))
    pen.shape(bowl, stroke(C(0.92, 0.05, 200).mix(haze, depth), max(2.0, r * 0.022), 0.9))
    for side in (-0.55, 0.0, 0.55):
        rib = [
            (x + r * side, y),
            (x + r * side * 0.92, y - r * 0.6),
            (x + r * side * 0.2, y - r * 1.09),
        ]
        pen.curve(rib, stroke(C(0.92, 0.05, 200).mix(haze, depth), max(1.4, r * 0.012), 0.6))
    shine = [
        (x - r * 0.72, y - r * 0.30),
        (x - r * 0.62, y - r * 0.70),
        (x - r * 0.32, y - r * 0.94),
    ]
    pen.curve(shine, stroke(C(0.99, 0.01, 200), r * 0.05, 0.55))
    base = C(0.50, 0.04, 240).mix(haze, depth)
    pen.rounded(
        x - r * 1.08,
        y - r * 0.05,
        r * 2.16,
        r * 0.13,
        r * 0.05,
        down(y - r * 0.05, y + r * 0.1, base.lighter(0.10), base.lighter(-0.05)),
    )
    stage.glow(x, y - r * 0.45, r * 1.3, C(0.86, 0.10, 90), 0.28 * (1 - depth))
