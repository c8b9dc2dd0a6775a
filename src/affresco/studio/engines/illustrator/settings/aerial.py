"""Places seen from above: the ground fills the picture, what stands on it is seen from its top."""

from __future__ import annotations

import math
from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from . import land, season

C = Colour
_WATER = frozenset(("sea", "lake", "underwater", "iceberg", "harbour", "ship-deck", "swamp"))
_SHORE = frozenset(("beach", "island", "cliff", "swimming-pool"))
_CITY = frozenset(
    (
        "street",
        "skyline",
        "old-town",
        "square",
        "market",
        "roof",
        "courtyard",
        "station",
        "canal",
        "fairground",
        "stadium",
    )
)
_WOOD = frozenset(("forest", "jungle", "branch", "waterfall"))
_SAND = frozenset(("desert", "mars", "salt-flat", "moon", "volcano", "cave"))
_SNOW = frozenset(("winter", "ski-slope", "aurora"))
_CROPS = (
    C(0.70, 0.14, 128),
    C(0.82, 0.12, 92),
    C(0.62, 0.12, 138),
    C(0.76, 0.13, 110),
    C(0.66, 0.08, 70),
    C(0.62, 0.12, 300),
)
_ROOFS = (
    C(0.62, 0.12, 40),
    C(0.56, 0.12, 32),
    C(0.66, 0.10, 50),
    C(0.56, 0.05, 250),
    C(0.70, 0.04, 80),
)
# Where "from above" changes nothing: no ground, or a composition of its own.
GROUNDLESS = frozenset(
    ("space", "sky", "logo", "portrait", "tile", "poster", "abstract", "table", "subway")
)


def from_above(stage: Stage) -> None:
    """Paint the ground of the scene's setting as a bird sees it."""
    stage.sun_x, stage.sun_y = stage.width * 0.2, -stage.height * 0.3
    stage.horizon = -stage.height * 0.4
    _painter(stage.scene.setting)(stage)
    stage.ground, stage.shadows = "none", 0.9
    stage.slots = {
        "main": Slot(0.48, 0.70, 0.36),
        "second": Slot(0.72, 0.52, 0.26),
        "air": Slot(0.5, 0.42, 0.32),
    }


def _painter(setting: str) -> Callable[[Stage], None]:
    for names, painter in (
        (_WATER, _sea), (_SHORE, _shore), (_CITY, _roofs), (_WOOD, _crowns), (_SAND, _sand), (_SNOW, _snow),
    ):  # fmt: skip
        if setting in names:
            return painter
    known = lexicon().settings.get(setting)
    return _fields if known is None or known.outdoors else _room


def _ground(stage: Stage, tone: Colour) -> None:
    """Plain ground, brighter where the light comes from."""
    lit = stage.lit(tone)
    far = (stage.width * 0.2, stage.height * 0.1)
    stage.pen.wash(
        radial(far, max(stage.width, stage.height) * 1.2, [lit.lighter(0.04), lit.lighter(-0.05)])
    )


def _crown(stage: Stage, chance: Chance, x: float, y: float, r: float, leaf: Colour) -> None:
    """A tree from above, with its shadow."""
    pen = stage.pen
    pen.circle(x + r * 0.35, y + r * 0.40, r, fill(stage.light.shadow, 0.30, blur=r * 0.12))
    tone = stage.lit(leaf)
    lumps = 7
    for i in range(lumps):
        angle = math.tau * i / lumps + chance.between(0, 0.6)
        pen.circle(
            x + math.cos(angle) * r * 0.55,
            y + math.sin(angle) * r * 0.55,
            r * 0.48,
            fill(tone.lighter(-0.05)),
        )
    pen.circle(x, y, r * 0.72, fill(tone))
    for _ in range(5):
        angle, away = chance.between(2.6, 5.2), chance.between(0.1, 0.5) * r
        pen.circle(
            x + math.cos(angle) * away,
            y + math.sin(angle) * away,
            r * 0.22,
            fill(tone.lighter(0.06)),
        )


