# ruff: noqa: E501  (outlines are written on one line)
"""Places in the open made of land, sky and rows of scenery."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, linear, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, outdoors, waterside
from .props import prop, row
from .sky import mist, sky

C = Colour
_SLOTS = {
    "main": Slot(0.42, 0.92, 0.40),
    "second": Slot(0.70, 0.88, 0.28),
    "air": Slot(0.6, 0.28, 0.24),
}


def _open(stage: Stage, horizon: float, far: Colour, near: Colour, clouds: float = 0.45) -> None:
    h = stage.height
    stage.horizon = h * horizon
    stage.set_sun()
    sky(stage, clouds=clouds)
    land.hills(stage, "far", h * (horizon + 0.005), 70, far, 0.5, rough=0.5)
    land.hills(stage, "mid", h * (horizon + 0.05), 44, far.mix(near, 0.5), 0.25)
    land.ground(stage, h * (horizon + 0.11), near, "grass", 90)
    stage.slots = dict(_SLOTS)


def _furrows(
    stage: Stage, top: float, count: int, tones: tuple[Colour, Colour], bushy: bool
) -> None:
    """Rows of plants that run to a vanishing point."""
    h, w, chance = stage.height, stage.width, stage.chance("furrows")
    x0, y0, foot = w * 0.56, h * (top - 0.10), h * 1.06
    for i in range(-count, count + 1):
        x = x0 + i * w / count * 1.25
        points = []
        steps = 40
        for j in range(steps):
            t = (j / (steps - 1)) ** 1.7
            points.append((x0 + (x - x0) * (0.12 + 0.88 * t), h * top + (foot - h * top) * t, t))
        for px, py, t in points:
            if py < y0:
                continue
            size = (7 + 74 * t) * (1.0 if bushy else 0.8)
            tone = stage.lit(
                land.snowed(stage, tones[0]).lighter(chance.between(-0.06, 0.05)), 0.3 * (1 - t)
            )
            stage.pen.oval(px, py, size * 0.62, size * 0.42, fill(tone))
            for _ in range(4):
                dx, dy = chance.between(-0.5, 0.5) * size, chance.between(-0.42, 0.1) * size
                top_tone = stage.lit(
                    land.snowed(stage, tones[1]).lighter(chance.between(-0.05, 0.06)), 0.3 * (1 - t)
                )
                stage.pen.oval(px + dx, py + dy, size * 0.24, size * 0.19, fill(top_tone))


def vineyard(stage: Stage) -> None:
    _open(stage, 0.50, C(0.52, 0.08, 150), C(0.66, 0.08, 100))
    _furrows(stage, 0.63, 7, (C(0.46, 0.11, 135), C(0.58, 0.13, 128)), True)
    for x, s in ((0.14, 0.10), (0.20, 0.12), (0.26, 0.09)):
        prop(stage, Shape("tree", "cypress"), x, 0.60, s * 1.3, 0.3)
    prop(stage, Shape("building", "house"), 0.34, 0.60, 0.13, 0.3)


def lavender(stage: Stage) -> None:
    _open(stage, 0.48, C(0.52, 0.07, 190), C(0.60, 0.09, 120))
    _furrows(stage, 0.60, 8, (C(0.50, 0.13, 300), C(0.64, 0.14, 302)), True)
    prop(stage, Shape("building", "house", colour="#d9c3a0"), 0.24, 0.585, 0.13, 0.3)
    prop(stage, Shape("tree", "cypress"), 0.34, 0.59, 0.15, 0.3)
    prop(stage, Shape("tree", "round"), 0.86, 0.595, 0.13, 0.3)


def tulips(stage: Stage) -> None:
    _open(stage, 0.50, C(0.52, 0.08, 150), C(0.55, 0.10, 130))
    hue = stage.chance("tulips").pick((20, 55, 350))
    _furrows(stage, 0.62, 8, (C(0.50, 0.12, 140), C(0.64, 0.19, hue)), True)
    prop(stage, Shape("building", "windmill"), 0.26, 0.61, 0.26, 0.25)


def wheat(stage: Stage) -> None:
    _open(stage, 0.54, C(0.56, 0.08, 130), C(0.80, 0.11, 85))
    row(stage, Shape("plant", "wheat"), 0.80, 0.16, 12, 0.1)
    row(stage, Shape("plant", "wheat"), 1.0, 0.20, 12, 0.0)
    stage.ground = "none"


def farm(stage: Stage) -> None:
    _open(stage, 0.54, C(0.52, 0.09, 150), land.GRASS)
    prop(stage, Shape("building", "barn"), 0.24, 0.72, 0.34, 0.15)
    prop(stage, Shape("vehicle", "tractor"), 0.84, 0.74, 0.20, 0.1)
    row(stage, Shape("tree", "round"), 0.66, 0.16, 4, 0.35)


def orchard(stage: Stage) -> None:
    _open(stage, 0.50, C(0.52, 0.09, 150), land.GRASS)
    tree = Shape("tree", "fruit")
    if stage.has("spring"):
        tree = Shape("tree", "round", colour="#f2bccb")
    for y, s, d in ((0.63, 0.16, 0.35), (0.70, 0.24, 0.2)):
        row(stage, tree, y, s, 6, d)
    for x, s in ((0.08, 0.5), (0.92, 0.54)):
        prop(stage, tree, x, 0.88, s)
    land.flowers(stage, stage.height * 0.80, stage.height, 50)


def savanna(stage: Stage) -> None:
    _open(stage, 0.58, C(0.62, 0.06, 90), C(0.72, 0.11, 85), 0.3)
    row(stage, Shape("tree", "umbrella"), 0.665, 0.15, 5, 0.4)
    prop(stage, Shape("tree", "umbrella"), 0.84, 0.78, 0.46, 0.05)
    row(stage, Shape("plant", "grass", colour="#c9a552"), 0.99, 0.12, 9, 0.0)
    stage.ground = "none"


def jungle(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon = h * 0.60
    stage.set_sun()
    sky(stage, clouds=0.3)
    green = C(0.55, 0.10, 145)
    pen.rect(
        -20,
        h * 0.18,
        w + 40,
        h,
        down(
            h * 0.18, h * 0.75, (stage.lit(green, 0.65), 0.0), stage.lit(green.lighter(-0.10), 0.3)
        ),
    )
    for y, s, d in ((0.62, 0.38, 0.55), (0.68, 0.46, 0.34)):
        row(stage, Shape("tree", "palm"), y, s, 4, d)
        row(stage, Shape("plant", "bush"), y + 0.02, s * 0.5, 5, d)
    land.ground(stage, h * 0.74, C(0.44, 0.10, 135), "grass", 140)
    for side, x in ((False, 0.03), (True, 0.97)):
        prop(stage, Shape("tree", "palm"), x, 0.92, 0.86, 0.05, 0.0, side)
        prop(stage, Shape("plant", "fern"), x, 0.97, 0.36, flip=side)
        prop(stage, Shape("plant", "aloe"), 0.5 + (x - 0.5) * 0.72, 0.98, 0.2, flip=side)
    for i in range(5):
        x = w * (0.1 + 0.2 * i)
        drop = h * stage.chance("liana", i).between(0.14, 0.36)
        pen.curve(
            [(x, -10), (x + 16, drop * 0.6), (x + 6, drop)],
            stroke(stage.lit(green.lighter(-0.12)), 5),
        )
    mist(stage, h * 0.62, 0.35, 90)
    stage.ground = "dark grass"
    stage.slots = dict(_SLOTS)


def swamp(stage: Stage) -> None:
    waterside.lake(stage)
    water = stage.lit(C(0.44, 0.07, 130))
    stage.pen.rect(-400, stage.horizon, stage.width + 800, stage.height, fill(water, 0.45))
    row(stage, Shape("tree", "willow"), 0.62, 0.26, 3, 0.4)
    for x in (0.06, 0.93):
        prop(stage, Shape("tree", "bare"), x, 0.86, 0.62, 0.05, 0.0)
    row(stage, Shape("plant", "reed"), 0.98, 0.24, 7, 0.0, 0.16)
    mist(stage, stage.height * 0.62, 0.7, 110)
    mist(stage, stage.height * 0.74, 0.4, 90)


def harbour(stage: Stage) -> None:
    waterside.lake(stage)
    row(stage, Shape("building", "house"), 0.575, 0.13, 9, 0.35)
    prop(stage, Shape("building", "lighthouse"), 0.92, 0.57, 0.26, 0.25)
    for kind, x, y, s in (
        ("sail", 0.14, 0.69, 0.24),
        ("steamer", 0.80, 0.68, 0.26),
        ("row", 0.28, 0.80, 0.16),
    ):
        prop(stage, Shape("vessel", kind), x, y, s, 0.12, 0.25)
    quay = stage.lit(C(0.62, 0.03, 70))
    h, w = stage.height, stage.width
    stage.pen.rect(
        -400, h * 0.86, w + 800, h, down(h * 0.86, h, quay.lighter(0.05), quay.lighter(-0.08))
    )
    stage.pen.rect(-400, h * 0.86, w + 800, 12, fill(quay.lighter(0.12)))
    for i in range(8):
        stage.pen.rounded(w * i / 7 - 12, h * 0.835, 24, h * 0.045, 7, fill(quay.lighter(-0.30)))
    stage.ground, stage.afloat = "none", ""
    stage.slots = {
        "main": Slot(0.46, 0.955, 0.38),
        "second": Slot(0.72, 0.95, 0.28),
        "air": Slot(0.5, 0.26, 0.24),
    }


def canal(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    waterside.lake(stage)
    chance = stage.chance("canal")
    pen.rect(
        -400,
        h * 0.52,
        w + 800,
        h,
        down(h * 0.52, h, stage.lit(C(0.66, 0.06, 200)), stage.lit(C(0.46, 0.08, 205))),
    )
    for _ in range(60):
        y = h * (0.56 + 0.44 * chance.between())
        pen.line(
            w * chance.between(), y, w * chance.between(), y, stroke(stage.light.horizon, 1.5, 0.08)
        )
    tones = ("#d98e5f", "#e0c080", "#c76f5a", "#d9b8a0", "#b8584a", "#e6d2a8")
    for depth, reach in ((3, 0.10), (2, 0.20), (1, 0.32), (0, 0.46)):
        size = 0.24 + 0.24 * (3 - depth) / 1.5
        for side in (0.0, 1.0):
            x = 0.5 + (reach if side else -reach)
            y = 0.55 + 0.095 * (3 - depth)
            prop(
                stage,
                Shape("building", "house", colour=tones[(depth * 2 + int(side)) % 6]),
                x,
                y,
                size,
                0.14 * depth,
                0.2,
            )
    prop(stage, Shape("building", "bridge"), 0.5, 0.60, 0.24, 0.3, 0.1)
    stage.ground, stage.afloat = "none", "main"
    stage.slots = {
        "main": Slot(0.46, 0.90, 0.34),
        "second": Slot(0.66, 0.78, 0.22),
        "air": Slot(0.5, 0.24, 0.22),
    }


def bridge(stage: Stage) -> None:
    waterside.lake(stage)
    h, w = stage.height, stage.width
    stone = stage.lit(C(0.64, 0.03, 70))
    deck, foot = h * 0.84, h * 1.05
    path = outline(
        f"M -60 {deck + 30:.1f} Q {w / 2:.1f} {deck - 50:.1f} {w + 60:.1f} {deck + 30:.1f} L {w + 60:.1f} {foot:.1f} "
        f"L {w * 0.86:.1f} {foot:.1f} Q {w / 2:.1f} {deck - 20:.1f} {w * 0.14:.1f} {foot:.1f} L -60 {foot:.1f} Z"
    )
    stage.pen.shape(path, down(deck - 30, foot, stone.lighter(0.06), stone.lighter(-0.10)))
    for i in range(22):
        x = w * i / 21
        y = deck + 30 - 66 * math.sin(math.pi * min(1, max(0, x / w)))
        stage.pen.rect(x - 5, y - 40, 10, 56, fill(stone.lighter(-0.04)))
    rail = [(w * i / 20, deck - 12 - 66 * math.sin(math.pi * i / 20)) for i in range(21)]
    stage.pen.curve(rail, stroke(stone.lighter(0.07), 12))
    stage.ground, stage.afloat = "none", ""
    stage.slots = {
        "main": Slot(0.47, 0.885, 0.36),
        "second": Slot(0.70, 0.90, 0.27),
        "air": Slot(0.6, 0.26, 0.24),
    }


def waterfall(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    waterside.lake(stage)
    rock = stage.lit(C(0.46, 0.03, 120), 0.15)
    top, foot = h * 0.16, h * 0.70
    left = outline(f"M -400 {top - 40} L {w * 0.36} {top} L {w * 0.39} {foot} L -400 {foot + 40} Z")
    right = outline(
        f"M {w + 400} {top - 70} L {w * 0.66} {top} L {w * 0.63} {foot} L {w + 400} {foot + 40} Z"
    )
    for cliff in (left, right):
        pen.shape(cliff, down(top, foot, rock.lighter(0.10), rock.lighter(-0.10)))
    pen.rect(w * 0.34, top, w * 0.34, foot - top, fill(rock.lighter(-0.12)))
    fall = stage.lit(C(0.93, 0.03, 225))
    pen.polygon(
        [(w * 0.37, top), (w * 0.65, top), (w * 0.68, foot), (w * 0.33, foot)],
        down(top, foot, fall, fall.lighter(-0.05), fall),
    )
    chance = stage.chance("fall")
    for _ in range(60):
        x, y = chance.between(0.36, 0.66) * w, top + chance.between() * (foot - top) * 0.8
        pen.line(
            x,
            y,
            x + (x - w * 0.51) * 0.08,
            y + chance.between(40, 130),
            stroke(WHITE if chance.often(0.6) else fall.lighter(-0.16), chance.between(2, 6), 0.5),
        )
    for x in (0.10, 0.24, 0.80, 0.94):
        prop(stage, Shape("tree", "pine"), x, 0.17, 0.22, 0.3, 0.1)
        prop(stage, Shape("plant", "fern"), x, 0.74, 0.2, 0.1, 0.2)
    for _ in range(10):
        pen.oval(
            chance.between(0.3, 0.7) * w,
            foot + chance.between(-12, 16),
            chance.between(40, 110),
            chance.between(14, 34),
            fill(WHITE, 0.4, blur=12),
        )


def volcano(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon = h * 0.66
    stage.set_sun()
    sky(stage, clouds=0.35)
    x, top, base = w * 0.55, h * 0.24, h * 0.76
    rock, lava = stage.lit(C(0.38, 0.04, 30), 0.18), C(0.68, 0.21, 42)
    chance = stage.chance("smoke")
    for i in range(26):
        t = i / 26
        pen.circle(
            x + chance.between(-1, 1) * 60 * t + 130 * t * t,
            top - h * 0.30 * t,
            34 + 74 * t,
            fill(stage.lit(C(0.48, 0.02, 40)).lighter(chance.between(-0.08, 0.08)), 0.55, blur=8),
        )
    cone = outline(
        f"M {x - 70} {top} Q {x} {top + 22} {x + 70} {top} Q {x + 150} {h * 0.56} {x + 480} {base} L {x - 480} {base} Q {x - 150} {h * 0.56} {x - 70} {top} Z"
    )
    pen.shape(
        cone,
        linear((x - 300, top), (x + 300, base), (rock.lighter(0.10), rock, rock.lighter(-0.12))),
    )
    with pen.inside(cone):
        for dx, bend in ((-34, -120), (0, 30), (36, 170)):
            pen.curve(
                [
                    (x + dx, top),
                    (x + dx + bend * 0.2, h * 0.40),
                    (x + bend * 0.7, h * 0.54),
                    (x + bend, base),
                ],
                stroke(lava, 13),
            )
            pen.curve(
                [
                    (x + dx, top),
                    (x + dx + bend * 0.2, h * 0.40),
                    (x + bend * 0.7, h * 0.54),
                    (x + bend, base),
                ],
                stroke(C(0.88, 0.15, 85), 5),
            )
    pen.oval(x, top + 6, 68, 13, fill(C(0.86, 0.16, 75)))
    stage.glow(x, top, 320, C(0.75, 0.19, 50), 0.8)
    land.hills(stage, "ash", h * 0.74, 60, C(0.44, 0.05, 110), 0.2, trees=12)
    land.ground(stage, h * 0.82, C(0.40, 0.05, 80), "stone", 90)
    stage.ground = "none"
    stage.slots = dict(_SLOTS)


def ski_slope(stage: Stage) -> None:
    h, w = stage.height, stage.width
    stage.horizon = h * 0.48
    stage.set_sun()
    sky(stage, clouds=0.3)
    land.peaks(stage, h * 0.62, 4, 0.20, 0.38, 0.4)
    snow = stage.lit(land.SNOW.lighter(0.05))
    stage.pen.polygon(
        [
            (-400, h * 0.50),
            (w * 0.4, h * 0.60),
            (w + 400, h * 0.86),
            (w + 400, h + 400),
            (-400, h + 400),
        ],
        down(h * 0.5, h, snow, snow.mix(stage.light.shadow, 0.16)),
    )
    for i in range(9):
        x = i / 8
        prop(
            stage,
            Shape("tree", "pine", colour="#54776b"),
            x,
            0.55 + 0.26 * x - 0.02 * (i % 2),
            0.18 + 0.04 * (i % 3),
            0.22,
        )
    for y in (0.0, 18.0):
        stage.pen.curve(
            [
                (w * 0.16, h * 0.64 + y),
                (w * 0.34, h * 0.74 + y),
                (w * 0.24, h * 0.84 + y),
                (w * 0.5, h + y),
            ],
            stroke(snow.mix(stage.light.shadow, 0.3), 4),
        )
    stage.ground = "none"
    stage.slots = dict(_SLOTS)


def aurora(stage: Stage) -> None:
    outdoors.winter(stage)
    h, w, pen = stage.height, stage.width, stage.pen
    for band, hue in enumerate((155, 165, 200, 310)):
        chance = stage.chance("aurora", band)
        base = h * (0.16 + 0.08 * band)
        for i in range(44):
            x = w * (i / 43)
            y = base + math.sin(i * 0.22 + band * 1.7) * h * 0.06
            tall = h * chance.between(0.14, 0.26)
            tones = [
                (C(0.85, 0.17, hue), 0.0),
                (C(0.85, 0.19, hue), 0.30),
                (C(0.85, 0.15, hue + 20), 0.0),
            ]
            pen.rect(
                x,
                y - tall,
                w / 34,
                tall * 1.25,
                linear(
                    (0, y - tall), (0, y + tall * 0.25), tones, (0, 0.72, 1), blur=7, blend="screen"
                ),
            )


def playground(stage: Stage) -> None:
    _open(stage, 0.52, C(0.52, 0.09, 150), land.GRASS)
    row(stage, Shape("tree", "round"), 0.65, 0.22, 6, 0.3)
    prop(stage, Shape("furniture", "swing"), 0.16, 0.82, 0.36, 0.05)
    h, w, pen = stage.height, stage.width, stage.pen
    x, y = w * 0.84, h * 0.82
    s = min(h, w * 1.25) / 1000
    red, blue = stage.lit(C(0.58, 0.19, 27)), stage.lit(C(0.55, 0.14, 250))
    pen.polygon(
        [(x - 150 * s, y), (x - 10 * s, y - 190 * s), (x + 30 * s, y - 190 * s), (x - 96 * s, y)],
        fill(red),
    )
    for dx in (20, 70):
        pen.line(x + dx * s, y - 240 * s, x + dx * 1.5 * s, y, stroke(blue, 9 * s))
    for i in range(6):
        pen.line(
            x + 24 * s,
            y - (30 + i * 32) * s,
            x + 86 * s,
            y - (30 + i * 32) * s,
            stroke(blue, 6 * s),
        )
    pen.oval(w * 0.5, h * 0.84, w * 0.13, h * 0.03, fill(stage.lit(C(0.86, 0.07, 85))))


def ruins(stage: Stage) -> None:
    _open(stage, 0.54, C(0.54, 0.07, 150), C(0.60, 0.10, 120))
    prop(stage, Shape("building", "temple", parts=("ruined",)), 0.70, 0.72, 0.34, 0.22)
    prop(stage, Shape("building", "arch"), 0.20, 0.74, 0.34, 0.18)
    for x, y, s in ((0.06, 0.84, 0.36), (0.92, 0.86, 0.44), (0.48, 0.70, 0.2)):
        prop(stage, Shape("building", "column"), x, y, s, 0.05)
    for x in (0.30, 0.80):
        prop(stage, Shape("plant", "bush"), x, 0.80, 0.13)


def temple(stage: Stage) -> None:
    _open(stage, 0.54, C(0.48, 0.08, 160), C(0.58, 0.10, 130))
    land.path_to(
        stage,
        [
            (stage.width * 0.49, stage.height * 0.70),
            (stage.width * 0.36, stage.height * 1.05),
            (stage.width * 0.64, stage.height * 1.05),
            (stage.width * 0.53, stage.height * 0.70),
        ],
        C(0.80, 0.04, 75),
    )
    row(stage, Shape("tree", "pine"), 0.65, 0.22, 8, 0.35)
    prop(stage, Shape("building", "pagoda"), 0.68, 0.74, 0.50, 0.12)
    prop(stage, Shape("building", "gate"), 0.36, 0.80, 0.34, 0.05)
    blossom = (
        Shape("tree", "round", colour="#f0b6c8")
        if not stage.has("autumn")
        else Shape("tree", "round")
    )
    for x in (0.06, 0.95):
        prop(stage, blossom, x, 0.84, 0.42)


def market(stage: Stage) -> None:
    h, w = stage.height, stage.width
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.3)
    row(stage, Shape("building", "house", colour="#e2c9a2"), 0.63, 0.36, 5, 0.28)
    stone = stage.lit(C(0.74, 0.03, 75))
    stage.pen.rect(
        -400, h * 0.62, w + 800, h, down(h * 0.62, h, stone.lighter(0.04), stone.lighter(-0.12))
    )
    for i in range(70):
        chance = stage.chance("paving", i)
        t = chance.between() ** 1.3
        stage.pen.oval(
            chance.between() * w,
            h * (0.64 + 0.36 * t),
            10 + 30 * t,
            3 + 8 * t,
            stroke(stone.lighter(-0.10), 1.6, 0.6),
        )
    for x, y, s, tone in (
        (0.12, 0.76, 0.34, "#c23b32"),
        (0.40, 0.70, 0.24, "#3f7f63"),
        (0.88, 0.77, 0.36, "#d08a2c"),
        (0.64, 0.70, 0.24, "#3d6aa8"),
    ):
        prop(stage, Shape("building", "shop", colour="#caa06a", second=tone), x, y, s, 0.08)
        prop(stage, Shape("food", "basket"), x + 0.03, y + 0.035, s * 0.32)
    stage.ground = "none"
    stage.slots = dict(_SLOTS)
