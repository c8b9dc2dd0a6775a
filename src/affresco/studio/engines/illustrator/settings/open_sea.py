"""On the edge of the sea: cliff, island, the deck of a ship."""

from __future__ import annotations

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

from . import land, season, water
from .props import prop
from .waters import boulder, open_water

C = Colour


def cliff(stage: Stage) -> None:
    """A grassy headland over the sea, white or dark rock, surf below, gulls far off."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("cliff")
    open_water(stage, 0.50, 0.5)
    water.sea(stage, stage.horizon)
    rock = chance.pick((C(0.86, 0.025, 85), C(0.56, 0.03, 60), C(0.62, 0.07, 45)))
    for i, (x, y, tall, depth) in enumerate(((0.94, 0.55, 0.10, 0.45), (0.80, 0.62, 0.20, 0.22))):
        headland(stage, w * x, h * y, h * tall, w * (0.22 + 0.10 * i), rock, depth)
    edge = [
        (-60, h * 0.66),
        (w * 0.20, h * 0.665),
        (w * 0.44, h * 0.70),
        (w * 0.60, h * 0.755),
        (w * 0.68, h * 0.80),
    ]
    face = [*edge, (w * 0.66, h * 0.90), (w * 0.72, h * 1.05), (-60, h * 1.05)]
    tone = stage.lit(rock)
    pen.polygon(face, across(0, w * 0.7, tone.lighter(0.02), tone.lighter(-0.13)))
    with pen.inside(polygon(face)):
        for _ in range(40):
            x, y = w * chance.between(0.3, 0.72), h * chance.between(0.72, 1)
            crack = [
                (x, y),
                (x + chance.between(-14, 14), y + 40),
                (x + chance.between(-20, 20), y + 90),
            ]
            pen.shape(polygon(crack, False), stroke(tone.lighter(-0.16), chance.between(2, 5), 0.6))
    for _ in range(26):
        x = w * chance.between(0.64, 0.86)
        pen.oval(
            x,
            h * chance.between(0.95, 1.0),
            chance.between(30, 80),
            chance.between(8, 20),
            fill(stage.lit(WHITE), 0.5, blur=6),
        )
    grass = stage.lit(land.snowed(stage, land.GRASS))
    top = curve(
        [*edge, (w * 0.60, h * 0.83), (w * 0.46, h * 0.96), (w * 0.40, h * 1.06), (-80, h * 1.06)],
        True,
    )
    pen.shape(top, down(h * 0.66, h, grass.mix(stage.light.key, 0.22), grass.lighter(-0.06)))
    with pen.inside(top):
        land.tufts(stage, w * 0.24, h * 0.94, w * 0.46, land.GRASS.lighter(-0.06), 40)
        land.flowers(stage, h * 0.74, h, 60, (WHITE, C(0.72, 0.16, 350), C(0.87, 0.14, 92)))
    for _ in range(5):
        _gull(
            stage,
            w * chance.between(0.5, 0.95),
            h * chance.between(0.2, 0.46),
            chance.between(9, 18),
        )
    stage.ground = "grass"
    stage.slots = {
        "main": Slot(0.28, 0.88, 0.40),
        "second": Slot(0.50, 0.80, 0.24),
        "air": Slot(0.62, 0.26, 0.22),
    }


def headland(
    stage: Stage, x: float, y: float, tall: float, wide: float, rock: Colour, depth: float
) -> None:
    """A far cape of rock with grass on top; y is its foot."""
    chance, pen = stage.chance("headland", round(depth * 100)), stage.pen
    tone, grass = stage.lit(rock, depth), stage.lit(land.snowed(stage, C(0.60, 0.11, 135)), depth)
    top = [
        (
            x - wide * 0.5 + wide * 0.16 * i,
            y - tall * (0.9 + chance.between(-0.08, 0.12)) * min(1.0, 0.55 + 0.2 * i),
        )
        for i in range(9)
    ]
    foot = [(x + wide * 1.0, y + 10), (x - wide * 0.56, y + 10)]
    pen.polygon(
        [*top, *foot],
        across(x - wide * 0.5, x + wide * 0.4, tone.lighter(0.05), tone.lighter(-0.08)),
    )
    lip = [*top, *[(px, py + tall * 0.14) for px, py in top[::-1]]]
    pen.polygon(lip, fill(grass))
    pen.oval(x, y + 10, wide * 0.56, 5, fill(stage.lit(WHITE), 0.45, blur=5))


def _gull(stage: Stage, x: float, y: float, s: float) -> None:
    bird = outline(
        f"M {x - s} {y - s * 0.4} Q {x - s * 0.4} {y - s * 0.6} {x} {y} "
        f"Q {x + s * 0.4} {y - s * 0.6} {x + s} {y - s * 0.4}"
    )
    stage.pen.shape(bird, stroke(stage.lit(C(0.97, 0.005, 240)), max(1.6, s * 0.16)))


def island(stage: Stage) -> None:
    """A small island with palms and a beach in a wide, light sea."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("island")
    open_water(stage, 0.50, 0.5)
    water.sea(stage, stage.horizon)
    if chance.often(0.6):
        headland(stage, w * 0.88, h * 0.515, h * 0.06, w * 0.16, C(0.56, 0.06, 140), 0.5)
    shallow = stage.lit(C(0.82, 0.10, 188))
    for grow, alpha in ((1.32, 0.35), (1.14, 0.6)):
        pen.oval(
            w * 0.5, h * 0.86, w * 0.44 * grow, h * 0.115 * grow, fill(shallow, alpha, blur=12)
        )
    sand = stage.lit(C(0.91, 0.065, 84))
    shore = [
        (w * 0.07, h * 0.87),
        (w * 0.22, h * 0.80),
        (w * 0.46, h * 0.765),
        (w * 0.74, h * 0.785),
        (w * 0.93, h * 0.86),
        (w * 0.80, h * 0.945),
        (w * 0.46, h * 0.975),
        (w * 0.18, h * 0.945),
    ]
    pen.shape(curve(shore, True), stroke(WHITE, 15, 0.8))
    pen.blob(shore, down(h * 0.76, h * 0.98, sand.mix(stage.light.key, 0.3), sand.lighter(-0.07)))
    mound = [
        (w * 0.24, h * 0.83),
        (w * 0.40, h * 0.765),
        (w * 0.62, h * 0.755),
        (w * 0.80, h * 0.82),
        (w * 0.54, h * 0.845),
    ]
    pen.blob(
        mound,
        down(h * 0.75, h * 0.84, stage.lit(C(0.64, 0.14, 130)), stage.lit(C(0.54, 0.12, 135))),
    )
    for x, y, s, flip in (
        (0.76, 0.815, 0.48, False),
        (0.66, 0.80, 0.34, True),
        (0.26, 0.82, 0.40, True),
    ):
        prop(stage, Shape("tree", "palm"), x, y, s, 0.02, 0.4, flip)
    for _ in range(7):
        boulder(
            stage,
            w * chance.between(0.14, 0.88),
            h * chance.between(0.93, 0.97),
            chance.between(10, 26),
        )
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.905, 0.36),
        "second": Slot(0.62, 0.90, 0.26),
        "air": Slot(0.45, 0.26, 0.22),
    }


