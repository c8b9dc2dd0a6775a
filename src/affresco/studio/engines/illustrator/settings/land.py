"""Land: mountains, hills, woods, ground, flowers, grass."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    polygon,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import season

ROCK = Colour(0.48, 0.035, 265)
GRASS = Colour(0.64, 0.145, 131)
WOOD = Colour(0.36, 0.07, 150)
FLOWERS = (
    Colour(0.68, 0.18, 20),
    Colour(0.87, 0.14, 92),
    Colour(0.95, 0.02, 90),
    Colour(0.65, 0.13, 300),
)


def snowed(stage: Stage, colour: Colour) -> Colour:
    """The colour of ground and far woods in this season, under snow if it snows."""
    if season.snowy(stage):
        return colour.mix(season.SNOW, 0.85)
    green = 95 <= colour.hue <= 175 and colour.chroma > 0.05
    return season.grass(stage, colour) if green else colour


def below(stage: Stage, points: Sequence[Point]) -> skia.Path:
    """The area from a skyline down to the bottom of the picture."""
    foot = stage.height + 400
    return polygon([*points, (points[-1][0], foot), (points[0][0], foot)])


def under_curve(stage: Stage, points: Sequence[Point]) -> skia.Path:
    """The area from a smooth line, which spans the picture, down to the bottom of it."""
    path = curve(points)
    path.lineTo(stage.width + 60, stage.height * 1.3)
    path.lineTo(-60, stage.height * 1.3)
    path.close()
    return path


def skyline(stage: Stage, key: str, y: float, height: float, rough: float = 0.5) -> list[Point]:
    """The same skyline for the same key."""
    return ridge(stage.chance(key), -20, stage.width + 20, y, height, rough, 6)


def peaks(
    stage: Stage,
    base: float,
    count: int,
    lowest: float,
    highest: float,
    depth: float,
    rock: Colour = ROCK,
) -> None:
    """A chain of snowy mountains; heights in shares of the picture's height."""
    if stage.lacks("mountains"):
        return
    chance = stage.chance("peaks", round(depth, 2))
    feet = [
        (i + 0.5) / count * stage.width * 1.15
        - 0.075 * stage.width
        + chance.between(-0.35, 0.35) * stage.width / count
        for i in range(count)
    ]
    order = sorted((chance.between(), x) for x in feet)
    for _, x in order:
        _peak(stage, chance, x, base, chance.between(lowest, highest) * stage.height, depth, rock)


def _flank(chance: Chance, x: float, base: float, height: float, reach: float) -> list[Point]:
    points = []
    for i in range(15):
        t = i / 14
        wobble = 0 < i < 14
        px = x + reach * t**0.92 + (chance.normal(0, height * 0.014) if wobble else 0)
        py = base - height * (1 - t) + (chance.normal(0, height * 0.02) if wobble else 0)
        points.append((px, py))
    return points


def _peak(
    stage: Stage, chance: Chance, x: float, base: float, height: float, depth: float, rock: Colour
) -> None:
    side, light, pen = stage.sun_side, stage.light, stage.pen
    reach = height * chance.between(0.85, 1.2)
    left = _flank(chance, x, base, height, -reach)
    right = _flank(chance, x, base, height, reach)
    spine: list[Point] = []
    sx = x
    for i in range(13):
        spine.append((sx, base - height * (1 - i / 12)))
        sx += chance.normal(side * -0.10, 0.30) * height * 0.09
    lit = stage.lit(rock.lighter(0.10).mix(light.key, 0.28), depth)
    dark = stage.lit(rock.mix(light.shadow, 0.45), depth)
    foot = light.haze.mix(lit, 0.35)
    whole = polygon(left[::-1] + right[1:])
    shaded = polygon(spine + (right[::-1] if side < 0 else left[::-1]))
    top = base - height
    pen.shape(whole, down(top, base, lit, lit.mix(foot, 0.75)))
    pen.shape(shaded, down(top, base, dark, dark.mix(foot, 0.75)))
    with pen.inside(whole):
        for _ in range(16):
            px, py = spine[chance.whole(1, 10)]
            d, length = chance.side(), height * chance.between(0.12, 0.35)
            gully = [
                (px, py),
                (px + d * length * 0.55, py + length),
                (px + d * length * 0.25, py + length * 0.8),
            ]
            pen.polygon(gully, fill(dark if d == side or chance.often(0.4) else lit, 0.28))
        _snow(stage, chance, x, base, height, reach, depth, whole, shaded, spine)


