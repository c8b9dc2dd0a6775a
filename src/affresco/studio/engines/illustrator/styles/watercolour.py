"""Watercolour: wobbling edges, wet and dry passages, pigment pooling on rough paper, a bare margin."""

from __future__ import annotations

import numpy as np
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    dye,
    luminance,
    mix,
    moved,
    resized,
    saturated,
    scale,
    slopes,
    smoothstep,
)

from .paper import grain_of
from .plate import Plate

PAPER = (0.985, 0.97, 0.94)
_BLOOMS = 5  # back-runs, where water pushed pigment outwards
_COARSE = 2  # pixels of the picture in one of the fields of water


def watercolour(plate: Plate) -> Field:
    """The whole picture as pigment on paper."""
    unit = plate.unit
    wobble_x, wobble_y = plate.noise("wobble x", 9, 3), plate.noise("wobble y", 9, 3)
    far, near = np.float32(5 * unit), np.float32(1.6 * unit)
    loose = plate.moved(moved(wobble_x * far, wobble_y * far))
    tight = plate.moved(moved(wobble_x * near, wobble_y * near))
    detail, wet = _handling(plate, tight)
    washes = loose.soft(3.2)
    mix(washes, loose.soft(16), wet)
    mix(washes, tight.picture, detail * 0.7)
    washes = tight.parted(np.clip(washes * 0.93 + 0.075, 0, 1), 0.15)
    paper, relief = grain_of(plate.columns, plate.rows)
    pool = plate.noise("pool", 4.5, 3)
    settled = 1 + 0.20 * pool + _dried_edges(washes, wobble_x, unit)
    settled += np.clip(paper * 0.055, -0.132, 0.132)
    settled *= _blooms(plate, wobble_x)
    # pigment is what light has to pass: so much more of it darkens as a power of the colour
    bright = np.clip(saturated(washes, 1.28), 0.015, 1)
    painted = np.log(bright)
    scale(painted, np.float32(0.92) * settled)
    np.exp(painted, out=painted)
    pencil = tight.contours(1.5, least=0.8, inner=0.6, places=0.5, swell=1.0)
    broken = smoothstep(-0.9, 0.5, wobble_y + paper * 0.35)
    scale(painted, 1 - pencil * broken * 0.46)
    return _with_margin(painted, wobble_x * 0.0045 + pool * 0.004 + paper * 0.0016, relief)


def _handling(plate: Plate, tight: Plate) -> tuple[Field, Field]:
    """How far a brush follows the forms, and how far colours run; both soft: half the size does."""
    step = _COARSE if min(plate.shape) > 500 else 1
    light, unit = np.ascontiguousarray(tight.light[::step, ::step]), plate.unit / step
    structure = np.abs(blurred(light, 2 * unit) - blurred(light, 14 * unit))
    detail = np.maximum(
        smoothstep(0.017, 0.11, structure), np.float32(0.55) * plate.mask[::step, ::step]
    )
    wet = smoothstep(-0.1, 1.1, plate.noise("wet", 3, 3)[::step, ::step]) * (1 - detail)
    if step == 1:
        return detail, wet
    bilinear = Image.Resampling.BILINEAR
    return (
        resized(detail, plate.columns, plate.rows, bilinear),
        resized(wet, plate.columns, plate.rows, bilinear),
    )


def _dried_edges(washes: Field, wobble: Field, unit: float) -> Field:
    """Pigment gathers where a wash ends: at steps of tone and at strong contours."""
    rows, columns = wobble.shape
    step = _COARSE if min(rows, columns) > 500 else 1  # such edges are soft: half the size will do
    tone = blurred(luminance(washes[::step, ::step]), 2.2 * unit / step)
    level = tone * 7 + wobble[::step, ::step] * 0.22
    away = (level - np.round(level)) * np.float32(1 / 0.07)
    gx, gy = slopes(tone)
    contour = np.clip(np.hypot(gx, gy) * np.float32(7 / step), 0, 0.55)
    edges: Field = np.exp(-(away * away)) * np.float32(0.10) + contour * np.float32(0.55)
    return edges if step == 1 else resized(edges, columns, rows, Image.Resampling.BILINEAR)


def _blooms(plate: Plate, wobble: Field) -> Field:
    """Back-runs, made at a quarter of the size."""
    step = 2 * _COARSE
    columns, rows = plate.columns // step, plate.rows // step
    coarse = wobble[: rows * step : step, : columns * step : step] * 0.16
    chance, factor = plate.stage.chance("blooms"), np.ones((rows, columns), np.float32)
    x = np.arange(columns, dtype=np.float32)[None]
    y = np.arange(rows, dtype=np.float32)[:, None]
    for _ in range(_BLOOMS):
        cx, cy = chance.between() * columns, chance.between(0, 0.62) * rows
        radius = chance.between(0.06, 0.15) * min(columns, rows)
        away = np.hypot((x - cx) / radius, (y - cy) / radius) + coarse
        rim = (away - 1) * np.float32(1 / 0.07)
        factor *= 1 - 0.20 * np.sqrt(np.clip(1 - away, 0, 1)) + 0.13 * np.exp(-(rim * rim))
    return resized(factor, plate.columns, plate.rows)


def _with_margin(painted: Field, wander: Field, relief: Field) -> Field:
    """A margin of bare paper with an uneven, slightly darker edge of paint."""
    shape = wander.shape
    step = _COARSE if min(shape) > 700 else 1
    wander = wander[::step, ::step]
    height, width = wander.shape
    x = np.arange(width, dtype=np.float32)[None]
    y = np.arange(height, dtype=np.float32)[:, None]
    inside = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    inside = inside / np.float32(min(width, height)) + wander
    covered = smoothstep(0.026, 0.031, inside)
    edge = (inside - 0.033) * np.float32(1 / 0.0045)
    rim = 1 - np.exp(-(edge * edge)) * np.float32(0.16)
    if step > 1:
        bilinear = Image.Resampling.BILINEAR
        covered, rim = (resized(field, shape[1], shape[0], bilinear) for field in (covered, rim))
    scale(painted, rim)
    mix(painted, (1.0, 1.0, 1.0), 1 - covered)
    dye(painted, PAPER)
    scale(painted, 1 + relief * 0.020)
    return painted
