"""Pictures that see otherwise: cubist and surreal."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    contrasted,
    dye,
    mix,
    moved,
    raised,
    resized,
    saturated,
    scale,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.tracing import Labels

from .paper import grain_of, over, strokes
from .plate import Plate

_CUTS = 15  # straight lines that break a cubist picture into planes


def cubist(plate: Plate) -> Field:
    """Planes seen from several sides at once: shifted, turned, shaded to one edge, in few earths."""
    planes, shade, border = _planes(plate)
    count = 1 << _CUTS
    random = plate.random("planes")
    size = np.float32(min(plate.shape))
    x, y = plate.grid
    dx = (random.normal(0, 0.013, count) * size).astype(np.float32).take(planes)
    dy = (random.normal(0, 0.013, count) * size).astype(np.float32).take(planes)
    zoom = random.normal(0, 0.055, count).astype(np.float32).take(planes)
    turn = random.normal(0, 0.075, count).astype(np.float32).take(planes)
    cx, cy = x - plate.columns / 2, y - plate.rows / 2
    broken = plate.moved(moved(dx + cx * zoom - cy * turn, dy + cy * zoom + cx * turn))
    flat = broken.flat(broken.picture)
    body = 0.62 * flat + 0.38 * broken.soft(3)
    earths = _earths(broken.parted(body, 0.24))
    tint = random.normal(0, 0.030, (count, 3)).astype(np.float32).take(planes, axis=0)
    lean = np.float32(0.30) * (shade - 0.5)
    painted = np.clip(earths + tint, 0, 1)
    scale(painted, 1.02 + lean)
    brush = strokes(plate, plate.directions(0.3, 0.9, 1.4, 0.6), 4.2, 6)
    _, canvas = grain_of(plate.columns, plate.rows, 210)
    scale(painted, 1 + 0.07 * (brush - 0.5) + 0.014 * canvas)
    line = broken.contours(4.4, least=1.3, inner=0.75, places=0.8, swell=0.8)
    cut = np.clip(blurred(border, plate.px(1.5, 0.7)) * plate.px(1.5, 0.7) * 2.4, 0, 1)
    ink = np.maximum(line * 0.85, cut * (0.35 + 0.35 * shade))
    return over(painted, ink, (0.11, 0.085, 0.075))


def _planes(plate: Plate) -> tuple[Labels, Field, Field]:
    """The plane of every pixel, a shade across it, and where planes meet; made at half the size."""
    columns, rows = -(-plate.columns // 2), -(-plate.rows // 2)
    x = np.arange(columns, dtype=np.float32)[None]
    y = np.arange(rows, dtype=np.float32)[:, None]
    size, chance = np.float32(min(columns, rows)), plate.chance("cuts")
    keys = np.zeros((rows, columns), np.int32)
    shade = np.zeros((rows, columns), np.float32)
    border = np.zeros((rows, columns), np.float32)
    middle = [np.float32(v / 2) for v in _centre(plate)]
    for number in range(_CUTS):
        angle = chance.between(0, math.pi)
        cos, sin = np.float32(math.cos(angle)) / size, np.float32(math.sin(angle)) / size
        near = 0.30 if number % 3 else 0.48  # most lines cross near the subject
        offset = np.float32(chance.between(-near, near))
        away = (x - middle[0]) * cos + ((y - middle[1]) * sin - offset)
        # every line ends somewhere: planes stay of several sizes
        end = (y - middle[1]) * cos - (x - middle[0]) * sin
        half = end < chance.between(-0.1, 0.5) if number % 2 else end > chance.between(-0.5, 0.1)
        keys += ((away > 0) & half).astype(np.int32) << number
        off = np.abs(away)
        np.maximum(border, (off < 0.6 / size) * half, out=border)
        np.maximum(shade, (1 - np.clip(off * np.float32(1 / 0.16), 0, 1)) * half, out=shade)
    found = np.bincount(keys.ravel(), minlength=1) > 0
    index = (np.cumsum(found) - 1).astype(np.int32)
    full = index[keys].repeat(2, 0).repeat(2, 1)[: plate.rows, : plate.columns]
    return (
        np.ascontiguousarray(full),
        resized(shade, plate.columns, plate.rows, Image.Resampling.BILINEAR),
        resized(border, plate.columns, plate.rows, Image.Resampling.BILINEAR),
    )


def _centre(plate: Plate) -> tuple[float, float]:
    if not plate.peopled:
        return plate.columns / 2, plate.rows / 2
    rows, columns = np.nonzero(plate.figures[::8, ::8])
    return float(columns.mean()) * 8, float(rows.mean()) * 8


def _earths(picture: Field) -> Field:
    """Ochre, umber, grey-blue and olive: the analytic palette, with some of the colour left."""
    quiet = saturated(picture, 0.55)
    dye(quiet, (1.0, 0.95, 0.86))
    warm = 0.35 + np.clip(picture[..., 0] - picture[..., 2], -0.5, 0.5)
    raised(quiet, warm, (0.10, 0.045, -0.06))
    return contrasted(np.clip(quiet, 0, 1), 0.25)


def surreal(plate: Plate) -> Field:
    """A dream painted smoothly: forms that sag, a sky between day and night, long shadows."""
    x, y = plate.grid
    size = np.float32(min(plate.shape))
    sway = plate.noise("sag", 1.7, 2)
    drip = plate.noise("drip", 3.2, 2, down=0.25)
    depth = np.clip(y / plate.rows, 0, 1)
    dx = sway * (0.030 * size) * (0.3 + 0.7 * depth)
    dy = -np.clip(drip, -0.2, 2) * (0.105 * size) * smoothstep(0.25, 0.85, depth)
    soft = plate.moved(moved(dx, dy))
    picture = soft.parted(saturated(soft.soft(1.0), 1.12), 0.18)
    picture = _long_shadow(soft, picture)
    horizon = min(0.9, plate.stage.horizon / plate.stage.height)
    # Magritte's hour: a sky of clear day over an earth in dusk
    level = np.clip((y / plate.rows) / horizon, 0, 1)[..., None]
    sky = (
        np.array([0.16, 0.36, 0.58], np.float32) * (1 - level)
        + np.array([0.97, 0.80, 0.58], np.float32) * level
    )
    clouds = np.clip(soft.light - blurred(soft.light, 60 * plate.unit), -0.05, 0.3)
    veil = blurred(soft.ground.astype(np.float32), 1.2)
    mix(picture, sky, veil * 0.66)
    raised(picture, clouds * 0.8 * veil)
    ground = (1 - veil) * (1 - soft.mask)
    for channel, kept in enumerate((0.90, 0.84, 0.92)):
        picture[..., channel] *= 1 - np.float32(1 - kept) * ground * (0.7 + 0.3 * depth)
    lit = contrasted(np.clip(picture, 0, 1), 0.30)
    glow = blurred(soft.mask, 26 * plate.unit) * (1 - soft.mask)
    raised(lit, glow * 0.07, (1.0, 0.86, 0.66))
    _, canvas = grain_of(plate.columns, plate.rows, 210)
    scale(lit, 1 + 0.010 * canvas)
    corner = ((x / plate.columns - 0.5) ** 2 + (y / plate.rows - 0.5) ** 2).astype(np.float32)
    scale(lit, 1 - 0.42 * np.clip(corner - 0.16, 0, 1))
    return lit


def _long_shadow(plate: Plate, picture: Field) -> Field:
    """The shadow of subjects, drawn out over the ground away from the sun."""
    if not plate.peopled or plate.stage.floating:
        return picture
    shrink = 4
    mask = plate.figures[::shrink, ::shrink].astype(np.float32)
    rows, columns = mask.shape
    foot = int(np.nonzero(mask.any(1))[0][-1])
    y, x = np.arange(rows)[:, None], np.arange(columns)[None]
    # a shadow that lies: every row of it, going up from the foot, shows a higher part of the body
    higher = np.clip(foot - np.abs(y - foot) * 3.2, 0, rows - 1).astype(int)
    aside = np.clip(x - plate.stage.sun_side * np.abs(y - foot) * -3.6, 0, columns - 1).astype(int)
    near = (np.abs(y - foot) < 0.16 * rows) & (y <= foot)
    cast = blurred((mask[higher, aside] * near).astype(np.float32), 1.0)
    large = resized(cast, plate.columns, plate.rows)
    ink = np.clip(large, 0, 1) * plate.by_part(0.55, 0.0, 0.0)
    return over(picture, ink, (0.10, 0.09, 0.20))
