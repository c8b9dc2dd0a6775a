"""Designed pictures rather than places: poster, isometric tile, logo, abstract."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance, generator
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, Field
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    down,
    fill,
    image_of,
    linear,
    outline,
    pixels,
    polygon,
    radial,
    stroke,
    surface,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.find import colour_of, subject_of, whole
from affresco.studio.engines.illustrator.subjects.registry import DRAWN

from .lettering import along_arc
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
    stage.sun_x, stage.sun_y = w * (0.5 + 0.17 * side), h * 0.30
    pen.wash(fill(paper))
    radius = 0.16 * min(h, w * 1.25)
    pen.circle(
        stage.sun_x,
        stage.sun_y,
        radius,
        down(stage.sun_y - radius, stage.sun_y + radius, disc.lighter(0.05), disc.lighter(-0.02)),
    )
    families = {lexicon().concepts[e.concept].family for e in stage.scene.entities}
    stage.ground, stage.shadows = "none", 0.45
    stage.slots = {
        "main": Slot(0.5 - 0.08 * side, 0.82, 0.46),
        "second": Slot(0.5 + 0.26 * side, 0.80, 0.28),
        "air": Slot(0.5 - 0.12 * side, 0.36, 0.26),
    }
    if families & _MARINE:
        _poster_sea(stage, side)


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
    with pen.at(x, y, scale=(facing * half / 100, half / 100)):
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
    size = 0.35 * min(h, w)
    cx, cy = w / 2, h * 0.60

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
        ramen(pen, iso, stage.chance("ramen"), size / 350)
        stage.draws(bowl)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.5, 0.70, 0.48),
        "second": Slot(0.31, 0.66, 0.26),
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


def abstract(stage: Stage) -> None:
    """Flowing colour fields from the feelings of the prompt; for jazz, instruments and notes."""
    stage.light = replace(
        stage.light, time="day", ambient=WHITE, key=WHITE, shadow=Colour(0.3, 0.1, 280)
    )
    stage.horizon, stage.ground = stage.height, "none"
    stage.slots = {
        "main": Slot(0.5, 0.78, 0.5),
        "second": Slot(0.25, 0.6, 0.3),
        "air": Slot(0.7, 0.3, 0.25),
    }
    if stage.has("jazz"):
        _jazz(stage)
    elif stage.scene.style in ("risograph", "minimal", "stained-glass", "ukiyo-e", "pop-art"):
        _shapes(stage, _palette(stage))
    else:
        field = _flow(stage)
        cubic = skia.SamplingOptions(skia.CubicResampler.Mitchell())
        area = skia.Rect.MakeWH(stage.width, stage.height)
        stage.pen.canvas.drawImageRect(image_of(field), area, cubic)


def _hues(stage: Stage) -> list[float]:
    """The hues of the three nearest feelings; three by the seed without them."""
    known = {feeling.name: feeling.hue for feeling in lexicon().feelings}
    hues = [known[name] for name in stage.scene.palette if name in known]
    chance = stage.chance("hues")
    while len(hues) < 3:
        hues.append(chance.between(0, 360))
    return hues


def _palette(stage: Stage) -> tuple[Colour, ...]:
    a, b, c = _hues(stage)
    return (
        Colour(0.60, 0.18, a),
        Colour(0.80, 0.14, b),
        Colour(0.50, 0.14, c),
        Colour(0.30, 0.07, a),
        Colour(0.72, 0.13, c + 30),
    )


def _flow(stage: Stage, steps: int = 256) -> Field:
    """A random smooth function of the plane (a small network) as bands of the palette."""
    a, b, c = _hues(stage)
    chance = generator("flow", stage.seed, *stage.scene.palette)
    longer = max(stage.width, stage.height) / min(stage.width, stage.height)
    columns = steps if stage.width <= stage.height else int(steps * longer)
    rows = steps if stage.height <= stage.width else int(steps * longer)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x, y = (x - columns / 2) / steps * 3.2, (y - rows / 2) / steps * 3.2
    inputs = np.stack([x, y, np.hypot(x, y), np.sin(2.2 * x), np.cos(2.2 * y), np.ones_like(x)], -1)
    hidden = np.tanh(inputs.reshape(-1, 6) @ chance.normal(0, 0.8, (6, 32)).astype(np.float32))
    for layer in range(3):
        turn = np.tanh if layer % 2 else np.sin
        bias = 0.3 * chance.normal(0, 1, 32).astype(np.float32)
        hidden = turn(hidden @ chance.normal(0, 0.42, (32, 32)).astype(np.float32) + bias)
    level = 1 / (1 + np.exp(-(hidden @ chance.normal(0, 0.5, (32, 3)).astype(np.float32))))
    drift = float(chance.uniform(-12, 12))
    tones = (
        Colour(0.24, 0.08, a),
        Colour(0.48, 0.14, a + drift),
        Colour(0.72, 0.13, b),
        Colour(0.94, 0.04, c),
        Colour(0.70, 0.17, c),
    )
    palette = np.array([tone.rgb() for tone in tones], np.float32)
    step = level[:, 0] * 4
    index = np.clip(step.astype(int), 0, 3)
    part = (step - index)[:, None]
    rgb = palette[index] * (1 - part) + palette[index + 1] * part
    bands = 0.5 + 0.5 * np.sin(level[:, 2:3] * 26 + level[:, 0:1] * 9)
    shaded = rgb * (0.78 + 0.34 * level[:, 1:2]) * (0.93 + 0.12 * bands)
    field: Field = shaded.reshape(rows, columns, 3).astype(np.float32)
    return field


def _shapes(stage: Stage, palette: tuple[Colour, ...]) -> None:
    """Discs, bars, triangles and arcs on a light ground."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("shapes")
    pen.wash(fill(Colour(0.95, 0.03, 85)))
    for _ in range(3):
        pen.circle(
            chance.between(0.15, 0.85) * w,
            chance.between(0.15, 0.85) * h,
            chance.between(150, 330),
            fill(chance.pick(palette), 0.95),
        )
    for _ in range(int(7 * max(1.0, w / 1000))):
        length, width = chance.between(160, 520), chance.between(24, 110)
        with pen.at(
            chance.between(0.1, 0.9) * w, chance.between(0.1, 0.9) * h, chance.between(0, 360)
        ):
            if chance.often(0.5):
                pen.rect(-length / 2, -width / 2, length, width, fill(chance.pick(palette), 0.92))
            else:
                pen.polygon(
                    [(-length / 2, -width / 2), (length / 2, 0), (-length / 2, width / 2)],
                    fill(chance.pick(palette), 0.92),
                )
    for number in range(5):
        x, y, radius = (
            chance.between(0.1, 0.9) * w,
            chance.between(0.1, 0.9) * h,
            chance.between(60, 200),
        )
        colour, sweep = chance.pick(palette), chance.pick((120, 180, 270))
        for i in range(chance.whole(3, 6)):
            r = radius - i * 16
            if r > 8:
                pen.arc(
                    x - r,
                    y - r,
                    2 * r,
                    2 * r,
                    number * 70,
                    sweep,
                    stroke(colour, 7, round_ends=False),
                )
    for _ in range(40):
        dot = Colour(0.25, 0.05, 275) if chance.often(0.5) else chance.pick(palette)
        pen.circle(chance.between(0, w), chance.between(0, h), chance.between(3, 9), fill(dot))


