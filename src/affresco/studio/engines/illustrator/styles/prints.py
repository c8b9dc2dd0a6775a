"""Prints: ukiyo-e, risograph, pop art, ink drawing."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Colour, Field, from_hex
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    blurred_rgb,
    luminance,
    noise,
    saturated,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    colours,
    fill,
    image_of,
    stroke,
    surface,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from .paper import density, grain_of, lines, palette_map

_WOODBLOCK = tuple(
    from_hex(f"#{code}")
    for code in (
        "f1e6cf",
        "e3d1ac",
        "1b2a4e",
        "274472",
        "41638f",
        "7f9fb5",
        "b9cbc8",
        "a23b2c",
        "c8643c",
        "d9a24e",
        "7b8a5a",
        "46603f",
        "8a6a4e",
        "3b322c",
        "1c1a1d",
        "cfae8e",
        "5a4b52",
        "dcdcd0",
        "6f9a4d",
        "e8b7a2",
        "5f3a63",
    )
)
# Spot inks of the risograph: three at a time.
_INKS = (
    ((1.0, 0.28, 0.42), (0.0, 0.47, 0.75), (1.0, 0.82, 0.0)),
    ((1.0, 0.42, 0.18), (0.13, 0.28, 0.55), (0.55, 0.85, 0.72)),
    ((0.95, 0.3, 0.6), (0.24, 0.33, 0.55), (1.0, 0.70, 0.25)),
)
_SCREEN_ANGLES = (0.26, 1.31, 0.78)  # radians, one for each ink


def ukiyo_e(stage: Stage, picture: Field) -> Field:
    """A few pigments, gradations in calm areas, black key lines, wood grain, a paper border."""
    unit = stage.unit
    flat = palette_map("woodblock", _WOODBLOCK)(np.clip(blurred_rgb(picture, 1.6 * unit), 0, 0.999))
    printed = blurred_rgb(flat, 0.8 * unit)
    light = luminance(picture)
    busy = blurred(np.abs(light - blurred(light, 6 * unit)), 8 * unit)
    calm = (1 - smoothstep(0.002, 0.012, busy))[..., None]
    printed = printed * (1 - calm * 0.75) + blurred_rgb(flat, 14 * unit) * (calm * 0.75)
    key = lines(light, 1.5 * unit, 0.985, -0.006, 70)
    printed = printed * (0.22 + 0.78 * key)[..., None]
    paper, _ = grain_of(stage.columns, stage.rows, 120)
    wood = noise(
        "wood", width=stage.columns, height=stage.rows, frequency=3, octaves=3, across=0.5, down=16
    )
    printed = printed * (1 + 0.028 * paper + 0.022 * wood)[..., None]
    return _bordered(stage, printed * np.array([1.0, 0.985, 0.945], np.float32))


def _bordered(stage: Stage, picture: Field) -> Field:
    """A border of paper with a fine line, and a plain red seal without writing."""
    sheet = surface(stage.columns, stage.rows)
    pen = Pen(sheet.getCanvas())
    pen.canvas.drawImage(image_of(picture), 0, 0)
    pen.canvas.scale(stage.unit, stage.unit)
    w, h, ink = stage.width, stage.height, Colour(0.2, 0.02, 60)
    x = w * 0.06 if stage.sun_x > w / 2 else w * 0.94 - 40
    red, cream = Colour(0.52, 0.17, 30), Colour(0.93, 0.03, 85)
    pen.rounded(x, 56, 40, 40, 6, fill(red))
    pen.circle(x + 20, 76, 12, stroke(cream, 2.6))
    pen.curve(
        [(x + 9, 80), (x + 15, 73), (x + 20, 79), (x + 26, 73), (x + 31, 80)], stroke(cream, 2.6)
    )
    pen.rect(0, 0, w, h, stroke(Colour(0.92, 0.035, 85), 44))
    pen.rect(22, 22, w - 44, h - 44, stroke(ink, 3, round_ends=False))
    return colours(sheet)


def risograph(stage: Stage, picture: Field) -> Field:
    """Three spot inks, screened and slightly out of register."""
    chance = stage.chance("risograph")
    thumb = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8)).resize((48, 48))
    small = density(np.asarray(thumb, np.float32) / 255).reshape(-1, 3)
    inks = min(_INKS, key=lambda set_: _misfit(small, set_) * chance.between(0.85, 1.15))
    matrix = density(np.array(inks, np.float32))
    wanted = density(np.clip(picture, 0.02, 1)).reshape(-1, 3)
    amounts = np.clip(wanted @ np.linalg.pinv(matrix).astype(np.float32) * 1.22, 0, 1.3)
    amounts = amounts.reshape(stage.rows, stage.columns, 3)
    out = np.ones_like(picture) * np.array([0.965, 0.945, 0.90], np.float32)
    grains = generator("risograph", stage.seed)
    for i, ink in enumerate(inks):
        shift = (
            round(chance.normal(0, 3.2) * stage.unit),
            round(chance.normal(0, 3.2) * stage.unit),
        )
        amount = np.roll(amounts[..., i], shift, (0, 1))
        grain = grains.random((stage.rows, stage.columns), np.float32)
        screen = _screen(stage, _SCREEN_ANGLES[i], 7.5)
        cover = smoothstep(-0.12, 0.16, amount - (0.615 * screen + 0.25 * grain + 0.06))
        uneven = noise(
            "ink", i, stage.seed, width=stage.columns, height=stage.rows, frequency=5, octaves=3
        )
        cover = cover * (1 - 0.30 * smoothstep(0.55, 1.0, grain) * smoothstep(-0.5, 0.9, uneven))
        out = out * (1 - cover[..., None] * (1 - np.array(ink, np.float32)) * np.float32(0.94))
    return out


def _misfit(wanted: Field, inks: tuple[tuple[float, float, float], ...]) -> float:
    """How badly three inks mix the colours of a picture."""
    matrix = density(np.array(inks, np.float64))
    amounts = np.clip(wanted @ np.linalg.pinv(matrix), 0, 1.25)
    return float(((amounts @ matrix - wanted) ** 2).mean())


def _screen(stage: Stage, angle: float, pitch: float) -> Field:
    """A halftone screen, 0–1; `pitch` in units."""
    y = np.arange(stage.rows, dtype=np.float32)[:, None]
    x = np.arange(stage.columns, dtype=np.float32)[None]
    frequency = 2 * math.pi / (pitch * max(stage.unit, 0.5))
    u = (x * math.cos(angle) + y * math.sin(angle)) * frequency
    v = (-x * math.sin(angle) + y * math.cos(angle)) * frequency
    screen: Field = np.cos(u) * np.cos(v) * 0.5 + 0.5
    return screen


def pop_art(stage: Stage, picture: Field) -> Field:
    """Few loud colours, dots in the shade, thick black lines."""
    unit = stage.unit
    loud = saturated(np.clip(picture * 1.08, 0, 1), 1.6)
    flat = np.round(blurred_rgb(loud, 1.5 * unit) * 3) / 3 * 0.85 + 0.15
    light = luminance(loud)
    shade = blurred(light, 3 * unit)
    dots = smoothstep(-0.1, 0.1, (_screen(stage, math.pi / 4, 11) - 0.5) - (shade - 0.42))
    flat = flat * (1 - 0.45 * (dots * (shade < 0.72))[..., None])
    drawn: Field = flat * lines(light, 2 * unit, 0.985, -0.006, 80)[..., None]
    return drawn
