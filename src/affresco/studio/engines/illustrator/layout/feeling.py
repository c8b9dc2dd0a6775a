"""Figures that nobody named but a feeling asks for, and the halo of a style."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import fill, radial, stroke
from affresco.studio.engines.illustrator.painting.sprites import Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects import people


def lonely_figure(stage: Stage) -> None:
    """Somebody small, seen from behind, who feels what the picture is about."""
    slot = stage.slots["main"]
    coat = stage.chance("figure").pick((Colour(0.5, 0.12, 30), Colour(0.42, 0.09, 255)))
    umbrella = Colour(0.58, 0.19, 28) if stage.has("rain") else None
    size = 0.24 * min(stage.height, stage.width * 1.25)
    place(
        stage,
        Subject(people.from_behind(coat, umbrella)),
        slot.x * stage.width,
        slot.y * stage.height,
        size,
    )


def halo(stage: Stage, slot: Slot) -> None:
    """The ornamental disc behind the heads of art nouveau."""
    unit = slot.size * min(stage.height, stage.width * 1.25)
    x, y, radius = slot.x * stage.width, slot.y * stage.height - unit * 0.62, unit * 0.50
    gold, pen = Colour(0.84, 0.10, 85), stage.pen
    tones = [
        (Colour(0.97, 0.05, 90), 0.9),
        (Colour(0.93, 0.07, 85), 0.75),
        (Colour(0.88, 0.09, 80), 0.9),
    ]
    pen.circle(x, y, radius, radial((x, y), radius, tones, (0, 0.75, 1)))
    pen.circle(x, y, radius, stroke(Colour(0.5, 0.09, 60), 5))
    pen.circle(x, y, radius * 0.90, stroke(gold.lighter(-0.12), 3))
    for i in range(36):
        angle = i * math.tau / 36
        bead = fill(Colour(0.62, 0.12, 30) if i % 3 else gold)
        pen.circle(
            x + math.cos(angle) * radius * 0.95,
            y + math.sin(angle) * radius * 0.95,
            radius * 0.026,
            bead,
        )
