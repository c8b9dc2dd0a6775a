"""Fields of numbers: noise, blurs, displacement, luminance. All arrays are float32."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from .chance import Key, generator
from .colour import Field

_Filter = Image.Resampling


def resized(field: Field, width: int, height: int, how: _Filter = _Filter.BICUBIC) -> Field:
    """A 2-D field at another size."""
    image = Image.fromarray(np.ascontiguousarray(field, dtype=np.float32))
    return np.asarray(image.resize((width, height), how))


def noise(
    *key: Key,
    width: int,
    height: int,
    frequency: float = 4.0,
    octaves: int = 4,
    gain: float = 0.5,
    across: float = 1.0,
    down: float = 1.0,
) -> Field:
    """Fractal noise of about unit variance. `frequency`: waves along the shorter side."""
    chance = generator("noise", *key)
    shorter = min(width, height)
    out = np.zeros((height, width), np.float32)
    amplitude, power = 1.0, 0.0
    for _ in range(octaves):
        columns = max(2, round(frequency * across * width / shorter)) + 3
        rows = max(2, round(frequency * down * height / shorter)) + 3
        grid = chance.standard_normal((rows, columns)).astype(np.float32)
        if columns > width * 1.2:
            break
        layer = Image.fromarray(grid).resize(
            (width, height), _Filter.BICUBIC, box=(1.0, 1.0, columns - 2.0, rows - 2.0)
        )
        out += amplitude * np.asarray(layer)
        power += amplitude * amplitude
        amplitude *= gain
        frequency *= 2
    return out / np.float32(math.sqrt(power or 1.0))


def blurred(field: Field, sigma: float) -> Field:
    """A 2-D field, blurred by about a Gaussian; wide blurs are made at a smaller size."""
    height, width = field.shape
    if sigma < 0.4:
        return field
    shrink = 1
    while sigma / shrink > 3:
        shrink *= 2
    small = field
    if shrink > 1:
        small = resized(field, max(2, width // shrink), max(2, height // shrink), _Filter.BOX)
    soft = _convolved(_convolved(small, sigma / shrink, 0), sigma / shrink, 1)
    return resized(soft, width, height, _Filter.BILINEAR) if shrink > 1 else soft


def _convolved(field: Field, sigma: float, axis: int) -> Field:
    reach = max(1, int(2.5 * sigma))
    steps = np.arange(-reach, reach + 1)
    kernel = np.exp(-steps * steps / (2 * sigma * sigma))
    kernel = (kernel / kernel.sum()).astype(np.float32)
    pad = [(0, 0), (0, 0)]
    pad[axis] = (reach, reach)
    wide = np.pad(field, pad, "edge")
    length = field.shape[axis]
    out = np.zeros_like(field, dtype=np.float32)
    for index, weight in enumerate(kernel):
        part = wide[index : index + length] if axis == 0 else wide[:, index : index + length]
        out += weight * part
    return out


def blurred_rgb(picture: Field, sigma: float) -> Field:
    """Each channel of (h, w, n) blurred."""
    if sigma < 0.4:
        return picture
    channels = [
        blurred(np.ascontiguousarray(picture[..., i]), sigma) for i in range(picture.shape[2])
    ]
    return np.stack(channels, -1)


def displaced(picture: Field, dx: Field, dy: Field) -> Field:
    """Each pixel taken from (x + dx, y + dy), in pixels, nearest, clamped to the edges."""
    height, width = picture.shape[:2]
    x = np.arange(width, dtype=np.float32)[None]
    y = np.arange(height, dtype=np.float32)[:, None]
    xi = np.clip((x + dx).astype(np.int32), 0, width - 1)
    yi = np.clip((y + dy).astype(np.int32), 0, height - 1)
    taken: Field = picture[yi, xi]
    return taken


def luminance(picture: Field) -> Field:
    """(h, w, 3) → (h, w)."""
    light: Field = picture[..., 0] * 0.3 + picture[..., 1] * 0.59 + picture[..., 2] * 0.11
    return light


def saturated(picture: Field, factor: float) -> Field:
    """Colours moved away from grey (factor > 1) or towards it."""
    grey = luminance(picture)[..., None]
    out: Field = grey + (picture - grey) * np.float32(factor)
    return out


def smoothstep(low: float, high: float, field: Field) -> Field:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((field - low) / (high - low), 0, 1)
    out: Field = (t * t * (3 - 2 * t)).astype(np.float32)
    return out


def slopes(field: Field) -> tuple[Field, Field]:
    """Central differences along x and y; 0 at the edges."""
    gx, gy = np.zeros_like(field), np.zeros_like(field)
    gx[:, 1:-1] = field[:, 2:] - field[:, :-2]
    gy[1:-1] = field[2:] - field[:-2]
    return gx, gy


def contrasted(picture: Field, amount: float) -> Field:
    """An S-curve."""
    out: Field = picture + (picture * picture * (3 - 2 * picture) - picture) * np.float32(amount)
    return out