def _house(stage: Stage, chance: Chance, x: float, y: float, s: float, turn: float) -> None:
    """A roof with two slopes, with the shadow of its house."""
    pen = stage.pen
    tile = stage.lit(season.SNOW if season.snowy(stage) else chance.pick(_ROOFS))
    wide, deep = s, s * chance.between(0.55, 0.8)
    with pen.at(x + s * 0.14, y + s * 0.16, turn):
        pen.rect(-wide / 2, -deep / 2, wide, deep, fill(stage.light.shadow, 0.38, blur=3))
    with pen.at(x, y, turn):
        pen.rect(-wide / 2, -deep / 2, wide, deep / 2, fill(tile.lighter(0.06)))
        pen.rect(-wide / 2, 0, wide, deep / 2, fill(tile.lighter(-0.06)))
        pen.line(-wide / 2, 0, wide / 2, 0, stroke(tile.lighter(0.11), 3))
        for i in range(5):
            px = -wide / 2 + wide * (i + 0.5) / 5
            pen.line(px, -deep / 2, px, deep / 2, stroke(tile.lighter(-0.09), 1.4, 0.5))
        pen.rect(
            wide * 0.18, -deep * 0.3, wide * 0.10, wide * 0.10, fill(stage.lit(C(0.50, 0.05, 40)))
        )


def _band(stage: Stage, chance: Chance, start: float) -> list[Point]:
    """A winding line from the top to the bottom; start is a share of the width."""
    h, w = stage.height, stage.width
    phase, swing = chance.between(0, math.tau), chance.between(0.06, 0.14) * w
    return [
        (w * start + swing * math.sin(i * 0.6 + phase), h * (i / 10 * 1.2 - 0.1)) for i in range(11)
    ]


def _fields(stage: Stage) -> None:
    """A quilt of fields with hedges, a lane or a river, a farm and trees."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("quilt")
    _ground(stage, land.snowed(stage, land.GRASS))
    turn, size = chance.between(-24, 24), min(w, h) * 0.30
    crops = _CROPS[:5] if stage.scene.setting != "lavender" else (_CROPS[5], _CROPS[0], _CROPS[5])
    reach = math.ceil(max(w, h) / size) + 1
    with pen.at(w / 2, h / 2, turn):
        for i in range(-reach, reach):
            for j in range(-reach, reach):
                if chance.often(0.28):
                    continue
                x, y = i * size * 1.25 + (j % 2) * size * 0.5, j * size
                tone = stage.lit(land.snowed(stage, chance.pick(crops)))
                pen.rounded(x + 5, y + 5, size * 1.25 - 10, size - 10, 8, fill(tone))
                lines = stroke(tone.lighter(-0.05), 3, 0.7)
                for k in range(1, 11):
                    if (i + j) % 2:
                        pen.line(
                            x + 8, y + size * k / 11, x + size * 1.25 - 8, y + size * k / 11, lines
                        )
                    else:
                        px = x + size * 1.25 * k / 11
                        pen.line(px, y + 8, px, y + size - 8, lines)
    line = _band(stage, chance, chance.pick((0.22, 0.78)))
    if chance.often(0.5):
        blue = stage.lit(C(0.66, 0.10, 228))
        pen.curve(line, stroke(stage.lit(C(0.74, 0.06, 80)), 66))
        pen.curve(line, stroke(blue, 52))
        pen.curve([(x - 10, y) for x, y in line], stroke(blue.lighter(0.10), 7, 0.6))
    else:
        pen.curve(line, stroke(stage.lit(C(0.84, 0.05, 78)), 34))
    for _ in range(round(26 * max(1.0, w / 1000))):
        x, y, r = chance.between(0, w), chance.between(0, h), chance.between(16, 36)
        _crown(stage, chance, x, y, r, season.leaves(stage, C(0.50, 0.12, 140), chance))
    for _ in range(14 if stage.scene.setting == "village" else 3):
        spots = (chance.between(0.04, 0.28), chance.between(0.72, 0.96), chance.between(0.1, 0.9))
        side = spots[chance.whole(0, 1 if stage.scene.entities else 2)]
        _house(
            stage,
            chance,
            w * side,
            h * chance.between(0.08, 0.9),
            min(w, h) * 0.10,
            chance.between(-40, 40),
        )


def _sea(stage: Stage) -> None:
    """Water from above: swell, foam and a darker deep."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("deep")
    _ground(stage, C(0.60, 0.11, 226))
    for _ in range(7):
        x, y, r = chance.between(0, w), chance.between(0, h), chance.between(120, 300)
        pen.oval(x, y, r, r * 0.6, fill(stage.lit(C(0.52, 0.11, 236)), 0.45, blur=50))
    for _ in range(round(70 * max(1.0, w / 1000))):
        x, y, s = chance.between(0, w), chance.between(0, h), chance.between(26, 90)
        crest = [
            (x - s, y),
            (x - s * 0.3, y - s * 0.16),
            (x + s * 0.3, y - s * 0.10),
            (x + s, y + s * 0.06),
        ]
        pen.curve(crest, stroke(WHITE, chance.between(2, 5), chance.between(0.2, 0.55)))
    if stage.scene.setting in ("lake", "swamp", "harbour"):
        green = stage.lit(land.snowed(stage, land.GRASS))
        bank = [
            (-80, -80),
            (w * 0.5, -80),
            (w * 0.34, h * 0.10),
            (w * 0.14, h * 0.26),
            (w * 0.10, h * 0.6),
            (-80, h * 0.72),
        ]
        pen.shape(curve(bank, True), stroke(stage.lit(C(0.84, 0.06, 84)), 44))
        pen.blob(bank, fill(green))
        for _ in range(16):
            x, y = chance.between(0, 0.18) * w, chance.between(0, 0.42) * h
            _crown(
                stage,
                chance,
                x,
                y,
                chance.between(22, 44),
                season.leaves(stage, C(0.50, 0.12, 142), chance),
            )


