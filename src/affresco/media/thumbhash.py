"""ThumbHash: a placeholder of about 25 bytes that shows shape and colours of a picture.

Written from the public description of the format by Evan Wallace (https://evanw.github.io/thumbhash/):
the lowest terms of a two-dimensional cosine transform of luminance, two colour differences and alpha,
four bits each, after a header with the constant terms and scales.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

Plane = npt.NDArray[np.float64]
LONGEST_SIDE: Final = 100


def thumbhash(image: Image.Image) -> bytes:
    """The hash of an RGB or RGBA image: 5 bytes of header (6 with alpha) and up to 20 of terms."""
    small = image.copy()
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BILINEAR)
    pixels = np.asarray(small.convert("RGBA"), dtype=np.float64) / 255
    return encode(pixels)


def encode(pixels: Plane) -> bytes:
    """pixels: (height, width, 4) RGBA in 0…1, height and width at most 100."""
    height, width, _channels = pixels.shape
    alpha = pixels[..., 3]
    weight = alpha.sum()
    average = (pixels[..., :3] * alpha[..., None]).sum((0, 1)) / (weight or 1.0)
    has_alpha = bool(weight < width * height)
    red, green, blue = np.moveaxis(
        average * (1 - alpha[..., None]) + pixels[..., :3] * alpha[..., None], 2, 0
    )
    limit = 5 if has_alpha else 7
    nx = max(1, _round(limit * width / max(width, height)))
    ny = max(1, _round(limit * height / max(width, height)))
    luminance = _terms((red + green + blue) / 3, max(3, nx), max(3, ny))
    yellow_blue = _terms((red + green) / 2 - blue, 3, 3)
    red_green = _terms(red - green, 3, 3)
    head = (
        _round(63 * luminance[0])
        | _round(31.5 + 31.5 * yellow_blue[0]) << 6
        | _round(31.5 + 31.5 * red_green[0]) << 12
        | _round(31 * luminance[2]) << 18
        | has_alpha << 23
    )
    shape = (
        (ny if width > height else nx)
        | _round(63 * yellow_blue[2]) << 3
        | _round(63 * red_green[2]) << 9
        | (width > height) << 15
    )
    out = bytearray(head.to_bytes(3, "little") + shape.to_bytes(2, "little"))
    planes = [luminance, yellow_blue, red_green]
    if has_alpha:
        planes.append(_terms(alpha, 5, 5))
        out.append(_round(15 * planes[-1][0]) | _round(15 * planes[-1][2]) << 4)
    nibbles = [_round(15 * term) for plane in planes for term in plane[1]]
    nibbles += [0] * (len(nibbles) % 2)
    out += bytes(low | high << 4 for low, high in zip(nibbles[::2], nibbles[1::2], strict=True))
    return bytes(out)


def _terms(plane: Plane, nx: int, ny: int) -> tuple[float, list[float], float]:
    """Constant term, the others scaled to 0…1 (0.5 is none), and the scale."""
    height, width = plane.shape
    across = np.cos(np.pi / width * np.arange(nx)[:, None] * (np.arange(width) + 0.5))
    down = np.cos(np.pi / height * np.arange(ny)[:, None] * (np.arange(height) + 0.5))
    all_terms = down @ plane @ across.T / (width * height)
    kept = [float(all_terms[y, x]) for y in range(ny) for x in range(nx) if x * ny < nx * (ny - y)]
    constant, others = kept[0], kept[1:]
    scale = max((abs(term) for term in others), default=0.0)
    if scale:
        others = [0.5 + 0.5 / scale * term for term in others]
    return constant, others, scale


def _round(value: float) -> int:
    """Half up, as JavaScript's Math.round does."""
    return int(np.floor(value + 0.5))
