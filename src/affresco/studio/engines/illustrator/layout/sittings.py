"""Portraits of animals: the head is in the picture, or else the whole animal."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.layout.piece import Piece
from affresco.studio.engines.illustrator.painting.sprites import BOX
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Scene

NEAR: Final = 1.55
"""How much nearer the camera is than it would be to an animal that stands somewhere."""
LEVEL: Final = 0.20
"""Towards which height it goes nearer, as a share of the stage."""
_LONG: Final = 0.95
"""From this width, in heights of its own, an animal does not fit when it is seen so near."""
_PROUD: Final = 0.23
"""How far its highest point, the head, is above the mean of the upper edge, in heights."""
_FLANKS: Final = (0.36, 0.64)
"""A highest point between these shares of the width may as well be a back, a fin or a shell."""
_FILLED: Final = 0.88
"""How much of the width a whole animal takes."""
_FOOTING: Final = 0.985
"""Where it stands then, as a share of the height down to the lower edge of what is seen."""


def alone(scene: Scene) -> bool:
    """Whether somebody living sits for a portrait with nothing else, so that the camera goes near."""
    if scene.setting != "portrait" or len(scene.entities) != 1:
        return False
    (entity,) = scene.entities
    return entity.count == 1 and lexicon().family(entity.concept).living


def sit(stage: Stage, piece: Piece) -> None:
    """Move a long animal so that its raised head is in the middle, or make it fit as a whole."""
    left, top, right, bottom = piece.subject.box
    wide, high = right - left, bottom - top
    if wide < _LONG * high:
        return
    unit, middle = piece.size / BOX, stage.width / 2
    if (peak := _head(piece)) is not None:
        piece.x = middle - _side(piece, left + peak * wide) * unit
        return
    piece.size *= min(1.0, _FILLED * stage.width / NEAR / (wide * unit))
    piece.x = middle - _side(piece, (left + right) / 2) * piece.size / BOX
    piece.y = stage.height * (LEVEL + (1 - LEVEL) / NEAR) * _FOOTING


def _side(piece: Piece, x: float) -> float:
    """How far right of where it is placed a point of its drawing is, in units of the box."""
    return (BOX / 2 - x) if piece.how.flip else (x - BOX / 2)


def _head(piece: Piece) -> float | None:
    """Where its head rises, as a share of the width of its drawing, if it does so clearly."""
    line = piece.subject.skyline
    if len(line) < 2:
        return None
    top, mean = min(line), sum(line) / len(line)
    high = piece.subject.box[3] - piece.subject.box[1]
    peak = line.index(top) / (len(line) - 1)
    if mean - top < _PROUD * high or _FLANKS[0] < peak < _FLANKS[1]:
        return None
    return peak
