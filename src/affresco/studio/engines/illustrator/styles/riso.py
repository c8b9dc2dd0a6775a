"""Risograph: three spot inks, chosen for the picture, screened with grain, out of register."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field, oklab
from affresco.studio.engines.illustrator.painting.fields import saturated, smoothstep

from .inks import named_inks
from .plate import Plate

Ink = tuple[float, float, float]
Inks = tuple[Ink, Ink, Ink]

_PAPER: Final = (0.968, 0.952, 0.912)
_SETS: Final[tuple[Inks, ...]] = (  # a dark, a strong and a light ink each
    ((0.12, 0.25, 0.48), (1.0, 0.36, 0.40), (1.0, 0.80, 0.22)),
    ((0.00, 0.38, 0.45), (1.0, 0.46, 0.20), (1.0, 0.82, 0.50)),
    ((0.32, 0.18, 0.46), (1.0, 0.38, 0.58), (0.45, 0.82, 0.78)),
    ((0.15, 0.20, 0.26), (0.94, 0.36, 0.26), (0.48, 0.76, 0.92)),
    ((0.10, 0.36, 0.28), (1.0, 0.45, 0.36), (1.0, 0.84, 0.30)),
    ((0.16, 0.18, 0.44), (0.20, 0.66, 0.62), (1.0, 0.70, 0.72)),
)
_STEPS: Final = 16  # of each channel in the table of separations
_LEVELS: Final = 6  # of each ink in it
_SOFT: Final = 0.05  # OKLab distance over which neighbouring mixtures blend
_ANGLES: Final = (0.26, 1.31, 0.78)  # radians of the screens


def risograph(plate: Plate) -> Field:
    """Each colour as a mixture of the inks, in grain; the inks are a little out of register."""
    chance = plate.chance("risograph")
    picture = np.clip(plate.parted(saturated(plate.soft(1.0), 1.30), 0.30), 0, 0.999)
    named = named_inks(plate.stage)
    inks = _of(named) if named else _fitting(plate)
    amounts = _separated(picture, inks)
    amounts += 0.10 * plate.mask[..., None] * (amounts > 0.25)  # solid where the subject is
    outline = plate.contours(2.4, least=1.0, inner=0.25, places=0.0)
    amounts[..., 0] = np.maximum(amounts[..., 0], 0.95 * outline)
    out = np.empty((*plate.shape, 3), np.float32)
    out[:] = _PAPER
    grains = plate.random("risograph").random(plate.shape, np.float32)
    for number, ink in enumerate(inks):
        shift = [round(chance.normal(0, 2.0) * plate.unit) for _ in range(2)]
        amount = amounts[..., number]
        if number:
            amount = np.roll(amount, shift, (0, 1))
        grain = np.roll(grains, (131 * number, 57 * number), (0, 1))
        level = 0.36 * halftone(plate, _ANGLES[number], 6.5) + 0.60 * grain
        cover = smoothstep(-0.16, 0.16, amount - level * 0.94 - 0.03)
        cover *= 0.95 - 0.08 * smoothstep(0.7, 1.0, grain)
        for channel in range(3):
            out[..., channel] *= 1 - cover * np.float32(1 - ink[channel])
    return out


def halftone(plate: Plate, angle: float, pitch: float) -> Field:
    """A halftone screen, 0–1; `pitch` in units."""
    x, y = plate.grid
    frequency = np.float32(2 * math.pi / plate.px(pitch, 4.0))
    cos, sin = np.float32(math.cos(angle)) * frequency, np.float32(math.sin(angle)) * frequency
    # of the product of two waves along the axes, each is a product of waves of x and of y alone
    u, v = cos + sin, sin - cos
    s, t = cos - sin, sin + cos
    dots: Field = np.cos(x * u) * np.cos(y * v) - np.sin(x * u) * np.sin(y * v)
    dots += np.cos(x * s) * np.cos(y * t) - np.sin(x * s) * np.sin(y * t)
    dots *= 0.25
    dots += 0.5
    return dots


def _of(named: tuple[Colour, ...]) -> Inks:
    """Inks of the colours that a scene names: the darker one serves for the shade, too."""
    ordered = sorted(named, key=lambda colour: colour.lightness)
    dark = ordered[0]
    shade = dark._replace(lightness=min(dark.lightness, 0.46))
    strong = ordered[1] if len(ordered) > 1 else dark.lighter(0.18)
    light = ordered[2] if len(ordered) > 2 else dark.lighter(0.12)
    return shade.rgb(), strong.rgb(), light.rgb()


def _fitting(plate: Plate) -> Inks:
    """The inks that change the picture least; the seed decides between good ones."""
    chance = plate.chance("riso inks")
    small = np.clip(saturated(plate.small(32), 1.3), 0, 0.999)
    figures = plate.figures[16::32, 16::32][: small.shape[0], : small.shape[1]]
    weight = np.ones(small.shape[:2], np.float32)
    weight[: figures.shape[0], : figures.shape[1]] += 2.0 * figures

    def misfit(inks: Inks) -> float:
        away = np.abs(_mixed(_separated(small, inks), inks) - small).sum(-1)
        return float((away * weight).mean()) * chance.between(0.85, 1.15)

    return min(_SETS, key=misfit)


def _mixed(amounts: Field, inks: Inks) -> Field:
    out: Field = np.ones((*amounts.shape[:-1], 3), np.float32) * np.array(_PAPER, np.float32)
    for number, ink in enumerate(inks):
        out *= 1 - amounts[..., number, None] * (1 - np.array(ink, np.float32))
    return out


def _separated(picture: Field, inks: Inks) -> Field:
    """How much of each ink every colour needs, (…, 3)."""
    index = np.zeros(picture.shape[:2], np.int32)
    for channel in range(3):
        index *= _STEPS
        index += (picture[..., channel] * np.float32(_STEPS)).astype(np.int32)
    found: Field = _table(inks).take(index, axis=0)
    return found


@lru_cache(maxsize=8)
def _table(inks: Inks) -> Field:
    steps = (np.arange(_STEPS, dtype=np.float32) + 0.5) / _STEPS
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1)
    levels = np.linspace(0, 1, _LEVELS, dtype=np.float32)
    mixtures = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).reshape(-1, 3)
    wanted, had = oklab(cube).reshape(-1, 3), oklab(_mixed(mixtures, inks))
    away = ((wanted**2).sum(1)[:, None] - 2 * wanted @ had.T + (had**2).sum(1)[None]).clip(0)
    away = away + 0.0006 * mixtures.sum(1)[None]  # rather less ink than more
    weights = np.exp(-(away - away.min(1)[:, None]) / (2 * _SOFT**2 * 0.2))
    table: Field = (weights @ mixtures / weights.sum(1)[:, None]).astype(np.float32)
    return table
