"""Styles of things made by hand: gouache, fresco, linocut, mosaic, paper, comic, cloth, clay."""

from __future__ import annotations

import numpy as np

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    blurred_rgb,
    contrasted,
    displaced,
    luminance,
    noise,
    saturated,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from .paper import grain_of, lines
from .prints import pop_art


def _poster(picture: Field, steps: int) -> Field:
    out: Field = np.round(np.clip(picture, 0, 1) * steps) / steps
    return out


def _noise(stage: Stage, name: str, frequency: float, octaves: int = 3) -> Field:
    return noise(
        name,
        stage.seed,
        width=stage.columns,
        height=stage.rows,
        frequency=frequency,
        octaves=octaves,
    )


def gouache(stage: Stage, picture: Field) -> Field:
    """Matt, opaque paint in few tones with brushed edges."""
    unit = stage.unit
    bend = _noise(stage, "brush", 26) * 3.4 * unit
    soft = displaced(blurred_rgb(picture, 2.2 * unit), bend, np.roll(bend, 31, 0))
    flat = 0.62 * blurred_rgb(_poster(soft, 7), 0.9 * unit) + 0.38 * soft
    streaks = noise(
        "gouache",
        width=stage.columns,
        height=stage.rows,
        frequency=9,
        octaves=3,
        across=0.4,
        down=5,
    )
    paper, relief = grain_of(stage.columns, stage.rows)
    chalky = flat * 0.90 + 0.065
    out: Field = (
        saturated(chalky, 1.16) * (1 + 0.030 * streaks + 0.018 * paper + 0.015 * relief)[..., None]
    )
    return out


def fresco(stage: Stage, picture: Field) -> Field:
    """Earth pigments in lime plaster, with its grain, its stains and its cracks."""
    unit = stage.unit
    soft = blurred_rgb(picture, 1.8 * unit)
    earth = saturated(soft, 0.72) * np.array([1.02, 0.97, 0.88], np.float32)
    plaster = np.array([0.90, 0.85, 0.76], np.float32)
    wear = smoothstep(0.25, 1.6, _noise(stage, "wear", 4, 5))[..., None]
    mixed = earth * 0.82 + plaster * 0.18
    out = mixed * (1 - 0.55 * wear) + plaster * (0.55 * wear)
    grain = _noise(stage, "lime", 90, 2)
    cracks = np.clip(1 - np.abs(_noise(stage, "cracks", 3.2, 5)) * 26, 0, 1) * smoothstep(
        -0.1, 0.9, _noise(stage, "where", 2, 2)
    )
    drawn = 1 - 0.38 * (1 - lines(luminance(picture), 2.0 * unit, 0.985, -0.005, 45))
    relief = np.roll(grain, 1, 0) - grain
    lit: Field = (
        contrasted(out, 0.10)
        * (drawn * (1 + 0.035 * grain + 0.05 * relief) - 0.30 * cracks)[..., None]
    )
    return lit


def linocut(stage: Stage, picture: Field) -> Field:
    """One dark ink and one colour, gouged edges, noise of the roller."""
    unit = stage.unit
    light = blurred(luminance(picture), 1.6 * unit)
    span = max(0.25, float(light.max() - light.min()))
    light = (light - light.min()) / span
    y = np.arange(stage.rows, dtype=np.float32)[:, None] / max(unit, 0.3)
    x = np.arange(stage.columns, dtype=np.float32)[None] / max(unit, 0.3)
    gouge = np.sin((x * 0.55 + y * 0.9) * 0.42 + 3 * _noise(stage, "gouge", 3)) * 0.5 + 0.5
    block = 1 - smoothstep(0.30, 0.36, light + (gouge - 0.5) * 0.30)
    edge = 1 - lines(luminance(picture), 2.2 * unit, 0.98, -0.005, 60)
    dark = np.maximum(block, edge)
    tint = saturated(_poster(blurred_rgb(picture, 4 * unit), 3) * 0.75 + 0.25, 1.3)
    paper = np.array([0.96, 0.93, 0.86], np.float32)
    coloured = tint * (light < 0.80)[..., None] + paper * (light >= 0.80)[..., None]
    salt = generator("lino", stage.seed).random((stage.rows, stage.columns), np.float32) < 0.03
    ink = (np.clip(dark, 0, 1) * (1 - 0.6 * salt))[..., None]
    out: Field = coloured * (1 - ink) + np.array([0.11, 0.12, 0.17], np.float32) * ink
    return out


