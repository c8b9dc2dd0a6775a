"""Light by time of day: the colours of the sky, of the sun or moon, of shade and of distance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from .chance import Chance
from .colour import Colour


@dataclass(frozen=True)
class Light:
    """The light of one picture."""

    time: str
    top: Colour  # the sky, from the zenith …
    middle: Colour
    horizon: Colour  # … down to the horizon
    key: Colour  # what the sun or moon lends to lit sides
    ambient: Colour  # what everything is multiplied by
    shadow: Colour
    elevation: float  # of the sun over the horizon, in heights of the picture
    haze: Colour  # what far things fade into

    @property
    def dark(self) -> bool:
        """Whether windows and lamps are lit."""
        return self.time in ("night", "dusk")


def _light(
    time: str,
    top: Colour,
    middle: Colour,
    horizon: Colour,
    key: Colour,
    ambient: Colour,
    shadow: Colour,
    elevation: float,
) -> Light:
    haze = horizon.mix(middle, 0.35)
    return Light(time, top, middle, horizon, key, ambient, shadow, elevation, haze)


C = Colour
TIMES = {
    "day": _light(
        "day",
        C(0.66, 0.13, 246),
        C(0.83, 0.08, 230),
        C(0.96, 0.03, 170),
        C(0.99, 0.04, 95),
        C(0.98, 0.005, 90),
        C(0.35, 0.07, 270),
        0.30,
    ),
    "sunrise": _light(
        "sunrise",
        C(0.52, 0.09, 285),
        C(0.76, 0.11, 15),
        C(0.93, 0.09, 80),
        C(0.97, 0.10, 75),
        C(0.92, 0.04, 40),
        C(0.32, 0.09, 290),
        0.06,
    ),
    "golden": _light(
        "golden",
        C(0.62, 0.09, 255),
        C(0.83, 0.08, 70),
        C(0.94, 0.11, 85),
        C(0.96, 0.13, 80),
        C(0.95, 0.06, 75),
        C(0.34, 0.07, 310),
        0.12,
    ),
    "dusk": _light(
        "dusk",
        C(0.42, 0.11, 280),
        C(0.66, 0.13, 350),
        C(0.88, 0.11, 60),
        C(0.90, 0.12, 50),
        C(0.82, 0.06, 335),
        C(0.22, 0.08, 285),
        0.02,
    ),
    "night": _light(
        "night",
        C(0.17, 0.055, 272),
        C(0.29, 0.085, 268),
        C(0.46, 0.09, 250),
        C(0.92, 0.05, 95),
        C(0.58, 0.06, 262),
        C(0.10, 0.05, 275),
        0.35,
    ),
    "storm": _light(
        "storm",
        C(0.33, 0.03, 245),
        C(0.52, 0.035, 230),
        C(0.78, 0.03, 190),
        C(0.90, 0.03, 120),
        C(0.75, 0.03, 225),
        C(0.20, 0.05, 255),
        0.30,
    ),
}
# What a seed makes of an hour that nobody named: mostly clear and fresh.
UNNAMED = ("day", "day", "day", "day", "day", "golden", "golden", "sunrise")
UNNAMED_INDOORS = ("day", "day", "day", "golden", "golden", "night")
MOST_HUE_SHIFT = 14.0  # degrees by which a seed turns the sky


def light_of(time: str, style: str | None, chance: Chance, weather: Collection[str] = ()) -> Light:
    """The light of a time of day, varied by chance and adapted to weather and style."""
    plain = TIMES[time]
    turn = chance.between(-MOST_HUE_SHIFT, MOST_HUE_SHIFT)

    def varied(colour: Colour) -> Colour:
        return Colour(
            colour.lightness + chance.between(-0.015, 0.015),
            colour.chroma * chance.between(0.9, 1.12),
            colour.hue + turn,
        )

    top, middle, horizon = varied(plain.top), varied(plain.middle), varied(plain.horizon)
    light = replace(plain, top=top, middle=middle, horizon=horizon, haze=horizon.mix(middle, 0.35))
    return _adapted(_clouded(light, weather), style)


def _clouded(light: Light, weather: Collection[str]) -> Light:
    """Light through rain, snow or fog: a paler sky with less colour, softer shadows."""
    veils = {"fog": 0.62, "rain": 0.56, "snow": 0.40, "frost": 0.16, "clouds": 0.60}
    share = max((veils[name] for name in weather if name in veils), default=0.0)
    if share == 0 or light.time == "storm":
        return light
    dark = light.time in ("night", "dusk")
    grey = C({"night": 0.50, "dusk": 0.70}.get(light.time, 0.84), 0.02, 240)
    if set(weather) & set(veils) == {"frost"}:
        grey = C(0.62 if dark else 0.93, 0.035, 240)  # clear cold air
    if "fog" in weather and light.time in ("sunrise", "golden", "dusk"):
        grey = light.horizon.mix(C(0.90, 0.02, 60), 0.55)  # fog takes the colour of the low sun
    if "clouds" in weather and not dark:
        grey = C(0.76, 0.02, 240)
    if "rain" in weather and not dark:
        grey = C(0.70, 0.03, 235)

    def veiled(colour: Colour, more: float = 1.0) -> Colour:
        return colour.mix(grey, min(0.95, share * more))

    horizon = veiled(light.horizon.lighter(-0.02), 0.9)
    return replace(
        light, top=veiled(light.top), middle=veiled(light.middle), horizon=horizon,
        key=light.key.mix(C(0.95, 0.01, 230), share * 0.7), haze=horizon,
        ambient=light.ambient.mix(C(light.ambient.lightness - 0.04, 0.02, 240), share),
        shadow=light.shadow.mix(light.ambient, 0.25 * share),
    )  # fmt: skip


def glowing(light: Light) -> Light:
    """A sunset or sunrise that somebody named: a sky that burns, from rose to gold."""
    if light.time not in ("golden", "sunrise", "dusk"):
        return light
    warm = {"golden": (40.0, 66.0), "sunrise": (12.0, 72.0), "dusk": (352.0, 48.0)}[light.time]
    middle = light.middle.mix(C(0.76, 0.16, warm[0]), 0.60)
    horizon = light.horizon.mix(C(0.89, 0.15, warm[1]), 0.65)
    return replace(light, middle=middle, horizon=horizon, haze=horizon.mix(middle, 0.35))


def _adapted(light: Light, style: str | None) -> Light:
    if style == "watercolour" and light.time == "night":
        return replace(
            light,
            top=light.top.lighter(0.14),
            middle=light.middle.lighter(0.16),
            horizon=light.horizon.lighter(0.18),
            ambient=light.ambient.lighter(0.18),
        )
    if style == "art-nouveau":
        skies = replace(
            light, top=C(0.70, 0.06, 190), middle=C(0.84, 0.06, 110), horizon=C(0.94, 0.07, 85)
        )
        if light.time in ("night", "dusk"):
            skies = replace(
                light, top=C(0.36, 0.06, 230), middle=C(0.56, 0.06, 200), horizon=C(0.80, 0.08, 85)
            )
        if light.time == "day":
            skies = replace(skies, ambient=C(0.97, 0.03, 85), haze=C(0.86, 0.06, 105))
        return skies
    if style == "ukiyo-e" and light.time == "night":
        return replace(
            light,
            top=C(0.24, 0.09, 262),
            middle=C(0.40, 0.105, 250),
            horizon=C(0.70, 0.065, 215),
            haze=C(0.33, 0.075, 255),
            ambient=C(0.80, 0.04, 255),
        )
    return light
