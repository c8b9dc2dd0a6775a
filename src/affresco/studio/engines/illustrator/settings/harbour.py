"""Harbour and canal: calm water between houses."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import season, vista, water
from .dwellings import walls
from .facades import BRIGHT, NORTHERN, WARM, Row, facade_row
from .props import prop, unit_of
from .waters import open_water

C = Colour


def harbour(stage: Stage) -> None:
    """Boats in calm water before coloured houses, a lighthouse, a quay in front."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("harbour")
    open_water(stage, 0.50)
    vista.swell(stage, "hill", h * 0.46, h * 0.09, C(0.58, 0.09, 150), 0.36, trees=8)
    shore = h * 0.575
    facade_row(
        stage,
        shore,
        h * 0.145,
        0.16,
        Row(walls(stage, chance.pick((BRIGHT, WARM))), "tiles", "doors"),
    )
    wall = stage.lit(C(0.66, 0.03, 70), 0.1)
    pen.rect(-40, shore, w + 80, h * 0.02, down(shore, shore + h * 0.02, wall, wall.lighter(-0.12)))
    _calm(stage, shore + h * 0.018)
    if not stage.entity("lighthouse"):
        prop(stage, Shape("building", "lighthouse"), 0.93, 0.61, 0.28, 0.10, 0.0)
    boats = [
        ("sail", 0.15, 0.70, 0.27),
        ("yacht", 0.70, 0.66, 0.20),
        ("row", 0.36, 0.76, 0.15),
        ("steamer", 0.84, 0.77, 0.28),
    ]
    tones = ("", "#2f6f9f", "#b8473c", "#3c8f74")
    for i, (kind, x, y, s) in enumerate(boats):
        colour = chance.pick(tones) if kind != "steamer" else ""
        prop(
            stage,
            Shape("vessel", kind, colour=colour),
            x + chance.between(-0.03, 0.03),
            y,
            s,
            0.10 - 0.02 * i,
            0.2,
            chance.often(0.5),
        )
    _quay(stage, 0.865)
    for x in (0.10, 0.90):
        _bollard(stage, w * x, h * 0.905, unit_of(stage) * 0.06)
    prop(stage, Shape("tool", "basket"), 0.06, 0.97, 0.10)
    prop(stage, Shape("tool", "rope"), 0.84, 0.975, 0.08)
    stage.shine()
    stage.ground, stage.afloat = "none", ""
    stage.slots = {
        "main": Slot(0.46, 0.965, 0.40),
        "second": Slot(0.70, 0.955, 0.29),
        "air": Slot(0.5, 0.22, 0.22),
    }
    for entity in stage.scene.entities[:1]:
        if _floats(entity.concept):
            stage.slots["main"] = Slot(0.46, 0.84, 0.40)


def _floats(concept: str) -> bool:
    known = lexicon().concepts.get(concept)
    return bool(known and known.family == "vessel")


def _calm(stage: Stage, y: float) -> None:
    """Still water from y down that mirrors what stands above."""
    h, w, pen = stage.height, stage.width, stage.pen
    deep = stage.light.middle.mix(stage.lit(C(0.48, 0.10, 232)), 0.62)
    pen.rect(-40, y, w + 80, h - y + 40, down(y, h, stage.light.horizon.mix(deep, 0.5), deep))
    water.reflect(stage, y, 0.62, 4)
    water.ripples(stage, y, 60)


