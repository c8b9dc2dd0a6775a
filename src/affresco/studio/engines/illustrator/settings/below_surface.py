"""The water from below: the surface is a bright ceiling, and boats are keels on it."""

from __future__ import annotations

import math
from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.colours import colour_of

from .underwater import shoals, water_light

C = Colour
_KEELS: Final = 3  # boats of one kind that have room on the surface


def below_surface(stage: Stage) -> None:
    """Rings of light around the sun, ripples that grow wider towards us, keels, shoals, the deep."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("below")
    water_light(stage, chance)
    light, x, y = stage.light, w * chance.between(0.42, 0.58), h * 0.27
    stage.sun_x, stage.sun_y, stage.horizon = x, y, h * 1.05
    tones = [WHITE, light.top.lighter(0.10), light.top, light.middle, light.horizon]
    pen.wash(radial((x, y), max(w, h) * 0.92, tones, (0.0, 0.12, 0.30, 0.62, 1)))
    for ring in range(15):  # light that is bent by the waves, nearer rings wider apart
        reach, step = min(w, h) * 0.045 * (ring + 1) ** 1.25, stage.chance("ring", ring)
        for _ in range(5 + ring):
            start, long = step.between(0, 360), step.between(14, 46)
            pen.arc(
                x - reach * 1.25,
                y - reach * 0.80,
                reach * 2.5,
                reach * 1.6,
                start,
                long,
                stroke(WHITE, 2.5 + 0.5 * ring, max(0.05, 0.55 - 0.04 * ring), blur=1.5),
            )
    pen.circle(x, y, min(w, h) * 0.075, fill(WHITE, 0.95, blur=10))
    for _ in range(11):
        angle, wide = chance.between(0.15, math.pi - 0.15), chance.between(0.02, 0.07)
        far = max(w, h)
        beam = [
            (x, y),
            (x + math.cos(angle - wide) * far, y + math.sin(angle - wide) * far),
            (x + math.cos(angle + wide) * far, y + math.sin(angle + wide) * far),
        ]
        fade = linear((0, y), (0, h), [(WHITE, 0.22), (WHITE, 0.0)], blur=9, blend="screen")
        pen.polygon(beam, fade)
    shoals(stage, chance)
    _boats(stage, chance, x, y)
    stage.floating, stage.ground = True, "none"
    stage.slots = {
        "main": Slot(0.5, 0.74, 0.42),
        "second": Slot(0.76, 0.62, 0.28),
        "air": Slot(0.3, 0.48, 0.3),
    }


def _boats(stage: Stage, chance: Chance, x: float, y: float) -> None:
    """The keels of the boats that are named, as they lie on the surface."""
    words = lexicon()
    for entity in stage.scene.entities:
        if words.concepts[entity.concept].family != "vessel" or entity.concept == "submarine":
            continue
        many = min(_KEELS, entity.count)
        size = min(stage.width, stage.height) * (0.62 if many == 1 else 0.34)
        for i in range(many):
            at = 0.0 if many == 1 else (i / (many - 1) - 0.5) * stage.width * 0.62
            low = y + stage.height * (0.02 + 0.05 * (i % 2))
            _keel(stage, x + at, low, size, chance.between(-16, 16), colour_of(entity))
        stage.draws(entity)


def _keel(stage: Stage, x: float, y: float, s: float, turn: float, tone: Colour | None) -> None:
    """A hull of length `s` seen from below, dark before the light, with oars and its wake."""
    pen, hull = stage.pen, (tone or C(0.50, 0.09, 50)).mix(stage.light.middle, 0.35)
    with pen.at(x, y, turn):
        pen.oval(0, 0, s * 0.62, s * 0.23, fill(WHITE, 0.55, blur=s * 0.04))
        for side in (-1, 1):
            oar = stroke(hull.lighter(-0.10), s * 0.022)
            pen.line(-s * 0.02, side * s * 0.10, s * 0.10, side * s * 0.31, oar)
            pen.oval(s * 0.115, side * s * 0.345, s * 0.028, s * 0.06, fill(hull.lighter(-0.10)))
        body = outline(
            f"M {-s * 0.5} 0 Q {-s * 0.30} {-s * 0.17} {s * 0.10} {-s * 0.165} "
            f"Q {s * 0.42} {-s * 0.14} {s * 0.46} {-s * 0.08} L {s * 0.46} {s * 0.08} "
            f"Q {s * 0.42} {s * 0.14} {s * 0.10} {s * 0.165} Q {-s * 0.30} {s * 0.17} {-s * 0.5} 0 Z"
        )
        shades = (hull.lighter(-0.16), hull.lighter(-0.02), hull.lighter(-0.16))
        pen.shape(body, down(-s * 0.17, s * 0.17, *shades))
        for v in (-0.09, 0.09):
            plank = outline(
                f"M {-s * 0.46} 0 Q {-s * 0.2} {s * v * 1.1} {s * 0.1} {s * v} L {s * 0.45} {s * v * 0.5}"
            )
            pen.shape(plank, stroke(hull.lighter(-0.22), s * 0.008, 0.7))
        pen.line(-s * 0.5, 0, s * 0.46, 0, stroke(hull.lighter(-0.26), s * 0.026))
        pen.shape(body, stroke(hull.lighter(0.16), s * 0.010, 0.7))
