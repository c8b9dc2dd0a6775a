"""A logo: a badge of few inks that holds all that is named, with a name on an arc or below."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    SMOOTH,
    Pen,
    fill,
    image_of,
    outline,
    pixels,
    polygon,
    stroke,
    surface,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.find import subject_of
from affresco.studio.engines.illustrator.subjects.shapes import named_colour

from . import logo_marks
from .lettering import along_arc, along_line

_INKS: Final = (
    (Colour(0.96, 0.02, 80), Colour(0.30, 0.06, 45), Colour(0.66, 0.13, 55)),
    (Colour(0.33, 0.06, 160), Colour(0.95, 0.03, 85), Colour(0.80, 0.12, 75)),
    (Colour(0.27, 0.05, 30), Colour(0.93, 0.04, 80), Colour(0.70, 0.15, 45)),
    (Colour(0.30, 0.08, 262), Colour(0.95, 0.02, 85), Colour(0.78, 0.13, 60)),
    (Colour(0.95, 0.03, 85), Colour(0.36, 0.09, 262), Colour(0.64, 0.17, 28)),
    (Colour(0.97, 0.015, 150), Colour(0.36, 0.08, 155), Colour(0.72, 0.14, 85)),
    (Colour(0.97, 0.015, 20), Colour(0.36, 0.12, 15), Colour(0.74, 0.12, 70)),
)
_RADIUS: Final = 330.0
_Box = tuple[float, float, float, float]  # middle, and width and height


@dataclass(frozen=True)
class Inks:
    """Three colours: what is printed on, the ink, and one for what stands out."""

    paper: Colour
    ink: Colour
    accent: Colour


def logo(stage: Stage) -> None:
    """A frame, an emblem of one or two things, ornaments, and the name if there is one."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("logo")
    inks = Inks(*chance.pick(_INKS))
    stage.light = replace(
        stage.light, time="day", ambient=WHITE, key=WHITE, shadow=Colour(0.2, 0.05, 40)
    )
    stage.horizon = h
    pen.wash(fill(inks.paper))
    frames = (_ring, _disc, _shield, _hexagon, _ring, _disc)
    frame = chance.pick((*frames, _open) if stage.scene.title else frames)
    with pen.at(w / 2, h / 2, scale=min(h, w) / 1000):
        within, low = frame(stage, pen, inks)
        with pen.figure():
            _emblem(stage, pen, within, low)
    for entity in stage.scene.entities:
        stage.draws(entity)


def _ring(stage: Stage, pen: Pen, inks: Inks) -> tuple[Inks, _Box]:
    """Two circles with the name on an arc between them."""
    title, radius = stage.scene.title, _RADIUS
    pen.circle(0, 0, radius + 50, stroke(inks.ink, 12))
    pen.circle(0, 0, radius + 30, stroke(inks.ink, 3))
    if title:
        pen.circle(0, 0, radius - 70, stroke(inks.ink, 4))
        along_arc(pen, title, 0, 0, radius + 6, 46, inks.ink)
    for i in range(-3, 4):
        angle = math.pi / 2 + i * 0.16
        x, y = math.cos(angle) * (radius - 20), math.sin(angle) * (radius - 20)
        with pen.at(x, y, math.degrees(angle) + 90):
            logo_marks.star(pen, inks.accent if i % 2 == 0 else inks.ink, 17 if i % 2 == 0 else 7)
    return inks, (0, 0, 396, 396) if title else (0, -12, 460, 440)


def _disc(stage: Stage, pen: Pen, inks: Inks) -> tuple[Inks, _Box]:
    """A full disc, on which the emblem is printed in paper."""
    pen.circle(0, 0, _RADIUS + 50, fill(inks.ink))
    pen.circle(0, 0, _RADIUS + 24, stroke(inks.paper, 5))
    turned = Inks(inks.ink, inks.paper, inks.accent)
    if stage.scene.title:
        pen.circle(0, 0, _RADIUS - 76, stroke(inks.paper, 4))
        along_arc(pen, stage.scene.title, 0, 0, _RADIUS - 12, 44, inks.paper)
        return turned, (0, 4, 350, 350)
    return turned, (0, 0, 450, 450)