def _quay(stage: Stage, top: float) -> None:
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("quay")
    stone = stage.lit(C(0.72, 0.035, 75).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    y = h * top
    pen.rect(-40, y, w + 80, h, down(y, h, stone.lighter(0.04), stone.lighter(-0.07)))
    pen.rect(-40, y - 5, w + 80, 13, fill(stone.lighter(0.08)))
    for line in range(4):
        yy = y + 18 + (h - y) * line / 4
        pen.line(-20, yy, w + 20, yy, stroke(stone.lighter(-0.08), 2, 0.5))
        for i in range(int(w / 130) + 2):
            x = i * 130 + (line % 2) * 65 + chance.between(-12, 12)
            pen.line(
                x,
                yy,
                x + (x - w / 2) * 0.05,
                yy + (h - y) / 4,
                stroke(stone.lighter(-0.08), 2, 0.5),
            )


def _bollard(stage: Stage, x: float, y: float, s: float) -> None:
    iron, pen = stage.lit(C(0.30, 0.02, 250)), stage.pen
    pen.oval(x, y, s * 0.7, s * 0.16, fill(stage.light.shadow, 0.4, blur=4))
    pen.rounded(
        x - s * 0.3,
        y - s,
        s * 0.6,
        s,
        s * 0.15,
        across(x - s * 0.3, x + s * 0.3, iron.lighter(0.12), iron),
    )
    pen.rounded(x - s * 0.5, y - s * 1.1, s, s * 0.3, s * 0.12, fill(iron.lighter(0.06)))


def canal(stage: Stage) -> None:
    """A canal between house fronts, with a bridge, posts and small boats."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("canal")
    open_water(stage, 0.54, 0.4)
    northern = chance.often(0.4)
    look = (
        Row(NORTHERN, "stepped", "doors")
        if northern
        else Row(walls(stage, WARM), "tiles", "arcade")
    )
    facade_row(stage, h * 0.575, h * 0.16, 0.34, look, 0.30, 0.70)
    vx = w * (0.5 + chance.pick((-0.06, 0.06)))
    kerb = stage.lit(C(0.70, 0.03, 70).mix(season.SNOW, 0.8 if season.snowy(stage) else 0))
    pen.rect(-40, h * 0.578, w + 80, h, down(h * 0.578, h, kerb, kerb.lighter(-0.10)))
    for side in (-1, 1):
        for i, (near, far) in enumerate(((0.0, 0.34), (0.34, 0.62), (0.62, 0.84))[::-1]):
            _canal_house(stage, vx, side, near, far, look, i)
    deep = stage.lit(C(0.52, 0.09, 195))
    y = h * 0.585
    banks = [
        (vx - w * 0.08, y),
        (vx + w * 0.08, y),
        (w * 1.02, h * 0.86),
        (w * 1.02, h * 1.05),
        (-w * 0.02, h * 1.05),
        (-w * 0.02, h * 0.86),
    ]
    pen.polygon(banks, down(y, h, stage.light.horizon.mix(deep, 0.6), deep))
    with pen.inside(polygon(banks)):
        water.reflect(stage, y, 0.42, 6)
        water.ripples(stage, y, 60)
    prop(stage, Shape("building", "bridge"), vx / w, 0.615, 0.26, 0.22, 0.0)
    for x, yy in ((0.13, 0.86), (0.18, 0.80), (0.88, 0.87), (0.82, 0.79)):
        _post(stage, w * x, h * yy, h * 0.13 * (yy - 0.45) / 0.4)
    kind = "barge" if northern else "gondola"
    prop(stage, Shape("vessel", kind), chance.pick((0.24, 0.74)), 0.80, 0.20, 0.03, 0.2)
    stage.shine()
    stage.ground, stage.afloat = "none", "main"
    stage.slots = {
        "main": Slot(0.47, 0.92, 0.38),
        "second": Slot(0.62, 0.78, 0.22),
        "air": Slot(0.5, 0.22, 0.20),
    }


def _canal_house(
    stage: Stage, vx: float, side: int, near: float, far: float, look: Row, number: int
) -> None:
    """A front along the canal, in perspective, with its door on the water."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("canal house", side, number)
    tall = chance.between(0.42, 0.52)

    def at(depth: float, v: float) -> Point:
        """depth 0 near … 1 far; v 0 foot … 1 eaves."""
        s = (1 - depth) ** 1.3
        x = vx + side * (w * 0.07 + (w * 0.52) * s)
        foot = h * (0.58 + 0.30 * s)
        return x, foot - v * h * (0.10 + tall * 1.15 * s)

    haze = 0.36 * near
    wall = stage.lit(
        chance.pick(look.walls).lighter(0.02 if side != stage.sun_side else -0.03), haze
    )
    pen.polygon(
        [at(near, 0), at(near, 1), at(far, 1), at(far, 0)],
        across(at(near, 0)[0], at(far, 0)[0], wall, wall.lighter(-0.04)),
    )
    pen.polygon([at(near, 0), at(near, 0.08), at(far, 0.08), at(far, 0)], fill(wall.lighter(-0.16)))
    roof = stage.lit(season.SNOW if season.snowy(stage) else C(0.58, 0.12, 38), haze)
    pen.polygon([at(near, 0.97), at(near, 1.05), at(far, 1.05), at(far, 0.97)], fill(roof))
    dark = stage.light.dark
    for row_ in range(3):
        for i in range(3):
            d0 = near + (far - near) * (0.12 + 0.30 * i)
            d1 = d0 + (far - near) * 0.14
            low, top = 0.28 + 0.23 * row_, 0.28 + 0.23 * row_ + 0.15
            lit = dark and chance.often(0.6)
            glass = C(0.90, 0.12, 82) if lit else stage.lit(C(0.46, 0.05, 235), haze)
            frame = 0.012
            pen.polygon(
                [
                    at(d0 - frame, low - 0.012),
                    at(d0 - frame, top + 0.02),
                    at(d1 + frame, top + 0.02),
                    at(d1 + frame, low - 0.012),
                ],
                fill(wall.lighter(0.10)),
            )
            pen.polygon([at(d0, low), at(d0, top), at(d1, top), at(d1, low)], fill(glass))
            if lit:
                stage.glow(*at((d0 + d1) / 2, (low + top) / 2), h * 0.05, C(0.90, 0.12, 82), 0.25)
    d = near + (far - near) * 0.45
    pen.polygon(
        [at(d, 0.0), at(d, 0.20), at(d + 0.05, 0.20), at(d + 0.05, 0.0)],
        fill(stage.lit(C(0.40, 0.09, 40), haze)),
    )


def _post(stage: Stage, x: float, y: float, tall: float) -> None:
    """A mooring post with stripes."""
    pen, wide = stage.pen, tall * 0.09
    for i in range(7):
        tone = C(0.94, 0.01, 90) if i % 2 else C(0.50, 0.14, 255)
        pen.rect(x - wide / 2, y - tall * (i + 1) / 7, wide, tall / 7 + 1, fill(stage.lit(tone)))
    pen.circle(x, y - tall, wide * 0.7, fill(stage.lit(C(0.80, 0.13, 84))))
    pen.oval(x, y, wide * 1.6, wide * 0.4, stroke(WHITE, 2, 0.5))
