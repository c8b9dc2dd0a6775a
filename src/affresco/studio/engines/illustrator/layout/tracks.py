"""Rails under trains that stand in open country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from .node import Node
from .piece import Piece

_RAILED: Final = frozenset(("station", "subway", "train-carriage", "bridge", "tile"))
"""Places that have rails of their own, or that a train stands in as a toy."""
_BORNE: Final = frozenset(("on", "in", "ride", "over", "hold"))
_GRAVEL, _SLEEPER, _RAIL = Colour(0.62, 0.02, 70), Colour(0.42, 0.06, 50), Colour(0.58, 0.02, 250)


def rails(stage: Stage, roots: Sequence[Node], pieces: Sequence[Piece]) -> None:
    """Paint rails across the picture below each train on the ground; before the pieces are painted."""
    settings = lexicon().settings
    outdoors = stage.scene.setting in settings and settings[stage.scene.setting].outdoors
    if not outdoors or stage.scene.setting in _RAILED or stage.floating or stage.afloat:
        return
    trains = {node.index for node in roots if _runs(node)}
    for piece in pieces:
        if trains & {mark.entity for mark in piece.marks} and not piece.how.depth:
            piece.grass = False
            _track(stage, piece.y, 0.045 * piece.size)


def _runs(node: Node) -> bool:
    """Whether a root is a train that runs on the ground."""
    family = lexicon().concepts[node.entity.concept].family
    borne = any(relation in _BORNE for relation, _ in node.ties)
    return family == "train" and node.entity.pose not in ("fly", "float") and not borne


def _track(stage: Stage, y: float, gauge: float) -> None:
    """A bed of gravel with sleepers and two rails; gauge: how far the nearer rail is below, in units."""
    w, pen = stage.width, stage.pen
    gravel, wood = stage.lit(_GRAVEL), stage.lit(_SLEEPER)
    bed = [
        (-40, y - 1.6 * gauge),
        (w + 40, y - 1.6 * gauge),
        (w + 40, y + 2.2 * gauge),
        (-40, y + 2.2 * gauge),
    ]
    pen.shape(
        polygon(bed),
        down(y - 1.6 * gauge, y + 2.2 * gauge, gravel.lighter(0.05), gravel.lighter(-0.07)),
    )
    step = 2.3 * gauge
    for i in range(int(w / step) + 3):
        x = (i - 1) * step
        plank = [
            (x, y - 1.1 * gauge), (x + 0.9 * gauge, y - 1.1 * gauge),
            (x + 0.7 * gauge, y + 1.7 * gauge), (x - 0.5 * gauge, y + 1.7 * gauge),
        ]  # fmt: skip
        pen.shape(polygon(plank), fill(wood))
    steel = stage.lit(_RAIL)
    for level in (-0.75, 0.95):
        at = y + level * gauge
        pen.line(
            -40,
            at + 0.12 * gauge,
            w + 40,
            at + 0.12 * gauge,
            stroke(steel.lighter(-0.2), 0.42 * gauge),
        )
        pen.line(-40, at, w + 40, at, stroke(steel.lighter(0.12), 0.26 * gauge))
