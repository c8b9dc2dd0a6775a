"""What a season does to leaves, grass and roofs."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.stage import Stage

SNOW = Colour(0.93, 0.012, 240)
BLOSSOM = (Colour(0.87, 0.08, 355), Colour(0.92, 0.05, 350), Colour(0.82, 0.10, 5))
AUTUMN = (Colour(0.62, 0.16, 45), Colour(0.71, 0.15, 72), Colour(0.54, 0.16, 32))
_AUTUMN_GRASS = Colour(0.62, 0.11, 88)
_SPRING_GRASS = Colour(0.66, 0.15, 128)
_TURNING = frozenset(("round", "oak", "birch", "poplar", "fruit", "willow"))
_BLOSSOMING = frozenset(("round", "oak", "fruit"))


def snowy(stage: Stage) -> bool:
    """Whether snow lies."""
    return stage.has("snow")


def leaves(stage: Stage, green: Colour, chance: Chance, evergreen: bool = False) -> Colour:
    """The colour of one crown of leaves that is `green` in summer."""
    if snowy(stage):
        return green.mix(SNOW, 0.45 if evergreen else 0.72)
    if evergreen:
        return green
    if stage.has("autumn"):
        return chance.pick(AUTUMN).lighter(chance.between(-0.05, 0.04))
    if stage.has("spring"):
        return chance.pick(BLOSSOM) if chance.often(0.45) else green.mix(_SPRING_GRASS, 0.4)
    return green


def grass(stage: Stage, green: Colour) -> Colour:
    """The colour of grass and far woods that are `green` in summer."""
    if snowy(stage):
        return green.mix(SNOW, 0.88)
    if stage.has("autumn"):
        return green.mix(_AUTUMN_GRASS, 0.62)
    if stage.has("spring"):
        return green.mix(_SPRING_GRASS, 0.35)
    return green


def crown(stage: Stage, kind: str, chance: Chance) -> str:
    """The colour (``#rrggbb``) of a tree of the families in this season; empty: its usual one."""
    if stage.has("autumn") and kind in _TURNING:
        return chance.pick(AUTUMN).hex()
    if stage.has("spring") and kind in _BLOSSOMING and not snowy(stage):
        return chance.pick(BLOSSOM[:2]).hex()
    return ""
