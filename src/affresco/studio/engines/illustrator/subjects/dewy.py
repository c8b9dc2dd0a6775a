"""Drops of dew or rain on a flower, a leaf or a fruit: they are seen on it, and are nothing beside it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, radial, stroke
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

from .look import Framed, framed, painted_on

DEWY: Final = "dewy"
_GROWS: Final = frozenset(("flower", "fruit", "plant", "tree", "vegetable"))


def bedewed(scene: Scene) -> Scene:
    """The scene in which what bears drops has them; the drops themselves are seen nowhere else."""
    changed = list(scene.entities)
    for at, drop in enumerate(scene.entities):
        if drop.concept != "raindrop":
            continue
        bearer = drop.by if drop.relation in ("with", "on", "full-of", "cover") else None
        if bearer is None:  # "a dewdrop on a leaf": the leaf is told by its drop
            bearer = next(
                (i for i, one in enumerate(changed) if one.by == at and one.relation == "on"), None
            )
        if bearer is None or not _grows(changed[bearer]):
            continue
        one = changed[bearer]
        free = {"by": None, "relation": None} if one.by == at else {}
        changed[bearer] = msgspec.structs.replace(one, qualities=(*one.qualities, DEWY), **free)
    return msgspec.structs.replace(scene, entities=tuple(changed))


def drops_of(scene: Scene) -> list[Entity]:
    """The drops that are on something that grows, after :func:`bedewed`."""
    if not any(DEWY in entity.qualities for entity in scene.entities):
        return []
    return [entity for entity in scene.entities if entity.concept == "raindrop"]


def _grows(entity: Entity) -> bool:
    concept = lexicon().concepts.get(entity.concept)
    return concept is not None and concept.family in _GROWS


def beaded(drawing: Framed) -> Framed:
    """The drawing with clear drops on it, each with its glint."""
    beads = painted_on(drawing, lambda pen: _beads(pen, drawing, Chance("dew")))
    return replace(framed(beads, 1.0), feet=drawing.feet)


def _beads(pen: Pen, drawing: Framed, chance: Chance) -> None:
    left, top, right, bottom = drawing.box
    reach = min(right - left, bottom - top)
    for _ in range(34):
        x, y = chance.between(left, right), chance.between(top, bottom)
        r = reach * chance.between(0.012, 0.045)
        pen.oval(x + r * 0.15, y + r * 0.35, r, r, fill(Colour(0.25, 0.04, 250), 0.30))
        clear = [(WHITE, 0.25), (Colour(0.92, 0.04, 220), 0.35), (Colour(0.74, 0.08, 235), 0.55)]
        pen.circle(x, y, r, radial((x - r * 0.3, y - r * 0.3), r * 1.5, clear, (0, 0.5, 1)))
        pen.circle(x, y, r, stroke(WHITE, max(0.3, r * 0.12), 0.5))
        angle = -2.3
        gx, gy = x + math.cos(angle) * r * 0.45, y + math.sin(angle) * r * 0.45
        pen.circle(gx, gy, r * 0.22, fill(WHITE, 0.95))
