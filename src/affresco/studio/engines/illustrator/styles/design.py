"""Designed sheets: poster, art deco, minimalist; the sticker and the repeat, cut from the subjects."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    mix,
    raised,
    saturated,
    scale,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import (
    drawing_on,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.settings.lettering import along_line

from .paper import grain_of, nearest, on_paper, over
from .plate import Plate, stepped

_POSTER_INKS: Final = (
    (Colour(0.24, 0.06, 262), Colour(0.52, 0.10, 235), Colour(0.80, 0.09, 200),
     Colour(0.66, 0.17, 38), Colour(0.84, 0.13, 82), Colour(0.95, 0.035, 90), Colour(0.50, 0.09, 150)),
    (Colour(0.23, 0.05, 330), Colour(0.46, 0.14, 15), Colour(0.70, 0.16, 42),
     Colour(0.85, 0.11, 78), Colour(0.95, 0.035, 85), Colour(0.44, 0.07, 200), Colour(0.68, 0.08, 185)),
    (Colour(0.25, 0.05, 180), Colour(0.47, 0.09, 160), Colour(0.72, 0.10, 135),
     Colour(0.88, 0.11, 95), Colour(0.62, 0.18, 32), Colour(0.96, 0.03, 95), Colour(0.70, 0.08, 225)),
    (Colour(0.22, 0.07, 285), Colour(0.44, 0.12, 290), Colour(0.68, 0.13, 350),
     Colour(0.84, 0.11, 55), Colour(0.95, 0.04, 80), Colour(0.55, 0.11, 240), Colour(0.75, 0.12, 160)),
)  # fmt: skip
_DECO_INKS: Final = (
    (Colour(0.19, 0.03, 265), Colour(0.40, 0.075, 215), Colour(0.62, 0.08, 195),
     Colour(0.76, 0.115, 82), Colour(0.90, 0.07, 88), Colour(0.55, 0.15, 35)),
    (Colour(0.19, 0.03, 20), Colour(0.38, 0.11, 20), Colour(0.62, 0.14, 45),
     Colour(0.78, 0.115, 82), Colour(0.91, 0.06, 88), Colour(0.42, 0.06, 190)),
    (Colour(0.18, 0.03, 170), Colour(0.37, 0.07, 165), Colour(0.60, 0.08, 160),
     Colour(0.78, 0.115, 84), Colour(0.92, 0.05, 90), Colour(0.60, 0.13, 25)),
)  # fmt: skip
_RAYS = 22  # of a sunburst, all around
_ROOM = 92.0  # units below a poster for its name


def minimal(plate: Plate) -> Field:
    """Flat shapes in few tones, much calm, the grain of paper."""
    flat = plate.flat(plate.picture)
    calm: Field = flat
    mix(calm, plate.soft(8), plate.by_part(0.16, 0.85, 0.16))
    mix(calm, plate.picture, 0.6 * plate.mask)
    calm = plate.parted(calm, 0.14)
    paper, _ = grain_of(plate.columns, plate.rows, 190)
    scale(calm, 1 + 0.014 * paper)
    return calm


def abstract(plate: Plate) -> Field:
    """Matt colour on the tooth of paper; of a scene that shows something, its shapes flat and loud."""
    if plate.stage.scene.setting == "abstract":
        out = plate.parted(plate.picture, 0.12)
    else:
        flat = saturated(plate.flat(plate.picture), 1.6)
        mix(flat, saturated(plate.picture, 1.3), 0.35 * plate.mask)
        out = plate.parted(np.clip(stepped(flat, 6), 0, 1), 0.2)
    paper, relief = grain_of(plate.columns, plate.rows, 150)
    scale(out, 1 + 0.022 * paper + 0.012 * relief)
    return out


def poster(plate: Plate) -> Field:
    """A printed poster: a handful of inks, grainy gradations, a broad margin."""
    inks = _fitting(plate)
    drawn = plate.moved(plate.wandering(0.6, 20, dust=1.6))
    flat = saturated(drawn.flat(drawn.picture), 1.2)
    mix(flat, drawn.soft(6), drawn.by_part(0.22, 0.8, 0.22))
    source = drawn.parted(flat, 0.26)
    grain = plate.random("poster").normal(0, 1, plate.shape).astype(np.float32)
    strength = drawn.by_part(0.016, 0.042, 0.016)
    # grain before few inks makes the sprayed gradations of old posters
    raised(source, grain * strength)
    np.clip(source, 0, 0.999, out=source)
    printed = nearest(f"poster {inks[0].hue}", inks, source)
    mix(printed, saturated(drawn.picture, 1.1), 0.62 * drawn.mask)
    line = drawn.contours(2.2, least=1.0, inner=0.3, places=0.0)
    printed = over(printed, line * 0.55 * drawn.mask, inks[0].array())
    paper, _ = grain_of(plate.columns, plate.rows, 150)
    scale(printed, 1 + 0.014 * paper)
    return _framed(plate, printed, Colour(0.955, 0.025, 88), inks[0], inks[0])


def _fitting(plate: Plate) -> tuple[Colour, ...]:
    """The inks that change the colours of the picture least; the seed decides between good ones."""
    chance, small = plate.chance("poster"), saturated(plate.small(32), 1.2).clip(0, 0.999)

    def misfit(inks: tuple[Colour, ...]) -> float:
        printed = nearest(f"poster {inks[0].hue}", inks, small)
        return float(np.abs(printed - small).mean()) * chance.between(0.9, 1.1)

    return min(_POSTER_INKS, key=misfit)


def _framed(plate: Plate, picture: Field, paper: Colour, ink: Colour, accent: Colour) -> Field:
    """A margin of paper with a fine rule; below it the words, if some were given."""
    stage, title = plate.stage, plate.stage.scene.title
    pen, finished = drawing_on(picture)
    pen.canvas.scale(plate.unit, plate.unit)
    wide, high, margin = stage.width, stage.height, 38.0
    below = margin + (_ROOM if title else 0.0)
    for x, y, w, h in (
        (0, 0, wide, margin), (0, high - below, wide, below),
        (0, 0, margin, high), (wide - margin, 0, margin, high),
    ):  # fmt: skip
        pen.rect(x, y, w, h, fill(paper))
    pen.rect(
        margin, margin, wide - 2 * margin, high - margin - below, stroke(ink, 4, round_ends=False)
    )
    if title:
        along_line(pen, title, wide / 2, high - 44, 58, wide - 2 * margin, accent)
    return finished()


def art_deco(plate: Plate) -> Field:
    """Flat steps of colour, a burst of rays from the sun, a stepped frame of gold."""
    inks = plate.chance("deco").pick(_DECO_INKS)
    flat = plate.flat(plate.picture)
    mix(flat, plate.soft(16), plate.by_part(0.10, 0.5, 0.10))
    source = stepped(plate.parted(flat, 0.28), 7)
    printed = nearest(f"deco {inks[0].hue}", inks, np.clip(source, 0, 0.999, out=source))
    x, y = plate.grid
    sun_x, sun_y = plate.sun
    sun_y = min(max(sun_y, -0.1 * plate.rows), 0.55 * plate.rows)
    angle = np.arctan2(y - sun_y, x - sun_x)
    ray = smoothstep(-0.04, 0.04, np.sin(angle * _RAYS))
    away = np.hypot(x - sun_x, y - sun_y) / np.float32(min(plate.shape))
    sky, gold = inks[1].mix(inks[2], 0.4), inks[3]
    night = plate.stage.light.dark
    low = inks[0].mix(inks[1], 0.4) if night else inks[4]
    high_tone = inks[1] if night else inks[2].mix(inks[4], 0.35)
    rings = np.clip(np.floor(away * 7) / 7, 0, 1)
    burst = on_paper(rings, high_tone.mix(gold, 0.5).rgb(), (sky if night else high_tone).rgb())
    mix(burst, low.rgb(), 0.75 * ray * np.exp(-away * np.float32(0.9)))
    mix(printed, burst, plate.by_part(0.0, 1.0, 0.0))
    disc = blurred(plate.disc.astype(np.float32), 0.8)
    printed = over(printed, disc, inks[4].lighter(0.03).array())
    inside = plate.picture * np.float32(0.4) + printed * np.float32(0.6)
    mix(printed, saturated(inside, 1.1), plate.mask * 0.9)
    line = plate.contours(3.0, least=1.1, inner=0.5, places=0.8)
    printed = over(printed, line * 0.9, inks[0].array())
    glint = np.roll(plate.edges(0.0, 0.4), (2, 2), (0, 1))
    printed = over(printed, blurred(glint, 0.8) * 0.5, gold.array())
    paper, _ = grain_of(plate.columns, plate.rows, 150)
    scale(printed, 1 + 0.012 * paper)
    return _deco_frame(plate, printed, inks[0], gold)


def _deco_frame(plate: Plate, picture: Field, dark: Colour, gold: Colour) -> Field:
    """Stepped corners and triple rules, gold on dark; below it the words, if some were given."""
    stage, title = plate.stage, plate.stage.scene.title
    pen, finished = drawing_on(picture)
    pen.canvas.scale(plate.unit, plate.unit)
    wide, high, band = stage.width, stage.height, 44.0
    below = band + (_ROOM if title else 0.0)
    for x, y, w, h in (
        (0, 0, wide, band), (0, high - below, wide, below),
        (0, 0, band, high), (wide - band, 0, band, high),
    ):  # fmt: skip
        pen.rect(x, y, w, h, fill(dark))
    for step in range(3):
        size = 66.0 - 22.0 * step
        for x, y in (
            (band, band + 22 * step), (wide - band - size, band + 22 * step),
            (band, high - below - 22 * (step + 1)), (wide - band - size, high - below - 22 * (step + 1)),
        ):  # fmt: skip
            pen.rect(x, y, size, 22, fill(dark))
    for inset, width in ((16.0, 5.0), (26.0, 2.0), (32.0, 2.0)):
        frame = stroke(gold, width, round_ends=False)
        pen.rect(inset, inset, wide - 2 * inset, high - 2 * inset, frame)
    for x, mirrored in ((band, 1), (wide - band, -1)):
        for y, turned in ((band, 1), (high - below, -1)):
            with pen.at(x, y, scale=(mirrored, turned)):
                for blade in range(5):
                    angle = math.radians(9 + blade * 18)
                    end = math.cos(angle) * 74, math.sin(angle) * 74
                    pen.line(0, 0, *end, stroke(gold, 3))
    if title:
        along_line(pen, title, wide / 2, high - 48, 56, wide - 2 * band - 40, gold)
    return finished()


def sticker(plate: Plate) -> Field:
    """The subject cut out with a white border, lying on a plain ground; a scene as a round badge."""
    chance = plate.chance("sticker")
    hue = chance.pick((20.0, 75.0, 150.0, 200.0, 250.0, 320.0))
    ground = Colour(0.88, 0.05, hue)
    whole = "setting" not in plate.stage.scene.assumed or not plate.peopled
    cut = plate.figures.astype(np.float32)
    x, y = plate.grid
    if whole:
        away = np.hypot(x - plate.columns / 2, y - plate.rows / 2) / min(plate.shape)
        cut = np.maximum(cut * (away < 0.47), (away < 0.41).astype(np.float32))
    border, lift = plate.px(17, 6), plate.px(12, 4)
    wide = smoothstep(0.10, 0.16, blurred(cut, border))
    shadow = blurred(np.roll(wide, (round(lift), round(lift * 0.5)), (0, 1)), lift)
    source = np.clip(saturated(plate.picture, 1.22) * 1.06, 0, 1)
    flat = plate.flat(source)
    art = source * np.float32(0.55) + flat * np.float32(0.45)
    outline = plate.contours(4.0, least=1.3, inner=0.5, places=0.4 if whole else 0.0, swell=0.4)
    art = over(art, outline * 0.85, flat * np.float32(0.28))
    out = np.empty((*plate.shape, 3), np.float32)
    out[:] = ground.array()
    out *= (1 + 0.06 * (0.5 - y / plate.rows) + 0.008 * grain_of(plate.columns, plate.rows)[0])[
        ..., None
    ]
    out = over(out, shadow * 0.42, ground.lighter(-0.42).array())
    out = over(out, wide, (0.985, 0.985, 0.98))
    out = over(out, blurred(cut, 0.8), art)
    # a soft gleam over the foil
    band = np.exp(-(((((x * 0.8 + y) / min(plate.shape)) - 0.62) / 0.10) ** 2))
    raised(out, band * wide * 0.07)
    return out


def pattern(plate: Plate) -> Field:
    """Flat printed motifs with a clear edge on woven paper; :mod:`.repeat` has laid them."""
    drawn = plate.moved(plate.wandering(0.8, 30))
    art = saturated(drawn.flat(drawn.picture) * 0.30 + drawn.picture * 0.70, 1.12)
    line = drawn.contours(3.0, least=1.1, inner=0.4, places=0.0)
    art = over(art, line * 0.75, art * np.float32(0.42))
    paper, _ = grain_of(plate.columns, plate.rows, 150)
    scale(art, 1 + 0.014 * paper)
    return art
