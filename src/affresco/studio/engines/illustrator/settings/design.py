"""A poster, and a floating tile in isometric view."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    down,
    fill,
    linear,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.find import subject_of

from .ramen import ramen

_MARINE = frozenset(("whale", "sea-animal", "vessel"))


def poster(stage: Stage) -> None:
    """A plain ground, one large disc, the subjects; a sea when they live there."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("poster")
    paper, disc = chance.pick(
        (
            (Colour(0.93, 0.035, 75), Colour(0.68, 0.17, 35)),
            (Colour(0.92, 0.035, 205), Colour(0.85, 0.13, 85)),
            (Colour(0.93, 0.035, 20), Colour(0.60, 0.14, 250)),
            (Colour(0.94, 0.03, 110), Colour(0.66, 0.15, 20)),
        )
    )
    night = stage.light.dark
    setting_sun = stage.scene.time in ("golden", "sunrise", "dusk")
    if setting_sun:
        night, paper, disc = False, Colour(0.80, 0.13, 55), Colour(0.66, 0.20, 30)
    if night:
        paper, disc = Colour(0.30, 0.06, 265), Colour(0.94, 0.05, 90)
    stage.light = replace(
        stage.light,
        time="day",
        ambient=WHITE,
        key=Colour(0.99, 0.03, 90),
        shadow=Colour(0.3, 0.08, 265),
        haze=paper,
    )
    side = chance.side()
    stage.horizon = h * 0.68
    stage.sun_x, stage.sun_y = w * (0.5 + 0.17 * side), h * chance.pick((0.24, 0.30, 0.42))
    pen.wash(fill(paper))
    radius = chance.pick((0.13, 0.17, 0.25, 0.32)) * min(h, w * 1.25)
    if setting_sun:
        _sundown(stage, disc)
        radius *= 0.01
    pen.circle(
        stage.sun_x,
        stage.sun_y,
        radius,
        down(stage.sun_y - radius, stage.sun_y + radius, disc.lighter(0.05), disc.lighter(-0.02)),
    )
    families = {lexicon().concepts[e.concept].family for e in stage.scene.entities}
    stage.ground, stage.shadows = "none", 0.45
    stage.slots = {
        "main": Slot(
            0.5 - chance.pick((0.0, 0.08, 0.14)) * side, 0.82, chance.pick((0.40, 0.48, 0.56))
        ),
        "second": Slot(0.5 + 0.26 * side, 0.80, 0.28),
        "air": Slot(0.5 - 0.12 * side, 0.36, 0.26),
    }
    if families & _MARINE:
        _poster_sea(stage, side)


def _sundown(stage: Stage, disc: Colour) -> None:
    """A great sun that sinks in stripes behind a flat horizon."""
    h, w, pen = stage.height, stage.width, stage.pen
    x, level, radius = w * 0.5, h * 0.66, 0.34 * min(h, w)
    pen.wash(down(0, level, Colour(0.62, 0.16, 12), Colour(0.78, 0.15, 48), Colour(0.90, 0.12, 80)))
    sun = skia.Path()
    sun.addCircle(x, level - radius * 0.25, radius)
    pen.shape(sun, down(level - radius, level, Colour(0.90, 0.15, 88), disc))
    tone = Colour(0.80, 0.15, 55)
    for k in range(5):
        y = level - radius * (0.42 - 0.11 * k)
        with pen.inside(sun):
            pen.rect(0, y, w, radius * (0.012 + 0.010 * k), fill(tone))
    pen.rect(
        -20, level, w + 40, h, down(level, h, Colour(0.42, 0.10, 330), Colour(0.28, 0.08, 290))
    )
    for k in range(7):
        y, half = level + 16 + 26 * k, radius * (0.9 - 0.11 * k)
        pen.rect(x - half, y, 2 * half, 7, fill(Colour(0.82, 0.14, 62), 0.8))


def _poster_sea(stage: Stage, side: int) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    chance, level = stage.chance("poster sea"), h * 0.46
    blue = Colour(0.36, 0.09, 250)
    boat = next(
        (e for e in stage.scene.entities if lexicon().concepts[e.concept].family == "vessel"), None
    )
    if boat and boat.count == 1:
        sailing = Placing(shadow=0, rim=0, shade=0.5)
        place(
            stage,
            subject_of(stage, boat),
            stage.sun_x,
            level + 14,
            0.16 * min(h, w * 1.25),
            sailing,
        )
        stage.draws(boat)
    for i in range(3):
        phase = chance.between(0, 0.2)
        crest = [
            (
                -20 + k * (w + 40) / 40,
                level + i * 26 + 8 * math.sin(k * 0.55 * max(1.0, w / 1000) + i * 1.3 + phase),
            )
            for k in range(41)
        ]
        shape = polygon([*crest, (w + 20, h + 10), (-20, h + 10)])
        pen.shape(
            shape,
            down(
                level,
                h,
                blue.lighter(0.20 - 0.06 * i),
                blue.lighter(0.02 - 0.03 * i),
                blue.lighter(-0.12),
            ),
        )
    whale = stage.entity("whale", "sperm-whale")
    if whale and whale.count == 1:
        size = min(w * 0.35, h * 0.40)
        with pen.figure():
            _whale(stage, w * (0.5 - 0.04 * side), h * 0.735, size, -1 if side > 0 else 1)
        stage.draws(whale)
    for _ in range(16):
        x, y = w * 0.5 + chance.between(-0.45, 0.45) * w, chance.between(level + 110, h - 40)
        pen.circle(x, y, chance.between(2, 7), stroke(Colour(0.9, 0.03, 220), 1.6, 0.6))
    stage.floating = True
    stage.slots = {
        "main": Slot(0.5, 0.66, 0.44),
        "second": Slot(0.5 + 0.28 * side, 0.62, 0.26),
        "air": Slot(0.5 - 0.25 * side, 0.2, 0.2),
    }