def _snow(
    stage: Stage,
    chance: Chance,
    x: float,
    base: float,
    height: float,
    reach: float,
    depth: float,
    whole: skia.Path,
    shaded: skia.Path,
    spine: Sequence[Point],
) -> None:
    light, pen, side = stage.light, stage.pen, stage.sun_side
    line = base - height * chance.between(0.30, 0.46)
    edge: list[Point] = [(x - reach, base - height * 1.1), (x + reach, base - height * 1.1)]
    px, high = x + reach, True
    while px > x - reach:
        drop = chance.between(0.0, 0.20) if high else chance.between(-0.13, 0.02)
        edge.append((px, line + drop * height))
        px -= reach * chance.between(0.03, 0.13)
        high = not high
    lit = Colour(0.97, 0.015, 80).mix(light.key, 0.5).mix(light.haze, depth * 0.7)
    dark = Colour(0.68, 0.075, 275).mix(light.shadow, 0.12).mix(light.haze, depth * 0.7)
    if light.time in ("night", "dusk"):
        lit, dark = lit.mix(stage.lit(lit), 0.75), dark.mix(stage.lit(dark), 0.75)
    with pen.inside(polygon(edge)):
        pen.shape(whole, fill(lit))
        pen.shape(shaded, fill(dark))
        for _ in range(10):
            sx, sy = spine[chance.whole(0, 6)]
            d, length = chance.side(), height * chance.between(0.08, 0.25)
            fold = [
                (sx, sy),
                (sx + d * length * 0.5, sy + length),
                (sx + d * length * 0.2, sy + length * 0.75),
            ]
            pen.polygon(fold, fill(dark if d == -side else lit, 0.6))


def hills(
    stage: Stage,
    key: str,
    y: float,
    height: float,
    colour: Colour,
    depth: float,
    trees: int = 0,
    rough: float = 0.5,
) -> list[Point]:
    """Rolling land with a lit edge and, if wanted, groups of conifers. Returns its skyline."""
    points = skyline(stage, key, y, height, rough)
    chance, light, pen = stage.chance(key, "trees"), stage.light, stage.pen
    local = stage.lit(snowed(stage, colour), depth)
    shades = (local.mix(light.key, 0.16), local, local.mix(light.shadow, 0.12))
    pen.shape(below(stage, points), down(y - height, y + height * 2.2, *shades, stops=(0, 0.3, 1)))
    with pen.at(0, 2):
        pen.shape(polygon(points, False), stroke(light.key, 2.2, 0.25))
    if stage.lacks("trees"):
        return points
    for _ in range(int(trees * max(1.0, stage.width / 1000))):
        x, foot = points[chance.whole(1, len(points) - 2)]
        size = chance.between(0.55, 1) * height * 0.75
        needles = chance.often(0.4)
        for _ in range(chance.whole(1, 4)):
            tall, away = size * chance.between(0.6, 1), chance.between(-0.7, 0.7) * size
            leaf = stage.lit(season.leaves(stage, WOOD, chance, needles), depth).mix(local, 0.15)
            if needles:
                conifer(stage, x + away, foot, tall, leaf)
            else:
                clump(stage, x + away, foot + tall * 0.1, tall * 0.8, leaf)
    return points


def clump(stage: Stage, x: float, y: float, height: float, colour: Colour) -> None:
    """A far tree with a round crown, lit from the side of the sun."""
    pen, side = stage.pen, stage.sun_side
    pen.line(x, y, x, y - height * 0.4, stroke(colour.lighter(-0.10), max(1.2, height * 0.09)))
    for dx, dy, r in ((-0.22, 0.5, 0.27), (0.22, 0.5, 0.27), (0.0, 0.70, 0.31)):
        pen.circle(x + dx * height, y - dy * height, r * height, fill(colour))
    pen.circle(
        x + side * 0.14 * height, y - 0.74 * height, 0.18 * height, fill(colour.lighter(0.06), 0.8)
    )


def conifer(stage: Stage, x: float, y: float, height: float, colour: Colour) -> None:
    """A tiny far tree."""
    if stage.lacks("trees"):
        return
    side = stage.sun_side
    paint = across(
        x - height * 0.2,
        x + height * 0.2,
        colour.lighter(-0.05 * side),
        colour.lighter(0.05 * side),
    )
    half = height * 0.24
    stage.pen.polygon(
        [(x, y - height), (x - half, y + height * 0.12), (x + half, y + height * 0.12)], paint
    )