def _shore(stage: Stage) -> None:
    """Sand on one side, surf, turquoise on the other; parasols and palms on the sand."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("shore")
    _ground(stage, C(0.64, 0.12, 218))
    edge = _band(stage, chance, 0.56)
    for wide, alpha, tone in ((190, 0.4, C(0.78, 0.12, 195)), (90, 0.6, C(0.86, 0.09, 190))):
        pen.curve(edge, stroke(stage.lit(tone), wide, alpha, blur=14))
    sand = stage.lit(C(0.91, 0.065, 84))
    shape = curve(edge)
    shape.lineTo(-200, h * 1.2)
    shape.lineTo(-200, -h * 0.2)
    shape.close()
    pen.shape(shape, across(0, w * 0.6, sand.lighter(0.02), sand.lighter(-0.08)))
    for shift, width, alpha in ((40, 9, 0.6), (8, 17, 0.95), (84, 5, 0.4)):
        pen.curve(
            [(x + shift + 10 * math.sin(y * 0.02), y) for x, y in edge], stroke(WHITE, width, alpha)
        )
    for _ in range(60):
        pen.circle(
            chance.between(0, 0.5) * w,
            chance.between(0, h),
            chance.between(1, 3),
            fill(sand.lighter(-0.10), 0.7),
        )
    for i in range(5):
        y = h * (0.08 + 0.2 * i)
        _crown(
            stage,
            chance,
            w * chance.between(0.0, 0.07),
            y,
            54,
            season.leaves(stage, C(0.54, 0.13, 138), chance, True),
        )
    for i in range(3):
        x, y, r = w * chance.between(0.16, 0.26), h * (0.12 + 0.34 * i), 40.0
        pen.circle(x + 16, y + 18, r, fill(stage.light.shadow, 0.3, blur=5))
        tone = stage.lit(C(0.64, 0.18, chance.pick((25, 60, 250))))
        for k in range(8):
            a0, a1 = math.radians(45 * k), math.radians(45 * k + 45)
            gore = [
                (x, y),
                (x + r * math.cos(a0), y + r * math.sin(a0)),
                (x + r * math.cos(a1), y + r * math.sin(a1)),
            ]
            pen.polygon(gore, fill(tone if k % 2 else stage.lit(WHITE)))


def _roofs(stage: Stage) -> None:
    """Blocks of houses around streets and a square with trees."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("blocks")
    _ground(
        stage, land.snowed(stage, C(0.72, 0.02, 80)) if season.snowy(stage) else C(0.66, 0.02, 80)
    )
    tall = stage.scene.setting in ("skyline", "street")
    size = min(w, h) * 0.155
    reach = math.ceil(max(w, h) / size)
    with pen.at(w / 2, h / 2, chance.between(-18, 18)):
        for j in range(-reach, reach):
            for i in range(-reach, reach):
                if i % 4 == 0 or j % 3 == 0 or (stage.scene.entities and abs(i) < 2 and abs(j) < 2):
                    continue
                x, y, s = i * size, j * size, size * chance.between(0.74, 0.92)
                if tall and chance.often(0.6):
                    _block(stage, chance, x, y, s)
                else:
                    _house(stage, chance, x, y, s, chance.pick((0, 90)))
        for i in range(-reach, reach):
            if i % 4 == 0:
                dash = stroke(stage.lit(C(0.94, 0.01, 90)), 4, 0.8)
                for k in range(-2 * reach, 2 * reach):
                    pen.line(i * size, k * size * 0.5, i * size, k * size * 0.5 + size * 0.2, dash)
        for _ in range(34):
            i, j = chance.whole(-reach, reach), chance.whole(-reach, reach)
            x, y = i * size + size * 0.5, (j - j % 3) * size + size * chance.pick((-0.36, 0.36))
            _crown(
                stage,
                chance,
                x,
                y,
                size * chance.between(0.13, 0.2),
                season.leaves(stage, C(0.52, 0.12, 140), chance),
            )


