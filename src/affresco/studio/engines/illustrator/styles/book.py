"""The manner of the house: a page of a picture book, painted in body colour and coloured pencil.

It is what people see who name no style; ``storybook`` is its sister on cream paper.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field, from_hex
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    contrasted,
    lighten,
    luminance,
    mix,
    noise,
    resized,
    saturated,
    scale,
    smoothstep,
)

from .palettes import Palette, graded, palette_of
from .paper import grain_of, nearest, over, strokes
from .plate import Plate

_COARSE = 8  # pixels of the picture in one pixel of the light
_HUES = 97  # shapes take one of so many touches of the brush


def illustration(plate: Plate) -> Field:
    """Body colour with visible brush and grain, pencil along the forms, light from one side."""
    palette = palette_of(plate.stage)
    drawn = plate.moved(plate.wandering(1.1, 26, dust=0.2))
    drawn.bytes = graded(drawn.bytes, palette)
    picture = drawn.parted(drawn.picture, 0.13)
    scale(picture, _touch(drawn))
    picture = _pencilled(drawn, picture, palette.shade, 0.62)
    return _lit(plate, picture, palette)


def storybook(plate: Plate) -> Field:
    """A vignette on cream paper: light washes, hatching in coloured pencil, a hand-drawn line."""
    palette = palette_of(plate.stage)
    drawn = plate.moved(plate.wandering(2.0, 18, dust=0.6))
    drawn.bytes = graded(drawn.bytes, palette)
    picture = contrasted(drawn.soft(1.6), 0.3) * np.float32(0.90) + np.float32(0.095)
    washed = drawn.parted(picture, 0.26)
    scale(washed, _touch(drawn))
    light = luminance(washed)
    marks = strokes(plate, drawn.directions(0.72, 1.05, 0.45, 1.35), 2.2, 12)
    dark = np.clip(0.92 - light, 0, 1) * (0.55 + 0.45 * drawn.mask)
    hatch = np.clip(dark * (marks - 0.30) * 1.5, 0, 0.6) * drawn.by_part(1.0, 0.5, 1.0)
    ink = palette.shade.lighter(-0.08)
    washed = over(washed, hatch * 0.75, washed * np.float32(0.45) + ink.array() * np.float32(0.12))
    washed = _pencilled(drawn, washed, ink, 1.0, 3.0)
    paper = (0.972, 0.948, 0.895)
    grain, relief = grain_of(plate.columns, plate.rows, 170)
    inside = _page(plate)
    out = washed
    mix(out, paper, 1 - inside)
    scale(out, 1 + 0.012 * grain + 0.012 * relief)
    return out


def _page(plate: Plate) -> Field:
    """1 where the vignette is painted: a soft rounded shape, its edge left by the brush."""
    x, y = plate.grid
    u = np.abs(2 * x / plate.columns - 1)
    v = np.abs(2 * y / plate.rows - 1)
    away = (u**4.2 + v**4.2) ** np.float32(1 / 4.2)
    away = away + plate.noise("vignette", 7, 4) * 0.035 + plate.noise("bristle", 60, 2) * 0.010
    page = 1 - smoothstep(0.90, 0.955, away)
    # subjects may reach over the edge, as they do in picture books
    return np.maximum(page, plate.mask * (1 - smoothstep(0.97, 1.0, away)))


_WAX: Final = tuple(
    from_hex(f"#{code}")
    for code in ("e23b3b", "f28a2e", "f7d038", "5fb04a", "2f7d4f", "4fa8e0", "2b5fb8", "7a4fb0",
                 "e87fb0", "8a5a34", "3a3a42", "9a9aa2", "f3c9a4", "fdf8ee", "b8d86b", "7fd0d8")
)  # fmt: skip


def child_drawing(plate: Plate) -> Field:
    """Wax crayons on white paper: wobbly outlines, scribbled fillings that miss their edges."""
    wild = plate.moved(plate.wandering(6.5, 7))
    means = saturated(wild.means(wild.picture)[None], 1.75)[0]
    crayons = nearest("wax", _WAX, np.clip(means[None] * 1.12 + 0.03, 0, 0.999))[0]
    # white wax does not show on white paper
    crayons[crayons.min(-1) > 0.85] = (0.93, 0.90, 0.80)
    flat = crayons.take(wild.shapes[0], axis=0)
    # the filling was scribbled a little beside the outline
    aside = max(1, round(plate.px(4)))
    flat = np.roll(flat, (aside, -aside), (0, 1))
    scribble = strokes(plate, wild.directions(0.5, 1.0, 0.2, 1.35, 2.2), 6.4, 9)
    paper, relief = grain_of(plate.columns, plate.rows, 120)
    pressed = wild.by_part(0.02, -0.08, 0.16)
    wax = smoothstep(0.42, 0.62, scribble + pressed + 0.10 * paper)
    wax = np.maximum(wax, 0.30 * wild.mask) * np.clip(0.78 + 0.30 * relief, 0.25, 1)
    sheet = np.empty((*plate.shape, 3), np.float32)
    sheet[:] = (0.985, 0.98, 0.962)
    out = over(sheet, wax * 0.94, flat)
    line = wild.contours(6.2, least=1.7, inner=0.62, places=1.2, swell=1.2)
    line *= np.clip(0.72 + 0.32 * relief + 0.12 * paper, 0, 1)
    return over(out, line * 0.94, flat * np.float32(0.28) + np.float32(0.04))


@lru_cache(maxsize=1)
def _brushed(columns: int, rows: int) -> Field:
    """Dry brushwork over a whole sheet, about -1 to 1, the same for every picture."""
    broad = noise(
        "brush", width=columns, height=rows, frequency=5, octaves=4, gain=0.62, across=0.7, down=9
    )
    cross = noise(
        "cross", width=columns, height=rows, frequency=6, octaves=3, gain=0.6, across=6, down=1.2
    )
    paper, _ = grain_of(columns, rows, 190)
    sheet: Field = np.clip(0.26 * broad + 0.22 * cross + 0.46 * paper, -2, 2)
    return sheet


def _touch(plate: Plate) -> Field:
    """A factor for each pixel: brushwork that starts anew in every shape, and shapes that differ."""
    rows, columns = plate.shape
    brush = _brushed(columns, rows)
    random = np.random.Generator(np.random.PCG64(11))
    offsets = random.integers(0, rows * columns, _HUES).astype(np.int32)
    lift = random.normal(0, 0.012, _HUES).astype(np.float32)
    index = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    index += plate.by_shape(offsets)
    touched = brush.ravel().take(index, mode="wrap")
    # grain shows most in the half-tones, as on real paper
    middle = np.float32(0.021) - np.abs(2 * plate.light - 1) * np.float32(0.012)
    out: Field = 1 + touched * middle + plate.by_shape(lift)
    return out


def _pencilled(
    plate: Plate, picture: Field, shade: Colour, strength: float, width: float = 1.9
) -> Field:
    """Lines of coloured pencil, in the darker colour of what they bound."""
    paper, _ = grain_of(plate.columns, plate.rows, 190)
    line = plate.contours(width, least=width / 2, inner=0.5, places=0.6, swell=0.25)
    line *= np.clip(0.86 + 0.16 * paper, 0, 1) * np.float32(strength)
    tint = picture * np.float32(0.80 - 0.2 * width) + shade.lighter(-0.04).array() * np.float32(
        0.20
    )
    mix(picture, tint, line)
    return picture


def _lit(plate: Plate, picture: Field, palette: Palette) -> Field:
    """Warm light from the side of the sun, cool shade away from it, and a bloom."""
    columns, rows = max(8, plate.columns // _COARSE), max(8, plate.rows // _COARSE)
    x = (np.arange(columns, dtype=np.float32)[None] + 0.5) / columns
    y = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / rows
    wide = plate.columns / min(plate.columns, plate.rows)
    high = plate.rows / min(plate.columns, plate.rows)
    sun_x = min(1.25, max(-0.25, plate.sun[0] / plate.columns))
    sun_y = min(0.9, max(-0.25, plate.sun[1] / plate.rows))
    away = np.hypot((x - sun_x) * wide, (y - sun_y) * high)
    near = np.exp(-((away / 0.62) ** 2))
    small = luminance(plate.small(_COARSE))
    bloom = blurred(np.clip(small - 0.66, 0, 1), 24 * plate.unit / _COARSE)
    warm = resized(0.10 * near + 0.26 * bloom, plate.columns, plate.rows)
    corner = (x - 0.5) ** 2 * 1.1 + (y - 0.47) ** 2
    dim = 0.13 * np.clip(corner - 0.16, 0, 1) * (1 - 0.6 * near) + 0.022 * np.clip(
        (away - 0.5) / 0.9, 0, 1
    )
    cool = resized(dim.astype(np.float32), plate.columns, plate.rows)
    light, shade = palette.light.rgb(), palette.shade.lighter(0.08).rgb()
    lighten(picture, light, warm)
    for channel in range(3):
        picture[..., channel] *= 1 - np.float32(1.5 * (1 - shade[channel])) * cool
    return picture