def wood_edge(
    stage: Stage,
    key: str,
    y: float,
    height: float,
    rough: float,
    colour: Colour,
    depth: float,
    size: float,
) -> None:
    """A dense wood along the skyline that :func:`hills` made with the same key."""
    points = skyline(stage, key, y, height, rough)
    chance = stage.chance(key, "wood")
    per_step = 4 if stage.width < 1400 else 7
    for (x0, y0), (x1, y1) in pairwise(points):
        if chance.often(0.16):
            continue
        for _ in range(per_step):
            t = chance.between()
            foot = y0 + (y1 - y0) * t + chance.between() ** 2 * stage.height * size * 1.4
            tall = stage.height * size * chance.between(0.6, 1.15)
            green = colour.lighter(chance.between(-0.04, 0.05))
            if stage.has("snow") and chance.often(0.6):
                green = green.mix(season.SNOW, 0.55)
            tone = stage.lit(green, depth)
            conifer(stage, x0 + (x1 - x0) * t, foot, tall, tone)


def ground(
    stage: Stage, y: float, colour: Colour = GRASS, kind: str = "grass", tufts: int = 120
) -> None:
    """The ground under the subjects: "grass", "stone", "snow" or "plain"."""
    chance, pen, light = stage.chance("ground", kind), stage.pen, stage.light
    points = ridge(chance, -20, stage.width + 20, y, 18, 0.5, 5)
    colour = snowed(stage, colour)
    if stage.has("snow") and kind == "grass":
        kind, tufts = "snow", tufts // 2
    far = stage.lit(colour.lighter(0.06), 0.25).mix(light.key, 0.12)
    paint = down(
        y, stage.height, far, stage.lit(colour), stage.lit(colour.lighter(-0.10)), stops=(0, 0.4, 1)
    )
    pen.shape(below(stage, points), paint)
    for _ in range(int(tufts * max(1.0, stage.width / 1000))):
        t = chance.between() ** 0.8
        x, yy = chance.between(0, stage.width), y + 16 + (stage.height - y) * t
        size = (6 + 26 * t) * chance.between(0.5, 1)
        tone = stage.lit(colour.lighter(chance.between(-0.14, 0.12)), 0.2 * (1 - t))
        if kind == "grass":
            _tuft(stage, x, yy, size, (-0.4, 0, 0.4), stroke(tone, 1 + 1.6 * t, 0.8))
        elif kind == "stone":
            pen.oval(x + size * 0.7, yy + size * 0.25, size * 0.7, size * 0.25, fill(tone, 0.8))
        elif kind == "snow":
            pen.oval(
                x + size * 2, yy + size * 0.25, size * 2, size * 0.25, fill(tone, 0.35, blur=3)
            )


def _tuft(
    stage: Stage, x: float, y: float, size: float, blades: Sequence[float], paint: skia.Paint
) -> None:
    path = skia.Path()
    for lean in blades:
        path.moveTo(x, y)
        path.quadTo(x + lean * size * 0.3, y - size * 0.6, x + lean * size, y - size)
    stage.pen.shape(path, paint)


def tufts(stage: Stage, x: float, y: float, width: float, colour: Colour, count: int = 16) -> None:
    """Grass before a subject's feet, so that it stands in the scene."""
    if stage.has("snow"):
        return
    chance = stage.chance("tufts", round(x))
    for _ in range(count):
        px, py = x + chance.between(-0.5, 0.5) * width, y + chance.between(0, 0.04) * width
        size = width * chance.between(0.05, 0.11)
        tone = stage.lit(colour.lighter(chance.between(-0.12, 0.10)))
        _tuft(
            stage,
            px,
            py,
            size,
            (-0.5, -0.15, 0.2, 0.5),
            stroke(tone, max(1.2, width * 0.008), 0.95),
        )


def flowers(
    stage: Stage, top: float, bottom: float, count: int, colours: Sequence[Colour] = FLOWERS
) -> None:
    """Meadow flowers, larger towards the front; none in the snow."""
    if stage.has("snow") or stage.lacks("flowers"):
        return
    chance, pen = stage.chance("flowers"), stage.pen
    many = int(count * max(1.0, stage.width / 1000))
    stem = stage.lit(Colour(0.42, 0.09, 140))
    heart = fill(stage.lit(Colour(0.86, 0.14, 88)))
    for t in sorted(chance.between() ** 1.2 for _ in range(many)):
        x, y = chance.between(0, stage.width), top + (bottom - top) * t
        size = (2.5 + 9 * t) * chance.between(0.7, 1.2)
        tone = stage.lit(chance.pick(colours), 0.15 * (1 - t))
        pen.line(x, y, x + chance.between(-2, 2), y + size * 2.6, stroke(stem, 1 + t, 0.7))
        for petal in range(5):
            angle = petal * math.tau / 5 + chance.between(0, 1)
            paint = fill(tone.lighter(chance.between(-0.04, 0.05)))
            pen.circle(
                x + math.cos(angle) * size * 0.55,
                y + math.sin(angle) * size * 0.45,
                size * 0.5,
                paint,
            )
        pen.circle(x, y, size * 0.34, heart)
