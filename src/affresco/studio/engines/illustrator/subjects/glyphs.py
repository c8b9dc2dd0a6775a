"""Noto drawings: loaded, recoloured, measured. All are 128 units square."""

from __future__ import annotations

import cmath
import math
import re
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec
import numpy as np
import skia

from affresco.studio.engines.illustrator.assets import GLYPHS, SKIN_TONES, in_skin_tone
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour, from_hex, from_rgb
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.prepare import gathered

SIDE = 128
_SQUARE = skia.Rect.MakeWH(SIDE, SIDE)
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="128" height="128" viewBox="0 0 128 128">{}</svg>'
)


class Box(NamedTuple):
    """What a drawing covers of its square."""

    left: float
    top: float
    right: float
    bottom: float


@cache
def bodies() -> dict[str, str]:
    """SVG bodies by name. Raises FileNotFoundError when the art was never fetched."""
    if not GLYPHS.is_file():
        return gathered()
    return msgspec.json.decode(GLYPHS.read_bytes(), type=dict[str, str])


def exists(name: str) -> bool:
    """Whether there is a drawing of this name."""
    return name in bodies()


def with_skin(art: str, chance: Chance) -> str:
    """The same drawing in one of the skin tones, by chance; itself where there are none."""
    toned = [name for tone in SKIN_TONES for name in in_skin_tone(art, tone) if exists(name)]
    return chance.pick(toned) if toned else art


@lru_cache(maxsize=256)
def _document(name: str, colour: Colour | None) -> skia.SVGDOM:
    body = bodies()[name]
    if colour is not None:
        main = main_colour(name)
        if not _same(main, colour):
            body = recoloured(body, colour, main.chroma > 0.09)
    stream = skia.MemoryStream(_SVG.format(body).encode(), True)
    document = skia.SVGDOM.MakeFromStream(stream)
    document.setContainerSize(skia.Size(SIDE, SIDE))
    return document


def draw(pen: Pen, name: str, colour: Colour | None = None) -> None:
    """Draw into the square of 128 units; what the drawing has outside of it is left out."""
    pen.canvas.save()
    pen.canvas.clipRect(_SQUARE)
    _document(name, colour).render(pen.canvas)
    pen.canvas.restore()


@lru_cache(maxsize=512)
def box(name: str) -> Box:
    """The extent of a drawing, to 2 units."""
    sheet = surface(64, 64)
    pen = Pen(sheet.getCanvas())
    pen.canvas.scale(0.5, 0.5)
    draw(pen, name)
    seen = pixels(sheet)[..., 3] > 40
    rows, columns = np.where(seen.any(1))[0], np.where(seen.any(0))[0]
    if not len(rows):
        return Box(0, 0, SIDE, SIDE)
    return Box(columns[0] * 2, rows[0] * 2, columns[-1] * 2 + 2, rows[-1] * 2 + 2)


def draw_in(
    pen: Pen, name: str, x: float, y: float, size: float, colour: Colour | None = None
) -> None:
    """Draw centred on (x, y), its longer side `size` units."""
    extent = box(name)
    wide, high = extent.right - extent.left, extent.bottom - extent.top
    with pen.at(x, y, scale=size / max(wide, high)):
        pen.canvas.translate(-(extent.left + extent.right) / 2, -(extent.top + extent.bottom) / 2)
        draw(pen, name, colour)


@lru_cache(maxsize=512)
def main_colour(name: str, colour: Colour | None = None, lowest_row_only: bool = False) -> Colour:
    """The commonest colour of a drawing, or of its foot (the clothes of a bust)."""
    sheet = surface(48, 48)
    pen = Pen(sheet.getCanvas())
    pen.canvas.scale(48 / SIDE, 48 / SIDE)
    draw(pen, name, colour)
    data = pixels(sheet)
    if lowest_row_only:
        data = data[43:47]
    solid = data[data[..., 3] > 200][:, :3]
    if not len(solid):
        return Colour(0.6, 0.05, 60)
    coarse = (solid // 24).astype(int)
    keys = coarse[:, 0] * 400 + coarse[:, 1] * 20 + coarse[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    r, g, b = solid[keys == values[counts.argmax()]].mean(0) / 255
    return from_rgb(float(r), float(g), float(b))


def _same(main: Colour, target: Colour) -> bool:
    """Whether a drawing has a named colour by itself: a taxi is yellow already."""
    vivid = main.chroma > 0.10 and target.chroma > 0.10
    near = abs(_turn(main.hue, target.hue)) < 20 and abs(main.lightness - target.lightness) < 0.16
    return vivid and near


def recoloured(body: str, target: Colour, vivid_main: bool = False) -> str:
    """Turn the dominant colours of a drawing to a target, keeping its shading and its accents.

    vivid_main: what covers most of it has a strong colour, whatever else there is.
    """
    found = [from_hex(match) for match in _HEX.findall(body)]
    if not found:
        return body
    vivid = [c for c in found if c.chroma > 0.05] or found
    mean = sum(c.lightness for c in vivid) / len(vivid)
    main_hue = _main_hue(vivid)
    faint = len(vivid) < 0.34 * len(found) or sum(c.chroma for c in found) / len(found) < 0.035
    greyish = faint and not vivid_main

    def turned(match: re.Match[str]) -> str:
        return _turned(from_hex(match.group(0)), target, mean, main_hue, greyish).hex()

    return _HEX.sub(turned, body)


def _main_hue(vivid: list[Colour]) -> float:
    def mean_angle(colours: list[Colour]) -> float:
        total = sum(c.chroma**2 * cmath.exp(1j * math.radians(c.hue)) for c in colours)
        return math.degrees(cmath.phase(total))

    rough = mean_angle(vivid)
    near = [c for c in vivid if abs(_turn(c.hue, rough)) < 70]
    return mean_angle(near or vivid)


def _turn(hue: float, reference: float) -> float:
    return (hue - reference + 180) % 360 - 180


def _turned(colour: Colour, target: Colour, mean: float, main_hue: float, greyish: bool) -> Colour:
    light, chroma, hue = colour
    if greyish and target.chroma >= 0.03 and target.lightness < 0.62 and 0.25 < light < 0.97:
        shade = target.lightness + (light - 0.80) * 0.8  # a dark coat on a light drawing
        return Colour(max(0.12, min(0.95, shade)), target.chroma * 0.9, target.hue)
    if greyish and target.chroma >= 0.03 and 0.25 < light < 0.97:
        return Colour(
            min(0.95, 0.25 + light * 0.75),
            target.chroma * 0.8 * min(1, (1 - light) * 2 + 0.35),
            target.hue,
        )
    if target.chroma < 0.03:  # black, white, grey
        if chroma < 0.03 and light < 0.3:
            return colour
        shade = target.lightness + (light - mean) * 0.6
        return Colour(max(0.05, min(0.98, shade)), target.chroma, target.hue)
    if chroma < 0.04:
        return colour
    shade = light * 0.45 + 0.55 * (target.lightness + (light - mean) * 0.8)
    drift = max(-14, min(14, _turn(hue, main_hue) * 0.15))
    return Colour(
        max(0.1, min(0.97, shade)),
        target.chroma * (chroma / max(0.08, chroma)) * 0.95,
        target.hue + drift,
    )
