"""Paint with body: layers of brush strokes along the forms. Oil, impressionists, old masters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import skia
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    contrasted,
    dye,
    luminance,
    mix,
    raised,
    resized,
    saturated,
    scale,
    slopes,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import colours, image_of, surface

from .paper import grain_of
from .plate import Plate

_BRUSHES = 6
_STROKE_W, _STROKE_H = 128, 32  # pixels of one stroke in the atlas
_CLOSEST, _FINEST = 3.0, 2.0  # pixels between strokes; thinner strokes cannot be seen
_COARSE = 4  # pixels of the picture in one of the field of directions
_WHOLE: Final = skia.SamplingOptions()
_ROUGH = 500  # pixels of the shorter side of the canvas for broad strokes …
_FINE = 820  # … and of that for the finest


@dataclass(frozen=True)
class Hand:
    """A way of painting. Layers: width of strokes in units, structure needed, whether broad."""

    layers: tuple[tuple[float, float, bool], ...]
    spread: float  # how far strokes are apart, in widths
    longer: float  # length of strokes, 1 is four widths
    wander: float  # how much colours differ from stroke to stroke
    broken: float  # how much their hues do
    turn: float  # how much directions do, in radians
    flow: float  # how much calm places swirl


OIL: Final = Hand(
    ((50.0, 0.0, True), (24.0, 0.003, True), (12.0, 0.010, False), (6.5, 0.030, False)),
    0.88, 1.0, 0.030, 0.014, 0.16, 1.2,
)  # fmt: skip
DABS: Final = Hand(
    ((30.0, 0.0, True), (19.0, 0.0, True), (11.0, 0.013, False)),
    0.84, 0.62, 0.045, 0.060, 0.34, 2.2,
)  # fmt: skip
SWIRLS: Final = Hand(
    ((34.0, 0.0, True), (17.0, 0.0, True), (9.0, 0.015, False)),
    1.0, 1.4, 0.055, 0.045, 0.07, 3.4,
)  # fmt: skip
GLAZED: Final = Hand(
    ((26.0, 0.0, True), (11.0, 0.006, True)), 0.80, 1.1, 0.016, 0.006, 0.12, 0.8
)  # fmt: skip


def oil(plate: Plate) -> Field:
    """Paint with strokes, then light their relief."""
    picture = plate.parted(saturated(plate.picture, 1.16), 0.13)
    painted = _raised(plate, brushed(plate, picture, OIL), 0.55)
    return saturated(contrasted(painted, 0.24), 1.06)


def impressionist(plate: Plate) -> Field:
    """Short dabs of broken colour on a warm ground: light instead of line, violet in the shade."""
    picture = plate.parted(plate.soft(1.2), 0.20)
    light = luminance(picture)
    lifted = picture ** np.float32(0.90 if plate.stage.light.dark else 0.84)
    raised(lifted, np.clip(0.52 - light, 0, 1), (0.10, 0.02, 0.30))
    raised(lifted, np.clip(light - 0.55, 0, 1), (0.10, 0.05, -0.10))
    source = np.clip(saturated(lifted, 1.42), 0, 1)
    painted = brushed(plate, source, DABS)
    mix(painted, source, plate.mask * np.float32(0.42))  # faces keep their features
    painted = _raised(plate, painted, 0.70)
    # subjects keep their contour, as colour and not as line
    edge = plate.contours(3.0, least=1.0, inner=0.5, places=0.0)
    mix(painted, source * np.float32(0.58), edge * 0.40)
    return painted


def expressive(plate: Plate) -> Field:
    """Long thick strokes that swirl around lights and along forms, strong colour, dark contours."""
    picture = plate.parted(saturated(plate.soft(1.4), 1.55), 0.20)
    x, y = plate.grid
    sun_x, sun_y = plate.sun
    away = np.hypot(x[:, ::2] - sun_x, y[::2] - sun_y) / np.float32(min(plate.shape))
    # rings of light around the sun or the moon
    coarse = np.exp(-away * 3.2) * (0.5 + 0.5 * np.cos(away * np.float32(95)))
    rings = resized(coarse, plate.columns, plate.rows, Image.Resampling.BILINEAR)
    raised(picture, 0.26 * rings * plate.by_part(0.0, 1.0, 0.0), (1.0, 0.86, 0.30))
    painted = _raised(plate, brushed(plate, np.clip(picture, 0, 1), SWIRLS), 0.85)
    line = plate.contours(4.6, least=1.3, inner=0.55, places=0.7, swell=1.3)
    mix(painted, (0.06, 0.09, 0.22), line * 0.62)
    return contrasted(painted, 0.18)


def baroque(plate: Plate) -> Field:
    """Chiaroscuro: one light on the subject out of brown darkness, glazes, varnish, fine cracks."""
    light = _spot(plate)
    warm = saturated(plate.picture, 0.86)
    dye(warm, (1.06, 0.93, 0.72))
    curve = np.clip(contrasted(np.clip(warm, 0, 1), 0.35), 0, 1)
    scale(curve, 0.10 + 1.02 * light)
    raised(curve, (1 - light) * np.sqrt(1 - light), (0.115, 0.075, 0.045))
    source = plate.parted(np.clip(curve, 0, 1), 0.16)
    painted = brushed(plate, source, GLAZED) * np.float32(0.55) + source * np.float32(0.45)
    painted = _raised(plate, painted, 0.26)
    cracks = np.abs(plate.noise("cracks", 34, 2)) * 7
    fine = np.clip(1 - cracks, 0, 1) * smoothstep(0.0, 1.2, plate.noise("where", 3, 2))
    dye(painted, (1.0, 0.955, 0.84))
    scale(painted, 1 - 0.16 * fine)
    return painted


def _spot(plate: Plate) -> Field:
    """How much light of the one lamp falls where; all of it on the subjects."""
    x, y = plate.grid
    if plate.peopled:
        rows, columns = np.nonzero(plate.figures[::8, ::8])
        centre = float(columns.mean()) * 8, float(rows.mean()) * 8
        reach = max(0.34, 1.9 * math.sqrt(float(plate.figures[::4, ::4].mean())))
    else:
        centre, reach = (plate.columns * 0.5, plate.rows * 0.55), 0.52
    side = plate.stage.sun_side
    size = np.float32(min(plate.shape))
    dx = (x - centre[0] - side * 0.06 * size) / size
    dy = (y - centre[1] + 0.06 * size) / size
    pool = np.exp(-(((dx * dx + dy * dy * 1.2) / np.float32(reach * reach)) ** 1.2))
    # the beam comes from above on the side of the light
    beam = np.exp(-(((dx * side * 0.8 + dy * 0.9 + 0.05) / 0.30) ** 2)) * (dy < 0.1) * 0.22
    figure = blurred(plate.mask, 5 * plate.unit) * 0.30
    glow = np.clip(plate.light - 0.8, 0, 1) * 0.6
    out: Field = np.clip(
        pool * plate.by_part(0.86, 0.52, 0.86) + beam * 0.7 + figure + glow, 0.02, 1
    ).astype(np.float32)
    return out


def _raised(plate: Plate, painted: Field, strength: float) -> Field:
    """The relief of the paint in raking light, and the weave of the canvas."""
    tone = luminance(painted)
    height = tone - blurred(tone, 3 * plate.unit)
    gx, gy = slopes(height)
    _, canvas = grain_of(plate.columns, plate.rows, 210)
    raised(painted, canvas * np.float32(0.012) - (gx + gy) * np.float32(strength))
    return painted


@cache
def _brushes(longer: float) -> skia.Image:
    """Stroke shapes with bristles, one below the other."""
    chance = np.random.Generator(np.random.PCG64(7))
    wide = round(_STROKE_W * longer)
    atlas = np.zeros((_BRUSHES * _STROKE_H, wide, 4), np.float32)
    x = np.arange(wide)[None]
    y = np.abs(np.arange(_STROKE_H) - (_STROKE_H - 1) / 2)[:, None]
    for i in range(_BRUSHES):
        bristles = np.repeat(chance.uniform(0.25, 1, 16), 2)[:, None] * np.ones((1, wide))
        start = chance.uniform(0, 14, 16).repeat(2)[:, None]
        end = wide - chance.uniform(0, 30 * longer, 16).repeat(2)[:, None]
        alpha = np.clip((x - start) / 7, 0, 1) * np.clip((end - x) / (16 * longer), 0, 1)
        alpha = alpha * np.clip((_STROKE_H / 2 - 0.5 - y) / 3.5, 0, 1)
        soft = blurred(bristles.astype(np.float32), 1)
        body = np.clip(0.55 + 0.6 * soft + 0.12 * chance.standard_normal((_STROKE_H, 1)), 0, 1)
        rows = slice(i * _STROKE_H, (i + 1) * _STROKE_H)
        atlas[rows, :, :3] = (0.80 + 0.20 * body)[..., None]
        atlas[rows, :, 3] = np.clip(alpha * (0.45 + 0.65 * body), 0, 1)
    return image_of(atlas)


def brushed(plate: Plate, picture: Field, hand: Hand) -> Field:
    """A picture in strokes of a hand; broad ones on a smaller canvas, where they cost less."""
    unit, columns, rows = plate.unit, plate.columns, plate.rows
    angles, detail = _directions(plate, picture, hand.flow)
    chance = plate.random("oil")
    shrink = min(1.0, _ROUGH / min(columns, rows))
    rough = surface(round(columns * shrink), round(rows * shrink))
    rough.getCanvas().scale(rough.width() / columns, rough.height() / rows)
    under = _enlarged(np.ascontiguousarray(picture[::8, ::8]), rough.width(), rough.height())
    rough.getCanvas().drawImageRect(image_of(under), skia.Rect.MakeWH(columns, rows), _WHOLE)
    fine: skia.Surface | None = None
    for width, needed, broad in hand.layers:
        if width * unit < _FINEST:
            break
        if not broad and fine is None:
            near = min(1.0, _FINE / min(columns, rows))
            fine = _spread(rough, round(columns * near), round(rows * near))
            fine.getCanvas().scale(fine.width() / columns, fine.height() / rows)
        _layer(
            (fine or rough).getCanvas(), plate, picture, angles, detail, chance, hand, width, needed
        )
    painted = colours(fine or rough)
    if painted.shape[:2] == (rows, columns):
        return painted
    return _enlarged(painted, columns, rows)


def _spread(rough: skia.Surface, columns: int, rows: int) -> skia.Surface:
    """What was painted on the small canvas, on one of full size; Pillow enlarges twice as fast."""
    fine = surface(columns, rows)
    large = _enlarged(colours(rough), columns, rows)
    fine.getCanvas().drawImage(image_of(large), 0, 0)
    return fine


def _enlarged(picture: Field, columns: int, rows: int) -> Field:
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    large = image.resize((columns, rows), Image.Resampling.BILINEAR)
    return np.asarray(large, np.float32) * np.float32(1 / 255)


def _directions(plate: Plate, picture: Field, flow: float) -> tuple[Field, Field]:
    """Where strokes go, in radians, and how much structure there is; a coarse field each."""
    unit = plate.unit * 1.0
    columns, rows = max(8, plate.columns // _COARSE), max(8, plate.rows // _COARSE)
    small = resized(luminance(picture), columns, rows)
    unit_small = unit / _COARSE
    gx, gy = slopes(blurred(small, max(0.5, 2 * unit_small)))
    per_unit = max(1.0, unit) / _COARSE  # a large picture has the same edges, only longer ones
    gx, gy = gx * per_unit, gy * per_unit
    sigma = max(1.0, 7 * unit_small)
    xx, yy, xy = blurred(gx * gx, sigma), blurred(gy * gy, sigma), blurred(gx * gy, sigma)
    along = 0.5 * np.arctan2(2 * xy, xx - yy) + math.pi / 2
    coherent = np.sqrt((xx - yy) ** 2 + 4 * xy**2) > 2e-5
    swirl = resized(plate.noise("flow", 2.2, 2), columns, rows)
    figures = resized(plate.figures.astype(np.float32), columns, rows)
    detail = blurred(np.hypot(gx, gy), max(0.6, 3 * unit_small)) / min(1.0, max(unit, 0.3))
    detail = detail * (1 + 0.8 * figures)  # subjects get the finer brush
    return np.where(coherent, along, swirl * flow + 0.3), detail


def _layer(
    canvas: skia.Canvas, plate: Plate, picture: Field, angles: Field, detail: Field,
    chance: np.random.Generator, hand: Hand, width: float, needed: float,
) -> None:  # fmt: skip
    """Strokes of one width, where there is structure enough for it."""
    unit, columns, rows = plate.unit, plate.columns, plate.rows
    # the first layer may leave gaps, in which the underpainting shows
    wide = 1.3 if width == hand.layers[0][0] else 1.0
    step = max(_CLOSEST, width * unit * hand.spread * wide)
    nx, ny = int(columns / step) + 1, int(rows / step) + 1
    x = (np.tile(np.arange(nx), ny) + chance.uniform(-0.6, 0.6, nx * ny) + 0.5) * step
    y = (np.repeat(np.arange(ny), nx) + chance.uniform(-0.6, 0.6, nx * ny) + 0.5) * step
    order = chance.permutation(len(x))
    coarse_y = np.clip((y / _COARSE).astype(int), 0, detail.shape[0] - 1)
    coarse_x = np.clip((x / _COARSE).astype(int), 0, detail.shape[1] - 1)
    if needed > 0:
        order = order[detail[coarse_y, coarse_x][order] > needed]
    if not len(order):
        return
    x, y, coarse_x, coarse_y = x[order], y[order], coarse_x[order], coarse_y[order]
    xi, yi = np.clip(x.astype(int), 0, columns - 1), np.clip(y.astype(int), 0, rows - 1)
    count = len(x)
    wander = chance.normal(0, hand.wander, (count, 1)) + chance.normal(0, hand.broken, (count, 3))
    rgb = (np.clip(picture[yi, xi] + wander, 0, 1) * 255).astype(np.uint32)
    argb = (255 << 24) | (rgb[:, 0] << 16) | (rgb[:, 1] << 8) | rgb[:, 2]
    angle = angles[coarse_y, coarse_x] + chance.normal(0, hand.turn, count)
    scale = width * unit / _STROKE_H * chance.uniform(0.75, 1.25, count)
    long = round(_STROKE_W * hand.longer)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    left = x - (cos * long / 2 - sin * _STROKE_H / 2)
    top = y - (sin * long / 2 + cos * _STROKE_H / 2)
    forms = [
        skia.RSXform(*form)
        for form in zip(cos.tolist(), sin.tolist(), left.tolist(), top.tolist(), strict=True)
    ]
    rects = [skia.Rect.MakeXYWH(0, _STROKE_H * i, long, _STROKE_H) for i in range(_BRUSHES)]
    which = [rects[i] for i in chance.integers(0, _BRUSHES, count).tolist()]
    sampling = skia.SamplingOptions(skia.FilterMode.kNearest)  # a third of the time; bristles
    brushes = _brushes(hand.longer)
    canvas.drawAtlas(brushes, forms, which, argb.tolist(), skia.BlendMode.kModulate, sampling)
