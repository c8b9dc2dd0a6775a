"""A wooden jetty that leads out onto the water, on which subjects stand."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.scene import Entity

from .land import snowed

WATERS: Final = frozenset(("sea", "lake", "beach", "river", "island", "harbour"))
_RELATIONS: Final = (None, "on", "from", "at", "in", "before", "beside")
_WOOD: Final = Colour(0.58, 0.07, 62)
_PLANKS: Final = 26


def named(stage: Stage) -> Entity | None:
    """The pier of the scene, where it leads out onto the water of the place; None otherwise."""
    pier = stage.entity("pier")
    plain = pier is not None and pier.count == 1 and pier.relation in _RELATIONS and not pier.pose
    return pier if plain and stage.scene.setting in WATERS and not stage.floating else None


def jetty(stage: Stage) -> None:
    """Paint it from the lower edge towards the horizon, and let subjects stand on it."""
    pier = named(stage)
    if pier is None or stage.scene.camera == "from-above":
        return
    stage.draws(pier)
    h, w, pen = stage.height, stage.width, stage.pen
    side = stage.chance("jetty").side()
    far, near = stage.horizon + 0.055 * h, 1.04 * h
    x_far, x_near = w * (0.5 + 0.10 * side), w * (0.5 - 0.06 * side)
    half_far, half_near = 0.045 * min(w, h), 0.36 * min(w, h)
    wood = stage.lit(snowed(stage, _WOOD))

    def edge(t: float, across: float) -> tuple[float, float]:
        half = half_far + (half_near - half_far) * t
        return x_far + (x_near - x_far) * t + across * half, far + (near - far) * t

    steps = [(i / _PLANKS) ** 1.5 for i in range(_PLANKS + 1)]
    for t in steps[2:-1:4]:
        for across in (-0.96, 0.96):
            x, y = edge(t, across)
            thick = 5 + 24 * t
            pen.rect(x - thick / 2, y, thick, 14 + 120 * t, fill(wood.lighter(-0.20)))
    ends = [edge(0, -1), edge(0, 1), edge(1, 1), edge(1, -1)]
    under = [(x, y + 8 + 26 * (i > 1)) for i, (x, y) in enumerate(ends)]
    pen.shape(polygon(under), fill(wood.lighter(-0.24)))
    pen.shape(polygon(ends), down(far, near, wood.lighter(0.03), wood.lighter(-0.05)))
    for i, (a, b) in enumerate(pairwise(steps)):
        plank = [edge(a, -1), edge(a, 1), edge(b, 1), edge(b, -1)]
        tone = wood.lighter(stage.chance("plank", i).between(-0.045, 0.045))
        pen.shape(polygon(plank), fill(tone))
        pen.line(*edge(b, -1), *edge(b, 1), stroke(wood.lighter(-0.17), 1.2 + 4.0 * b))
    for t in steps[3:-1:5]:
        for across in (-0.97, 0.97):
            x, y = edge(t, across)
            thick, tall = 6 + 26 * t, 22 + 130 * t
            post = down(y - tall, y, wood.lighter(0.05), wood.lighter(-0.10))
            pen.rounded(x - thick / 2, y - tall, thick, tall, thick * 0.3, post)
            pen.oval(x, y - tall, thick * 0.5, thick * 0.22, fill(wood.lighter(0.10)))
    x, y = edge(0.60, 0)
    stage.slots = {
        "main": Slot(x / w, y / h, 0.34),
        "second": Slot(min(0.9, x / w + 0.14), (y - 0.02 * h) / h, 0.26),
        "air": Slot(0.62, 0.26, 0.24),
    }
    stage.ground = "none"
    stage.slots["water"] = Slot(0.5 + 0.34 * side, (stage.horizon + 0.20 * h) / h, 0.22)
    stage.afloat = "water"
