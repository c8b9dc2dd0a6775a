"""A logo: a round badge with a name on an arc and an emblem of few inks."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    fill,
    image_of,
    outline,
    pixels,
    stroke,
    surface,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.find import colour_of
from affresco.studio.engines.illustrator.subjects.registry import DRAWN

from .lettering import along_arc


def logo(stage: Stage) -> None:
    """A round badge: the name on an arc, an emblem in the middle, ornaments below."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("logo")
    paper, ink, accent = chance.pick(
        (
            (Colour(0.96, 0.02, 80), Colour(0.30, 0.06, 45), Colour(0.66, 0.13, 55)),
            (Colour(0.33, 0.06, 160), Colour(0.95, 0.03, 85), Colour(0.80, 0.12, 75)),
            (Colour(0.27, 0.05, 30), Colour(0.93, 0.04, 80), Colour(0.70, 0.15, 45)),
            (Colour(0.30, 0.08, 262), Colour(0.95, 0.02, 85), Colour(0.78, 0.13, 60)),
            (Colour(0.95, 0.03, 85), Colour(0.36, 0.09, 262), Colour(0.64, 0.17, 28)),
        )
    )
    stage.light = replace(
        stage.light, time="day", ambient=WHITE, key=WHITE, shadow=Colour(0.2, 0.05, 40)
    )
    stage.horizon = h
    pen.wash(fill(paper))
    scale = min(h, w) / 1000
    with pen.at(w / 2, h / 2, scale=scale):
        _badge(stage, pen, chance, paper, ink, accent)
    for entity in stage.scene.entities:
        stage.draws(entity)


def _badge(
    stage: Stage, pen: Pen, chance: Chance, paper: Colour, ink: Colour, accent: Colour
) -> None:
    radius, title = 330.0, stage.scene.title
    entity = stage.scene.entities[0] if stage.scene.entities else None
    coffee = bool(entity and entity.concept == "coffee")
    pen.circle(0, 0, radius + 50, stroke(ink, 12))
    pen.circle(0, 0, radius + 30, stroke(ink, 3))
    if title:
        pen.circle(0, 0, radius - 70, stroke(ink, 4))
        along_arc(pen, title, 0, 0, radius + 6, 46, ink)
    for i in range(-3, 4):  # ornaments where a fake motto would stand
        angle = math.pi / 2 + i * 0.16
        x, y = math.cos(angle) * (radius - 20), math.sin(angle) * (radius - 20)
        with pen.at(x, y, math.degrees(angle) + 90):
            _star(pen, accent if i % 2 == 0 else ink, 17 if i % 2 == 0 else 7)
    for side in (-1, 1):
        with pen.at(side * (radius - 18), 60, side * 20):
            if coffee:
                _bean(pen, 0, 0, 26, accent, paper)
            else:
                _star(pen, accent, 22)
    if coffee:
        _coffee_cup(pen, ink, accent)
    elif entity:
        _emblem(stage, pen, ink, paper, accent)
    else:
        _initial(pen, title, ink, accent, chance)


def _star(pen: Pen, colour: Colour, size: float) -> None:
    s, i = size, size * 0.32
    pen.polygon(
        [(0, -s), (i, -i), (s, 0), (i, i), (0, s), (-i, i), (-s, 0), (-i, -i)], fill(colour)
    )


def _bean(pen: Pen, x: float, y: float, size: float, colour: Colour, line: Colour) -> None:
    with pen.at(x, y, -32):
        pen.oval(0, 0, size * 0.72, size, fill(colour))
        groove = [(0, -size), (size * 0.22, -size * 0.35), (-size * 0.22, size * 0.35), (0, size)]
        pen.curve(groove, stroke(line, size * 0.15))


def _coffee_cup(pen: Pen, ink: Colour, accent: Colour) -> None:
    _rays(pen, accent)
    pen.arc(70, -24, 110, 106, -90, 180, stroke(ink, 20))
    pen.shape(
        outline("M -130 -36 L 118 -36 C 118 80 70 136 -6 136 C -82 136 -130 80 -130 -36 Z"),
        fill(ink),
    )
    _bean(pen, -6, 48, 52, accent, ink)
    pen.rounded(-176, 156, 340, 18, 9, fill(ink))
    for i in range(3):
        x = -66 + i * 60
        pen.curve([(x, -56), (x + 18, -84), (x - 14, -112), (x + 8, -146)], stroke(ink, 13))


def _rays(pen: Pen, colour: Colour) -> None:
    for i in range(18):
        angle = math.pi * (1 + i / 17)
        far = 222 if i % 2 else 196
        cos, sin = math.cos(angle), math.sin(angle)
        pen.line(cos * 150, 6 + sin * 150, cos * far, 6 + sin * far, stroke(colour, 7))


def _emblem(stage: Stage, pen: Pen, ink: Colour, paper: Colour, accent: Colour) -> None:
    """The subject in one ink: its light parts are left out, like a cut stamp."""
    entity = stage.scene.entities[0]
    concept = lexicon().concepts[entity.concept]
    side = 300
    resolution = max(32, int(side * stage.unit) + 8)
    sheet = surface(resolution, resolution)
    inner = Pen(sheet.getCanvas())
    if concept.form == "drawn":
        inner.canvas.scale(resolution / 150, resolution / 150)
        inner.canvas.translate(11, 14)
        DRAWN[concept.id](colour_of(entity), stage.chance("emblem"))(inner)
    else:
        extent = glyphs.box(concept.art)
        longer = max(extent.right - extent.left, extent.bottom - extent.top)
        middle = (extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2
        scale = resolution / longer
        inner.canvas.scale(scale, scale)
        inner.canvas.translate(longer / 2 - middle[0], longer / 2 - middle[1])
        glyphs.draw(inner, concept.art)
    data = pixels(sheet).astype(np.float32) / 255
    alpha = data[..., 3]
    light = (data[..., 0] * 0.3 + data[..., 1] * 0.59 + data[..., 2] * 0.11) / np.maximum(
        alpha, 0.02
    )
    solid = light[alpha > 0.5]
    middle_tone = float(np.median(solid)) if solid.size else 0.5
    cut = np.clip((middle_tone + 0.16 - light) * 6, 0, 1)
    stamp = np.empty((*alpha.shape, 4), np.float32)
    inked = cut[..., None]
    stamp[..., :3] = ink.array() * inked + paper.mix(accent, 0.55).array() * (1 - inked)
    stamp[..., 3] = alpha
    pen.image(image_of(stamp), -side / 2, -side / 2, side, side)


def _initial(pen: Pen, title: str, ink: Colour, accent: Colour, chance: Chance) -> None:
    """Without a motif: a plain mark of leaves around the initial."""
    for i in range(12):
        with pen.at(0, 0, i * 30):
            pen.shape(
                outline("M 0 -150 C 34 -190 34 -220 0 -246 C -34 -220 -34 -190 0 -150 Z"),
                fill(accent if i % 2 else ink),
            )
    along_arc(pen, title[:1] or "A", 0, 300, 390, 180, ink)
