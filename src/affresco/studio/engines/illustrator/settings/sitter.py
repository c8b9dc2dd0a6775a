"""Who is portrayed."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.colour import Colour

KEY = Colour(0.97, 0.09, 80)
MARITIME = frozenset(("fisherman",))


@dataclass(frozen=True)
class Sitter:
    """Who is portrayed."""

    skin: Colour
    shade: Colour
    glow: Colour
    hair: Colour
    coat: Colour
    eyes: Colour
    old: bool
    feminine: bool
    concept: str
    long: bool = False
    """Whether the hair falls behind the shoulders."""
    curly: bool = False
    freckled: bool = False
    young: bool = False
    """A child: large eyes, a small nose, no jewels."""
    bearded: bool = False
