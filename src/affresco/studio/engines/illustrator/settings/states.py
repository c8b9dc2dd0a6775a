"""What has happened to a place: flooded, overgrown, left to itself, muddy, in a mess, full of people.
A state is a mood of the scene; it is painted over any place, behind its subjects."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.weathered import forsaken

from . import season, water
from .onlookers import crowd
from .puddles import puddles

C = Colour
STATES = ("flooded", "overgrown", "derelict", "muddy", "messy", "crowded", "burnt")
_WALLED = frozenset(
    ("balcony", "bamboo-forest", "bridge", "canal", "cave", "courtyard", "fairground", "forest", "jungle",
     "market", "old-town", "ruins", "square", "stadium", "station", "street", "temple")
)  # fmt: skip
_WET = frozenset(("sea", "lake", "river", "underwater", "canal", "harbour", "swamp"))


_DRY = _WET | {
    "balcony",
    "beach",
    "branch",
    "iceberg",
    "mountains",
    "peak",
    "roof",
    "ship-deck",
    "skyline",
    "sky",
    "space",
}
"""Where no puddle can lie."""


def over(stage: Stage) -> None:
    """Paint the states of the scene over its place, which is painted."""
    if stage.scene.camera == "from-above":
        return
    if stage.has("derelict", "post-apocalyptic") or any(map(forsaken, stage.scene.entities)):
        _derelict(stage)
    if stage.has("burnt"):
        _burnt(stage)
    if stage.has("overgrown", "post-apocalyptic"):
        _overgrown(stage)
    if stage.has("muddy"):
        _muddy(stage)
    elif stage.has("wet") and stage.scene.setting not in _DRY and _outdoors(stage):
        puddles(stage, stage.chance("puddles"), _floor(stage) + stage.height * 0.08, None)
    if stage.has("messy"):
        _messy(stage)
    if stage.has("flooded") and stage.scene.setting not in _WET:
        _flooded(stage)
    if stage.has("crowded"):
        crowd(stage, _floor(stage))


def _outdoors(stage: Stage) -> bool:
    known = lexicon().settings.get(stage.scene.setting)
    return known is None or known.outdoors


def _has_walls(stage: Stage) -> bool:
    """Whether there is something above from which plants and lamps may hang."""
    return not _outdoors(stage) or stage.scene.setting in _WALLED


def _floor(stage: Stage) -> float:
    """Where the ground begins, in units: under the horizon, or at the foot of a back wall."""
    h = stage.height
    if stage.scene.setting in ("beach", "island"):
        return h * 0.76
    if not _outdoors(stage):
        return h * 0.74
    return min(h * 0.74, max(h * 0.60, stage.horizon + h * 0.04))


def _flooded(stage: Stage) -> None:
    """Water to the knees: it mirrors all that rises out of it, and something drifts on it."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("flood")
    top = _floor(stage) + h * (0.035 if _outdoors(stage) else 0.0)
    tone = stage.lit(C(0.50, 0.06, 205))
    pen.rect(
        -40, top, w + 80, h, down(top, h, (tone.mix(stage.light.haze, 0.3), 0.88), (tone, 0.94))
    )
    water.reflect(stage, top, 0.62, 6)
    water.ripples(stage, top + h * 0.02, 80)
    for _ in range(round(9 * max(1.0, w / 1000))):
        t = chance.between(0.12, 0.9)
        px, py, s = chance.between(0, w), top + (h - top) * t, 10 + 34 * t
        with pen.at(px, py, chance.between(-12, 12)):
            plank = stage.lit(
                chance.pick((C(0.56, 0.06, 65), C(0.95, 0.015, 85), C(0.50, 0.09, 130)))
            )
            pen.polygon(
                [(-s, -s * 0.1), (s * 0.8, -s * 0.22), (s, s * 0.1), (-s * 0.8, s * 0.2)],
                fill(plank, 0.9),
            )
            pen.line(-s, s * 0.22, s, s * 0.16, stroke(stage.lit(C(0.95, 0.01, 220)), 2, 0.5))
    stage.ground, stage.shadows = "none", 0.15
    if not stage.afloat:
        stage.afloat = "main"