def _block(stage: Stage, chance: Chance, x: float, y: float, s: float) -> None:
    """A tall building: its roof moved away from its foot, two walls with windows."""
    pen, lean = stage.pen, s * chance.between(0.25, 0.55)
    wall = stage.lit(
        chance.pick((C(0.66, 0.04, 240), C(0.72, 0.05, 60), C(0.58, 0.05, 270), C(0.76, 0.03, 200)))
    )
    half = s / 2
    pen.rect(x - half + s * 0.2, y - half + s * 0.2, s, s, fill(stage.light.shadow, 0.35, blur=5))
    ox, oy = -lean * 0.5, -lean
    pen.polygon(
        [
            (x - half, y + half),
            (x + half, y + half),
            (x + half + ox, y + half + oy),
            (x - half + ox, y + half + oy),
        ],
        fill(wall.lighter(-0.08)),
    )
    pen.polygon(
        [
            (x + half, y - half),
            (x + half, y + half),
            (x + half + ox, y + half + oy),
            (x + half + ox, y - half + oy),
        ],
        fill(wall.lighter(-0.16)),
    )
    for i in range(5):
        for j in range(3):
            t = (j + 0.35) / 3
            lit = stage.light.dark and chance.often(0.6)
            pane = C(0.90, 0.12, 82) if lit else wall.lighter(0.08)
            pen.rect(
                x - half + s * (i + 0.25) / 5 + ox * t,
                y + half + oy * (t + 0.14),
                s * 0.10,
                lean * 0.16,
                fill(pane, 0.9),
            )
    pen.rect(
        x - half + ox,
        y - half + oy,
        s,
        s,
        fill(wall.lighter(0.05) if not season.snowy(stage) else stage.lit(season.SNOW)),
    )
    pen.rect(
        x - half + ox + s * 0.1,
        y - half + oy + s * 0.1,
        s * 0.8,
        s * 0.8,
        stroke(wall.lighter(-0.05), 3),
    )
    pen.rect(x + ox - s * 0.15, y + oy - s * 0.2, s * 0.3, s * 0.22, fill(wall.lighter(-0.07)))


