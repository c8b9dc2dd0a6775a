"""Houses and vehicles that nobody cares for, faded and with ivy that climbs; things that are broken."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, polygon, stroke
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

from .look import Framed, framed, painted_on

_BUILT: Final = frozenset(("building", "landmark", "land-vehicle", "train", "vessel"))
_STATES: Final = ("burnt", "overgrown", "derelict", "post-apocalyptic")


def left_alone(scene: Scene) -> Scene:
    """The scene in which houses and vehicles of a place that is left to itself are so, too."""
    if not set(_STATES) & set(scene.moods):
        return scene
    entities = tuple(
        msgspec.structs.replace(entity, qualities=(*entity.qualities, "abandoned"))
        if _built(entity) and "abandoned" not in entity.qualities
        else entity
        for entity in scene.entities
    )
    return msgspec.structs.replace(scene, entities=entities)


def forsaken(entity: Entity) -> bool:
    """Whether it was built, and is said to be abandoned."""
    return "abandoned" in entity.qualities and _built(entity)


def _built(entity: Entity) -> bool:
    concept = lexicon().concepts.get(entity.concept)
    return concept is not None and concept.family in _BUILT and not entity.material


def weathered(drawing: Framed) -> Framed:
    """The drawing, faded and stained, with ivy up from its foot; its outline stays."""
    aged = painted_on(drawing, lambda pen: _age(pen, drawing, Chance("weathered")))
    return replace(framed(aged, 1.0), feet=drawing.feet)


_BREAKABLE: Final = frozenset(
    ("object", "kitchenware", "furniture", "toy", "instrument", "celestial", "decoration", "tool")
)


def cracks(entity: Entity) -> bool:
    """Whether it is a thing that is said to be broken: a mirror, a vase, a heart."""
    concept = lexicon().concepts.get(entity.concept)
    said = {"broken", "ruined"} & set(entity.qualities)
    return bool(said) and concept is not None and concept.family in _BREAKABLE


def cracked(drawing: Framed) -> Framed:
    """The drawing with cracks that run from one place to its edges."""
    broken = painted_on(drawing, lambda pen: _cracks(pen, drawing, Chance("cracks", 1)))
    return replace(framed(broken, 1.0), feet=drawing.feet)


def _cracks(pen: Pen, drawing: Framed, chance: Chance) -> None:
    left, top, right, bottom = drawing.box
    wide, tall = right - left, bottom - top
    at = (left + 0.56 * wide, top + 0.40 * tall)
    for i in range(9):
        angle, (x, y), crack = math.tau * (i + 0.3) / 9, at, [at]
        for _ in range(6):
            step, bend = 0.13 * max(wide, tall), chance.between(-0.55, 0.55)
            x, y = x + step * math.cos(angle + bend), y + step * math.sin(angle + bend)
            crack.append((x, y))
        line = polygon(crack, False)
        pen.shape(line, stroke(Colour(0.18, 0.02, 260), 2.0, 0.9))
        pen.shape(line, stroke(Colour(0.98, 0.005, 220), 0.7, 0.6))


def _age(pen: Pen, drawing: Framed, chance: Chance) -> None:
    left, top, right, bottom = drawing.box
    wide, tall = right - left, bottom - top
    area = (left - 4, top - 4, wide + 8, tall + 8)
    pen.rect(*area, fill(Colour(0.62, 0.02, 85), 0.36))
    for _ in range(26):  # rain has run down
        x, y = chance.between(left, right), top + tall * chance.between(0.05, 0.8)
        long = tall * chance.between(0.08, 0.30)
        tone = Colour(0.34, 0.03, 70)
        pen.line(
            x, y, x + chance.between(-1, 1), y + long, stroke(tone, chance.between(0.8, 3), 0.20)
        )
    for _ in range(6):
        x, y = left + wide * chance.between(0.1, 0.9), top + tall * chance.between(0.2, 0.8)
        crack = [(x, y)]
        for _ in range(5):
            x, y = x + chance.between(-5, 6), y + chance.between(2, 7)
            crack.append((x, y))
        pen.shape(polygon(crack, False), stroke(Colour(0.20, 0.02, 60), 0.9, 0.6))
    for _ in range(7):  # plaster that has come off
        x, y = left + wide * chance.between(0.1, 0.9), top + tall * chance.between(0.35, 0.95)
        pen.oval(
            x, y, chance.between(2, 7), chance.between(1.5, 4), fill(Colour(0.50, 0.05, 50), 0.5)
        )
    for at in (0.02, 0.12, 0.84, 0.96, 0.5):
        _ivy(
            pen,
            chance,
            left + wide * at,
            bottom,
            tall * chance.between(0.35, 0.85) * (abs(at - 0.5) + 0.5),
        )


def _ivy(pen: Pen, chance: Chance, x: float, y: float, tall: float) -> None:
    """One climbing shoot, thick with leaves below."""
    steps = max(8, int(tall / 1.7))
    for i in range(steps):
        t = i / steps
        px = x + chance.between(-1, 1) * (2.5 + 7.5 * (1 - t))
        py, r = y - tall * t + chance.between(-2, 2), chance.between(1.5, 3.4) * (1.15 - 0.5 * t)
        green = Colour(0.46, 0.10, 138).lighter(chance.between(-0.09, 0.10))
        pen.oval(px, py, r, r * 0.82, fill(green))
