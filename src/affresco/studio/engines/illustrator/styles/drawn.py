"""Styles of the hand that draws: pencil, charcoal, pastel, chalk, line art, blueprint, ink."""

from __future__ import annotations

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    dye,
    saturated,
    scale,
    slopes,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import (
    drawing_on,
    stroke,
)

from .paper import grain_of, hatching, lines, on_paper, over, strokes
from .plate import Plate

_HANDS = (0.72, 0.98, 0.52, 1.30)  # radians: how strokes lean in one shape or another


def _details(plate: Plate, width: float, steepness: float = 60) -> Field:
    """Ink for what has no outline: eyes, waves, clouds."""
    return 1 - lines(plate.light, plate.px(width, 0.7), 0.985, -0.004, steepness)


def _sketched_edge(plate: Plate, reach: float) -> Field:
    """1 inside, 0 at the rim of the sheet, where a sketch runs out unevenly."""
    x, y = plate.grid
    inside = np.minimum(
        np.minimum(x, plate.columns - 1 - x), np.minimum(y, plate.rows - 1 - y)
    ) / np.float32(min(plate.shape))
    return smoothstep(0.012, reach, inside + plate.noise("margin", 16, 3) * np.float32(0.014))


def pencil(plate: Plate) -> Field:
    """Graphite: shading in strokes that catch the tooth of the paper, lines that swell."""
    drawn = plate.moved(plate.wandering(1.3, 16))
    light = drawn.tone(0.26)
    paper, relief = grain_of(plate.columns, plate.rows)
    tooth = np.clip(0.52 + relief * 0.42 + paper * 0.1, 0, 1)
    first = strokes(plate, drawn.directions(*_HANDS), 2.3, 14)
    second = strokes(plate, drawn.directions(*(a - 0.9 for a in _HANDS)), 2.3, 14)
    dark = np.clip(0.96 - light, 0, 1) * drawn.by_part(0.80, 0.54, 1.10)
    shading = dark * np.clip(0.62 + 1.5 * (first - 0.5), 0.15, 1.2)
    shading += np.clip(dark - 0.45, 0, 1) * np.clip(0.5 + 2 * (second - 0.5), 0, 1)
    shading *= 0.58 + 0.52 * tooth
    line = drawn.contours(2.1, least=1.1, inner=0.7, places=0.8, swell=1.0)
    line = np.maximum(line, 0.5 * _details(drawn, 1.2)) * (0.55 + 0.5 * tooth)
    ink = np.maximum(shading * 0.92, line * 0.98) * _sketched_edge(plate, 0.075)
    return on_paper(ink, (0.968, 0.955, 0.925), (0.17, 0.17, 0.20))


def charcoal(plate: Plate) -> Field:
    """Broad dark marks, smudged, on rough paper; lights lifted out."""
    drawn = plate.moved(plate.wandering(2.0, 14, dust=1.2))
    light = blurred(drawn.tone(0.34), 1.6 * plate.unit)
    paper, relief = grain_of(plate.columns, plate.rows, 110)
    rough = np.clip(0.5 + 0.13 * paper + relief * 0.24, 0, 1)
    dark = np.clip(0.94 - light * 1.02, 0, 1) ** 0.9
    smudge = blurred(dark, 5 * plate.unit) * 0.60
    streak = strokes(plate, drawn.directions(*_HANDS), 5.0, 8)
    marks = smoothstep(0.28, 0.92, dark * 1.22 - rough * 0.5 + 0.26 * (streak - 0.4) + 0.10)
    line = drawn.contours(4.6, least=1.5, inner=0.7, places=0.7, swell=1.3)
    line *= 0.55 + 0.55 * (1 - rough)
    ink = np.maximum(np.maximum(smudge, marks * 0.9), line * 0.95)
    return on_paper(ink * _sketched_edge(plate, 0.05), (0.925, 0.905, 0.865), (0.10, 0.095, 0.095))


def pastel(plate: Plate) -> Field:
    """Soft chalks in strokes of their own for every form, on tinted paper."""
    drawn = plate.moved(plate.wandering(2.2, 14, dust=3.0))
    picture = saturated(drawn.soft(1.6), 1.22) * np.float32(0.94) + np.float32(0.055)
    picture = drawn.parted(picture, 0.24)
    paper, relief = grain_of(plate.columns, plate.rows, 130)
    marks = strokes(plate, drawn.directions(*_HANDS), 3.4, 8)
    pressed = drawn.by_part(0.78, 0.78, 0.95)
    cover = np.clip(
        pressed + 0.10 * paper + 0.42 * (marks - 0.5) - np.clip(-relief, 0, 1) * 0.42, 0.12, 1
    )
    night = plate.stage.light.time == "night"
    base = (0.20, 0.21, 0.27) if night else (0.86, 0.80, 0.72)
    scale(picture, 0.95 + 0.10 * marks)
    out = over(np.broadcast_to(np.array(base, np.float32), picture.shape), cover, picture)
    line = drawn.contours(3.2, least=1.1, inner=0.6, places=0.35, swell=1.2)
    return over(out, line * (0.40 + 0.3 * marks), picture * np.float32(0.45))


