"""Places seen from above: the ground fills the picture, what stands on it is seen from its top."""

from __future__ import annotations

import math
from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    curve,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.colours import colour_of

from . import land, season
from .aerial_built import roofs_seen, room_seen
from .aerial_forms import band, bathers, crown, ground, house, parasol
from .aerial_island import island_seen
from .aerial_wide import peaks_seen, river_seen, road_seen, table_seen

C = Colour
_WATER = frozenset(
    ("sea", "lake", "underwater", "underwater-city", "iceberg", "harbour", "ship-deck", "swamp")
)
_SHORE = frozenset(("beach", "cliff", "swimming-pool"))
_CITY = frozenset(
    (
        "street",
        "skyline",
        "old-town",
        "square",
        "market",
        "roof",
        "future-city",
        "steampunk-city",
        "cafe-terrace",
        "courtyard",
        "station",
        "canal",
        "fairground",
        "stadium",
    )
)
_WOOD = frozenset(
    ("forest", "tree-avenue", "bamboo-forest", "birch-forest", "jungle", "branch", "waterfall")
)
_SAND = frozenset(
    ("desert", "mars", "salt-flat", "moon", "volcano", "cave", "sea-cave", "canyon", "alien-planet")
)
# Where "from above" changes nothing: no ground, or a composition of its own.
GROUNDLESS = frozenset(
    (
        "space",
        "sky",
        "crystal-cave",
        "floating-islands",
        "logo",
        "portrait",
        "tile",
        "poster",
        "abstract",
        "table",
        "subway",
    )
)
_HEIGHTS = frozenset(("mountains", "peak", "fjord"))
_SNOW = frozenset(("winter", "ski-slope", "aurora", "glacier", "ice-cave"))
_CROPS = (
    C(0.70, 0.14, 128),
    C(0.82, 0.12, 92),
    C(0.62, 0.12, 138),
    C(0.76, 0.13, 110),
    C(0.66, 0.08, 70),
    C(0.62, 0.12, 300),
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


def laid(stage: Stage) -> bool:
    """Whether a table from above is the whole picture; it is painted then."""
    entities, setting = stage.scene.entities, stage.scene.setting
    known = lexicon().settings.get(setting)
    indoors = known is not None and not known.outdoors
    if stage.scene.camera != "from-above" or not indoors or setting in GROUNDLESS - {"table"}:
        return False
    if not all(entity.concept in _LAID for entity in entities) or (
        not entities and setting != "table"
    ):
        return False
    table_seen(stage)
    for entity in entities:
        stage.draws(entity)
    stage.ground, stage.shadows = "none", 0.9
    return True


_LAID = frozenset(
    ("table", "breakfast-table", "breakfast", "lunch", "dinner", "plate", "tablecloth")
)


def _painter(setting: str) -> Callable[[Stage], None]:
    for names, painter in (
        (_WATER, _sea),
        (_SHORE, _shore),
        (frozenset(("island",)), island_seen),
        (_HEIGHTS, peaks_seen),
        (frozenset(("river",)), river_seen),
        (frozenset(("road", "coastal-road")), road_seen),
        (_CITY, roofs_seen),
        (_WOOD, _crowns),
        (_SAND, _sand),
        (_SNOW, _snow),
    ):
        if setting in names:
            return painter
    known = lexicon().settings.get(setting)
    return _fields if known is None or known.outdoors else room_seen


def _fields(stage: Stage) -> None:
    """A quilt of fields with hedges, a lane or a river, a farm and trees."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("quilt")
    ground(stage, land.snowed(stage, land.GRASS))
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
    line = band(stage, chance, chance.pick((0.22, 0.78)))
    if chance.often(0.5):
        blue = stage.lit(C(0.66, 0.10, 228))
        pen.curve(line, stroke(stage.lit(C(0.74, 0.06, 80)), 66))
        pen.curve(line, stroke(blue, 52))
        pen.curve([(x - 10, y) for x, y in line], stroke(blue.lighter(0.10), 7, 0.6))
    else:
        pen.curve(line, stroke(stage.lit(C(0.84, 0.05, 78)), 34))
    for _ in range(round(26 * max(1.0, w / 1000))):
        x, y, r = chance.between(0, w), chance.between(0, h), chance.between(16, 36)
        crown(stage, chance, x, y, r, season.leaves(stage, C(0.50, 0.12, 140), chance))
    for _ in range(14 if stage.scene.setting == "village" else 3):
        spots = (chance.between(0.04, 0.28), chance.between(0.72, 0.96), chance.between(0.1, 0.9))
        side = spots[chance.whole(0, 1 if stage.scene.entities else 2)]
        house(
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
    ground(stage, C(0.60, 0.11, 226))
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
            crown(
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
    ground(stage, C(0.64, 0.12, 218))
    edge = band(stage, chance, 0.56)
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
        crown(
            stage,
            chance,
            w * chance.between(0.0, 0.07),
            y,
            54,
            season.leaves(stage, C(0.54, 0.13, 138), chance, True),
        )
    bathers(stage, edge)
    named = stage.entity("umbrella", "parasol", "beach-umbrella")
    if named is not None and named.count > 1 and named.relation is None:
        for i in range(min(9, named.count * 2)):  # as many as the sand has room for
            x, y = w * chance.between(0.28, 0.44), h * (0.05 + 0.105 * i)
            tone = colour_of(named) or C(0.62, 0.19, chance.pick((25, 60, 250, 150)))
            parasol(stage, x, y, min(w, h) * 0.062, tone, WHITE)
        stage.draws(named)
    elif named is not None and named.count == 1:
        tone = colour_of(named) or C(0.60, 0.20, 25)
        parasol(stage, w * 0.36, h * 0.60, min(w, h) * 0.13, tone, tone.mix(WHITE, 0.16))
        stage.draws(named)
    for i in range(4):
        x, y = w * chance.between(0.14, 0.26), h * (0.10 + 0.26 * i)
        parasol(stage, x, y, 40.0, C(0.64, 0.18, chance.pick((85, 60, 250))), WHITE)


def _crowns(stage: Stage) -> None:
    """A wood from above, with a clearing and a path."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("crowns")
    ground(stage, land.snowed(stage, C(0.54, 0.12, 130)))
    line = band(stage, chance, 0.5)
    pen.curve(line, stroke(stage.lit(land.snowed(stage, C(0.78, 0.06, 76))), 44))
    pen.oval(
        w * 0.5,
        h * 0.62,
        w * 0.26,
        h * 0.17,
        fill(stage.lit(land.snowed(stage, C(0.68, 0.14, 126)))),
    )
    many = round(260 * max(1.0, w / 1000, h / 1000))
    spots = [(chance.between(-0.03, 1.03), chance.between(-0.03, 1.03)) for _ in range(many)]
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        free = ((x - 0.5) / 0.27) ** 2 + ((y - 0.60) / 0.20) ** 2
        lane = min(abs(x * w - px) for px, py in line if abs(py - y * h) < h * 0.13) if line else w
        if free < 1 or lane < 40:
            continue
        needles = chance.often(0.3)
        leaf = season.leaves(
            stage, C(0.52, 0.125, 138) if not needles else C(0.42, 0.09, 155), chance, needles
        )
        crown(
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
        "canyon": C(0.64, 0.13, 45),
        "alien-planet": C(0.56, 0.12, 330),
    }
    sand = grounds.get(stage.scene.setting, C(0.82, 0.10, 74))
    ground(stage, sand)
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
    ground(stage, season.SNOW)
    blue = stage.lit(C(0.80, 0.05, 258))
    for _ in range(14):
        x, y, r = chance.between(0, w), chance.between(0, h), chance.between(90, 260)
        pen.oval(x, y, r, r * 0.3, fill(blue, 0.35, blur=30))
    line = band(stage, chance, 0.5)
    for shift in (-12.0, 12.0):
        pen.curve([(x + shift, y) for x, y in line], stroke(blue, 6, 0.8))
    for _ in range(20):
        side = chance.pick((chance.between(0.0, 0.26), chance.between(0.74, 1.0)))
        crown(
            stage,
            chance,
            w * side,
            h * chance.between(),
            chance.between(26, 50),
            C(0.52, 0.06, 165),
        )
