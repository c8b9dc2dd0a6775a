"""Abstract pictures: colour fields of feelings, shapes, and jazz."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, Field, from_hex
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    fill,
    image_of,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.find import whole

from . import abstract_forms, abstract_geometry
from .abstract_forms import Form


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
    elif abstract_geometry.named(stage):
        abstract_geometry.paint(stage, _palette(stage))
    elif stage.scene.style in ("risograph", "minimal", "stained-glass", "ukiyo-e", "pop-art"):
        _shapes(stage, _palette(stage))
    elif (form := _form(stage)) is not None:
        form(stage, _palette(stage))
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


def _form(stage: Stage) -> Form | None:
    """One that fits the mood, by the seed; None is the flow of colours."""
    moods = [mood for mood in stage.scene.moods if mood in abstract_forms.BY_MOOD]
    forms: tuple[Form | None, ...] = (*abstract_forms.ANY, _shapes, None)
    if moods:
        fitting = abstract_forms.BY_MOOD[moods[0]]
        quiet = moods[0] in abstract_forms.DIM or moods[0] == "calm"
        forms = (*fitting, None) if quiet else (*fitting, *fitting, *forms)
        if moods[0] in abstract_forms.BRIGHT:
            forms = (*fitting, *fitting, *abstract_forms.ANY, _shapes)
    return stage.chance("form").pick(forms)


def _palette(stage: Stage) -> tuple[Colour, ...]:
    """Five or more colours: those that are named, livelier; else of the nearest feelings."""
    if stage.scene.colours:
        named = [from_hex(colour) for colour in stage.scene.colours]
        if stage.has(*abstract_forms.BRIGHT):  # joy has no black
            named = [colour for colour in named if colour.lightness > 0.4] or named
        return tuple(
            colour._replace(
                lightness=max(
                    0.46 if stage.has(*abstract_forms.BRIGHT) else 0.34, colour.lightness
                ),
                chroma=min(0.20, max(colour.chroma, 0.02) * 1.4) if colour.chroma > 0.02 else 0.01,
            )
            for colour in (*named, *(colour.lighter(0.09) for colour in named))
        )[:8]
    a, b, c = _hues(stage)
    lift = 0.07 if stage.has(*abstract_forms.BRIGHT) else 0.0
    lift -= 0.14 if stage.has(*abstract_forms.DIM) else 0.0
    deep = 0.30 if lift <= 0 else 0.52
    if stage.has("sad", "lonely", "calm"):  # one hue and its neighbours, pale
        pale = (Colour(0.60, 0.09, a), Colour(0.80, 0.06, a + 22), Colour(0.46, 0.09, a - 18))
        return (*pale, Colour(0.34, 0.07, a), Colour(0.70, 0.05, b))
    return (
        Colour(0.62 + lift, 0.18, a),
        Colour(0.82 + lift, 0.13, b),
        Colour(0.56 + lift, 0.15, c),
        Colour(deep, 0.09, a),
        Colour(0.74 + lift, 0.14, c + 30),
    )


def _flow(stage: Stage, steps: int = 256) -> Field:
    """A random smooth function of the plane (a small network) as bands of the palette."""
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
    ordered = sorted(_palette(stage), key=lambda colour: colour.lightness)[:5]
    light = ordered[-1]
    tones = (*ordered[:4], light._replace(lightness=0.94, chroma=light.chroma * 0.4), light)
    palette = np.array([tone.rgb() for tone in tones], np.float32)
    step = level[:, 0] * (len(tones) - 1)
    index = np.clip(step.astype(int), 0, len(tones) - 2)
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
