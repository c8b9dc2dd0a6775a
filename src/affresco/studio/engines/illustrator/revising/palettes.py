"""Palettes: taken from any picture, and put onto a picture of ours.

Both work in OKLab, where equal steps look equal. A palette moves hue and chroma of a whole picture and
stretches its lightness as one curve, so that what was lighter stays lighter and shapes keep their
shading. The mapping is tabled once (33³ colours) and applied by Pillow's trilinear look-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from affresco.studio.engines.illustrator.painting.colour import Field, oklab

LEAST, MOST = 2, 8  # colours taken from a picture
_LOOKED_AT = 96  # pixels, the longer side of what is looked at
_ROUNDS = 12
_ALIKE = 0.035  # OKLab distance under which two colours are one
_GRID = 33  # nodes of the table on each axis
_PULL = 0.86  # how far colours move towards the palette
_GREY = 0.02  # mean chroma under which a palette is grey, and the picture wholly so
_CURVE = 0.65  # how far lightness moves towards the range of the palette
_SOFT = 0.085  # OKLab distance over which neighbours of the palette blend
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class NotAPalette(ValueError):
    """Colours that cannot be read; the message says what helps."""


def checked(colours: Sequence[str]) -> tuple[str, ...]:
    """Colours as "#rrggbb", in lower case. () for none. Raises NotAPalette."""
    found = []
    for colour in colours:
        match = _HEX.fullmatch(colour.strip())
        if match is None:
            raise NotAPalette(f"{colour[:20]!r} is no colour: write it as #rrggbb.")
        digits = match[1].lower()
        found.append("#" + (digits if len(digits) == 6 else "".join(2 * d for d in digits)))
    unique = tuple(dict.fromkeys(found))
    if len(unique) > MOST:
        raise NotAPalette(f"A palette has at most {MOST} colours, not {len(unique)}.")
    return unique


def palette_of(image: Image.Image, count: int = 5) -> tuple[str, ...]:
    """The colours of a picture, "#rrggbb", the most frequent first; the same for the same pixels.

    At most `count`, 2 to 8: fewer when it has fewer, but never less than two. Transparent parts count
    as white. Raises ValueError for another count.
    """
    if not LEAST <= count <= MOST:
        raise ValueError(f"A palette has {LEAST} to {MOST} colours, not {count}.")
    small = _flat(image)
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.BOX)
    pixels = np.asarray(small, np.float32).reshape(-1, 3) / 255
    centres, shares = _clusters(oklab(pixels), count)
    order = np.argsort(-shares, kind="stable")
    colours = tuple(dict.fromkeys(_hex(centres[index]) for index in order))
    return colours if len(colours) > 1 else (*colours, _beside(colours[0]))


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def _beside(colour: str) -> str:
    return "#ffffff" if colour < "#808080" else "#000000"


def _clusters(lab: Field, count: int) -> tuple[Field, Field]:
    """k-means from far-apart beginnings, so that a small bright thing has its colour too."""
    start = np.median(lab, 0)
    centres = [lab[np.argmin(((lab - start) ** 2).sum(1))]]
    away = ((lab - centres[0]) ** 2).sum(1)
    while len(centres) < count:
        # of the far ones not the very farthest, which is often one stray pixel
        far = float(np.quantile(away, 0.985))
        index = int(np.argmin(np.abs(away - far)))
        if away[index] < _ALIKE**2:
            break
        centres.append(lab[index])
        away = np.minimum(away, ((lab - lab[index]) ** 2).sum(1))
    found = np.stack(centres)
    nearest = np.zeros(len(lab), np.intp)
    for _ in range(_ROUNDS):
        nearest = _distances(lab, found).argmin(1)
        for index in range(len(found)):
            members = lab[nearest == index]
            if len(members):
                found[index] = members.mean(0)
    shares = np.bincount(nearest, minlength=len(found)) / len(lab)
    return found[shares > 0], shares[shares > 0]


def _distances(lab: Field, centres: Field) -> Field:
    return np.asarray(((lab[:, None, :] - centres[None, :, :]) ** 2).sum(-1))


def _srgb(lab: Field) -> Field:
    """OKLab as sRGB 0–1, clipped to the gamut."""
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
    curved = 1.055 * linear ** (1 / 2.4) - 0.055
    return np.asarray(np.where(linear <= 0.0031308, 12.92 * linear, curved))


def _hex(lab: Field) -> str:
    r, g, b = (int(value * 255 + 0.5) for value in _srgb(lab))
    return f"#{r:02x}{g:02x}{b:02x}"


def _lab_of(colours: Sequence[str]) -> Field:
    rgb = [[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours]
    return oklab(np.array(rgb, np.float32))


def recoloured(rgb: npt.NDArray[np.uint8], colours: Sequence[str]) -> npt.NDArray[np.uint8]:
    """A picture, (rows, columns, 3) uint8, in the colours of a palette ("#rrggbb", one or more)."""
    image = Image.fromarray(rgb)
    small = image.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.BOX)
    seen = oklab(np.asarray(small, np.float32).reshape(-1, 3) / 255)
    table = _table(seen, _lab_of(colours))
    moved = image.filter(ImageFilter.Color3DLUT(_GRID, table.ravel().tolist()))
    return np.ascontiguousarray(np.asarray(moved, np.uint8))


def _table(seen: Field, palette: Field) -> Field:
    """The new sRGB colour of every node; red runs fastest, as Pillow has it."""
    steps = np.linspace(0, 1, _GRID, dtype=np.float32)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    lab = oklab(np.stack((red, green, blue), -1).reshape(-1, 3))
    light = _lightness(lab[:, 0], seen[:, 0], palette[:, 0])
    # hue decides among colours of the palette of like lightness; a dull picture is told apart too
    spread = max(0.35, min(2.5, _chroma(palette) / max(0.02, _chroma(seen))))
    like = np.stack((light, lab[:, 1] * spread, lab[:, 2] * spread), -1)
    weights = np.exp(-_distances(like, palette) / (2 * _SOFT**2)) + 1e-9
    goal = (weights[..., None] * palette[None]).sum(1) / weights.sum(1)[:, None]
    pull = _PULL if _chroma(palette) > _GREY else 1.0
    ab = lab[:, 1:] * (1 - pull) + goal[:, 1:] * pull
    return _srgb(np.concatenate((light[:, None], ab), 1)).astype(np.float32)


def _chroma(lab: Field) -> float:
    return float(np.hypot(lab[:, 1], lab[:, 2]).mean())


def _lightness(light: Field, seen: Field, palette: Field) -> Field:
    """Lightness as one rising curve from the range of the picture towards that of the palette."""
    low, high = (float(value) for value in np.quantile(seen, (0.02, 0.98)))
    dark, bright = float(palette.min()), float(palette.max())
    middle = (dark + bright) / 2
    half = max(0.22, (bright - dark) / 2)  # a palette of equals still leaves light and shade
    dark, bright = max(0.0, middle - half), min(1.0, middle + half)
    goal = np.interp(light, (0, low, max(high, low + 0.05), 1), (dark * 0.6, dark, bright, 1.0))
    return np.asarray(light * (1 - _CURVE) + goal * _CURVE, np.float32)