def _shield(stage: Stage, pen: Pen, inks: Inks) -> tuple[Inks, _Box]:
    """A shield with a band for the name."""
    shape = "M -300 -380 L 300 -380 L 300 40 C 300 230 140 350 0 410 C -140 350 -300 230 -300 40 Z"
    pen.shape(outline(shape), fill(inks.ink))
    with pen.at(0, 0, scale=0.93):
        pen.shape(outline(shape), stroke(inks.paper, 6))
    turned = Inks(inks.ink, inks.paper, inks.accent)
    if stage.scene.title:
        pen.rect(-300, -352, 600, 92, fill(inks.accent))
        along_line(pen, stage.scene.title, 0, -284, 44, 500, inks.ink)
        return turned, (0, -6, 400, 400)
    return turned, (0, -40, 440, 470)


def _hexagon(stage: Stage, pen: Pen, inks: Inks) -> tuple[Inks, _Box]:
    """A hexagon with a thick edge, the name below it."""
    lift = -50 if stage.scene.title else 0
    for radius, paint in ((390, stroke(inks.ink, 16)), (358, stroke(inks.accent, 5))):
        corners = [
            (radius * math.sin(k * math.pi / 3), lift - radius * math.cos(k * math.pi / 3))
            for k in range(6)
        ]
        pen.shape(polygon(corners), paint)
    if stage.scene.title:
        along_line(pen, stage.scene.title, 0, 448, 54, 760, inks.ink)
    return inks, (0, lift, 450, 450)


def _open(stage: Stage, pen: Pen, inks: Inks) -> tuple[Inks, _Box]:
    """No frame: the emblem alone, over the name between two rules."""
    along_line(pen, stage.scene.title, 0, 372, 66, 760, inks.ink)
    for y in (272.0, 408.0):
        pen.rect(-150, y, 300, 5, fill(inks.accent))
    return inks, (0, -90, 600, 560)


def _emblem(stage: Stage, pen: Pen, inks: Inks, box: _Box) -> None:
    """One thing, two things in one of several orders, or a mark of leaves around an initial."""
    entities = [e for e in stage.scene.entities if e.concept not in ("sun", "moon", "star")][:2]
    disc = _heaven(stage)
    if not entities and not disc:
        logo_marks.initial(pen, stage.scene.title, inks.ink, inks.accent)
        return
    x, y, wide, high = box
    if disc and entities:
        _heavenly(stage, pen, inks, box, disc)
        _stamp(stage, pen, entities[0], inks, (x, y + 0.13 * high, wide * 0.92, high * 0.74))
        return
    if disc:
        disc(pen, x, y, min(wide, high) * 0.34, inks.accent, inks.paper)
        return
    if len(entities) == 1:
        if entities[0].concept == "coffee":
            logo_marks.coffee_cup(pen, inks.ink, inks.accent)
        else:
            _stamp(stage, pen, entities[0], inks, box)
        return
    first, second = entities
    for entity, place in zip((second, first), stage.chance("two").pick(_PAIRS), strict=True):
        dx, dy, part = place
        within = (x + dx * wide, y + dy * high, wide * part, high * part)
        _stamp(stage, pen, entity, inks, within, entity is second)


_PAIRS: Final[tuple[tuple[tuple[float, float, float], ...], ...]] = (
    ((0.31, 0.13, 0.56), (-0.22, 0.0, 0.78)),
    ((-0.31, 0.13, 0.56), (0.22, 0.0, 0.78)),
    ((0.0, 0.30, 0.56), (0.0, -0.20, 0.74)),
    ((0.0, -0.32, 0.48), (0.0, 0.17, 0.78)),
)
"""Of two things: shift and size, in shares of the room, of the second and then of the first."""

