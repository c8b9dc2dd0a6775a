"""Water: calm and stormy sea, reflections, foam, rocks."""

from __future__ import annotations

import math

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.fields import displaced, noise
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    image_of,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

FOAM = Colour(0.975, 0.012, 210)
WAVES = 7  # rows of waves in a storm


def deep(stage: Stage) -> Colour:
    """The colour of deep water in this light."""
    if stage.light.time == "night":
        return Colour(0.20, 0.06, 262)
    return stage.lit(Colour(0.46, 0.10, 236))


def sea(stage: Stage, y: float) -> None:
    """Calm water from y down, glittering under the sun."""
    chance, light, pen, tone = stage.chance("sea"), stage.light, stage.pen, deep(stage)
    span = stage.height - y
    near, far = tone.lighter(0.07), light.horizon.mix(tone, 0.55)
    shades = down(y, stage.height, far, near.mix(far, 0.25), tone, stops=(0, 0.3, 1))
    stage.pen.rect(-20, y, stage.width + 40, span + 400, shades)
    for _ in range(int(230 * max(1.0, stage.width / 1000))):
        t = chance.between() ** 1.7
        yy, width = y + 2 + span * t, (8 + 150 * t) * chance.between(0.4, 1)
        x, thick = chance.between(-50, stage.width), 0.8 + 6 * t
        off_glitter = abs(x + width / 2 - stage.sun_x) / (60 + 260 * t)
        glitter = max(0.0, 1 - off_glitter)
        colour = tone.lighter(-0.06)
        if chance.often(glitter * 1.1):
            colour = light.key
        elif chance.often(0.45):
            colour = light.middle.mix(WHITE, 0.2)
        path = skia.Path()
        path.moveTo(x, yy)
        path.quadTo(x + width / 2, yy - thick * 1.4, x + width, yy)
        path.quadTo(x + width / 2, yy + thick * 0.3, x, yy)
        pen.shape(path, fill(colour, 0.22 + 0.5 * glitter))


def waves(stage: Stage, y: float, first: int = 0) -> None:
    """A rough sea, wave behind wave, from the far ones (0) to the near ones."""
    chance = stage.chance("waves")
    for row in range(first, WAVES):
        wave(stage, y, row, chance)


def wave(stage: Stage, y: float, row: int, chance: Chance) -> None:
    """One row of breaking waves."""
    t = (row + 1) / WAVES
    base = y + (stage.height - y) * t**1.25 * 0.92 + 4
    height, length = 18 + 88 * t, 170 + 330 * t
    points = _crests(stage, chance, base, height, length)
    far = 1 - t
    light = stage.light
    body = Colour(0.60, 0.075, 195) if light.time != "night" else Colour(0.42, 0.08, 230)
    body = body.mix(light.haze, 0.55 * far)
    bottom = deep(stage).lighter(-0.05).mix(light.haze, 0.38 * far)
    path = polygon([*points, (stage.width + 600, stage.height + 300), (-900, stage.height + 300)])
    shades = (body.lighter(0.10), body, body.mix(bottom, 0.7), bottom)
    stage.pen.shape(
        path, down(base - height, base + height * 0.75, *shades, stops=(0, 0.22, 0.6, 1))
    )
    with stage.pen.inside(path):
        _contours(stage, chance, points, base, height, body, t)
    _foam(stage, chance, points, base, height, t)


def _crests(stage: Stage, chance: Chance, base: float, height: float, length: float) -> list[Point]:
    points: list[Point] = []
    x = -length * (1 + chance.between())
    while x < stage.width + length:
        w, h = length * chance.between(0.75, 1.25), height * chance.between(0.55, 1.15)
        for i in range(20):
            f = i / 20
            lean = f**1.7 / (f**1.7 + (1 - f) ** 0.85 + 1e-6)
            points.append((x + w * f, base - h * math.sin(math.pi * min(1, lean)) ** 1.5))
        x += w
    return points


def _contours(
    stage: Stage,
    chance: Chance,
    points: list[Point],
    base: float,
    height: float,
    body: Colour,
    t: float,
) -> None:
    """Lines that follow the swell."""
    for k in range(5):
        drop = height * (0.10 + 0.17 * k)
        line = [(px + drop * 0.35, base - (base - py) * (1 - 0.14 * k) + drop) for px, py in points]
        i = 0
        while i < len(line) - 8:
            length = chance.whole(5, 16)
            if chance.often(0.62) and len(line[i : i + length : 2]) > 1:
                tone = WHITE.mix(body, 0.25) if k < 3 else body
                width = (1 + 3.2 * t) * chance.between(0.5, 1) * (1 - 0.12 * k)
                stage.pen.curve(line[i : i + length : 2], stroke(tone, width, 0.55 - 0.07 * k))
            i += length + chance.whole(1, 5)


def _foam(
    stage: Stage, chance: Chance, points: list[Point], base: float, height: float, t: float
) -> None:
    path = skia.Path()
    for x, y in points[2:-2]:
        high = (base - y) / height
        if high <= 0.30:
            continue
        for _ in range(2 + int(3 * t)):
            size = height * chance.between(0.02, 0.065) * (high + 0.2)
            path.addCircle(
                x + chance.normal(0, height * 0.06),
                y + chance.between(-0.03, 0.14) * height * high,
                size,
            )
        if chance.often(0.35 * high):
            size = chance.between(0.8, 3.2) * t + 0.5
            path.addCircle(
                x + chance.normal(0, height * 0.35), y - abs(chance.normal(0, height * 0.25)), size
            )
    stage.pen.shape(path, fill(FOAM.mix(stage.light.haze, 0.30 * (1 - t)), 0.95))


