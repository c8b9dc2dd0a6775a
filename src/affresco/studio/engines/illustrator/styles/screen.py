"""Pictures made of light: photographic, cyberpunk, vaporwave, pixels."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    contrasted,
    dye,
    lighten,
    luminance,
    mix,
    raised,
    resized,
    saturated,
    scale,
    smoothstep,
)

from .paper import on_paper, over
from .plate import Plate, soft_bytes

_CELLS, _CELLS_OF_A_PREVIEW = 144, 96  # along the shorter side
_COLOURS = 30
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)


def grain(plate: Plate, amount: float) -> Field:
    """Film grain, (rows, columns)."""
    noise = plate.random("grain").standard_normal(plate.shape, np.float32)
    return noise * np.float32(amount)


def vignette(plate: Plate, strength: float, start: float) -> Field:
    """Factor that darkens the corners, (rows, columns)."""
    y = np.linspace(-1, 1, plate.rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, plate.columns, dtype=np.float32)[None]
    out: Field = 1 - strength * np.clip(x * x + y * y - start, 0, 2)
    return out


def screened(below: Field, above: Field) -> Field:
    """Light added to light, never over white."""
    out: Field = 1 - (1 - np.clip(below, 0, 1)) * (1 - np.clip(above, 0, 1))
    return out


def photo(plate: Plate) -> Field:
    """As a camera would render the drawing: one plane sharp, the rest out of focus, film and lens."""
    focus = _focus(plate)
    modelled = plate.picture.copy()
    scale(modelled, 1 + 0.9 * (plate.light - blurred(plate.light, 14 * plate.unit)))
    sharp: Field = modelled + 0.35 * (modelled - plate.soft(1.0))
    # highlights are spread before they are blurred, as a lens does
    linear = np.clip(plate.picture, 0, 1)[::2, ::2] ** np.float32(2.4)
    source = (np.clip(linear, 0, 1) * 255).astype(np.uint8)
    wide = _enlarged(soft_bytes(Image.fromarray(source), plate.px(13) / 2), plate)
    near = _enlarged(soft_bytes(Image.fromarray(source), plate.px(4.5) / 2), plate)
    root = np.float32(1 / 2.4)
    wide, near = wide**root, near**root
    out: Field = sharp
    mix(out, near, np.clip(focus * 2, 0, 1))
    mix(out, wide, np.clip(focus * 2 - 1, 0, 1))
    glow = soft_bytes(_bright(out), plate.px(26))
    out = screened(out, glow * 0.55)
    filmic = contrasted(np.clip(out, 0, 1), 0.42)
    light = luminance(filmic)
    toned = saturated(filmic, 0.93)
    raised(toned, 1 - light, (0.004, 0.012, 0.026))
    raised(toned, light, (0.022, 0.008, -0.022))
    scale(toned, vignette(plate, 0.22, 0.5))
    raised(toned, grain(plate, 0.030) * (1.1 - 0.7 * light))
    return toned


def _focus(plate: Plate) -> Field:
    """How far out of focus each pixel is, 0–1: subjects and what stands beside them are sharp."""
    _, y = plate.grid
    if plate.peopled:
        rows = np.nonzero(plate.figures.any(1))[0]
        foot, mask = float(rows[-1]), plate.mask
    else:
        foot, mask = plate.rows * 0.72, np.zeros(plate.shape, np.float32)
    beyond = np.clip((foot - y) / (0.34 * plate.rows), 0, 1)
    before = np.clip((y - foot) / (0.25 * plate.rows), 0, 1) * 0.8
    most = 1.0 if plate.peopled else 0.45
    away: Field = np.maximum(beyond, before) * most * (1 - blurred(mask, 0.8))
    return away


def _bright(picture: Field) -> Image.Image:
    bright = np.clip(picture - 0.70, 0, 0.3) * np.float32(255)
    return Image.fromarray(bright.astype(np.uint8))


def _enlarged(picture: Field, plate: Plate) -> Field:
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    large = image.resize((plate.columns, plate.rows), Image.Resampling.BILINEAR)
    return np.asarray(large, np.float32) * np.float32(1 / 255)


def cyberpunk(plate: Plate) -> Field:
    """Night under neon: violet dark, magenta and cyan rims, wide glow, colour fringes."""
    light = plate.light
    bright = float(light[::8, ::8].mean())
    dim = np.float32(min(1.12, max(0.34, 0.30 / max(bright, 0.05))))
    deep = contrasted(np.clip(plate.picture * dim, 0, 1), 0.30)
    duo = on_paper(luminance(deep) * 1.5, (0.16, 0.05, 0.34), (1.0, 0.62, 0.86))
    share = np.float32(min(0.62, 0.25 + bright * 0.75))
    out: Field = deep * (1 - share) + (duo * (0.35 + 1.3 * deep)) * share
    out = plate.parted(np.clip(saturated(out, 1.35), 0, 1), 0.14)
    shift = max(1, round(plate.px(3)))
    outer = plate.edges(0.35, 0.35)
    left, right = np.roll(outer, shift, 1), np.roll(outer, -shift, 1)
    sigma = plate.px(2.2, 0.8)
    cyan = np.clip(blurred(left, sigma) * sigma * 2.3, 0, 1)
    pink = np.clip(blurred(right, sigma) * sigma * 2.3, 0, 1)
    lighten(out, (0.05, 0.62, 0.72), cyan)
    lighten(out, (0.80, 0.10, 0.50), pink)
    glow = np.clip(out - 0.42, 0, 0.58)
    image = Image.fromarray((glow * 255).astype(np.uint8))
    out = screened(out, soft_bytes(image, plate.px(9)) * 0.7)
    out = screened(out, soft_bytes(image, plate.px(40)) * 1.1)
    fringe = max(1, round(plate.px(2.0)))
    split = out.copy()
    split[:, fringe:, 0], split[:, :-fringe, 2] = out[:, :-fringe, 0], out[:, fringe:, 2]
    scale(split, vignette(plate, 0.30, 0.5))
    raised(split, grain(plate, 0.02))
    return split


def vaporwave(plate: Plate) -> Field:
    """Pink and cyan dusk in steps, a banded sun, a grid of light over the ground."""
    x, y = plate.grid
    level = np.clip(y / plate.rows, 0, 1)
    tone = plate.tone(0.26)
    stops = np.array([0.0, 0.32, 0.62, 1.0], np.float32)
    reds = np.array([0.13, 0.50, 1.0, 1.0], np.float32)
    greens = np.array([0.05, 0.16, 0.46, 0.93], np.float32)
    blues = np.array([0.33, 0.62, 0.74, 0.86], np.float32)
    mapped = np.stack([np.interp(tone, stops, c) for c in (reds, greens, blues)], -1)
    own = saturated(plate.picture, 1.5)
    dye(own, (1.0, 0.82, 1.08))
    out: Field = own
    mix(out, mapped.astype(np.float32), plate.by_part(0.78, 0.78, 0.30))
    horizon = min(0.88, plate.stage.horizon / plate.stage.height)
    sky = np.stack(
        [np.interp(level[:, 0], (0, horizon * 0.6, horizon), c) for c in
         ((0.12, 0.72, 1.0), (0.07, 0.20, 0.66), (0.42, 0.66, 0.58))], -1
    )[:, None].astype(np.float32)  # fmt: skip
    veil = blurred((plate.ground | plate.disc).astype(np.float32), 0.8)
    mix(out, np.broadcast_to(sky, out.shape), veil * 0.86)
    raised(out, 0.2 * (tone - 0.5) * veil)
    if plate.disc.any():
        out = over(out, _banded_sun(plate, horizon) * veil, _sunset(level))
    below = smoothstep(0.0, 0.02, level - horizon)
    depth = 0.10 / np.maximum(level - horizon + 0.012, 0.012)
    across = (x / plate.columns - 0.5) * depth * 14
    near = 0.022 * depth
    lines = np.maximum(
        smoothstep(0.0, 1.0, (np.abs(np.cos(across * np.pi)) - 0.95) / (1.6 * near) + 1.0),
        smoothstep(0.93, 1.0, np.abs(np.cos(depth * 7 * np.pi))),
    )
    grid = lines * below * plate.by_part(1.0, 0.0, 0.0) * np.clip(1.6 - depth * 0.35, 0, 1)
    lighten(out, (0.25, 0.95, 1.0), grid * 0.75)
    edge = plate.contours(2.6, least=1.0, inner=0.4, places=0.3)
    lighten(out, (0.35, 0.95, 1.0), edge * 0.8)
    glow = Image.fromarray((np.clip(out - 0.5, 0, 0.5) * 255).astype(np.uint8))
    out = screened(out, soft_bytes(glow, plate.px(22)) * 0.6)
    raster = 1 - 0.05 * (np.arange(plate.rows) % max(3, round(plate.px(4))) == 0)
    out *= raster.astype(np.float32)[:, None, None]
    return out


def _sunset(level: Field) -> Field:
    top, low = np.array([1.0, 0.92, 0.45], np.float32), np.array([1.0, 0.28, 0.55], np.float32)
    t = np.clip((level - 0.15) / 0.45, 0, 1)[..., None]
    out: Field = (top * (1 - t) + low * t).astype(np.float32)
    return out


def _banded_sun(plate: Plate, horizon: float) -> Field:
    """The sun of the scene, low over the horizon, in bands."""
    x, y = plate.grid
    size = np.float32(min(plate.shape))
    centre_x = min(0.8, max(0.2, plate.sun[0] / plate.columns)) * plate.columns
    centre_y = (horizon - 0.16) * plate.rows
    radius = 0.19 * size
    disc = smoothstep(1.0, 0.985, np.hypot(x - centre_x, y - centre_y) / radius)
    down = (y - centre_y) / radius
    bands = np.where(down > 0, (np.floor(down * 9) % 2) * np.clip(down * 2.2, 0.4, 1), 0)
    shown: Field = np.asarray(disc * (1 - bands), np.float32)
    return shown


def pixel(plate: Plate) -> Field:
    """Large square pixels of few colours; subjects with the dark outline of sprites."""
    shorter = min(plate.shape)
    cells = _CELLS if shorter >= 300 else _CELLS_OF_A_PREVIEW
    side = max(1, round(shorter / cells))
    width, height = -(-plate.columns // side), -(-plate.rows // side)
    small = _shrunk(plate.parted(plate.picture, 0.14), width, height)
    figures = _cells_of(plate.figures, width, height)
    ground = _cells_of(plate.ground, width, height)
    sharp = small + (small - _blurred_small(small)) * 0.6
    palette = _palette(sharp)
    dither = np.tile(_BAYER / 16 - 0.47, (height // 4 + 1, width // 4 + 1))[:height, :width]
    strength = np.where(ground > 0.5, 0.060, np.where(figures > 0.5, 0.0, 0.030))
    wanted = np.clip(sharp + (dither * strength)[..., None], 0, 1).reshape(-1, 3)
    away = (wanted**2).sum(1)[:, None] - 2 * wanted @ palette.T + (palette**2).sum(1)[None]
    out = palette[away.argmin(1)].reshape(height, width, 3)
    inside = figures > 0.5
    beside = np.zeros_like(inside)
    for axis, way in ((0, 1), (0, -1), (1, 1), (1, -1)):
        beside |= np.roll(inside, way, axis)
    outline = beside & ~inside
    out[outline] = out[outline] * np.float32(0.28)
    large = np.repeat(np.repeat(out, side, 0), side, 1)
    cut: Field = large[: plate.rows, : plate.columns]
    return cut


def _shrunk(picture: Field, width: int, height: int) -> Field:
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    small = np.asarray(image.resize((width, height), Image.Resampling.BOX), np.float32) / 255
    return contrasted(saturated(small, 1.40), 0.35)


def _cells_of(where: npt.NDArray[np.bool_], width: int, height: int) -> Field:
    return resized(where.astype(np.float32), width, height, Image.Resampling.BOX)


def _blurred_small(small: Field) -> Field:
    return np.stack([blurred(np.ascontiguousarray(small[..., i]), 1.0) for i in range(3)], -1)


def _palette(small: Field) -> Field:
    """Median cut, with vivid and warm colours counted more often so that they survive."""
    flat = small.reshape(-1, 3)
    vivid = (flat.max(1) - flat.min(1) > 0.55) | (flat[:, 0] - flat[:, 2] > 0.30)
    rare = flat[vivid][: len(flat) // 5]
    again = min(12, max(1, math.floor(len(flat) * 0.30 / max(1, len(rare)))))
    counted = np.concatenate([flat, *[rare] * again])
    width = small.shape[1]
    sheet = counted[: len(counted) // width * width].reshape(-1, width, 3)
    image = Image.fromarray((np.clip(sheet, 0, 1) * 255 + 0.5).astype(np.uint8))
    table = image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT).getpalette() or []
    return np.array(table[: _COLOURS * 3], np.float32).reshape(-1, 3) / 255


def clean(plate: Plate) -> Field:
    """As painted."""
    return plate.picture