def _crowns(stage: Stage) -> None:
    """A wood from above, with a clearing and a path."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("crowns")
    _ground(stage, land.snowed(stage, C(0.54, 0.12, 130)))
    line = _band(stage, chance, 0.5)
    pen.curve(line, stroke(stage.lit(land.snowed(stage, C(0.78, 0.06, 76))), 44))
    pen.oval(
        w * 0.5,
        h * 0.62,
        w * 0.26,
        h * 0.17,
        fill(stage.lit(land.snowed(stage, C(0.68, 0.14, 126)))),
    )
    spots: list[tuple[float, float]] = []
    for _ in range(round(260 * max(1.0, w / 1000, h / 1000))):
        spots.append((chance.between(-0.03, 1.03), chance.between(-0.03, 1.03)))
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        free = ((x - 0.5) / 0.27) ** 2 + ((y - 0.60) / 0.20) ** 2
        lane = min(abs(x * w - px) for px, py in line if abs(py - y * h) < h * 0.13) if line else w
        if free < 1 or lane < 40:
            continue
        needles = chance.often(0.3)
        leaf = season.leaves(
            stage, C(0.52, 0.125, 138) if not needles else C(0.42, 0.09, 155), chance, needles
        )
        _crown(
            stage,
            chance,
            x * w,
            y * h,
            chance.between(30, 58),
            leaf.lighter(chance.between(-0.04, 0.04)),
        )


def _sand(stage: Stage) -> None:
    """Ripples and ridges of sand, or craters and stones."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("sand")
    grounds = {
        "mars": C(0.60, 0.13, 38),
        "moon": C(0.66, 0.01, 270),
        "salt-flat": C(0.95, 0.012, 80),
        "volcano": C(0.36, 0.02, 40),
        "cave": C(0.42, 0.03, 60),
    }
    sand = grounds.get(stage.scene.setting, C(0.82, 0.10, 74))
    _ground(stage, sand)
    for i in range(10):
        y = h * (i / 9 * 1.1 - 0.05)
        ridge = [(w * (j / 8 * 1.2 - 0.1), y + 44 * math.sin(j * 0.9 + i * 1.3)) for j in range(9)]
        pen.curve(
            [(x, yy + 16) for x, yy in ridge],
            stroke(stage.lit(sand.lighter(-0.09)), 30, 0.5, blur=14),
        )
        pen.curve(ridge, stroke(stage.lit(sand.lighter(0.05)), 7, 0.8))
    if stage.scene.setting in ("mars", "moon"):
        for _ in range(16):
            x, y, r = chance.between(0, w), chance.between(0, h), chance.between(22, 90)
            pen.circle(x, y, r, fill(stage.lit(sand.lighter(0.07))))
            pen.circle(x + r * 0.07, y + r * 0.07, r * 0.84, fill(stage.lit(sand.lighter(-0.12))))
            pen.circle(x + r * 0.16, y + r * 0.16, r * 0.62, fill(stage.lit(sand.lighter(-0.04))))
    for _ in range(22):
        x, y, r = chance.between(0, w), chance.between(0, h), chance.between(5, 17)
        pen.oval(x + r * 0.5, y + r * 0.5, r, r * 0.8, fill(stage.light.shadow, 0.35, blur=3))
        pen.oval(x, y, r, r * 0.8, fill(stage.lit(sand.lighter(-0.16))))


