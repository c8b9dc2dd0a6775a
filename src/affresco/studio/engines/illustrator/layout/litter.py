"""Leaves and petals that lie about: flat on the ground, in all sizes that distance gives them."""

from __future__ import annotations

import math
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.settings import season
from affresco.studio.engines.illustrator.subjects.colours import colour_of

from .node import Node

_STREWN: Final = frozenset(
    ("leaf", "autumn-leaf", "fallen-leaf", "fallen-leaves", "maple-leaf", "oak-leaf", "petal")
)
_IN_MOTION: Final = frozenset(("fall", "fly", "float", "swirl", "dance", "spin"))
_HANDLED: Final = frozenset(
    ("hold", "wear", "carry", "give", "throw", "eat", "on", "pick", "sweep", "rake")
)
_PETALS: Final = (Colour(0.86, 0.08, 355), Colour(0.91, 0.05, 350), Colour(0.80, 0.12, 5))
_GREEN: Final = (Colour(0.58, 0.14, 135), Colour(0.64, 0.15, 125), Colour(0.50, 0.12, 140))
_COUNT, _IN_THE_AIR = 150, 46
_FROM: Final = 0.04  # shares of the height below the horizon


def lies_about(stage: Stage, node: Node) -> bool:
    """Whether a root is leaves or petals that nobody does anything with, and the place has a ground."""
    entity, settings = node.entity, lexicon().settings
    known = stage.scene.setting in settings and settings[stage.scene.setting].outdoors
    several = entity.count > 2 or entity.concept == "fallen-leaves"
    loose = entity.pose in (None, *_IN_MOTION) and entity.material is None and entity.size is None
    alone = entity.relation not in _HANDLED and not node.ties
    near = stage.scene.camera == "close-up" and entity.by is None  # they are what one looks at
    ground = not near and (not stage.afloat or entity.pose is not None)
    return (
        known and several and loose and alone and ground and entity.concept in _STREWN
        and not stage.floating
    )  # fmt: skip


def swept_up(stage: Stage, roots: list[Node]) -> list[Node]:
    """The roots without what lies about, which is painted now; also what somebody has to do with."""
    for root in roots:
        for relation, other in list(root.ties):
            if lies_about(stage, other):
                root.ties.remove((relation, other))
                strew(stage, other)
    lying = [root for root in roots if lies_about(stage, root)]
    for root in lying:
        strew(stage, root)
    return [root for root in roots if root not in lying]


def strew(stage: Stage, node: Node) -> None:
    """Paint them on the ground, from the horizon to the feet of the beholder."""
    chance, h, w, pen = stage.chance("litter", node.index), stage.height, stage.width, stage.pen
    petals = node.entity.concept == "petal"
    named = colour_of(node.entity) if node.entity.colour else None
    fresh = node.entity.concept == "leaf" and not stage.has("autumn")
    tones = (named,) if named else _PETALS if petals else _GREEN if fresh else season.AUTUMN
    if node.entity.pose in _IN_MOTION:
        for _ in range(round(_IN_THE_AIR * max(1.0, w / 1000))):
            size = chance.between(10, 44)
            turn = chance.between(0, 360)
            x, y = chance.between(0, w), chance.between(0, h)
            with pen.at(x, y, turn, (size, size * chance.between(0.4, 1.0))):
                pen.shape(
                    _leaf(petals),
                    fill(stage.lit(chance.pick(tones).lighter(chance.between(-0.06, 0.06)))),
                )
        return
    top = max(stage.horizon / h + _FROM, 0.70)
    for i in range(round(_COUNT * max(1.0, w / 1000))):
        t = math.sqrt((i + 0.5) / (_COUNT * max(1.0, w / 1000)))
        x, y = chance.between(-20, w + 20), h * (top + (1.03 - top) * t**1.3)
        size = (7 + 34 * t) * (0.7 if petals else 1.0)
        tone = stage.lit(chance.pick(tones).lighter(chance.between(-0.06, 0.06)), 0.3 * (1 - t))
        with pen.at(x, y, 0, (size, size * 0.5)), pen.at(0, 0, chance.between(0, 360)):
            pen.shape(_leaf(petals), fill(stage.light.shadow, 0.22))
        with (
            pen.at(x, y - size * 0.08, 0, (size, size * 0.5)),
            pen.at(0, 0, chance.between(0, 360)),
        ):
            pen.shape(_leaf(petals), fill(tone))
            if not petals and size > 18:
                pen.line(0, -0.5, 0, 0.7, stroke(tone.lighter(-0.10), 0.07))


def _leaf(petal: bool) -> skia.Path:
    """A leaf or a petal around the origin, one unit long."""
    if petal:
        return outline("M 0 0.45 C -0.5 0.1 -0.36 -0.45 0 -0.4 C 0.36 -0.45 0.5 0.1 0 0.45 Z")
    return outline("M 0 0.55 C -0.42 0.25 -0.40 -0.2 0 -0.6 C 0.40 -0.2 0.42 0.25 0 0.55 Z")
