"""Colour prints: ukiyo-e, pop art, comic, graffiti."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field, from_hex
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    dye,
    mix,
    saturated,
    scale,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import (
    drawing_on,
    fill,
    stroke,
)

from .paper import grain_of, lines, nearest, on_paper, over
from .plate import Plate
from .riso import halftone

_PIGMENTS: Final = tuple(
    from_hex(f"#{code}")
    for code in (
        "f1e6cf", "e3d1ac", "1b2a4e", "274472", "41638f", "7f9fb5", "b9cbc8", "a23b2c", "c8643c",
        "d9a24e", "7b8a5a", "46603f", "8a6a4e", "3b322c", "cfae8e", "5a4b52", "dcdcd0", "6f9a4d",
        "e8b7a2", "5f3a63", "e0705a", "c9b458",
    )
)  # fmt: skip
_LOUD: Final = tuple(
    from_hex(f"#{code}")
    for code in ("fff4dd", "ffd21f", "ff5fa2", "e8262a", "0aa6d6", "1d3fbb", "27b36a", "ff8a1f",
                 "14121a", "f7b7a3", "8e5a34", "bfe3f5")
)  # fmt: skip


def ukiyo_e(plate: Plate) -> Field:
    """A few pigments, gradations printed by hand, key lines, wood grain, a paper border."""
    cut = plate.moved(plate.wandering(1.2, 18))
    flat = cut.flat(cut.picture)
    mix(flat, soft := cut.soft(5.0), np.full(cut.shape, 0.45, np.float32))
    printed = nearest("woodblock", _PIGMENTS, cut.parted(flat, 0.2))
    mix(printed, _in_pigments(soft), cut.by_part(0.34, 0.88, 0.34))
    printed = _wiped_sky(plate, printed)
    key = cut.contours(2.7, least=1.1, inner=0.8, places=1.3, swell=0.9)
    fine = 0.55 * (1 - lines(cut.light, plate.px(1.2, 0.8), 0.985, -0.006, 60))
    printed = over(printed, np.maximum(key, fine) * 0.9, (0.10, 0.12, 0.20))
    paper, _ = grain_of(plate.columns, plate.rows, 120)
    wood = plate.noise("wood", 3, 3, across=0.5, down=16)
    scale(printed, 1 + 0.026 * paper + 0.030 * wood)
    dye(printed, (1.0, 0.985, 0.945))
    return _bordered(plate, printed)


def _in_pigments(picture: Field) -> Field:
    """Less strong and warmer, as vegetable colours on paper are."""
    quiet = saturated(picture, 0.96)
    dye(quiet, (1.0, 0.98, 0.91))
    return quiet


def _wiped_sky(plate: Plate, picture: Field) -> Field:
    """The band of Prussian blue that is wiped out downwards along the upper edge."""
    high = plate.rows // 3
    _, y = plate.grid
    fade = 0.72 * np.exp(-((y[:high] / np.float32(0.13 * plate.rows)) ** 2))
    amount = fade * blurred(plate.ground[:high].astype(np.float32), 1.5)
    mix(picture[:high], (0.10, 0.17, 0.34), amount * (0.94 + 0.06 * plate.noise("wiped", 5)[:high]))
    return picture


def _bordered(plate: Plate, picture: Field) -> Field:
    """A border of paper with a fine line, and a plain red seal without writing."""
    stage = plate.stage
    pen, finished = drawing_on(picture)
    pen.canvas.scale(plate.unit, plate.unit)
    w, h, ink = stage.width, stage.height, Colour(0.2, 0.02, 60)
    x = w * 0.06 if stage.sun_x > w / 2 else w * 0.94 - 40
    red, cream = Colour(0.52, 0.17, 30), Colour(0.93, 0.03, 85)
    pen.rounded(x, 56, 40, 40, 6, fill(red))
    pen.circle(x + 20, 76, 12, stroke(cream, 2.6))
    wave = [(x + 9, 80), (x + 15, 73), (x + 20, 79), (x + 26, 73), (x + 31, 80)]
    pen.curve(wave, stroke(cream, 2.6))
    pen.rect(0, 0, w, h, stroke(Colour(0.92, 0.035, 85), 44))
    pen.rect(22, 22, w - 44, h - 44, stroke(ink, 3, round_ends=False))
    return finished()


def pop_art(plate: Plate) -> Field:
    """Few loud colours, dots in the half-shade, thick black lines, a plain loud ground."""
    chance = plate.chance("pop")
    means = np.clip(saturated(plate.means(plate.picture)[None], 1.7)[0] * 1.12 + 0.02, 0, 1)
    loud = nearest("loud", _LOUD, means[None])[0]
    flat = loud.take(plate.shapes[0], axis=0)
    ground, dot = chance.pick(
        (((1.0, 0.82, 0.12), (1.0, 0.55, 0.10)), ((0.55, 0.83, 0.95), (0.05, 0.55, 0.85)),
         ((1.0, 0.70, 0.78), (0.93, 0.20, 0.40)), ((0.99, 0.95, 0.87), (0.10, 0.60, 0.82)))
    )  # fmt: skip
    screen = halftone(plate, math.pi / 4, 13)
    soft = blurred(plate.light, 5 * plate.unit)
    _, y = plate.grid
    swell = 0.30 + 0.42 * (1 - y / plate.rows) - 0.25 * (soft - 0.5)
    sky = plate.by_part(0.0, 1.0, 0.0)
    mix(flat, ground, sky)
    dots = smoothstep(-0.07, 0.07, swell - screen) * sky
    flat = over(flat, dots, dot)
    tone = plate.tone(0.2)
    local = tone - plate.means(tone)[plate.shapes[0]]
    shade = smoothstep(-0.07, 0.07, 0.30 - local * 2.2 - screen) * (1 - sky) * (local < 0.05)
    flat = over(flat, shade * 0.85, flat * np.float32(0.42))
    line = plate.contours(6.0, least=1.6, inner=0.75, places=1.1, swell=0.3)
    fine = 0.8 * plate.mask * (1 - lines(plate.light, plate.px(1.6, 0.8), 0.985, -0.006, 80))
    return over(flat, np.maximum(line, fine), (0.05, 0.045, 0.07))


def comic(plate: Plate) -> Field:
    """Inked contours, flat colour in two tones, dots in the shade, spotted blacks."""
    base = np.clip(saturated(plate.picture, 1.35), 0, 1)
    flat = plate.flat(base)
    calm = plate.by_part(0.12, 0.8, 0.12)
    mix(flat, plate.soft(6) * np.float32(1.06), calm)
    flat = plate.parted(np.clip(flat * 1.06 + 0.03, 0, 1), 0.2)
    soft = blurred(plate.light, 2.2 * plate.unit)
    local = soft - plate.means(soft)[plate.shapes[0]]
    shaded = smoothstep(0.035, 0.05, -local) * plate.by_part(1.0, 0.1, 1.0)
    lit = smoothstep(0.07, 0.09, local) * plate.by_part(1.0, 0.0, 1.0)
    screen = halftone(plate, 0.6, 9)
    dots = smoothstep(-0.08, 0.08, 0.46 - screen)
    shade = flat.copy()
    dye(shade, (0.52, 0.50, 0.62))
    out = over(flat, shaded * (0.35 + 0.5 * dots), shade)
    out = over(out, lit * 0.55, 1 - (1 - flat) * np.float32(0.55))
    black = 1 - smoothstep(0.05, 0.10, blurred(plate.light, 3 * plate.unit))
    line = plate.contours(4.0, least=1.2, inner=0.7, places=0.9, swell=1.4)
    outer = plate.contours(6.5, least=1.6, inner=0.0, places=0.0, swell=0.8)
    fine = 0.8 * plate.mask * (1 - lines(plate.light, plate.px(1.5, 0.8), 0.985, -0.005, 80))
    ink = np.maximum(np.maximum(line, outer), np.maximum(fine, black * 0.94))
    return over(out, ink, (0.045, 0.04, 0.075))


def graffiti(plate: Plate) -> Field:
    """Spray cans on a wall of bricks: flat loud colour, black outlines, a white glow, drips."""
    sprayed = plate.moved(plate.wandering(2.2, 10))
    colour = np.clip(saturated(sprayed.flat(sprayed.picture), 1.75) * 1.08 + 0.04, 0, 1)
    colour = sprayed.parted(colour, 0.25)
    wall, joints = _bricks(plate)
    speck = plate.random("spray").random(plate.shape, np.float32)
    cloud = smoothstep(-0.9, 0.5, plate.noise("cloud", 2.6, 3) + 0.5 * (speck - 0.5))
    cover = sprayed.by_part(0.42, 0.30, 0.95) + sprayed.by_part(0.46, 0.33, 0.0) * cloud
    out = over(wall, cover * (1 - 0.30 * joints), colour)
    sigma = plate.px(9, 3)
    glow = blurred(sprayed.edges(0.0, 0.0), sigma) * sigma * 2.5
    dusty = smoothstep(0.20, 0.75, glow + 0.5 * (speck - 0.5)) * (1 - sprayed.mask)
    out = over(out, dusty * 0.92, (0.97, 0.97, 0.95))
    line = sprayed.contours(8.5, least=1.8, inner=0.62, places=0.8, swell=0.7)
    line = np.maximum(line, _drips(plate, sprayed) * 0.9)
    out = over(out, line * (0.96 - 0.25 * joints), (0.07, 0.06, 0.09))
    scale(out, 1 - 0.10 * joints)
    return out


def _bricks(plate: Plate) -> tuple[Field, Field]:
    """A wall (rows, columns, 3), and where its joints are."""
    x, y = plate.grid
    high, wide = plate.px(46, 14), plate.px(112, 34)
    row = np.floor(y / high)
    along = x / wide + 0.5 * (row % 2)
    column = np.floor(along)
    joint = np.maximum(
        smoothstep(0.44, 0.48, np.abs(y / high - row - 0.5)) + 0 * x,
        smoothstep(0.475, 0.49, np.abs(along - column - 0.5)),
    )
    tint = np.sin(row * 12.9 + column * 78.2) * 0.05
    rough = plate.noise("wall", 70, 2)
    base = on_paper(0.3 + tint + 0.05 * rough, (0.42, 0.385, 0.364), (1.0, 0.93, 0.88))
    return over(base, joint * 0.8, (0.74, 0.72, 0.69)), joint


def _drips(plate: Plate, sprayed: Plate) -> Field:
    """Paint that ran down from the lower edges of subjects."""
    out = np.zeros(plate.shape, np.float32)
    chance = plate.chance("drips")
    inside = sprayed.figures
    below = inside[:-1] & ~inside[1:]
    rows, columns = np.nonzero(below)
    if not len(rows):
        return out
    width = max(1, round(plate.px(4.4, 1.4)))
    for _ in range(9):
        which = int(chance.between() * len(rows))
        row, column = int(rows[which]), int(columns[which])
        length = round(plate.px(chance.between(30, 110)))
        out[row : row + length, column : column + width] = 1
    return blurred(out, 0.8)
