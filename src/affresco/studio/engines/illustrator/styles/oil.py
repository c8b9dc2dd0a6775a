"""Oil: layers of brush strokes along the forms, from broad to fine, with raised paint."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    blurred_rgb,
    contrasted,
    luminance,
    noise,
    saturated,
    slopes,
)
from affresco.studio.engines.illustrator.painting.pen import SMOOTH, colours, image_of, surface
from affresco.studio.engines.illustrator.painting.stage import Stage

from .paper import grain_of

# Stroke width in units, and how much structure a place must have to get strokes of it.
LAYERS = ((60.0, 0.0), (26.0, 0.003), (13.0, 0.011), (6.5, 0.031))
BRUSHES = 6
BROAD = 20.0  # units; from this width on, strokes need no fine canvas
SMALLEST_HALVED = 500  # pixels; smaller pictures keep one canvas size
CLOSEST = 3.2  # pixels between strokes
FINEST = 2.0  # pixels; thinner strokes cannot be seen (in previews)
_STROKE_W, _STROKE_H = 128, 32  # pixels of one stroke in the atlas


@cache
def _brushes() -> skia.Image:
    """Stroke shapes with bristles, one below the other."""
    chance = np.random.Generator(np.random.PCG64(7))
    atlas = np.zeros((BRUSHES * _STROKE_H, _STROKE_W, 4), np.float32)
    x = np.arange(_STROKE_W)[None]
    y = np.abs(np.arange(_STROKE_H) - (_STROKE_H - 1) / 2)[:, None]
    for i in range(BRUSHES):
        bristles = np.repeat(chance.uniform(0.25, 1, 16), 2)[:, None] * np.ones((1, _STROKE_W))
        start = chance.uniform(0, 14, 16).repeat(2)[:, None]
        end = _STROKE_W - chance.uniform(0, 30, 16).repeat(2)[:, None]
        alpha = np.clip((x - start) / 7, 0, 1) * np.clip((end - x) / 16, 0, 1)
        alpha = alpha * np.clip((_STROKE_H / 2 - 0.5 - y) / 3.5, 0, 1)
        soft = blurred(bristles.astype(np.float32), 1)
        body = np.clip(0.55 + 0.6 * soft + 0.12 * chance.standard_normal((_STROKE_H, 1)), 0, 1)
        rows = slice(i * _STROKE_H, (i + 1) * _STROKE_H)
        atlas[rows, :, :3] = (0.80 + 0.20 * body)[..., None]
        atlas[rows, :, 3] = np.clip(alpha * (0.45 + 0.65 * body), 0, 1)
    return image_of(atlas)


def oil(stage: Stage, picture: Field) -> Field:
    """Paint with strokes, then light their relief."""
    unit = stage.unit
    painted = _strokes(stage, saturated(picture, 1.15))
    height = luminance(painted) - blurred(luminance(painted), 3 * unit)
    relief = (np.roll(height, 1, 1) - np.roll(height, -1, 1)) + (
        np.roll(height, 1, 0) - np.roll(height, -1, 0)
    )
    _, canvas = grain_of(stage.columns, stage.rows, 210)
    painted = painted + (relief * 0.55)[..., None] + (canvas * 0.012)[..., None]
    return saturated(contrasted(painted, 0.25), 1.06)


def _directions(stage: Stage, picture: Field) -> tuple[Field, Field]:
    """Where strokes go, in radians, and how much structure there is, (rows, columns)."""
    unit = stage.unit
    gx, gy = slopes(blurred(luminance(picture), 2 * unit))
    sigma = 6 * unit
    xx, yy, xy = blurred(gx * gx, sigma), blurred(gy * gy, sigma), blurred(gx * gy, sigma)
    along = 0.5 * np.arctan2(2 * xy, xx - yy) + math.pi / 2
    coherent = np.sqrt((xx - yy) ** 2 + 4 * xy**2) > 2e-5
    flow = noise(
        "flow", stage.seed, width=stage.columns, height=stage.rows, frequency=2.2, octaves=2
    )
    detail = blurred(np.hypot(gx, gy), 3 * unit) / max(unit, 0.3)
    return np.where(coherent, along, flow * 1.2 + 0.3), detail


def _strokes(stage: Stage, picture: Field) -> Field:
    """All layers; broad strokes on a canvas of half the size, where they cost a quarter."""
    unit, columns, rows = stage.unit, stage.columns, stage.rows
    angles, detail = _directions(stage, picture)
    chance = generator("oil", stage.seed)
    halved = 2 if min(columns, rows) >= SMALLEST_HALVED else 1
    rough = surface(columns // halved, rows // halved)
    underpainting = image_of(blurred_rgb(picture, 10 * unit))
    area = skia.Rect.MakeWH(columns, rows)
    rough.getCanvas().scale(rough.width() / columns, rough.height() / rows)
    rough.getCanvas().drawImageRect(underpainting, area, SMOOTH)
    fine = surface(columns, rows)
    for size, threshold in LAYERS:
        if size * unit < FINEST:
            break
        if size >= BROAD:
            _layer(rough.getCanvas(), stage, picture, angles, detail, chance, size, threshold)
            fine.getCanvas().drawImageRect(rough.makeImageSnapshot(), area, SMOOTH)
        else:
            _layer(fine.getCanvas(), stage, picture, angles, detail, chance, size, threshold)
    return colours(fine)


def _layer(
    canvas: skia.Canvas,
    stage: Stage,
    picture: Field,
    angles: Field,
    detail: Field,
    chance: np.random.Generator,
    size: float,
    threshold: float,
) -> None:
    """Strokes of one width, where there is structure enough for it."""
    unit, columns, rows = stage.unit, stage.columns, stage.rows
    step = max(CLOSEST, size * unit * 0.68)
    nx, ny = int(columns / step) + 1, int(rows / step) + 1
    x = (np.tile(np.arange(nx), ny) + chance.uniform(-0.6, 0.6, nx * ny) + 0.5) * step
    y = (np.repeat(np.arange(ny), nx) + chance.uniform(-0.6, 0.6, nx * ny) + 0.5) * step
    xi, yi = np.clip(x.astype(int), 0, columns - 1), np.clip(y.astype(int), 0, rows - 1)
    order = chance.permutation(len(x))
    if threshold > 0:
        order = order[detail[yi, xi][order] > threshold]
    x, y, xi, yi = x[order], y[order], xi[order], yi[order]
    count = len(x)
    if not count:
        return
    source = blurred_rgb(picture, size * unit * 0.16) if size > 12 else picture
    wander = chance.normal(0, 0.03, (count, 1)) + chance.normal(0, 0.015, (count, 3))
    rgb = (np.clip(source[yi, xi] + wander, 0, 1) * 255).astype(np.uint32)
    argb = (255 << 24) | (rgb[:, 0] << 16) | (rgb[:, 1] << 8) | rgb[:, 2]
    angle = angles[yi, xi] + chance.normal(0, 0.16, count)
    scale = size * unit / _STROKE_H * chance.uniform(0.75, 1.25, count)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    left = x - (cos * _STROKE_W / 2 - sin * _STROKE_H / 2)
    top = y - (sin * _STROKE_W / 2 + cos * _STROKE_H / 2)
    forms = [
        skia.RSXform(*form)
        for form in zip(cos.tolist(), sin.tolist(), left.tolist(), top.tolist(), strict=True)
    ]
    rects = [skia.Rect.MakeXYWH(0, _STROKE_H * i, _STROKE_W, _STROKE_H) for i in range(BRUSHES)]
    which = [rects[i] for i in chance.integers(0, BRUSHES, count).tolist()]
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
    canvas.drawAtlas(_brushes(), forms, which, argb.tolist(), skia.BlendMode.kModulate, sampling)