def _derelict(stage: Stage) -> None:
    """Dust over everything, cracks in the ground, weeds, cobwebs under a roof."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("derelict")
    dust = stage.lit(C(0.66, 0.035, 85))
    pen.rect(-w, -h, 3 * w, 3 * h, fill(dust, 0.22))
    pen.rect(-w, -h, 3 * w, 3 * h, fill(C(0.86, 0.03, 75), 0.55, blend="multiply"))
    floor = _floor(stage)
    dark = stage.lit(C(0.26, 0.02, 60))
    for _ in range(round(12 * max(1.0, w / 1000))):
        t = chance.between(0.08, 1)
        _crack(stage, chance, chance.between(0, w), floor + (h - floor) * t, 30 + 120 * t, dark)
    for _ in range(round(26 * max(1.0, w / 1000))):
        t = chance.between(0.05, 1)
        _weed(stage, chance, chance.between(0, w), floor + (h - floor) * t, 14 + 46 * t)
    for _ in range(round(18 * max(1.0, w / 1000))):
        t = chance.between(0.05, 1)
        px, py, s = chance.between(0, w), floor + (h - floor) * t, 5 + 16 * t
        stone = stage.lit(C(0.58, 0.025, 70).lighter(chance.between(-0.10, 0.06)))
        pen.polygon(
            [
                (px - s, py),
                (px - s * 0.4, py - s * 0.8),
                (px + s * 0.5, py - s * 0.6),
                (px + s, py),
            ],
            fill(stone),
        )
    if not _outdoors(stage):
        for side in (0, 1):
            _cobweb(stage, w * side, 0.0, h * 0.24, -1 if side else 1)


def _burnt(stage: Stage) -> None:
    """Soot over everything, smoke that hangs low, embers on the ground and in the air."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("burnt")
    whole = (-w, -h, 3 * w, 3 * h)
    pen.rect(*whole, fill(C(0.58, 0.01, 60), 0.40))
    pen.rect(*whole, fill(C(0.60, 0.035, 55), 0.92, blend="multiply"))
    floor = _floor(stage)
    pen.rect(
        -40, floor, w + 80, h, down(floor, h, (C(0.22, 0.01, 50), 0.15), (C(0.16, 0.01, 50), 0.72))
    )
    for _ in range(round(9 * max(1.0, w / 1000))):
        x, y, r = (
            chance.between(0, w),
            floor - h * chance.between(-0.05, 0.28),
            chance.between(120, 300),
        )
        pen.oval(x, y, r, r * 0.30, fill(C(0.72, 0.01, 60), 0.20, blur=34))
    for _ in range(round(46 * max(1.0, w / 1000))):
        t = chance.between()
        x, y, s = chance.between(0, w), floor + (h - floor) * t, 2.5 + 6 * t
        pen.oval(x, y, s * 2.4, s * 1.2, fill(C(0.66, 0.20, 40), 0.35, blur=s))
        pen.oval(x, y, s, s * 0.5, fill(C(0.80, 0.17, 62), 0.95))
    for _ in range(round(34 * max(1.0, w / 1000))):
        spark = (chance.between(0, w), chance.between(0.15, 1.0) * floor)
        pen.circle(*spark, chance.between(1.2, 3.2), fill(C(0.80, 0.17, 60), 0.9))


def _crack(stage: Stage, chance: Chance, x: float, y: float, long: float, tone: Colour) -> None:
    points: list[Point] = [(x, y)]
    for _ in range(5):
        x, y = x + long * chance.between(-0.1, 0.34), y + long * chance.between(-0.07, 0.08)
        points.append((x, y))
    stage.pen.shape(polygon(points, False), stroke(tone, 1.2 + long * 0.02, 0.6))


def _weed(stage: Stage, chance: Chance, x: float, y: float, s: float) -> None:
    green = season.grass(stage, C(0.56, 0.10, 118)).lighter(chance.between(-0.06, 0.05))
    path = skia.Path()
    for lean in (-0.7, -0.35, 0.0, 0.3, 0.65):
        path.moveTo(x, y)
        path.quadTo(x + lean * s * 0.3, y - s * 0.6, x + lean * s, y - s * chance.between(0.6, 1.1))
    stage.pen.shape(path, stroke(stage.lit(green), max(1.5, s * 0.06)))


def _cobweb(stage: Stage, x: float, y: float, s: float, side: int) -> None:
    thread = stroke(C(0.96, 0.01, 90), 1.6, 0.5)
    angles = [math.radians(4 + 20.5 * i) for i in range(5)]
    for angle in angles:
        stage.pen.line(x, y, x + side * math.cos(angle) * s, y + math.sin(angle) * s, thread)
    for ring in (0.3, 0.5, 0.7, 0.88):
        path = skia.Path()
        for i, angle in enumerate(angles):
            px, py = x + side * math.cos(angle) * s * ring, y + math.sin(angle) * s * ring
            if i == 0:
                path.moveTo(px, py)
                continue
            half = (angle + angles[i - 1]) / 2
            near = s * ring * 0.86
            path.quadTo(x + side * math.cos(half) * near, y + math.sin(half) * near, px, py)
        stage.pen.shape(path, thread)


