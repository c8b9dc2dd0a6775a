"""The families of flowers, plants and trees."""

from __future__ import annotations

from .flowers import FLOWER_COLOURS, flower
from .herbs import PLANT_COLOURS, plant
from .trees import TREE_COLOURS, tree

__all__ = ["FLOWER_COLOURS", "PLANT_COLOURS", "TREE_COLOURS", "flower", "plant", "tree"]