def _snow(stage: Stage) -> None:
    """Snow with tracks, drifts and firs."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("snow field")
    _ground(stage, season.SNOW)
    blue = stage.lit(C(0.80, 0.05, 258))
    for _ in range(14):
        x, y, r = chance.between(0, w), chance.between(0, h), chance.between(90, 260)
        pen.oval(x, y, r, r * 0.3, fill(blue, 0.35, blur=30))
    line = _band(stage, chance, 0.5)
    for shift in (-12.0, 12.0):
        pen.curve([(x + shift, y) for x, y in line], stroke(blue, 6, 0.8))
    for _ in range(20):
        side = chance.pick((chance.between(0.0, 0.26), chance.between(0.74, 1.0)))
        _crown(
            stage,
            chance,
            w * side,
            h * chance.between(),
            chance.between(26, 50),
            C(0.52, 0.06, 165),
        )


def _room(stage: Stage) -> None:
    """A floor from above with a rug, a table, a sofa and plants along the walls."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("floor plan")
    wood = stage.lit(C(0.66, 0.09, 64))
    pen.wash(down(0, h, wood.lighter(0.03), wood.lighter(-0.04)))
    for i in range(round(11 * max(1.0, w / 1000))):
        x = w * i / round(11 * max(1.0, w / 1000))
        pen.line(x, 0, x, h, stroke(wood.lighter(-0.09), 3, 0.7))
        for _ in range(3):
            y = chance.between(0, h)
            pen.line(x, y, x + w / 11, y, stroke(wood.lighter(-0.09), 3, 0.7))
    wall = stage.lit(C(0.90, 0.03, 80))
    for x, y, wide, tall in (
        (-20.0, -20.0, w + 40, 62.0),
        (-20.0, -20.0, 62.0, h + 40),
        (w - 42, -20.0, 70.0, h + 40),
    ):
        pen.rect(x + 10, y + 14, wide, tall, fill(stage.light.shadow, 0.3, blur=10))
        pen.rect(x, y, wide, tall, fill(wall))
    hue = chance.pick((22, 250, 160, 60))
    for i, tone in enumerate(
        (C(0.50, 0.12, hue), C(0.84, 0.06, 80), C(0.56, 0.12, hue), C(0.78, 0.08, 72))
    ):
        f = 1 - 0.2 * i
        pen.rounded(
            w * 0.5 - w * 0.27 * f,
            h * 0.60 - h * 0.20 * f,
            w * 0.54 * f,
            h * 0.40 * f,
            26,
            fill(stage.lit(tone)),
        )
    _slab(stage, w * 0.20, h * 0.07, w * 0.40, h * 0.15, C(0.54, 0.10, hue + 180), 40)
    _slab(stage, w * 0.23, h * 0.09, w * 0.16, h * 0.10, C(0.62, 0.10, hue + 180), 26)
    _slab(stage, w * 0.41, h * 0.09, w * 0.16, h * 0.10, C(0.62, 0.10, hue + 180), 26)
    _slab(stage, w * 0.70, h * 0.08, w * 0.20, h * 0.13, C(0.50, 0.08, 50), 10)
    _slab(stage, w * 0.06, h * 0.40, w * 0.09, h * 0.30, C(0.46, 0.08, 48), 8)
    for x, y in ((0.10, 0.12), (0.90, 0.34), (0.90, 0.90), (0.10, 0.90)):
        pen.circle(w * x, h * y, 34, fill(stage.lit(C(0.62, 0.10, 45))))
        _crown(stage, chance, w * x, h * y, 46, C(0.54, 0.13, 140))


def _slab(
    stage: Stage, x: float, y: float, wide: float, tall: float, colour: Colour, radius: float
) -> None:
    """A piece of furniture from above."""
    pen, tone = stage.pen, stage.lit(colour)
    pen.rounded(x + 12, y + 15, wide, tall, radius, fill(stage.light.shadow, 0.35, blur=9))
    pen.rounded(
        x, y, wide, tall, radius, down(y, y + tall, tone.lighter(0.06), tone.lighter(-0.03))
    )
    pen.rounded(x + 8, y + 8, wide - 16, tall - 16, radius * 0.8, stroke(tone.lighter(-0.06), 3))
