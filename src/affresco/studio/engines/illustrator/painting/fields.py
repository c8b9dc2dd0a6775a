"""Fields of numbers: noise, blurs, displacement, luminance. All arrays are float32."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

from .chance import Key, generator
from .colour import Field

_Filter = Image.Resampling
_BAND = 48  # rows convolved at a time


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
    while sigma / shrink > 3.2:
        shrink *= 2
    small = np.ascontiguousarray(field, dtype=np.float32)
    if shrink > 1 and min(width, height) >= 2 * shrink:
        small = np.array(Image.fromarray(small).reduce(shrink))
    soft = _convolved(small, sigma / shrink)
    return resized(soft, width, height, _Filter.BILINEAR) if shrink > 1 else soft


def _convolved(field: Field, sigma: float) -> Field:
    """Gaussian along both axes, in bands of rows that fit into the processor's cache."""
    reach = max(1, round(2.4 * sigma))
    steps = np.arange(reach + 1)
    kernel = np.exp(-steps * steps / (2 * sigma * sigma))
    kernel = (kernel / (2 * kernel.sum() - kernel[0])).astype(np.float32)
    height, width = field.shape
    tall = np.pad(field, ((reach, reach), (0, 0)), "edge")
    out = np.empty_like(field)
    for top in range(0, height, _BAND):
        rows = min(_BAND, height - top)
        wide = np.empty((rows, width + 2 * reach), np.float32)
        middle, pair = wide[:, reach : reach + width], np.empty((rows, width), np.float32)
        np.multiply(tall[top + reach : top + reach + rows], kernel[0], out=middle)
        for step in range(1, reach + 1):
            up, down = top + reach - step, top + reach + step
            np.add(tall[up : up + rows], tall[down : down + rows], out=pair)
            pair *= kernel[step]
            middle += pair
        wide[:, :reach], wide[:, reach + width :] = middle[:, :1], middle[:, -1:]
        band = out[top : top + rows]
        np.multiply(middle, kernel[0], out=band)
        for step in range(1, reach + 1):
            left, right = reach - step, reach + step
            np.add(wide[:, left : left + width], wide[:, right : right + width], out=pair)
            pair *= kernel[step]
            band += pair
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
    taken: Field = picture.reshape(-1, *picture.shape[2:]).take(moved(dx, dy), axis=0)
    return taken


def moved(dx: Field, dy: Field) -> npt.NDArray[np.int32]:
    """Flat indices of the pixels at (x + dx, y + dy), clamped to the edges, (h, w)."""
    height, width = dx.shape
    x = np.arange(width, dtype=np.float32)[None] + 0.5
    y = np.arange(height, dtype=np.float32)[:, None] + 0.5
    xi = np.clip(x + dx, 0, width - 1).astype(np.int32)
    yi = np.clip(y + dy, 0, height - 1).astype(np.int32)
    yi *= width
    yi += xi
    return yi


def luminance(picture: Field) -> Field:
    """(h, w, 3) → (h, w)."""
    light: Field = picture[..., 0] * np.float32(0.3)
    light += picture[..., 1] * np.float32(0.59)
    light += picture[..., 2] * np.float32(0.11)
    return light


def scale(picture: Field, factor: Field) -> None:
    """Multiply (h, w, 3) by (h, w), in place; channel by channel, which is much quicker."""
    for channel in range(picture.shape[2]):
        picture[..., channel] *= factor


def dye(picture: Field, colour: tuple[float, float, float]) -> None:
    """Multiply (h, w, 3) by a colour, in place."""
    for channel in range(3):
        picture[..., channel] *= np.float32(colour[channel])


def mix(picture: Field, other: Field | tuple[float, float, float], share: Field) -> None:
    """Move (h, w, 3) towards a picture or a colour by a share (h, w), in place."""
    target = np.asarray(other, np.float32)
    for channel in range(3):
        plane = picture[..., channel]
        away = (target[channel] if target.ndim == 1 else target[..., channel]) - plane
        away *= share
        plane += away


def lighten(picture: Field, colour: tuple[float, float, float], amount: Field) -> None:
    """Add light of a colour (h, w) to (h, w, 3), never over white, in place."""
    for channel in range(3):
        plane = picture[..., channel]
        room = 1 - plane
        room *= amount
        room *= np.float32(colour[channel])
        plane += room


def raised(picture: Field, amount: Field, tint: tuple[float, float, float] = (1, 1, 1)) -> None:
    """Add (h, w) times a tint to (h, w, 3), in place."""
    for channel in range(3):
        picture[..., channel] += amount * np.float32(tint[channel])


def saturated(picture: Field, factor: float) -> Field:
    """Colours moved away from grey (factor > 1) or towards it."""
    grey = luminance(picture)
    grey *= np.float32(1 - factor)
    out: Field = picture * np.float32(factor)
    for channel in range(3):
        out[..., channel] += grey
    return out


def smoothstep(low: float, high: float, field: Field) -> Field:
    """0 below low, 1 above high, smooth between."""
    t = np.asarray(field - low, np.float32) * np.float32(1 / (high - low))
    np.clip(t, 0, 1, out=t)
    out: Field = t * np.float32(-2)
    out += 3
    out *= t
    out *= t
    return out


def slopes(field: Field) -> tuple[Field, Field]:
    """Central differences along x and y; 0 at the edges."""
    gx, gy = np.zeros_like(field), np.zeros_like(field)
    gx[:, 1:-1] = field[:, 2:] - field[:, :-2]
    gy[1:-1] = field[2:] - field[:-2]
    return gx, gy


def contrasted(picture: Field, amount: float) -> Field:
    """An S-curve."""
    out: Field = picture * np.float32(-2 * amount)
    out += np.float32(3 * amount)
    out *= picture
    out += np.float32(1 - amount)
    out *= picture
    return out