def mosaic(stage: Stage, picture: Field) -> Field:
    """Small stones, one colour each, in mortar; their rows bend."""
    unit, rows, columns = stage.unit, stage.rows, stage.columns
    size = max(4.0, 15 * unit)
    bend = _noise(stage, "rows", 2.2, 2) * size * 1.2
    y = np.arange(rows, dtype=np.float32)[:, None] + bend
    x = np.arange(columns, dtype=np.float32)[None] + np.roll(bend, rows // 3, 0)
    j = np.floor(y / size).astype(np.int32)
    i = np.floor(x / size + (j % 2) * 0.5).astype(np.int32)
    key = (j - j.min()) * (int(i.max() - i.min()) + 1) + (i - i.min())
    flat, count = key.ravel(), int(key.max()) + 1
    number = np.maximum(1, np.bincount(flat, minlength=count))
    mean = np.stack(
        [np.bincount(flat, picture[..., c].ravel(), count) / number for c in range(3)], -1
    )
    jitter = generator("stones", stage.seed).normal(0, 0.030, (count, 1))
    stones = saturated(np.clip(mean + jitter, 0, 1).astype(np.float32)[None], 1.25)[0]
    fy, fx = y / size - j, x / size + (j % 2) * 0.5 - i
    inside = np.minimum(np.minimum(fy, 1 - fy), np.minimum(fx, 1 - fx))
    joint = smoothstep(0.05, 0.14, inside)[..., None]
    bevel = (0.94 + 0.14 * (1 - fy) * (fx * 0.4 + 0.6))[..., None]
    mortar = np.array([0.62, 0.58, 0.53], np.float32)
    out: Field = stones[key] * bevel * joint + mortar * (1 - joint)
    return out


def paper_cut(stage: Stage, picture: Field) -> Field:
    """Layers of coloured paper with shadows at their edges."""
    unit = stage.unit
    soft = blurred_rgb(picture, 3.6 * unit)
    light = luminance(soft)
    steps = 6
    layer = np.round(np.clip(light, 0, 1) * steps) / steps
    flat = blurred_rgb(_poster(soft, 5), 1.0 * unit)
    lift = blurred(layer, 2.4 * unit)
    move = max(1, round(6 * unit))
    shadow = np.clip(np.roll(lift, (move, move), (0, 1)) - lift, 0, 1)
    rim = np.clip(lift - np.roll(lift, (2, 2), (0, 1)), 0, 1)
    paper, relief = grain_of(stage.columns, stage.rows)
    shade = 1 - np.clip(shadow * 2.4, 0, 0.42) + np.clip(rim * 0.8, 0, 0.12)
    out: Field = saturated(flat, 1.22) * (shade * (1 + 0.03 * paper + 0.02 * relief))[..., None]
    return out


def comic(stage: Stage, picture: Field) -> Field:
    """Inked contours, flat colour, dots in the half-shade, black shadows."""
    unit = stage.unit
    light = blurred(luminance(picture), 2 * unit)
    y = np.arange(stage.rows, dtype=np.float32)[:, None]
    x = np.arange(stage.columns, dtype=np.float32)[None]
    pitch = 8 * max(unit, 0.5)
    dots = np.sin((x + y) * 2.2 / pitch * 2) * np.sin((x - y) * 2.2 / pitch * 2) * 0.5 + 0.5
    flat = saturated(_poster(blurred_rgb(picture, 1.6 * unit), 5) * 0.9 + 0.1, 1.45)
    tone = smoothstep(0.55, 0.62, dots) * (light < 0.52) * (light > 0.2)
    out = flat * (1 - 0.24 * tone)[..., None]
    black = 1 - smoothstep(0.10, 0.17, light)
    edge = 1 - lines(luminance(blurred_rgb(picture, unit)), 2.0 * unit, 0.985, -0.005, 80)
    ink = np.clip(np.maximum(black, edge), 0, 1)[..., None]
    drawn: Field = out * (1 - ink) + np.array([0.05, 0.05, 0.08], np.float32) * ink
    return drawn


def embroidery(stage: Stage, picture: Field) -> Field:
    """Stitches of thread that follow rows, on linen."""
    unit = stage.unit
    y = np.arange(stage.rows, dtype=np.float32)[:, None] / max(unit, 0.4)
    x = np.arange(stage.columns, dtype=np.float32)[None] / max(unit, 0.4)
    light = luminance(blurred_rgb(picture, 4 * unit))
    lean = np.round(light * 4) * 0.8
    across = np.sin((x * np.cos(lean) + y * np.sin(lean)) * 1.15) * 0.5 + 0.5
    along = (
        np.sin((y * np.cos(lean) - x * np.sin(lean)) * 0.30 + np.round(light * 9) * 2) * 0.5 + 0.5
    )
    thread = saturated(_poster(blurred_rgb(picture, 2.4 * unit), 6), 1.25)
    out: Field = thread * (0.78 + 0.26 * across + 0.08 * smoothstep(0.1, 0.3, along))[..., None]
    return out


def clay(stage: Stage, picture: Field) -> Field:
    """Modelled putty: soft forms, finger marks, light from above."""
    unit = stage.unit
    soft = saturated(blurred_rgb(picture, 2.6 * unit), 1.2)
    height = blurred(luminance(soft), 3 * unit) * 2.2 + 0.05 * _noise(stage, "fingers", 16, 3)
    slope = (np.roll(height, 2, 0) - height) + 0.6 * (np.roll(height, 2, 1) - height)
    shine = np.clip(slope * -3.4 / max(unit, 0.4), -0.16, 0.20)
    out: Field = soft * (1 + shine)[..., None] + np.clip(shine, 0, 1)[..., None] * 0.25
    return out


def silhouette(stage: Stage, picture: Field) -> Field:
    """Dark shapes against a glowing ground."""
    light = blurred(luminance(picture), 2 * stage.unit)
    middle = float(np.median(light))
    dark = 1 - smoothstep(middle - 0.08, middle + 0.06, light)
    glow = saturated(blurred_rgb(picture, 16 * stage.unit) * 0.6 + 0.42, 1.5)
    ink = (dark * 0.94)[..., None]
    out: Field = glow * (1 - ink) + np.array([0.09, 0.07, 0.13], np.float32) * ink
    return out


def graffiti(stage: Stage, picture: Field) -> Field:
    """Spray on a rough wall."""
    sprayed = pop_art(stage, blurred_rgb(picture, 2 * stage.unit))
    wall = 1 + 0.06 * _noise(stage, "wall", 60, 2) + 0.05 * _noise(stage, "stain", 3, 3)
    speck = generator("spray", stage.seed).random((stage.rows, stage.columns), np.float32) < 0.012
    out: Field = sprayed * wall[..., None] + 0.3 * speck[..., None]
    return out
