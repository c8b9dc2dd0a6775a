"""All drawings of our own, gathered: importing their modules registers them."""

from __future__ import annotations

from . import beings, buildings, camp, plants, rosettes, sights, things, vehicles
from .drawn import DRAWN

MODULES = (beings, buildings, camp, plants, rosettes, sights, things, vehicles)

__all__ = ["DRAWN", "MODULES"]