def _overgrown(stage: Stage) -> None:
    """Ivy down the sides and from above, bushes and tall grass over the ground."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("overgrown")
    floor = _floor(stage)
    for i in range(round(30 * max(1.0, w / 1000))):
        t = (i + chance.between()) / round(30 * max(1.0, w / 1000))
        edge = abs(t - 0.5) * 2
        y = floor + (h - floor) * chance.between(0.02, 0.16 + 0.65 * edge**2)
        size = (24 + 70 * (y - floor) / (h - floor)) * (0.6 + 0.7 * edge)
        _clump(stage, chance, w * t, y, size)
    for _ in range(round(44 * max(1.0, w / 1000))):
        t = chance.between(0.05, 1)
        _weed(stage, chance, chance.between(0, w), floor + (h - floor) * t, 18 + 60 * t)
    hung = round(24 * max(1.0, w / 1000))
    for i in range(hung if _has_walls(stage) else 0):
        at = (i + chance.between(0.1, 0.9)) / hung
        edge = abs(at - 0.5) * 2
        _vine(stage, chance, w * at, -20, h * (0.05 + 0.55 * edge**1.6) * chance.between(0.6, 1.2))
    for entity in stage.scene.entities:
        alone = entity.relation in (None, "with", "cover", "covered-with", "full-of")
        if entity.concept in ("ivy", "plant", "vine") and alone and not entity.pose:
            stage.draws(entity)
    if not season.snowy(stage):
        for _ in range(round(26 * max(1.0, w / 1000))):
            t = chance.between(0.1, 1)
            tone = stage.lit(
                chance.pick((C(0.94, 0.03, 95), C(0.84, 0.14, 90), C(0.68, 0.14, 320)))
            )
            pen.circle(chance.between(0, w), floor + (h - floor) * t, 3 + 6 * t, fill(tone))


def _clump(stage: Stage, chance: Chance, x: float, y: float, s: float) -> None:
    """A bush of leaves that sits on the ground."""
    leaf = season.leaves(stage, C(0.50, 0.11, 138), chance)
    tone = stage.lit(leaf.lighter(chance.between(-0.06, 0.04)))
    for dx, dy, r in ((-0.55, -0.25, 0.5), (0.5, -0.3, 0.55), (0.0, -0.55, 0.6), (-0.1, -0.1, 0.5)):
        px, py = x + dx * s, y + dy * s
        stage.pen.circle(
            px, py, r * s, down(py - r * s, py + r * s, tone.lighter(0.07), tone.lighter(-0.07))
        )


def _vine(stage: Stage, chance: Chance, x: float, y: float, long: float) -> None:
    """A hanging stem with heart-shaped leaves on both sides."""
    pen, sway = stage.pen, chance.between(-26, 26)
    leaf = season.leaves(stage, C(0.52, 0.12, 135), chance)
    tone = stage.lit(leaf.lighter(chance.between(-0.08, 0.05)))
    pen.curve(
        [(x, y), (x + sway, y + long * 0.5), (x + sway * 0.4, y + long)],
        stroke(tone.lighter(-0.12), 3),
    )
    many = max(3, int(long / 17))
    light, dark = skia.Path(), skia.Path()
    for i in range(many):
        t = (i + 0.5) / many
        px = x + sway * math.sin(t * math.pi * 0.85)
        py, s, side = y + long * t, chance.between(10, 19) * (1.1 - 0.4 * t), 1 if i % 2 else -1
        path = light if i % 3 else dark
        path.moveTo(px, py)
        path.quadTo(px + side * s * 0.3, py - s * 0.7, px + side * s * 1.1, py - s * 0.2)
        path.quadTo(px + side * s * 1.3, py + s * 0.5, px + side * s * 0.7, py + s * 0.9)
        path.quadTo(px + side * s * 0.2, py + s * 0.7, px, py)
    pen.shape(dark, fill(tone.lighter(-0.07)))
    pen.shape(light, fill(tone.lighter(0.03)))


def _muddy(stage: Stage) -> None:
    """Brown ground with ruts and puddles that mirror the sky."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("mud")
    floor = _floor(stage) + h * 0.10
    mud = stage.lit(C(0.44, 0.06, 58))
    pen.rect(-40, floor, w + 80, h, down(floor, floor + h * 0.16, (mud, 0.0), (mud, 0.62)))
    for i in range(4):  # ruts that run away from the front
        x0, x1 = w * (0.20 + 0.19 * i), w * (0.44 + 0.035 * i)
        rut = [(x0, h * 1.04), ((x0 + x1) / 2 - 12, (h + floor) / 2 + 20), (x1, floor)]
        pen.curve(rut, stroke(mud.lighter(-0.09), 13, 0.4))
        pen.curve([(x + 8, y - 4) for x, y in rut], stroke(mud.lighter(0.07), 5, 0.4))
    puddles(stage, chance, floor, mud)
    stage.ground = "none"


