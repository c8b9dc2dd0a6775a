"""Watercolour: wobbling edges, wet and dry passages, pigment pooling on rough paper, a bare margin."""

from __future__ import annotations

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    blurred_rgb,
    displaced,
    luminance,
    noise,
    saturated,
    slopes,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from .paper import density, grain_of, lines

PAPER = np.array([0.985, 0.97, 0.94], np.float32)
BLOOMS = 5  # back-runs, where water pushed pigment outwards


def watercolour(stage: Stage, picture: Field) -> Field:
    """The whole picture as pigment on paper."""
    unit, width, height = stage.unit, stage.columns, stage.rows

    def field(key: str, frequency: float, octaves: int, gain: float = 0.5) -> Field:
        return noise(
            key, stage.seed, width=width, height=height, frequency=frequency, octaves=octaves,
            gain=gain,
        )  # fmt: skip

    wobble_x, wobble_y = field("wobble x", 9, 3, 0.55), field("wobble y", 9, 3, 0.55)
    wandering = displaced(picture, wobble_x * 5 * unit, wobble_y * 5 * unit)
    light = luminance(wandering)
    structure = np.abs(blurred(light, 2 * unit) - blurred(light, 14 * unit)) * 9
    detail = smoothstep(0.15, 1.0, structure)[..., None]
    wet = smoothstep(-0.1, 1.1, field("wet", 3, 3))[..., None] * (1 - detail)
    washes = (
        blurred_rgb(wandering, 3.2 * unit) * (1 - wet) + blurred_rgb(wandering, 16 * unit) * wet
    )
    crisp = displaced(picture, wobble_x * 1.6 * unit, wobble_y * 1.6 * unit)
    washes = washes * (1 - detail * 0.7) + crisp * (detail * 0.7)
    pigment = density(saturated(np.clip(washes * 0.93 + 0.075, 0, 1), 1.28)) * np.float32(0.92)
    paper, relief = grain_of(width, height)
    pool = field("pool", 4.5, 4, 0.6)
    settled = (
        1
        + 0.20 * pool
        + _dried_edges(washes, wobble_x, unit)
        + np.clip(paper * 0.5, -1.2, 1.2) * 0.11
    )
    pigment = pigment * (settled * _blooms(stage, wobble_x))[..., None]
    painted = np.exp(-pigment)
    pencil = lines(luminance(picture), 1.1 * unit, 0.98, -0.004, 55)
    broken = smoothstep(-0.9, 0.5, wobble_y + paper * 0.35)
    painted = painted * (1 - (1 - pencil) * broken * 0.42)[..., None]
    painted = painted * np.array([1, 0.985, 0.97], np.float32)
    return _with_margin(painted, wobble_x * 0.0045 + pool * 0.004 + paper * 0.0016, relief)


def _dried_edges(washes: Field, wobble: Field, unit: float) -> Field:
    """Pigment gathers where a wash ends: at steps of tone and at strong contours."""
    tone = blurred(luminance(washes), 2.2 * unit)
    level = tone * 7 + wobble * 0.22
    step = np.exp(-((np.abs(level - np.round(level)) / 0.07) ** 2)) * 0.10
    gx, gy = slopes(tone)
    contour = np.clip(np.hypot(gx, gy) * 7, 0, 0.55)
    edges: Field = step + contour * 0.55
    return edges


def _blooms(stage: Stage, wobble: Field) -> Field:
    chance, factor = stage.chance("blooms"), np.ones((stage.rows, stage.columns), np.float32)
    x = np.arange(stage.columns, dtype=np.float32)[None]
    y = np.arange(stage.rows, dtype=np.float32)[:, None]
    shorter = min(stage.columns, stage.rows)
    for _ in range(BLOOMS):
        cx, cy = chance.between() * stage.columns, chance.between(0, 0.62) * stage.rows
        radius = chance.between(0.06, 0.15) * shorter
        away = np.hypot((x - cx) / radius, (y - cy) / radius) + wobble * 0.16
        inner = 0.20 * np.clip(1 - away, 0, 1) ** 0.6
        factor *= (1 - inner + 0.13 * np.exp(-(((away - 1) / 0.07) ** 2))).astype(np.float32)
    return factor


def _with_margin(painted: Field, wander: Field, relief: Field) -> Field:
    """A margin of bare paper with an uneven, slightly darker edge of paint."""
    height, width = wander.shape
    x = np.arange(width, dtype=np.float32)[None]
    y = np.arange(height, dtype=np.float32)[:, None]
    inside = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    inside = inside / min(width, height) + wander
    covered = smoothstep(0.026, 0.031, inside)[..., None]
    rim = np.exp(-(((inside - 0.033) / 0.0045) ** 2)) * 0.16
    paper = PAPER * (1 + relief * 0.020)[..., None]
    out: Field = paper * (1 - covered) + paper * painted * (1 - rim[..., None]) * covered
    return out