def ship_deck(stage: Stage) -> None:
    """On the deck of a ship: planks to the bow, mast and shrouds, rail, the sea around."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("deck")
    open_water(stage, 0.46, 0.55)
    if stage.has("storm"):
        for number in range(1, 4):
            water.wave(stage, stage.horizon, number, chance)
    else:
        water.sea(stage, stage.horizon)
    vx, top = w * 0.5, h * 0.56
    half = min(w * 0.60, h * 0.72)
    wood = stage.lit(C(0.68, 0.085, 66).mix(season.SNOW, 0.7 if season.snowy(stage) else 0))
    hull = outline(
        f"M {vx} {top - 8} Q {vx + half * 0.62} {h * 0.62} {vx + half} {h * 1.04} "
        f"L {vx - half} {h * 1.04} Q {vx - half * 0.62} {h * 0.62} {vx} {top - 8} Z"
    )
    pen.shape(hull, down(top, h, wood.mix(stage.light.haze, 0.15), wood.lighter(-0.04)))
    with pen.inside(hull):
        for i in range(-13, 14):
            pen.line(
                vx + i * 6, top, vx + i * half / 9, h * 1.04, stroke(wood.lighter(-0.13), 2.4, 0.7)
            )
        hatch = [
            (vx - half * 0.13, h * 0.69),
            (vx + half * 0.13, h * 0.69),
            (vx + half * 0.18, h * 0.745),
            (vx - half * 0.18, h * 0.745),
        ]
        pen.polygon(hatch, fill(wood.lighter(-0.20)))
        pen.shape(polygon(hatch), stroke(wood.lighter(-0.06), 8))
    for side in (-1, 1):
        _rail(stage, vx, top, half, side, wood)
    _rigging(stage, vx, top, half, wood)
    prop(stage, Shape("tool", "wheel"), 0.5 + 0.30 * chance.side(), 0.93, 0.20, 0.0, 0.5)
    prop(stage, Shape("tool", "rope"), 0.78 if chance.often(0.5) else 0.22, 0.82, 0.07)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.94, 0.42),
        "second": Slot(0.64, 0.86, 0.28),
        "air": Slot(0.70, 0.24, 0.18),
    }


def _rail(stage: Stage, vx: float, top: float, half: float, side: int, wood: Colour) -> None:
    h, pen = stage.height, stage.pen

    def at(t: float, lift: float) -> Point:
        bow = (1 - t) ** 2 * 0.0 + 2 * t * (1 - t) * 0.62 + t * t
        y = (1 - t) ** 2 * (top - 8) + 2 * t * (1 - t) * h * 0.62 + t * t * h * 1.04
        return vx + side * half * bow, y - lift * half * (0.05 + 0.26 * t)

    dark = wood.lighter(-0.18)
    pen.polygon(
        [*[at(i / 12, 0) for i in range(13)], *[at(i / 12, 0.34) for i in range(12, -1, -1)]],
        fill(wood.lighter(-0.11)),
    )
    for i in range(1, 11):
        t = (i / 10) ** 0.9
        pen.line(*at(t, 0.3), *at(t, 1.0), stroke(dark, 4 + 13 * t))
    for lift, width in ((1.0, 1.0), (0.34, 0.7)):
        line = [at(i / 12, lift) for i in range(13)]
        for i in range(12):
            pen.line(*line[i], *line[i + 1], stroke(wood.lighter(-0.05), (5 + 1.6 * i) * width))


def _rigging(stage: Stage, vx: float, top: float, half: float, wood: Colour) -> None:
    """A mast with its sail and shrouds, and the bowsprit."""
    h, w, pen = stage.height, stage.width, stage.pen
    mast, rope = wood.lighter(-0.13), stroke(stage.lit(C(0.42, 0.05, 70)), 3, 0.9)
    pen.line(vx, top, vx + w * 0.02, top - h * 0.09, stroke(mast, 10))
    x = vx - half * 0.30
    cloth = stage.lit(C(0.95, 0.02, 85))
    sail = outline(
        f"M {x - half * 0.02} {h * 0.02} "
        f"Q {x + half * 0.52} {h * 0.18} {x + half * 0.46} {h * 0.44} "
        f"Q {x + half * 0.22} {h * 0.40} {x + half * 0.02} {h * 0.46} Z"
    )
    pen.shape(sail, across(x, x + half * 0.5, cloth.lighter(-0.07), cloth))
    for i in range(3):
        t = 0.25 + 0.25 * i
        pen.line(
            x,
            h * (0.02 + 0.44 * t),
            x + half * 0.5 * min(1, t * 1.5),
            h * (0.04 + 0.42 * t),
            stroke(cloth.lighter(-0.10), 2, 0.6),
        )
    pen.line(x, -30, x, h * 0.80, stroke(mast.lighter(-0.04), 26))
    pen.line(x - 6, -30, x - 6, h * 0.80, stroke(mast.lighter(0.07), 7, 0.8))
    pen.line(x, h * 0.46, x + half * 0.52, h * 0.455, stroke(mast, 12))
    for dx in (-0.52, -0.44, -0.36):
        pen.line(x, h * 0.02, x + half * dx, h * 0.83, rope)
    for i in range(7):
        t = 0.3 + 0.1 * i
        y = h * (0.02 + 0.81 * t)
        pen.line(x + half * -0.52 * t, y, x + half * -0.36 * t, y, rope)
    pen.line(x, h * 0.02, vx + w * 0.02, top - h * 0.09, rope)
