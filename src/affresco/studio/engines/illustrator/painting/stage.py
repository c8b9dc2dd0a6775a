"""The stage: canvas, light and places of one picture while it is painted.

Lengths are in units in which the shorter side of the picture is 1000, so that a preview has the
same composition. A setting paints the stage and says where subjects stand (:class:`Slot`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import skia

from affresco.studio.engines.illustrator.scene import Entity, Scene

from .chance import Chance, Key, Seeds
from .colour import Colour, Field
from .light import UNNAMED, UNNAMED_INDOORS, Light, glowing, light_of
from .pen import Pen, colours, radial, surface

UNITS = 1000.0
# Where no ground is white, winter is seen by the snow that falls.
_SNOWLESS = frozenset(("desert", "ice-rink", "iceberg", "salt-flat", "sea", "ski-slope", "station"))
NIGHTLY = frozenset(("aurora", "comet", "milky-way", "shooting-star"))  # lights of a dark sky


class Slot(NamedTuple):
    """A place for a subject: ground contact in shares of width and height, and its height."""

    x: float
    y: float
    size: float


class Visible(NamedTuple):
    """The part of the stage that the camera sees, in units."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Glow:
    """Light that spreads over what is around it."""

    x: float
    y: float
    radius: float
    colour: Colour
    alpha: float