def spray(stage: Stage, x: float, y: float, chance: Chance, strength: float = 1.0) -> None:
    """Water that bursts up where a wave meets a rock."""
    for _ in range(int(170 * strength)):
        angle, away = chance.normal(-1.57, 0.55), abs(chance.normal(0, 80 * strength))
        size = chance.between(1, 6) * (1 - away / 320)
        paint = fill(FOAM, chance.between(0.3, 0.85))
        stage.pen.circle(
            x + math.cos(angle) * away, y + math.sin(angle) * away * 1.5, max(0.6, size), paint
        )


def rock(stage: Stage, x: float, y: float, width: float, height: float) -> None:
    """A rock in the sea with facets."""
    chance, side = stage.chance("rock"), 1 if stage.sun_x > x else -1
    stone = Colour(0.42, 0.03, 260)
    shape = [(-0.55, 0.6), (-0.42, -0.2), (-0.2, -0.55), (0.2, -0.58), (0.40, -0.15), (0.55, 0.6)]
    points = [(x + px * width, y + py * height) for px, py in shape]
    left, right = stage.lit(stone.lighter(-0.1 * side)), stage.lit(stone.lighter(0.1 * side))
    path = polygon(points)
    stage.pen.shape(path, across(x - width / 2, x + width / 2, left, right))
    with stage.pen.inside(path):
        for _ in range(34):
            px = x + chance.between(-0.5, 0.5) * width
            py = y + chance.between(-0.5, 0.5) * height
            size, lean = chance.between(14, 44), chance.between(-0.5, 0.5)
            facet = [
                (px, py), (px + size, py + size * lean * 0.4),
                (px + size * 0.6, py + size * 0.8), (px - size * 0.3, py + size * 0.5),
            ]  # fmt: skip
            stage.pen.polygon(
                facet, fill(stage.lit(stone.lighter(chance.between(-0.14, 0.13))), 0.55)
            )


def reflect(stage: Stage, y: float, alpha: float, ripple: float = 5.0) -> None:
    """Mirror what is painted above y into what is below, blurred downwards and rippled."""
    row = stage.row(y)
    below = stage.rows - row
    if below < 2 or row < 2:
        return
    step = 2 if stage.columns >= 512 else 1  # it is blurred anyway
    above = stage.pixels()[max(0, row - below) : row : step, ::step][::-1]
    rows, width = -(-below // step), above.shape[1]
    if above.shape[0] < rows:
        above = np.concatenate([above, np.repeat(above[-1:], rows - above.shape[0], 0)], 0)
    above, unit = above[:rows], stage.unit / step
    reach = max(2, int(30 * unit))
    sums = np.cumsum(np.pad(above, ((reach, reach), (0, 0), (0, 0)), "edge"), 0, dtype=np.float32)
    soft = ((sums[2 * reach :] - sums[: -2 * reach]) / (2 * reach)).astype(np.float32)[:rows]
    swell = noise(
        "ripple",
        stage.seed,
        width=width,
        height=rows,
        frequency=14,
        octaves=2,
        across=0.4,
        down=3.2,
    )
    growing = np.linspace(0.3, 1.6, rows, dtype=np.float32)[:, None]
    offset = swell * ripple * unit * growing
    soft = displaced(soft, offset, np.zeros_like(offset))
    puddles = noise("puddles", stage.seed, width=width, height=rows, frequency=2.5, down=3)
    fade = alpha * (1 - 0.45 * np.linspace(0, 1, rows, dtype=np.float32)[:, None])
    fade = fade * np.clip(puddles * 0.22 + 0.85, 0, 1)
    layer = np.concatenate([np.clip(soft * 1.12, 0, 1), fade[..., None]], -1)
    canvas = stage.pen.canvas
    canvas.save()
    canvas.resetMatrix()
    stage.pen.image(image_of(layer.astype(np.float32)), 0, row, stage.columns, below)
    canvas.restore()


def ripples(stage: Stage, y: float, count: int = 70) -> None:
    """Light lines on still water."""
    chance = stage.chance("ripples")
    for _ in range(count):
        t = chance.between() ** 1.5
        yy, length = y + (stage.height - y) * t, (20 + 160 * t) * chance.between(0.4, 1)
        x = chance.between(-50, stage.width)
        stage.pen.line(x, yy, x + length, yy, stroke(stage.light.key, 1 + 2 * t, 0.22))


def shore_line(points: list[Point], stage: Stage) -> skia.Path:
    """The area below a smooth line."""
    path = curve(points)
    path.lineTo(stage.width + 20, stage.height + 300)
    path.lineTo(-20, stage.height + 300)
    path.close()
    return path


def ice(stage: Stage, y: float) -> None:
    """A sheet of ice over still water: pale, with cracks and drifted snow."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("ice")
    pale = stage.lit(Colour(0.90, 0.035, 222))
    pen.rect(-40, y, w + 80, h - y + 400, down(y, h, (pale, 0.62), (pale, 0.80)))
    crack = stage.lit(Colour(0.99, 0.01, 220))
    for _ in range(round(15 * max(1.0, w / 1000))):
        t = chance.between()
        points = [(chance.between(-0.05, 1) * w, y + (h - y) * t)]
        for _ in range(chance.whole(2, 5)):
            px, py = points[-1]
            points.append((px + chance.between(20, 90) * (0.5 + t), py + chance.between(-9, 12)))
        pen.shape(polygon(points, False), stroke(crack, 1.2 + 2.4 * t, 0.8))
    for _ in range(round(12 * max(1.0, w / 1000))):
        t = chance.between()
        long = chance.between(60, 170) * (0.4 + t)
        drift = fill(crack, 0.55, blur=5)
        pen.oval(chance.between(0, w), y + (h - y) * t, long, 4 + 8 * t, drift)
