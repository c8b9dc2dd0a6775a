"""Paper, ink lines and palettes: what several styles share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field, oklab
from affresco.studio.engines.illustrator.painting.fields import blurred, noise

_STEPS = 32  # of each channel in a colour table


@lru_cache(maxsize=6)
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


def density(picture: Field) -> Field:
    """Pigment density: what light has to pass."""
    return -np.log(np.clip(picture, 0.015, 1))


def palette_map(name: str, palette: Sequence[Colour]) -> Callable[[Field], Field]:
    """A function that gives each pixel its nearest colour of a palette."""
    return lambda picture: _through(picture, _table(name, tuple(palette)))


@lru_cache(maxsize=8)
def _table(name: str, palette: tuple[Colour, ...]) -> Field:
    steps = (np.arange(_STEPS, dtype=np.float32) + 0.5) / _STEPS
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1)
    inks = np.array([colour.rgb() for colour in palette], np.float32)
    away = oklab(cube).reshape(-1, 1, 3) - oklab(inks)[None]
    weighed = (away * np.array([1.0, 1.5, 1.5], np.float32)) ** 2
    nearest: Field = inks[weighed.sum(-1).argmin(1)].reshape(cube.shape)
    return nearest


def _through(picture: Field, table: Field) -> Field:
    index = np.clip((picture * _STEPS).astype(np.int32), 0, _STEPS - 1)
    mapped: Field = table[index[..., 0], index[..., 1], index[..., 2]]
    return mapped
