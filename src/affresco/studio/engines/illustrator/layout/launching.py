"""Rockets that leave the ground, upright on fire and smoke, and saucers that take somebody aboard.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, linear, outline
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed, solid

from .assembly import Assembly, Member
from .effects import made

POSE: Final = "launch"
ABDUCT: Final = "abduct"
"""The relation of a flying saucer to what it takes aboard."""
_LEANING: Final = 45.0  # degrees by which the drawing of a rocket leans to the right
_SMOKE: Final = Colour(0.95, 0.008, 80)


def launches(entity: Entity) -> bool:
    """Whether it is a spacecraft that takes off."""
    return entity.pose == POSE and lexicon().concepts[entity.concept].family == "spacecraft"


def launched(rocket: Member, entity: Entity) -> Assembly:
    """A rocket above its flame and a cloud of smoke that spreads on the ground."""
    tall = rocket.height
    if entity.concept == "rocket":
        rocket = _upright(rocket)
        rocket.resized(tall)
    smoke = made(_cloud, wide=1.7 * tall, order=0.5)
    flame = made(_flame, high=0.62 * tall, order=0.4)
    smoke.stand(0.0, 0.0)
    flame.stand(0.0, 0.55 * smoke.height)
    rocket.stand(0.0, flame.top - 0.16 * tall)
    rocket.order = 1.0
    return Assembly([rocket, flame, smoke])


def abducted(saucer: Member, taken: list[Member]) -> Assembly:
    """Whoever is taken floats in a beam of light below a saucer."""
    tall = max(m.height for m in taken)
    wide = max(1.5 * sum(m.width for m in taken), 1.3 * tall)
    saucer.unit *= max(1.0, 0.9 * wide / saucer.width)
    beam = made(_beam, high=2.3 * tall, order=0.0)
    beam.stand(0.0, 0.0)
    saucer.stand(0.0, beam.top - 0.10 * saucer.height)
    saucer.order = 2.0
    at = -sum(m.width for m in taken) / 2
    for number, m in enumerate(taken):
        m.stand(at + m.width / 2, 0.42 * tall)
        m.turn = 9.0 if number % 2 else -9.0
        m.order = 1.0
        at += m.width
    return Assembly([saucer, beam, *taken])


def _beam(pen: Pen) -> None:
    light = Colour(0.94, 0.12, 120)
    cone = outline("M 48 0 L 80 0 L 124 122 Q 64 134 4 122 Z")
    pen.shape(cone, linear((64, 0), (64, 128), [(light, 0.75), (light, 0.35)], (0, 1)))
    pen.oval(64, 122, 60, 7, fill(light, 0.5))


def _upright(rocket: Member) -> Member:
    def draw(pen: Pen) -> None:
        with pen.at(64, 64, -_LEANING):
            pen.canvas.translate(-64, -64)
            rocket.subject.draw(pen)

    return rocket.redrawn(as_subject(framed(draw)))


def _flame(pen: Pen) -> None:
    for scale, tone in (
        (1.0, Colour(0.66, 0.20, 40)), (0.72, Colour(0.80, 0.17, 68)), (0.42, Colour(0.96, 0.09, 98)),
    ):  # fmt: skip
        with pen.at(64, 0, 0, (scale, scale)):
            pen.shape(outline("M -20 0 C -30 34 -16 84 0 128 C 16 84 30 34 20 0 Z"), fill(tone))


def _cloud(pen: Pen) -> None:
    chance = Chance("exhaust", 1)
    for row, (count, wide, y) in enumerate(((5, 26, 84), (9, 52, 98), (13, 66, 112))):
        for i in range(count):
            x = 64 + wide * (2 * (i + 0.5) / count - 1) + chance.between(-3, 3)
            r = (15 - row) * chance.between(0.8, 1.15)
            tone = _SMOKE.mix(Colour(0.84, 0.10, 65), 0.30 * max(0.0, 1 - abs(x - 64) / 30))
            path = outline(
                f"M {x - r} {y} C {x - r} {y - r * 1.3} {x + r} {y - r * 1.3} {x + r} {y} "
                f"C {x + r} {y + r * 1.3} {x - r} {y + r * 1.3} {x - r} {y} Z"
            )
            solid(pen, path, tone.lighter(-0.03 * row), 0.06)