_CLOTHES = (
    C(0.60, 0.15, 25), C(0.58, 0.13, 250), C(0.80, 0.13, 90), C(0.94, 0.015, 90), C(0.55, 0.10, 155),
    C(0.62, 0.13, 320),
)  # fmt: skip


def _messy(stage: Stage) -> None:
    """Clothes, papers, books and boxes all over the floor."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("mess")
    floor = _floor(stage) + h * 0.04
    many = round(24 * max(1.0, w / 1000))
    for i, t in enumerate(sorted(chance.between() for _ in range(many))):
        x, y, s = (
            chance.between(0.02, 0.98) * w,
            floor + (h - floor) * (0.04 + 0.92 * t),
            34 + 50 * t,
        )
        pen.oval(x, y + s * 0.16, s * 0.8, s * 0.16, fill(stage.light.shadow, 0.22, blur=6))
        tone = stage.lit(chance.pick(_CLOTHES).lighter(chance.between(-0.04, 0.04)))
        with pen.at(x, y, chance.between(-28, 28), (1.0, 0.62)):
            (_shirt, _paper, _book, _sock, _shirt, _crumpled)[i % 6](stage, s, tone)


def _shirt(stage: Stage, s: float, tone: Colour) -> None:
    """A T-shirt, thrown down."""
    cloth = outline(
        f"M {-s * 0.5} {-s * 0.55} Q {-s * 0.15} {-s * 0.35} {s * 0.2} {-s * 0.55} L {s * 0.8} {-s * 0.2} "
        f"L {s * 0.6} {s * 0.12} L {s * 0.36} {-s * 0.04} L {s * 0.44} {s * 0.6} L {-s * 0.5} {s * 0.66} "
        f"L {-s * 0.52} {s * 0.0} L {-s * 0.8} {s * 0.2} L {-s * 0.98} {-s * 0.14} Z"
    )
    stage.pen.shape(cloth, down(-s * 0.5, s * 0.6, tone.lighter(0.05), tone.lighter(-0.06)))
    for fold in ((-0.3, -0.2, -0.1, 0.5), (0.2, -0.1, 0.1, 0.45)):
        a, b, c, d = (v * s for v in fold)
        stage.pen.line(a, b, c, d, stroke(tone.lighter(-0.14), s * 0.04, 0.7))


def _paper(stage: Stage, s: float, tone: Colour) -> None:
    white = stage.lit(C(0.96, 0.01, 90))
    stage.pen.polygon(
        [(-s * 0.4, -s * 0.5), (s * 0.36, -s * 0.46), (s * 0.4, s * 0.5), (-s * 0.38, s * 0.46)],
        fill(white),
    )
    for i in range(4):
        y = s * (-0.3 + 0.18 * i)
        stage.pen.line(-s * 0.26, y, s * 0.24, y, stroke(tone, s * 0.035, 0.6))


def _book(stage: Stage, s: float, tone: Colour) -> None:
    """A book, open on its face."""
    for side in (-1, 1):
        leaf = [
            (0, -s * 0.42),
            (side * s * 0.62, -s * 0.36),
            (side * s * 0.62, s * 0.42),
            (0, s * 0.48),
        ]
        stage.pen.polygon(leaf, fill(tone.lighter(0.04 * side)))
    stage.pen.line(0, -s * 0.42, 0, s * 0.48, stroke(tone.lighter(-0.14), s * 0.06))


def _sock(stage: Stage, s: float, tone: Colour) -> None:
    path = skia.Path()
    path.moveTo(-s * 0.2, -s * 0.5)
    path.lineTo(-s * 0.16, s * 0.10)
    path.quadTo(-s * 0.12, s * 0.30, s * 0.34, s * 0.30)
    stage.pen.shape(path, stroke(tone, s * 0.26))
    stage.pen.line(
        -s * 0.22,
        -s * 0.5,
        -s * 0.20,
        -s * 0.36,
        stroke(tone.lighter(0.14), s * 0.28, 1.0, 0, False),
    )


def _crumpled(stage: Stage, s: float, tone: Colour) -> None:
    """A ball of paper."""
    white = stage.lit(C(0.95, 0.01, 90))
    ball = polygon(
        [
            (math.cos(a) * s * r, math.sin(a) * s * r * 1.3)
            for a, r in (
                (0.0, 0.26),
                (0.8, 0.3),
                (1.7, 0.25),
                (2.6, 0.3),
                (3.4, 0.26),
                (4.3, 0.3),
                (5.3, 0.27),
            )
        ]
    )
    stage.pen.shape(ball, fill(white))
    stage.pen.shape(
        polygon([(-s * 0.12, -s * 0.2), (s * 0.04, 0), (-s * 0.1, s * 0.2)], False),
        stroke(white.lighter(-0.16), s * 0.04),
    )
