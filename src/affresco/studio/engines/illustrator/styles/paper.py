"""Paper, ink lines and palettes: what several styles share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Colour, Field, oklab
from affresco.studio.engines.illustrator.painting.fields import blurred, mix, noise

from .plate import Plate

_STEPS = 32  # of each channel in a colour table


@lru_cache(maxsize=3)
def grain_of(width: int, height: int, frequency: int = 170) -> tuple[Field, Field]:
    """Height and lit relief of paper, (height, width) each; the same sheet for every picture."""
    finest = min(frequency, min(width, height) * 0.22)
    paper = noise(
        "paper", frequency, width=width, height=height, frequency=finest, octaves=3, gain=0.6
    )
    slope = (np.roll(paper, 1, 1) - paper) + (np.roll(paper, 1, 0) - paper)
    return paper.astype(np.float32), np.clip(slope * 0.5, -2, 2).astype(np.float32)


def lines(light: Field, sigma: float, tau: float, epsilon: float, steepness: float) -> Field:
    """Ink lines by an extended difference of Gaussians (Winnemöller, 2011): 1 paper, 0 ink."""
    difference = blurred(light, sigma) - tau * blurred(light, sigma * 1.6)
    drawn: Field = np.clip(1 + np.tanh(steepness * (difference - epsilon)), 0, 1)
    return drawn


def on_paper(
    ink: Field, paper: tuple[float, float, float], pigment: tuple[float, float, float]
) -> Field:
    """Pigment where `ink` is 1 on paper where it is 0."""
    cover = np.clip(ink, 0, 1)
    out = np.empty((*cover.shape, 3), np.float32)
    for channel, (base, tone) in enumerate(zip(paper, pigment, strict=True)):
        np.multiply(cover, np.float32(tone - base), out=out[..., channel])
        out[..., channel] += np.float32(base)
    return out


def over(below: Field, ink: Field, pigment: Field | tuple[float, float, float]) -> Field:
    """Pigment laid over a picture where `ink` is 1; `ink` (h, w)."""
    out: Field = np.array(below, np.float32)
    tone = np.asarray(pigment, np.float32)
    plain = tone.ndim == 1
    mix(
        out, (float(tone[0]), float(tone[1]), float(tone[2])) if plain else tone, np.clip(ink, 0, 1)
    )
    return out


def hatching(plate: Plate, angle: float | Field, pitch: float, sway: float = 5.0) -> Field:
    """Parallel strokes that sway a little, 0–1; `pitch` and `sway` in units."""
    x, y = plate.grid
    step = plate.px(pitch, 4.0)
    bend = _sway(plate.columns, plate.rows, round(pitch * 10)) * np.float32(sway * plate.unit)
    if isinstance(angle, float):
        across = x * np.float32(math.cos(angle)) + y * np.float32(math.sin(angle))
    else:
        across = x * np.cos(angle) + y * np.sin(angle)
    wave: Field = np.sin((across + bend) * np.float32(math.tau / step))
    wave *= 0.5
    wave += 0.5
    return wave


def strokes(plate: Plate, angle: Field | float, pitch: float, longer: float = 9.0) -> Field:
    """Strokes of a stick or a brush, uneven and of some length, 0–1; `pitch` in units."""
    x, y = plate.grid
    scale = np.float32(1 / plate.px(pitch, 1.3))
    cos, sin = np.cos(angle).astype(np.float32) * scale, np.sin(angle).astype(np.float32) * scale
    across = ((x * cos + y * sin) * np.float32(_CELL)).astype(np.int32)
    along = ((y * cos - x * sin) * np.float32(_CELL / longer)).astype(np.int32)
    across &= _TILE - 1
    along &= _TILE - 1
    along *= _TILE
    along += across
    drawn: Field = _streaks().ravel().take(along)
    return drawn


_TILE, _CELL = 1024, 8  # side of the tile of strokes, and how many of its pixels a stroke is wide


@lru_cache(maxsize=1)
def _streaks() -> Field:
    """Uneven marks with the same left and right, upper and lower edge, about 0–1."""
    random = np.random.Generator(np.random.PCG64(23))
    out = np.zeros((_TILE, _TILE), np.float32)
    for cells, amplitude in ((_TILE // _CELL, 1.0), (_TILE // _CELL * 2, 0.5)):
        grid = np.pad(random.standard_normal((cells, cells)).astype(np.float32), 4, "wrap")
        layer = Image.fromarray(grid).resize(
            (_TILE, _TILE), Image.Resampling.BICUBIC, box=(4, 4, cells + 4, cells + 4)
        )
        out += np.asarray(layer) * np.float32(amplitude)
    marks: Field = np.clip(out * np.float32(0.36) + np.float32(0.5), 0, 1)
    return marks


@lru_cache(maxsize=3)
def _sway(columns: int, rows: int, key: int) -> Field:
    return noise("hatch", key, width=columns, height=rows, frequency=3, octaves=2)


def density(picture: Field) -> Field:
    """Pigment density: what light has to pass."""
    return -np.log(np.clip(picture, 0.015, 1))


def nearest(name: str, inks: Sequence[Colour], picture: Field) -> Field:
    """Every colour of a picture as the nearest of some inks; `name` tells sets of inks apart."""
    last = np.float32(_STEPS - 0.01)
    index = np.zeros(picture.shape[:2], np.int32)
    for channel in range(3):
        index *= _STEPS
        index += np.clip(picture[..., channel] * np.float32(_STEPS), 0, last).astype(np.int32)
    out: Field = _table(name, tuple(inks)).take(index, axis=0)
    return out


@lru_cache(maxsize=8)
def _table(name: str, inks: tuple[Colour, ...]) -> Field:
    steps = (np.arange(_STEPS, dtype=np.float32) + 0.5) / _STEPS
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1)
    plain = np.array([colour.rgb() for colour in inks], np.float32)
    away = oklab(cube).reshape(-1, 1, 3) - oklab(plain)[None]
    weighed = (away * np.array([1.0, 1.5, 1.5], np.float32)) ** 2
    found: Field = plain[weighed.sum(-1).argmin(1)]
    return found