def _whale(stage: Stage, x: float, y: float, half: float, facing: int) -> None:
    pen = stage.pen
    body = outline(
        "M -98 -2 C -92 -44 -20 -52 30 -26 C 60 -12 76 -14 88 -34 C 78 -44 70 -56 76 -68 "
        "C 90 -66 96 -56 98 -46 "
        "C 104 -56 116 -60 128 -56 C 126 -42 114 -32 102 -30 C 96 4 60 34 0 36 C -50 38 -92 28 -98 -2 Z"
    )
    middle = x - facing * half * 0.15  # the tail reaches further than the head
    with pen.at(middle, y, scale=(facing * half / 100, half / 100)):
        pen.shape(body, down(-50, 38, Colour(0.52, 0.09, 250), Colour(0.40, 0.09, 255)))
        with pen.inside(body):
            pen.shape(
                outline("M -110 -2 C -60 20 0 20 70 14 L 100 60 L -110 60 Z"),
                fill(Colour(0.92, 0.025, 220)),
            )
            for i in range(6):
                groove = [
                    (-98 + i * 4, 5 + i * 4.4),
                    (-40, 20 + i * 3.4),
                    (30 - i * 4, 18 + i * 3.6),
                ]
                pen.curve(groove, stroke(Colour(0.66, 0.055, 240), 1.0))
        pen.blob([(-20, 16), (-6, 46), (20, 56), (14, 36), (8, 14)], fill(Colour(0.36, 0.09, 256)))
        pen.circle(-62, -4, 2.8, fill(Colour(0.15, 0.03, 260)))
        pen.circle(-61, -5, 0.9, fill(WHITE))


Iso = Callable[[float, float, float], Point]


def tile(stage: Stage) -> None:
    """A floating slab in isometric view, of wood or grass, on a plain ground."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("tile")
    ground = Colour(0.90, 0.05, chance.pick((65, 200, 20, 300, 150)))
    night = stage.light.dark
    if night:
        ground = Colour(0.34, 0.06, 270)
    stage.light = replace(
        stage.light,
        time="day",
        ambient=Colour(0.99, 0.005, 80),
        key=Colour(0.99, 0.03, 90),
        shadow=Colour(0.35, 0.07, 290),
        haze=ground,
    )
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.9, 0, 0
    pen.wash(
        radial(
            (w * 0.42, h * 0.36),
            max(h, w) * 0.85,
            [ground.lighter(0.05), ground, ground.lighter(-0.10)],
        )
    )
    size = chance.pick((0.242, 0.256, 0.270)) * min(h, w)
    cx, cy = w * chance.pick((0.46, 0.5, 0.54)), h * chance.pick((0.57, 0.61, 0.65))

    def iso(a: float, b: float, z: float = 0.0) -> Point:
        return cx + (a - b) * size * 0.866, cy + (a + b) * size * 0.5 - z * size

    shade = [
        iso(-1, 1, -0.3),
        iso(1, 1, -0.3),
        iso(1, -1, -0.3),
        iso(1.2, -0.8, -0.3),
        iso(1.25, 1.25, -0.3),
        iso(-0.8, 1.2, -0.3),
    ]
    pen.polygon(shade, fill(stage.light.shadow, 0.35, blur=26))
    indoor = all(lexicon().family(e.concept).held for e in stage.scene.entities)
    top = Colour(0.70, 0.09, 62) if indoor else Colour(0.66, 0.13, 135)
    _slab(pen, iso, Colour(0.70, 0.09, 62) if indoor else Colour(0.52, 0.07, 60), top)
    if indoor:
        for i in range(8):
            a = -1 + i * 0.25
            pen.line(*iso(a, -1), *iso(a, 1), stroke(top.lighter(-0.09), 2, 0.8))
    for _ in range(60):
        a, b = chance.between(-1, 0.95), chance.between(-1, 0.7)
        end = iso(a, b + chance.between(0.1, 0.3)) if indoor else iso(a + 0.02, b, 0.05)
        pen.line(*iso(a, b), *end, stroke(top.lighter(chance.between(-0.08, 0.06)), 1.5, 0.5))
    bowl = stage.entity("ramen")
    if bowl and bowl.count == 1:
        with pen.figure():
            ramen(pen, iso, stage.chance("ramen"), size / 350)
        stage.draws(bowl)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(cx / w, cy / h + 0.06, 0.44 * size / (0.26 * min(h, w))),
        "second": Slot(cx / w - 0.16, cy / h + 0.03, 0.24),
        "air": Slot(0.7, 0.3, 0.18),
    }


def _slab(pen: Pen, iso: Iso, earth: Colour, top: Colour) -> None:
    low = -0.16
    pen.polygon(
        [iso(-1, 1, low), iso(1, 1, low), iso(1, 1, 0), iso(-1, 1, 0)],
        linear(iso(-1, 1, 0), iso(-1, 1, low), (earth.lighter(-0.05), earth.lighter(-0.10))),
    )
    pen.polygon(
        [iso(1, -1, low), iso(1, 1, low), iso(1, 1, 0), iso(1, -1, 0)],
        linear(iso(1, 1, 0), iso(1, -1, low), (earth.lighter(-0.16), earth.lighter(-0.22))),
    )
    pen.polygon(
        [iso(-1, -1, 0), iso(1, -1, 0), iso(1, 1, 0), iso(-1, 1, 0)],
        linear(iso(-1, -1, 0), iso(1, 1, 0), (top.lighter(0.04), top)),
    )