def _jazz(stage: Stage) -> None:
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("jazz")
    ink = Colour(0.22, 0.05, 275)
    _shapes(
        stage,
        (
            Colour(0.66, 0.2, 20),
            Colour(0.80, 0.15, 80),
            Colour(0.55, 0.14, 245),
            Colour(0.30, 0.07, 270),
            Colour(0.75, 0.12, 190),
        ),
    )
    level = h * chance.between(0.35, 0.65)
    guide = [(-60.0, level + chance.between(-120, 120))]
    guide += [(w * (i + 1) / 5, level + chance.between(-220, 220)) for i in range(5)]
    for i in range(5):
        pen.curve([(x, y + i * 20) for x, y in guide], stroke(ink, 4.5))
    for _ in range(11):
        gx, gy = guide[chance.whole(1, 4)]
        _note(
            pen,
            gx + chance.between(-90, 90),
            gy + chance.between(-60, 140),
            chance.between(16, 28),
            ink,
            chance.often(0.5),
        )
    _piano_keys(
        pen, w * chance.between(0.12, 0.3), h * chance.between(0.85, 1.0), min(w, h) * 0.46, ink
    )
    size = 0.62 * min(h, w * 1.2)
    named = [
        e for e in stage.scene.entities if lexicon().concepts[e.concept].family == "instrument"
    ]
    lead = named[0].concept if named else "saxophone"
    for entity in named[:1]:
        stage.draws(entity)
    art = lexicon().concepts[lead].art
    place(
        stage,
        whole(art),
        w * 0.60,
        h * 0.80,
        size,
        Placing(turn=chance.between(-14, 14), shadow=0, rim=0, shade=0.4),
    )
    if lead != "trumpet":
        with pen.at(w * 0.18, h * 0.10, -12, 1.9):
            glyphs.draw(pen, "trumpet")


def _note(pen: Pen, x: float, y: float, size: float, ink: Colour, flag: bool) -> None:
    with pen.at(x, y, -18):
        pen.oval(0, 0, size, size * 0.7, fill(ink))
    pen.line(x + size * 0.9, y - 4, x + size * 0.9, y - size * 3.4, stroke(ink, 5))
    if flag:
        pen.curve(
            [
                (x + size * 0.9, y - size * 3.4),
                (x + size * 2, y - size * 2.4),
                (x + size * 1.7, y - size * 1.4),
            ],
            stroke(ink, 6),
        )


def _piano_keys(pen: Pen, x: float, y: float, radius: float, ink: Colour) -> None:
    """A keyboard bent along an arc."""
    for i in range(11):
        with pen.at(x, y, -80 + i * 8.2):
            pen.rect(
                radius - 170, -radius * 0.07, 170, radius * 0.138, fill(Colour(0.98, 0.01, 90))
            )
            pen.rect(radius - 170, -radius * 0.07, 170, radius * 0.138, stroke(ink, 3))
    for i in range(10):
        if i % 7 not in (2, 6):
            with pen.at(x, y, -80 + i * 8.2 + 4.1):
                pen.rect(radius - 170, -radius * 0.036, 104, radius * 0.072, fill(ink))
