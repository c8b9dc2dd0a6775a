"""The manner of the house: a page of a picture book, painted in body colour and coloured pencil.

It is what people see who name no style; ``storybook`` is its sister on cream paper.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    luminance,
    noise,
    resized,
    smoothstep,
)

from .palettes import Palette, graded, palette_of
from .paper import grain_of
from .plate import Bytes, Plate

_COARSE = 8  # pixels of the picture in one pixel of the light
_HUES = 97  # shapes take one of so many touches of the brush


def illustration(plate: Plate) -> Field:
    """Body colour with visible brush and grain, pencil along the forms, light from one side."""
    palette = palette_of(plate.stage)
    drawn = plate.moved(plate.wandering(1.15, 30, dust=0.9))
    drawn.bytes = _coloured(drawn, palette)
    picture = drawn.parted(drawn.picture, 0.13)
    picture *= _touch(drawn)[..., None]
    picture = _pencilled(drawn, picture, palette.shade, 0.62)
    return _lit(plate, picture, palette)


def _coloured(plate: Plate, palette: Palette) -> Bytes:
    """The colours of the palette."""
    return graded(plate.bytes, palette)


@lru_cache(maxsize=4)
def _brushed(columns: int, rows: int) -> Field:
    """Dry brushwork over a whole sheet, about -1 to 1, the same for every picture."""
    broad = noise(
        "brush", width=columns, height=rows, frequency=5, octaves=4, gain=0.62, across=0.7, down=9
    )
    cross = noise(
        "cross", width=columns, height=rows, frequency=6, octaves=3, gain=0.6, across=6, down=1.2
    )
    paper, _ = grain_of(columns, rows, 190)
    return np.clip(0.62 * broad + 0.30 * cross + 0.42 * paper, -2.2, 2.2).astype(np.float32)


def _touch(plate: Plate) -> Field:
    """A factor for each pixel: brushwork that starts anew in every shape, and shapes that differ."""
    rows, columns = plate.shape
    brush = _brushed(columns, rows)
    which = (plate.labels >> 8) * 7919 % _HUES
    random = np.random.Generator(np.random.PCG64(11))
    offsets = random.integers(0, rows * columns, _HUES).astype(np.int32)
    lift = random.normal(0, 0.012, _HUES).astype(np.float32)
    index = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns) + offsets[which]
    touched = brush.ravel().take(index, mode="wrap")
    # grain shows most in the half-tones, as on real paper
    middle = 1 - np.abs(2 * plate.light - 1) * 0.55
    out: Field = 1 + touched * (0.034 * middle) + lift[which]
    return out


def _pencilled(plate: Plate, picture: Field, shade: Colour, strength: float) -> Field:
    """Broken lines of coloured pencil, in the darker colour of what they bound."""
    paper, _ = grain_of(plate.columns, plate.rows, 190)
    line = plate.contours(1.9, least=0.9, inner=0.55, places=0.55, swell=0.7)
    line *= np.clip(0.72 + 0.34 * paper, 0, 1) * np.float32(strength)
    tint = picture * np.float32(0.42) + shade.lighter(-0.04).array() * np.float32(0.20)
    picture += (tint - picture) * line[..., None]
    return picture


def _lit(plate: Plate, picture: Field, palette: Palette) -> Field:
    """Warm light from the side of the sun, cool shade away from it, and a bloom."""
    stage, unit = plate.stage, plate.unit
    columns, rows = max(8, plate.columns // _COARSE), max(8, plate.rows // _COARSE)
    x = (np.arange(columns, dtype=np.float32)[None] + 0.5) / columns
    y = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / rows
    wide = plate.columns / min(plate.columns, plate.rows)
    high = plate.rows / min(plate.columns, plate.rows)
    sun_x, sun_y = stage.sun_x / stage.width, stage.sun_y / stage.height
    sun_x, sun_y = min(1.25, max(-0.25, sun_x)), min(0.9, max(-0.25, sun_y))
    away = np.hypot((x - sun_x) * wide, (y - sun_y) * high)
    near = np.exp(-((away / 0.62) ** 2))
    small = luminance(plate.small(_COARSE))
    bloom = blurred(np.clip(small - 0.66, 0, 1), 3.0 * unit * 8 / _COARSE)
    warm = resized(0.11 * near + 0.30 * bloom, plate.columns, plate.rows)
    corner = (x - 0.5) ** 2 * 1.1 + (y - 0.47) ** 2
    dim = 0.30 * np.clip(corner - 0.13, 0, 1) * (1 - 0.6 * near) + 0.030 * np.clip(
        (away - 0.5) / 0.9, 0, 1
    )
    cool = resized(dim.astype(np.float32), plate.columns, plate.rows)
    light = palette.light.array()
    shade = palette.shade.lighter(0.08).array()
    picture += (1 - picture) * warm[..., None] * light
    picture -= (picture - picture * shade) * cool[..., None] * 1.5
    return picture
