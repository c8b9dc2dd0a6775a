"""Pictures made of things: paper cut and collage, thread, putty; and fresco on its wall."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    dye,
    luminance,
    mix,
    noise,
    raised,
    saturated,
    scale,
    slopes,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.tracing import Labels

from .palettes import graded, palette_of
from .paper import grain_of, lines, over
from .plate import Plate, stepped

_TEXTURES = 53  # shapes take one of so many places on a sheet of texture


def paper_cut(plate: Plate) -> Field:
    """Layers of coloured paper, each with its fibres, a bright cut edge and the shadow it casts."""
    cut = plate.moved(plate.wandering(1.6, 9))
    cut.bytes = graded(cut.bytes, palette_of(plate.stage))
    flat = cut.flat(saturated(cut.picture, 1.12))
    # the sky stays a gradient of sheets, one behind the other
    bands = stepped(saturated(cut.soft(14), 1.1), 8)
    mix(flat, cut.soft(5), np.full(cut.shape, 0.18, np.float32))
    mix(flat, bands, cut.by_part(0.0, 1.0, 0.0))
    flat = cut.parted(flat, 0.16)
    heights = _heights(cut)
    shadow, rim = _relief(plate, heights)
    fibres = _fibres(plate, cut.numbers)
    out = flat
    scale(out, 1 + 0.040 * fibres)
    out = over(out, rim * 0.40, (1.0, 0.99, 0.96))
    scale(out, 1.06 - 0.54 * shadow)
    return out


def _heights(plate: Plate) -> Labels:
    """What lies on top of what: later shapes over earlier, subjects as one sheet on all."""
    heights = plate.numbers
    if plate.ground.any():
        bands = np.round(luminance(plate.soft(14)) * 7).astype(np.int32)
        heights = np.where(plate.ground, bands - 8, heights)
    return np.where(plate.figures, heights + 4096, heights)


def _relief(plate: Plate, heights: Labels) -> tuple[Field, Field]:
    """Shadows that higher sheets cast, and the cut edges that catch the light, 0–1."""
    side = -plate.stage.sun_side
    shadow = np.zeros(plate.shape, np.float32)
    for reach, share in ((3.0, 0.30), (6.5, 0.34), (11.0, 0.24)):
        down, right = max(1, round(plate.px(reach))), side * max(1, round(plate.px(reach * 0.7)))
        shadow += (np.roll(heights, (down, right), (0, 1)) > heights) * np.float32(share)
    edge = np.roll(heights, (-1, side), (0, 1)) > np.roll(heights, (1, -side), (0, 1))
    lit = (np.roll(heights, (1, -side), (0, 1)) < heights) & ~edge
    return np.clip(blurred(shadow, plate.px(2.6)), 0, 1), blurred(lit.astype(np.float32), 0.5)


def _fibres(plate: Plate, which: Labels) -> Field:
    """The grain of paper, from another part of the sheet for every shape."""
    paper, relief = grain_of(plate.columns, plate.rows, 150)
    sheet = paper * np.float32(0.6) + relief * np.float32(0.5)
    random = np.random.Generator(np.random.PCG64(5))
    offsets = random.integers(0, sheet.size, _TEXTURES).astype(np.int32)
    index = np.arange(sheet.size, dtype=np.int32).reshape(plate.shape)
    return sheet.ravel().take(index + offsets[which % _TEXTURES], mode="wrap")


def collage(plate: Plate) -> Field:
    """Torn and cut scraps: kraft, gingham, dots, stripes and painted paper, glued one on another."""
    torn = plate.moved(plate.wandering(3.2, 26, dust=1.6))
    torn.bytes = graded(torn.bytes, palette_of(plate.stage))
    flat = torn.parted(torn.flat(saturated(torn.picture, 1.25)), 0.18)
    blend = torn.by_part(0.14, 0.5, 0.14)
    mix(flat, saturated(torn.soft(8), 1.2), blend)
    which = torn.by_shape(np.arange(5, dtype=np.uint8), 248)
    which[torn.figures] = 0
    dots, stripes, gingham = _motifs(plate.columns, plate.rows, plate.px(26, 8))
    motif = dots * (which == 1)
    motif += stripes * (which == 2)
    motif += gingham * (which == 3)
    motif *= torn.by_part(1.0, 0.0, 1.0)
    out = over(flat, motif, 1 - (1 - flat) * np.float32(0.45))
    wash = plate.noise("wash", 6, 4)
    scale(
        out, 1 + wash * np.maximum(torn.by_part(0.0, 0.055, 0.0), np.float32(0.055) * (which == 4))
    )
    heights = _heights(torn)
    shadow, _ = _relief(plate, heights)
    fibres = _fibres(plate, torn.numbers)
    # tearing bares the white core of the paper along the edge
    sigma = plate.px(3.4, 1.2)
    bare = blurred(torn.edges(0.25, 0.6), sigma) * sigma * 2.5
    bare /= np.clip(blurred(torn.edges(0.25, 0.6), plate.px(12)) * plate.px(12) * 0.9, 1, 4)
    bare = smoothstep(0.42, 0.62, bare + 0.16 * plate.noise("tear", 60, 2))
    out = over(out, bare * torn.by_part(0.8, 0.8, 0.55), (0.97, 0.955, 0.92))
    scale(out, (1 + 0.05 * fibres) * (1 - 0.42 * shadow))
    return out


@lru_cache(maxsize=1)
def _motifs(columns: int, rows: int, pitch: float) -> tuple[Field, Field, Field]:
    """Dots, stripes and gingham, as printed on paper."""
    x = np.arange(columns, dtype=np.float32)[None]
    y = np.arange(rows, dtype=np.float32)[:, None]
    dots = np.hypot(x % pitch - pitch / 2, y % pitch - pitch / 2) < pitch * 0.22
    stripes = (x + y) % pitch < pitch * 0.42
    broad = pitch * 1.4
    gingham = 0.15 * (x % broad < broad / 2) + 0.15 * (y % broad < broad / 2)
    return (
        (0.55 * dots).astype(np.float32),
        (0.26 * stripes).astype(np.float32),
        gingham.astype(np.float32),
    )


def embroidery(plate: Plate) -> Field:
    """Satin stitches that lie along every form, outlines in back stitch, on linen."""
    linen, weave = _linen(plate)
    angle = plate.directions(0.25, 0.75, 1.2, -0.35).astype(np.float32)
    x, y = plate.grid
    pitch, length = np.float32(plate.px(4.4, 2.2)), np.float32(plate.px(30, 12))
    cos, sin = np.cos(angle), np.sin(angle)
    sway = plate.noise("thread", 8, 2) * np.float32(plate.px(1.6))
    row = (y * cos - x * sin + sway) / pitch
    thread = np.floor(row)
    along = (x * cos + y * sin) / length + thread * np.float32(0.37)
    stitch = np.floor(along)
    across, end = row - thread, along - stitch
    # every stitch is one thread: it has the colour at its middle
    move = ((0.5 - end) * length).astype(np.float32)
    side = ((0.5 - across) * pitch).astype(np.float32)
    column = np.clip(x + move * cos - side * sin, 0, plate.columns - 1).astype(np.int32)
    line = np.clip(y + move * sin + side * cos, 0, plate.rows - 1).astype(np.int32)
    source = plate.parted(saturated(plate.soft(2.2), 1.3), 0.22)
    middle = line * plate.columns + column
    same = plate.labels.ravel().take(middle) >> 8 == plate.numbers
    index = np.where(same, middle, np.arange(middle.size, dtype=np.int32).reshape(middle.shape))
    colour = source.reshape(-1, 3).take(index, axis=0)
    sheen = (
        0.74
        + 0.36 * np.sin(np.float32(np.pi) * across)
        - 0.16 * smoothstep(0.40, 0.5, np.abs(end - 0.5))
    )
    twist = 0.04 * np.sin((along * 9 + across * 2) * np.float32(2 * np.pi))
    threads = colour
    scale(threads, (sheen + twist).astype(np.float32))
    gap = plate.edges(0.0, 0.6)
    cover = blurred(plate.by_part(1.0, 0.0 if plate.peopled else 1.0, 1.0), 0.8)
    tint = plate.soft(30) * np.float32(0.35) + linen * np.float32(0.65)
    scale(tint, 1 + 0.07 * weave)
    out = over(tint, cover, threads)
    scale(out, 1 - 0.28 * np.clip(blurred(gap, plate.px(2.5)) * 4, 0, 1))
    outline = plate.contours(3.8, least=1.4, inner=0.5, places=0.5)
    dashes = smoothstep(0.12, 0.3, 0.5 + 0.5 * np.sin((x + y * 1.3) * np.float32(10.0 / length)))
    return over(out, outline * (0.45 + 0.5 * dashes), out * np.float32(0.42))


@lru_cache(maxsize=1)
def _woven(columns: int, rows: int, pitch: float) -> Field:
    y = np.arange(rows, dtype=np.float32)[:, None] / np.float32(pitch)
    x = np.arange(columns, dtype=np.float32)[None] / np.float32(pitch)
    over_under = np.sin(x * np.pi) ** 2 * (0.5 + 0.5 * np.sin((np.floor(y) % 2) * np.pi + x * 3.1))
    other = np.sin(y * np.pi) ** 2
    uneven = noise("weave", width=columns, height=rows, frequency=60, octaves=2, across=0.15)
    return np.asarray(over_under + other - 0.9 + 0.35 * uneven, np.float32)


def _linen(plate: Plate) -> tuple[Field, Field]:
    weave = _woven(plate.columns, plate.rows, plate.px(3.6, 2.0))
    night = plate.stage.light.dark
    base = np.array((0.24, 0.27, 0.36) if night else (0.90, 0.86, 0.77), np.float32)
    return np.broadcast_to(base, (*plate.shape, 3)), weave


def clay(plate: Plate) -> Field:
    """Modelled putty: every form swells, with finger marks, light from above and a soft shine."""
    unit = plate.unit
    pressed = plate.moved(plate.wandering(2.6, 7))
    flat = pressed.flat(saturated(pressed.picture, 1.2))
    colour = pressed.parted(0.72 * flat + 0.28 * pressed.soft(7), 0.18)
    edges = pressed.edges(0.35, 1.0)
    round_off = np.clip(blurred(edges, 11 * unit) * 11 * unit * 1.6, 0, 1)
    tight = np.clip(blurred(edges, 3.6 * unit) * 3.6 * unit * 2.0, 0, 1)
    height = (1 - round_off) * 9 + (1 - tight) * 3.4
    height += 0.75 * plate.noise("fingers", 15, 3)
    height = blurred(height.astype(np.float32), 2.0 * unit)
    gx, gy = slopes(height)
    steep = np.float32(0.13 / max(unit, 0.25))
    slope = (-gy - 0.55 * plate.stage.sun_side * gx * -1) * steep
    shade = np.clip(1 - 0.95 * np.clip(-slope, -0.32, 0.42), 0.5, 1.28)
    prints = np.sin(height * 9 + 5 * plate.noise("prints", 30, 2)) * 0.012
    out = colour
    scale(out, shade + prints)
    scale(out, 1 - 0.30 * np.clip(tight * 1.4 - 0.5, 0, 1))
    shine = np.clip(slope - 0.16, 0, 0.2) * pressed.by_part(0.45, 0.45, 1.0)
    raised(out, shine, (1.0, 0.98, 0.94))
    return out


def fresco(plate: Plate) -> Field:
    """Earth pigments in lime plaster, drawn in sinopia, with grain, joints of the day and cracks."""
    soft = plate.soft(1.6)
    earth = saturated(soft, 0.76)
    dye(earth, (1.03, 0.965, 0.86))
    earth = plate.parted(np.clip(earth * 0.96 + 0.05, 0, 1), 0.22)
    plaster = (0.90, 0.85, 0.76)
    wear = smoothstep(0.45, 1.7, plate.noise("wear", 4, 5)) * (1 - 0.75 * plate.mask)
    out = over(earth, 0.13 + 0.55 * wear, plaster)
    grain, relief = grain_of(plate.columns, plate.rows, 110)
    line = plate.contours(2.8, least=1.0, inner=0.7, places=0.7, swell=1.0)
    line = np.maximum(line, 0.5 * (1 - lines(plate.light, plate.px(1.6, 0.8), 0.985, -0.005, 45)))
    out = over(out, line * 0.55 * (1 - 0.7 * wear), (0.40, 0.20, 0.13))
    crack = np.clip(1 - np.abs(plate.noise("cracks", 3.2, 5)) * 30, 0, 1)
    crack *= smoothstep(0.1, 1.1, plate.noise("where", 2, 2)) * (1 - 0.8 * plate.mask)
    uneven = plate.noise("trowel", 5, 3, across=2.0, down=0.8)
    scale(out, 1 + 0.035 * grain + 0.030 * relief + 0.030 * uneven - 0.34 * crack)
    return out


def gouache(plate: Plate) -> Field:
    """Matt, opaque paint: flat shapes laid over one another, brushed edges, chalky lights."""
    unit = plate.unit
    brushed = plate.moved(plate.wandering(2.6, 22, dust=0.7))
    brushed.bytes = graded(brushed.bytes, palette_of(plate.stage))
    flat = brushed.flat(brushed.picture)
    soft = brushed.soft(3.4)
    body = flat * np.float32(0.42) + stepped(soft, 8) * np.float32(0.58)
    mix(body, soft, brushed.by_part(0.0, 0.7, 0.0))
    body = brushed.parted(saturated(body, 1.12) * np.float32(0.90) + np.float32(0.062), 0.15)
    angle = np.array([0.0, 0.35, -0.3, 1.2, -0.8], np.float32)
    lean = brushed.by_shape(angle, 104)
    lean[brushed.ground] = 0.06
    streak = _streaked(plate, lean)
    paper, _ = grain_of(plate.columns, plate.rows)
    load = generator("load", plate.stage.seed).normal(0, 0.02, 97).astype(np.float32)
    scale(body, 1 + 0.026 * streak + 0.012 * paper + brushed.by_shape(load, 8))
    # one layer does not quite reach the next: a lighter seam between shapes
    seam = blurred(brushed.edges(0.5, 0.9), plate.px(1.3, 0.7)) * plate.px(1.3, 0.7) * 2.4
    dry = smoothstep(0.35, 0.75, seam + 0.22 * streak) * np.float32(min(1.0, 0.45 + unit * 0.1))
    return over(body, dry * 0.42, 1 - (1 - body) * np.float32(0.55))


def _streaked(plate: Plate, lean: Field) -> Field:
    """Brushwork in the direction of every shape, about -1 to 1."""
    sheet = _sheet(1024)
    x, y = plate.grid
    scale = np.float32(1.0 / max(plate.unit, 0.3))
    cos, sin = np.cos(lean) * scale, np.sin(lean) * scale
    column = (x * cos + y * sin).astype(np.int32) & 1023
    row = (y * cos - x * sin).astype(np.int32) & 1023
    return sheet.ravel().take(row * 1024 + column)


@lru_cache(maxsize=1)
def _sheet(side: int) -> Field:
    return noise("gouache", width=side, height=side, frequency=8, octaves=4, across=0.5, down=7)
