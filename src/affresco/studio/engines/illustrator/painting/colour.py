"""Colour in OKLCH, where equal steps look equal (Björn Ottosson, 2020)."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.floating[Any]]  # (h, w) or (h, w, 3), values usually 0–1


class Colour(NamedTuple):
    """Lightness 0–1, chroma 0–0.35, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def mix(self, other: Colour, share: float) -> Colour:
        """This colour with `share` (0–1) of another, mixed in OKLab."""
        a0, b0 = _polar(self.chroma, self.hue)
        a1, b1 = _polar(other.chroma, other.hue)
        a, b = a0 + (a1 - a0) * share, b0 + (b1 - b0) * share
        lightness = self.lightness + (other.lightness - self.lightness) * share
        return Colour(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)

    def lighter(self, step: float) -> Colour:
        """The same colour, `step` lighter (negative: darker)."""
        return Colour(min(1.0, max(0.0, self.lightness + step)), self.chroma, self.hue)

    def rgb(self) -> tuple[float, float, float]:
        """sRGB components, 0–1, clipped to the gamut."""
        return _rgb(self)

    def argb(self, alpha: float = 1.0) -> int:
        """A 32-bit colour for skia."""
        r, g, b = (int(c * 255 + 0.5) for c in _rgb(self))
        return (int(min(1.0, max(0.0, alpha)) * 255 + 0.5) << 24) | (r << 16) | (g << 8) | b

    def hex(self) -> str:
        """``#rrggbb``."""
        return f"#{self.argb() & 0xFFFFFF:06x}"

    def array(self) -> Field:
        """sRGB components as an array of 3."""
        return np.array(_rgb(self), np.float32)


WHITE = Colour(1.0, 0.0, 0.0)
BLACK = Colour(0.0, 0.0, 0.0)


def _polar(chroma: float, hue: float) -> tuple[float, float]:
    angle = math.radians(hue)
    return chroma * math.cos(angle), chroma * math.sin(angle)


def _encoded(linear: float) -> float:
    if linear <= 0:
        return 0.0
    return min(1.0, 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055)


@lru_cache(maxsize=65_536)
def _rgb(colour: Colour) -> tuple[float, float, float]:
    a, b = _polar(colour.chroma, colour.hue)
    light = colour.lightness
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def oklab(rgb: Field) -> Field:
    """sRGB 0–1, any shape ending in 3, as OKLab."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    r, g, b = linear[..., 0], linear[..., 1], linear[..., 2]
    long = np.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = np.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = np.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lab = (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
    return np.stack(lab, -1).astype(np.float32)


def srgb(lab: Field) -> Field:
    """OKLab, any shape ending in 3, as sRGB clipped to 0–1."""
    light, a, b = lab[..., 0], lab[..., 1], lab[..., 2]
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = np.stack(
        (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        ),
        -1,
    )
    linear = np.clip(linear, 0, 1)
    encoded: Field = np.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-6) ** (1 / 2.4) - 0.055
    )
    return np.asarray(encoded, np.float32)


def from_rgb(r: float, g: float, b: float) -> Colour:
    """A colour from sRGB components 0–1."""
    light, a, bb = (float(v) for v in oklab(np.array([r, g, b], np.float32)))
    return Colour(light, math.hypot(a, bb), math.degrees(math.atan2(bb, a)) % 360)


@lru_cache(maxsize=8_192)
def from_hex(text: str) -> Colour:
    """A colour from ``#rgb`` or ``#rrggbb``."""
    digits = text.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    r, g, b = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return from_rgb(r, g, b)
