"""The colours that a scene names for its whole picture, as inks of styles that print."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour, from_hex
from affresco.studio.engines.illustrator.painting.stage import Stage

PRINTED = frozenset(("risograph", "linocut"))
"""Styles that take these colours as inks; all others are coloured when they are done."""


def named_inks(stage: Stage) -> tuple[Colour, ...]:
    """The palette of the scene; empty when it names none."""
    return tuple(from_hex(colour) for colour in stage.scene.colours)
