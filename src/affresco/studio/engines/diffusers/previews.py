"""First looks at a picture that is being made: from latents to small RGB pictures, in a millisecond.

Half-way, latents are mostly noise. But where a model is heading can be seen from its last two steps: in
the space where latents are ``picture + sigma · noise`` (diffusion) or ``(1 - sigma) · picture + sigma ·
noise`` (flow matching) a step goes along a straight line, whose end at sigma = 0 is the picture (Karras
et al. 2022, section 3; Lipman et al. 2023). And a latent's colour is nearly a linear function of its
channels, which is fitted to the model's own VAE when it is loaded.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

CHART_SIDE: Final = 256
_FIELD: Final = 32
LONGEST: Final = 320
"""Pixels of a preview's longest side, at most."""

Array = NDArray[np.float32]


def chart() -> Array:
    """CHART_SIDE² × 3, values -1 … 1: smooth fields of all colours, for fitting a projection."""
    colours = np.random.default_rng(1).integers(0, 256, (CHART_SIDE // _FIELD,) * 2 + (3,))
    small = Image.fromarray(colours.astype(np.uint8))
    large = small.resize((CHART_SIDE, CHART_SIDE), Image.Resampling.BICUBIC)
    return np.asarray(large, np.float32) / 127.5 - 1


def fit(latents: Array) -> Array | None:
    """(channels + 1) × 3: from a latent to a colour, by least squares; the last row is added.

    latents: channels × height × width, of ``chart()``. None where they are no numbers.
    """
    if not np.isfinite(latents).all():
        return None
    channels, height, width = latents.shape
    colours = Image.fromarray(np.uint8((chart() + 1) * 127.5)).resize(
        (width, height), Image.Resampling.BOX
    )
    known = np.concatenate([latents.reshape(channels, -1).T, np.ones((height * width, 1))], axis=1)
    wanted = np.asarray(colours, np.float32).reshape(-1, 3) / 127.5 - 1
    solution: Array = np.linalg.lstsq(known, wanted, rcond=None)[0].astype(np.float32)
    return solution


def paint(latents: Array, projection: Array) -> Image.Image:
    """A small RGB picture of channels × height × width."""
    flat = latents.reshape(latents.shape[0], -1).T
    with np.errstate(invalid="ignore", over="ignore"):
        colours = np.nan_to_num(flat @ projection[:-1] + projection[-1]).clip(-1, 1)
    pixels = np.uint8((colours + 1) * 127.5).reshape(*latents.shape[1:], 3)
    image = Image.fromarray(pixels)
    by = max(1, min(4, LONGEST // max(image.size)))
    return image.resize((image.width * by, image.height * by), Image.Resampling.BICUBIC)


class Trail:
    """Where a run is heading, from its last two steps.

    noisy: for schedulers that add new noise at each step; there two steps tell nothing together, and
    the latents themselves are shown, smaller the more noise they hold.
    """

    def __init__(self, *, noisy: bool) -> None:
        self._noisy = noisy
        self._last: tuple[Array, float] | None = None
        self._heading: Array | None = None

    def add(self, latents: Array, sigma: float) -> Array:
        """The picture's latents, as far as they can be told. latents: in the space of ``sigma``."""
        last, self._last = self._last, (latents, sigma)
        if last is not None and last[1] == sigma and self._heading is not None:
            return self._heading  # the step was corrected rather than another made
        if self._noisy or last is None or last[1] == sigma:
            return np.float32(1 / np.sqrt(1 + sigma**2)) * latents
        before, then = last
        self._heading = latents - np.float32(sigma / (sigma - then)) * (latents - before)
        return self._heading