def chalkboard(plate: Plate) -> Field:
    """White and coloured chalk on a dark board that was wiped before."""
    drawn = plate.moved(plate.wandering(2.4, 12))
    paper, relief = grain_of(plate.columns, plate.rows)
    tooth = np.clip(0.55 + relief * 0.75 + 0.12 * paper, 0, 1)
    wiped = plate.noise("wiped", 3, 3, across=2.2, down=0.6)
    board = on_paper(0.10 * wiped + 0.1, (0.12, 0.166, 0.153), (0.27, 0.36, 0.33))
    light = drawn.tone(0.25)
    marks = smoothstep(0.30, 0.66, strokes(plate, drawn.directions(*_HANDS), 3.0, 9))
    chalk = np.clip(saturated(drawn.soft(2), 1.7) * 0.70 + 0.34, 0, 1)
    subject = drawn.mask * (0.42 + 0.5 * light) * (0.40 + 0.60 * marks)
    place = (1 - drawn.mask) * np.clip(light - 0.12, 0, 1) * drawn.by_part(0.60, 0.38, 0.60) * marks
    out = over(board, (subject + place) * tooth, chalk)
    line = drawn.contours(4.4, least=1.4, inner=0.8, places=2.4, swell=0.8)
    line *= 0.74 + 0.26 * drawn.mask
    line = np.maximum(line, drawn.mask * 0.7 * _details(drawn, 1.4))
    return over(out, line * np.clip(0.25 + tooth * 1.1, 0, 1), (0.955, 0.95, 0.925))


def blueprint(plate: Plate) -> Field:
    """White lines on Prussian blue over a measured grid; subjects with their measures."""
    light = plate.tone(0.2)
    line = plate.contours(2.2, least=1.0, inner=0.75, places=1.7)
    line *= 0.66 + 0.34 * blurred(plate.mask, 3 * plate.unit)
    line = np.maximum(line, plate.mask * 0.6 * _details(plate, 1.1, 75))
    shade = np.clip(0.62 - light, 0, 1) * (hatching(plate, 0.785, 7.0, 0.0) > 0.66)
    shade = shade * (0.25 + 0.75 * plate.mask)
    x, y = plate.grid
    fine, broad = plate.px(20, 8), plate.px(100, 40)
    grid = 0.055 * ((x % fine < 1) | (y % fine < 1)) + 0.10 * (
        (x % broad < 1.2) | (y % broad < 1.2)
    )
    paper, _ = grain_of(plate.columns, plate.rows)
    depth = 0.10 * light + 0.02 * paper + 0.22 * plate.mask
    base = on_paper(depth, (0.062, 0.197, 0.422), (0.127, 0.402, 0.862))
    ink = np.clip(np.maximum(line * 0.95, shade * 0.9) + grid * (1 - 0.5 * plate.mask), 0, 1)
    return _measured(plate, over(base, ink, (0.90, 0.95, 1.0)))


def _measured(plate: Plate, picture: Field) -> Field:
    """A frame, and lines of measure with ticks beside the subjects; no figures, which would lie."""
    pen, finished = drawing_on(picture)
    pen.canvas.scale(plate.unit, plate.unit)
    line = stroke(WHITE, max(1.6, 1.0 / plate.unit), 0.75, round_ends=False)
    wide, high = plate.stage.width, plate.stage.height
    pen.rect(18, 18, wide - 36, high - 36, line)
    box = _extent(plate)
    if box is not None:
        left, top, right, bottom = box
        below, beside = min(high - 44, bottom + 34), max(44.0, left - 34)
        pen.line(left, below, right, below, line)
        pen.line(beside, top, beside, bottom, line)
        for x in (left, right):
            pen.line(x, below - 12, x, below + 12, line)
            pen.line(x - 7, below + 7, x + 7, below - 7, line)
        for y in (top, bottom):
            pen.line(beside - 12, y, beside + 12, y, line)
            pen.line(beside - 7, y + 7, beside + 7, y - 7, line)
    return finished()


