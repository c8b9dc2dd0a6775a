"""Small changes of light and placement, by which a near variation differs from its parent."""

from __future__ import annotations

from dataclasses import replace

from .colour import Colour
from .stage import Slot, Stage

_SUN = 0.05  # of the width
_WARMTH = 0.02  # chroma
_BRIGHTNESS = 0.035
_ACROSS = 0.06  # of the width
_SIZE = 0.10


def nudge_light(stage: Stage) -> None:
    """Move the sun a little and make the light a little warmer, cooler, brighter or duller."""
    if not stage.seeds.varied:
        return
    chance, light = stage.chance("nudge", "light"), stage.light
    stage.sun_x += chance.between(-_SUN, _SUN) * stage.width
    warmth, brightness = chance.between(-_WARMTH, _WARMTH), chance.between(-1, 1) * _BRIGHTNESS

    def turned(colour: Colour) -> Colour:
        lightness = min(1.0, max(0.0, colour.lightness + brightness))
        return colour.mix(Colour(colour.lightness, 0.12, 70), warmth * 8)._replace(
            lightness=lightness
        )

    stage.light = replace(
        light, top=turned(light.top), middle=turned(light.middle), horizon=turned(light.horizon)
    )


def nudge_slots(stage: Stage) -> None:
    """Move where subjects stand, and make them a little smaller or larger."""
    if not stage.seeds.varied:
        return
    chance = stage.chance("nudge", "slots")
    stage.slots = {
        name: Slot(
            min(0.9, max(0.1, slot.x + chance.between(-_ACROSS, _ACROSS))),
            slot.y,
            slot.size * chance.between(1 - _SIZE, 1 + _SIZE),
        )
        for name, slot in sorted(stage.slots.items())
    }