class Stage:
    """One picture being painted. Settings may replace its light, horizon, sun and slots."""

    def __init__(self, scene: Scene, seed: int, size: tuple[int, int], outdoors: bool) -> None:
        self.scene = scene
        self.seeds = Seeds(
            seed if scene.composition is None else scene.composition,
            seed if scene.detail is None else scene.detail,
        )
        self.seed = self.seeds.detail  # of noise and grain
        self.columns, self.rows = size
        self.unit = min(size) / UNITS
        self.width, self.height = size[0] / self.unit, size[1] / self.unit
        self.surface = surface(*size)
        self.pen = Pen(self.surface.getCanvas())
        self.pen.canvas.scale(self.unit, self.unit)
        self.zoom = 1.0
        self.visible = Visible(0.0, 0.0, self.width, self.height)
        self.light: Light = light_of(
            self._time(outdoors), scene.style, self.chance("palette"), self._weather()
        )
        told = scene.time is not None and "time" not in scene.assumed
        overcast = {"rain", "fog", "snow", "storm"} & set(scene.weather)
        if told and outdoors and not overcast:
            self.light = glowing(self.light)
        self.horizon = self.height * 0.62
        self.sun_x = self.width * self.chance("sun").pick((0.28, 0.34, 0.66, 0.72))
        self.sun_y = self.height * 0.24
        low = told and self.light.time in ("golden", "sunrise", "dusk")
        self.sun_size = 62.0 if low or self.light.time == "night" else 46.0
        self.slots: dict[str, Slot] = {
            "main": Slot(0.42, 0.90, 0.34),
            "second": Slot(0.70, 0.84, 0.24),
            "air": Slot(0.62, 0.32, 0.26),
        }
        self.ground = "grass"  # what hides the feet of subjects: "grass", "dark grass", "none" …
        self.floating = False  # everything hangs in water or space
        self.waterline: float | None = None  # y of a surface that is seen from the side
        self.shadows = 0.8
        self.afloat = ""  # the slot on water, where subjects are mirrored
        self.drawn: set[int] = set()  # entities that the setting has drawn itself
        self.afterwards: list[Callable[[], None]] = []
        self._glows: list[Glow] = []
        self.sprites: dict[str, skia.Image] = {}
        self.stamps: dict[Hashable, object] = {}  # scenery painted once for all its places

    def _time(self, outdoors: bool) -> str:
        if self.scene.time:
            return self.scene.time
        hours = UNNAMED if outdoors else UNNAMED_INDOORS
        if {"stars", "full-moon", "fireflies"} & set(self.scene.weather):
            return "night"
        if any(entity.concept in NIGHTLY for entity in self.scene.entities):
            return "night"
        if any(
            entity.concept == "moon-disc" and entity.count > 1 for entity in self.scene.entities
        ):
            return "night"
        if self.scene.setting == "sky" or "clear" in self.scene.weather:
            return "day"  # who says "blue sky" names its colour, too
        if {"rain", "snow"} & set(self.scene.weather):
            return "day"  # under clouds a low sun makes nothing but gloom
        return self.chance("time", self.scene.setting).pick(hours)

    def _weather(self) -> tuple[str, ...]:
        other = tuple(name for name in self.scene.weather if name != "snow")
        if self.snow_falls:
            return (*other, "snow")
        return (*other, "frost") if self.scene.season == "winter" else other

    @property
    def snow_falls(self) -> bool:
        """Whether it snows: when it is said, and on some days of a winter with an open sky."""
        if any(entity.concept in NIGHTLY for entity in self.scene.entities):
            return False  # what shines in the sky needs an open one
        if self.scene.weather or self.scene.season != "winter":
            return "snow" in self.scene.weather
        return self.scene.setting in _SNOWLESS or self.chance("snow falls").often(0.4)

    def chance(self, *keys: Key) -> Chance:
        """The stream of chance of one part of this picture."""
        return Chance(self.seeds.of(keys[0]), *keys)

    def lacks(self, scenery: str) -> bool:
        """Whether this scenery was asked to stay away; names of lexicon/scenery.toml."""
        return scenery in self.scene.absent

    def has(self, *weather_or_mood: str) -> bool:
        """Whether any of these weathers, moods or seasons is in the scene; winter brings snow."""
        season = {self.scene.season, "snow" if self.scene.season == "winter" else None}
        return bool(set(weather_or_mood) & {*self.scene.weather, *self.scene.moods, *season})

    def entity(self, *concepts: str) -> Entity | None:
        """The first entity of one of these concepts."""
        return next((e for e in self.scene.entities if e.concept in concepts), None)

    def draws(self, entity: Entity) -> None:
        """Say that the setting has drawn an entity."""
        self.drawn.add(self.scene.entities.index(entity))

    @property
    def sun_side(self) -> int:
        """1 when the light comes from the right."""
        return 1 if self.sun_x > self.width / 2 else -1

    def set_sun(self, lift: float = 1.0) -> None:
        """Put the sun over the horizon by its elevation; a moon stands high."""
        self.sun_y = self.horizon - self.height * self.light.elevation * lift
        if self.light.time == "night":
            self.sun_y = min(self.sun_y, self.height * 0.24)
        self.sun_y = max(self.sun_y, self.visible.top + self.sun_size * 1.3)

    def lit(self, colour: Colour, depth: float = 0.0) -> Colour:
        """A local colour as it looks in this light; depth 0 is near, 1 lost in haze."""
        light = self.light
        if light.time in ("night", "dusk", "storm"):
            ambient = light.ambient
            dim = Colour(
                colour.lightness * ambient.lightness**1.1, colour.chroma * 0.85, colour.hue
            )
            veil = Colour(colour.lightness * ambient.lightness, ambient.chroma, ambient.hue)
            colour = dim.mix(veil, 0.35)
        elif light.time in ("golden", "sunrise"):
            hue = 70 if light.time == "golden" else 30
            colour = colour.mix(Colour(colour.lightness * 1.02, 0.10, hue), 0.20)
        return colour.mix(light.haze, min(0.93, depth)) if depth > 0 else colour

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 0.8) -> None:
        """Add light at a point; it shows after :meth:`shine`."""
        self._glows.append(Glow(x, y, radius, colour, alpha))

    def shine(self) -> None:
        """Paint the glows added so far."""
        for glow in self._glows:
            tones = [
                (glow.colour, glow.alpha),
                (glow.colour, glow.alpha * 0.35),
                (glow.colour, 0.0),
            ]
            centre = (glow.x, glow.y)
            paint = radial(centre, glow.radius, tones, (0, 0.25, 1), blend="screen")
            self.pen.circle(glow.x, glow.y, glow.radius, paint)
        self._glows.clear()

    def row(self, y: float) -> int:
        """The pixel row at a height of the stage, whatever the camera does."""
        point = self.pen.canvas.getTotalMatrix().mapXY(0, y)
        return min(self.rows, max(0, round(float(point.y()))))

    def pixels(self) -> Field:
        """What is painted so far, (rows, columns, 3), 0–1."""
        return np.ascontiguousarray(colours(self.surface))
