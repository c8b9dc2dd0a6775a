"""The family of what lives in the sea."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
)

from .drifters import crab, jellyfish, lobster, octopus, shell, snail, squid, starfish, urchin
from .parts import SEA_COLOURS
from .swimmers import eel, fish, ray, seahorse

__all__ = ["SEA_COLOURS", "sea_life"]


def sea_life(pen: Pen, look: Look, chance: Chance) -> None:
    """Something that lives in the sea, facing right."""
    special = {
        "ray": ray, "octopus": octopus, "squid": squid, "jellyfish": jellyfish,
        "seahorse": seahorse, "crab": crab, "lobster": lobster, "starfish": starfish,
        "eel": eel, "snail": snail, "shell": shell, "urchin": urchin,
    }.get(look.kind)  # fmt: skip
    if special:
        special(pen, look)
        return
    if look.pose == "jumping":
        with pen.at(64, 80, -28):
            pen.canvas.translate(-64, -80)
            fish(pen, look, chance)
    else:
        fish(pen, look, chance)
