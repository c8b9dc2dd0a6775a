"""The families of vehicles, vessels and aircraft."""

from __future__ import annotations

from .air import AIRCRAFT_COLOURS, aircraft
from .land import VEHICLE_COLOURS, vehicle
from .parts import wheel
from .water import VESSEL_COLOURS, vessel

__all__ = [
    "AIRCRAFT_COLOURS", "VEHICLE_COLOURS", "VESSEL_COLOURS", "aircraft", "vehicle", "vessel", "wheel",
]  # fmt: skip