def _extent(plate: Plate) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of the subjects, in units."""
    if not plate.peopled:
        return None
    columns = np.nonzero(plate.figures.any(0))[0]
    rows = np.nonzero(plate.figures.any(1))[0]
    ends = (columns[0], rows[0], columns[-1], rows[-1])
    left, top, right, bottom = (float(v) / plate.unit for v in ends)
    return left, top, right, bottom


def line_art(plate: Plate) -> Field:
    """Clean black contours on white, heavier around subjects."""
    outer = plate.contours(4.0, least=1.3, inner=0.0, places=0.0)
    fine = plate.contours(2.5, least=1.0, inner=1.0, places=0.0)
    # what lies behind is drawn with a thin pen, and ends before it meets the subject
    behind = plate.contours(1.5, least=0.8, inner=0.0, places=1.6)
    gap = np.clip(blurred(plate.mask, plate.px(7, 2)) * 3, 0, 1)
    fine = np.maximum(fine, 0.62 * behind * (1 - gap))
    detail = 0.9 * plate.mask * _details(plate, 1.3, 90)
    ink = np.maximum(np.maximum(outer, fine), detail)
    return on_paper(ink, (0.985, 0.98, 0.965), (0.07, 0.07, 0.09))


def line_and_wash(plate: Plate) -> Field:
    """Ink: swelling contours, washes in three tones with pooled edges, white paper for the light."""
    drawn = plate.moved(plate.wandering(1.6, 14))
    light = np.clip(drawn.tone(0.34) ** 0.82 + 0.05, 0, 1)
    light = blurred(light, 2.0 * plate.unit)
    level = light + 0.05 * plate.noise("wash", 5, 4)
    wash = np.zeros_like(light)
    for edge, amount in ((0.74, 0.15), (0.50, 0.22), (0.27, 0.34)):
        wash += (1 - smoothstep(edge - 0.05, edge + 0.05, level)) * amount
        wash += np.clip(1 - np.abs(level - edge) / 0.03, 0, 1) * 0.06
    paper, relief = grain_of(plate.columns, plate.rows)
    wash *= 1 + 0.10 * paper
    base = np.float32(0.90) + np.float32(0.10) * drawn.picture
    dye(base, (0.975, 0.96, 0.925))
    out = over(base, np.clip(wash, 0, 0.82), (0.21, 0.22, 0.28))
    hatch = np.clip(0.30 - light, 0, 1) * 2.2
    hatch = hatch * (hatching(plate, drawn.directions(*_HANDS), 6.0) > 0.62)
    line = drawn.contours(3.0, least=1.2, inner=0.75, places=0.8, swell=1.4)
    line = np.maximum(line, 0.75 * _details(drawn, 1.2, 75))
    out = over(out, np.maximum(line * 0.96, hatch), (0.10, 0.11, 0.16))
    scale(out, 1 + relief * np.float32(0.02))
    return out


def silhouette(plate: Plate) -> Field:
    """Black shapes before a glowing sky; what is farther is paler."""
    stage = plate.stage
    glow, rim = _glow(stage.light.key, stage.light.horizon, stage.light.dark)
    x, y = plate.grid
    sun_x, sun_y = plate.sun
    away = np.hypot(x - sun_x, (y - min(sun_y, plate.rows * 0.62)) * 1.25) / min(plate.shape)
    near = np.exp(-((away * np.float32(1 / 0.46)) ** 2)).astype(np.float32)
    out = on_paper(near, rim.rgb(), glow.rgb())
    clouds = 0.10 * (plate.light - blurred(plate.light, 40 * plate.unit))
    scale(out, 1.02 - 0.22 * np.clip(away - 0.45, 0, 1) + clouds)
    disc = blurred(plate.disc.astype(np.float32), 1.0)
    out = over(out, disc, glow.lighter(0.08).mix(WHITE, 0.5).array())
    dark = _depths(plate)
    shade = on_paper(dark * 1.08, rim.lighter(-0.10).rgb(), (0.055, 0.042, 0.075))
    cover = np.clip(blurred((dark > 0).astype(np.float32), 0.7), 0, 1)
    out = over(out, cover, shade)
    sigma = plate.px(3.0, 1.0)
    aside = plate.stage.sun_side * max(1, round(plate.px(2)))
    # light only around all of them together: a herd is one dark shape, not so many outlines
    outer = np.hypot(*slopes(plate.figures.astype(np.float32)))
    rim_light = blurred(np.roll(outer, aside, 1), sigma) * sigma * 1.6
    out = over(out, np.clip(rim_light, 0, 1) * 0.55, glow.lighter(-0.06).array())
    paper, _ = grain_of(plate.columns, plate.rows)
    scale(out, 1 + 0.012 * paper)
    return out


def _glow(key: Colour, horizon: Colour, dark: bool) -> tuple[Colour, Colour]:
    """The colours at the sun and far from it."""
    if dark:
        return Colour(0.86, 0.07, 85).mix(key, 0.3), Colour(0.46, 0.09, 262)
    return Colour(0.93, 0.115, 82).mix(key, 0.3), Colour(0.74, 0.15, 42).mix(horizon, 0.2)


def _depths(plate: Plate) -> Field:
    """How dark each shape is: the sky 0, places by how far down they reach, subjects 1."""
    shapes, count = plate.shapes
    horizon = min(0.9, plate.stage.horizon / plate.stage.height) * plate.rows
    lowest = np.zeros(count, np.float32)
    for row in range(0, plate.rows, max(1, plate.rows // 128)):
        lowest[shapes[row, ::3]] = row
    lowest[np.unique(shapes[plate.figures | plate.disc | plate.ground])] = 0
    # what was painted later stands in front
    lowest = np.maximum.accumulate(lowest)
    depth = 0.16 + 0.26 * np.clip((lowest - horizon) / (plate.rows - horizon), 0, 1) ** 0.8
    depth += 0.24 * np.arange(count) / count  # and is darker, which tells things in a room apart
    out: Field = depth.astype(np.float32)[shapes]
    out[plate.ground | plate.disc] = 0
    out[plate.figures] = 1
    return out