_Disc = Callable[[Pen, float, float, float, Colour, Colour], None]


def _heaven(stage: Stage) -> _Disc | None:
    """The sun, moon or star that is named, by itself or by the hour."""
    scene = stage.scene
    named = {entity.concept for entity in scene.entities}
    if "moon" in named or "full-moon" in scene.weather or "giant-moon" in scene.weather:
        return logo_marks.moon
    if "sun" in named:
        return logo_marks.sun
    if "star" in named or "stars" in scene.weather:
        return logo_marks.big_star
    if scene.time and "time" not in scene.assumed:
        return logo_marks.moon if scene.time == "night" else logo_marks.sun
    return None


def _heavenly(stage: Stage, pen: Pen, inks: Inks, box: _Box, disc: _Disc) -> None:
    x, y, wide, high = box
    aside = stage.chance("heaven").pick((-0.24, 0.0, 0.24)) * wide
    disc(pen, x + aside, y - 0.26 * high, min(wide, high) * 0.20, inks.accent, inks.paper)


def _stamp(
    stage: Stage, pen: Pen, entity: Entity, inks: Inks, box: _Box, second: bool = False
) -> None:
    """A thing in two inks: its light parts are left out, like a cut stamp; a rim keeps it apart."""
    x, y, wide, high = box
    image, across, down = _inked(stage, entity, inks, second, wide, high)
    area = skia.Rect.MakeXYWH(x - across / 2, y - down / 2, across, down)
    rim = skia.Paint(
        ColorFilter=skia.ColorFilters.Blend(inks.paper.argb(), skia.BlendMode.kSrcIn),
        ImageFilter=skia.ImageFilters.Dilate(7, 7),
    )
    pen.canvas.drawImageRect(image, area, SMOOTH, rim)
    pen.image(image, area.left(), area.top(), area.width(), area.height())
    if pen.tracer is not None:
        pen.tracer.drawing(pen.canvas, image, area)


def _inked(
    stage: Stage, entity: Entity, inks: Inks, second: bool, wide: float, high: float
) -> tuple[skia.Image, float, float]:
    subject = subject_of(stage, entity)
    left, top, right, bottom = subject.box
    broad, tall = max(1.0, right - left), max(1.0, bottom - top)
    fit = min(wide / broad, high / tall)
    columns = max(16, round(broad * fit * stage.unit))
    rows = max(16, round(tall * fit * stage.unit))
    sheet = surface(columns, rows)
    inner = Pen(sheet.getCanvas())
    inner.canvas.scale(columns / broad, rows / tall)
    inner.canvas.translate(-left, -top)
    subject.draw(inner)
    data = pixels(sheet).astype(np.float32) / 255
    alpha = data[..., 3]
    light = data[..., :3] @ np.array((0.30, 0.59, 0.11), np.float32) / np.maximum(alpha, 0.02)
    solid = light[alpha > 0.5]
    middle = float(np.median(solid)) if solid.size else 0.5
    cut = np.clip((middle + 0.16 - light) * 6, 0, 1)[..., None]
    ink = _ink_of(entity, inks, second)
    stamp = np.empty((rows, columns, 4), np.float32)
    stamp[..., :3] = ink.array() * cut + _pale(inks, ink).array() * (1 - cut)
    stamp[..., 3] = alpha
    return image_of(stamp), broad * fit, tall * fit


def _ink_of(entity: Entity, inks: Inks, second: bool) -> Colour:
    """A named colour where it shows on the paper; else the ink, or the accent for the second."""
    named = named_colour(entity.colour) if entity.colour else None
    if named is not None and abs(named.lightness - inks.paper.lightness) > 0.18:
        return named
    return inks.accent if second else inks.ink


def _pale(inks: Inks, ink: Colour) -> Colour:
    return inks.paper.mix(inks.accent, 0.55) if ink is inks.ink else inks.paper.mix(ink, 0.25)
