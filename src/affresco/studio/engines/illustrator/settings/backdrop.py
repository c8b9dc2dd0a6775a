"""Plain grounds: a sheet of one colour with light on it, before which subjects stand alone.

A ground is named (*pink background*) or belongs to a style that draws its subject on an empty
sheet when nobody named a place (:func:`sheet_for`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Scene

GROUNDS: Final = {
    "backdrop-black": Colour(0.19, 0.012, 280),
    "backdrop-blue": Colour(0.60, 0.125, 250),
    "backdrop-brown": Colour(0.46, 0.07, 52),
    "backdrop-dark": Colour(0.27, 0.030, 45),
    "backdrop-golden": Colour(0.80, 0.13, 84),
    "backdrop-green": Colour(0.66, 0.12, 148),
    "backdrop-grey": Colour(0.72, 0.008, 250),
    "backdrop-orange": Colour(0.76, 0.145, 58),
    "backdrop-pink": Colour(0.83, 0.095, 358),
    "backdrop-plain": Colour(0.93, 0.030, 85),
    "backdrop-purple": Colour(0.56, 0.14, 305),
    "backdrop-red": Colour(0.55, 0.19, 24),
    "backdrop-turquoise": Colour(0.78, 0.095, 195),
    "backdrop-white": Colour(0.985, 0.003, 90),
    "backdrop-yellow": Colour(0.89, 0.145, 96),
}
"""The places that are a plain ground, and its colour."""

_PLAIN: Final = "backdrop-plain"
# Places that stand for none in particular; others were implied by what is named.
_ANYWHERE: Final = frozenset(("meadow", "garden", "poster", "street", "road", "farm"))
# Styles that draw a subject alone on an empty sheet, and the tones of that sheet by seed.
_SHEETS: Final[dict[str, tuple[Colour, ...]]] = {
    "blueprint": (Colour(0.50, 0.05, 255),),
    "chalkboard": (Colour(0.50, 0.03, 180),),
    "engraving": (WHITE,),
    "embroidery": (Colour(0.93, 0.035, 85), Colour(0.90, 0.04, 230), Colour(0.91, 0.045, 20)),
    "ink": (WHITE,),
    "line-art": (WHITE,),
    "mosaic": (Colour(0.93, 0.04, 88), Colour(0.90, 0.05, 215), Colour(0.92, 0.05, 70)),
    "pencil": (WHITE,),
    "pop-art": (Colour(0.86, 0.15, 95), Colour(0.76, 0.13, 355), Colour(0.75, 0.11, 225)),
    "risograph": (Colour(0.97, 0.015, 90),),
    "stained-glass": (Colour(0.93, 0.05, 95), Colour(0.91, 0.05, 220), Colour(0.93, 0.05, 150)),
}
_FRAMED: Final = frozenset(("mosaic", "stained-glass"))  # with a border of pieces
_DISCED: Final = frozenset(("pop-art", "risograph", "stained-glass", "embroidery"))
_BORDER: Final = 62.0  # units, its width
_PLACES: Final = ((0.42, 0.86, 0.50), (0.50, 0.86, 0.58), (0.57, 0.84, 0.46), (0.50, 0.82, 0.42))


def sheet_for(scene: Scene) -> Scene:
    """The scene on a plain ground, when its style wants one and nobody named a place."""
    known = lexicon().settings.get(scene.setting)
    inside = known is not None and not known.outdoors
    nowhere = "setting" in scene.assumed and (inside or scene.setting in _ANYWHERE)
    if scene.style == "poster" and nowhere and scene.entities:
        return msgspec.structs.replace(scene, setting="poster")
    if scene.style in _SHEETS and nowhere and scene.entities and not scene.weather:
        return msgspec.structs.replace(scene, setting=_PLAIN)
    return scene


def on(name: str) -> Callable[[Stage], None]:
    """The painter of one of :data:`GROUNDS`."""

    def paint(stage: Stage) -> None:
        _backdrop(stage, GROUNDS[name])

    return paint


def _backdrop(stage: Stage, ground: Colour) -> None:
    """Light falls on a sheet that has no corner; subjects stand before it."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("backdrop")
    style = stage.scene.style or ""
    sheet = stage.scene.setting == _PLAIN and style in _SHEETS
    if sheet:
        ground = chance.pick(_SHEETS[style])
    side = chance.side()
    _light(stage, ground, side)
    x, y, size = chance.pick(_PLACES)
    stage.horizon, stage.ground, stage.shadows = h * 0.70, "none", 0.6
    stage.sun_x, stage.sun_y = w * (0.5 + 0.42 * side), -h * 0.05
    if sheet:
        pen.wash(fill(ground))
    else:
        chance.pick((_seamless, _on_ledge, _spotlit, _slanting))(stage, ground, side, x, y)
    if sheet and style in _DISCED:
        _disc(stage, ground, x)
    if sheet and style in _FRAMED:
        _border(stage, ground)
    stage.slots = {
        "main": Slot(x, y, size),
        "second": Slot(0.5 + 0.27 * (1 if x <= 0.5 else -1), y - 0.02, size * 0.66),
        "air": Slot(0.5 + 0.04 * side, 0.40, 0.44),
    }


def _lit(ground: Colour) -> tuple[Colour, Colour, Colour]:
    """The ground where light falls, as it is, and in the shade."""
    bright = ground.lightness > 0.35
    lit = ground.lighter(0.07 if bright else 0.16)
    return lit, ground, ground.lighter(-0.10 if bright else -0.07)


def _seamless(stage: Stage, ground: Colour, side: int, x: float, y: float) -> None:
    """A sheet without a corner, lighter behind the subject."""
    h, w, pen = stage.height, stage.width, stage.pen
    pen.wash(radial((w * (0.5 + 0.12 * side), h * 0.40), max(w, h) * 0.82, list(_lit(ground))))
    pen.oval(w * x, h * (y + 0.02), w * 0.42, h * 0.055, fill(ground.lighter(-0.10), 0.35, 30))


def _on_ledge(stage: Stage, ground: Colour, side: int, x: float, y: float) -> None:
    """A wall, and a ledge of the same colour on which the subject stands."""
    h, w, pen = stage.height, stage.width, stage.pen
    lit, plain, dim = _lit(ground)
    pen.wash(radial((w * (0.5 + 0.3 * side), h * 0.15), max(w, h) * 0.95, [lit, plain, dim]))
    level = h * (y - 0.10)
    pen.rect(-20, level, w + 40, h, down(level, h, lit, plain))
    pen.rect(-20, level - 4, w + 40, 6, fill(lit.lighter(0.03)))


def _spotlit(stage: Stage, ground: Colour, side: int, x: float, y: float) -> None:
    """A round light on the wall behind the subject."""
    h, w, pen = stage.height, stage.width, stage.pen
    lit, plain, dim = _lit(ground)
    pen.wash(fill(dim.mix(plain, 0.4)))
    centre, reach = (w * x, h * 0.46), min(w, h) * 0.44
    pen.circle(*centre, reach, fill(plain.mix(lit, 0.6), 1.0, 60))
    pen.oval(w * x, h * (y + 0.02), w * 0.36, h * 0.05, fill(lit, 0.35, 18))


def _slanting(stage: Stage, ground: Colour, side: int, x: float, y: float) -> None:
    """Light that falls slanting from one side, and the shade beside it."""
    h, w, pen = stage.height, stage.width, stage.pen
    lit, plain, dim = _lit(ground)
    edge = (w * (0.5 - 0.5 * side), 0.0), (w * (0.5 + 0.5 * side), h)
    pen.wash(linear(*edge, (dim, plain, lit)))
    beam = [
        (w * (0.5 + 0.5 * side), -20.0), (w * (0.5 + 0.12 * side), -20.0),
        (w * (0.5 - 0.55 * side), h + 20), (w * (0.5 + 0.05 * side), h + 20),
    ]  # fmt: skip
    pen.polygon(beam, fill(lit, 0.55, 24))
    pen.oval(w * x, h * (y + 0.02), w * 0.42, h * 0.055, fill(dim, 0.4, 30))


def _light(stage: Stage, ground: Colour, side: int) -> None:
    """Day on a light ground; one lamp from the side before a dark one."""
    dark = ground.lightness < 0.40
    stage.light = replace(
        stage.light,
        time="day",
        ambient=Colour(0.97, 0.02, 75) if dark else WHITE,
        key=Colour(0.95, 0.07, 78) if dark else Colour(0.99, 0.02, 90),
        shadow=Colour(0.12, 0.03, 40) if dark else ground.lighter(-0.45),
        haze=ground,
    )


def _disc(stage: Stage, ground: Colour, x: float) -> None:
    """One large disc behind the subject, which makes it stand out."""
    h, w, chance = stage.height, stage.width, stage.chance("disc")
    hue = ground.hue + chance.pick((90.0, 150.0, 200.0, 260.0))
    tone = Colour(0.86, 0.09, hue)
    radius = min(w, h) * chance.pick((0.30, 0.34, 0.38))
    stage.pen.circle(w * x, h * 0.50, radius, fill(tone))


def _border(stage: Stage, ground: Colour) -> None:
    """A border of coloured pieces, as windows and floors have."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("border")
    hue = chance.pick((20.0, 250.0, 150.0, 310.0))
    tones = (Colour(0.48, 0.15, hue), Colour(0.78, 0.13, hue + 60))
    across, along = max(4, round(w / 110)), max(4, round(h / 110))
    for i in range(across):
        for y in (0.0, h - _BORDER):
            pen.rect(i * w / across, y, w / across, _BORDER, fill(tones[i % 2]))
    for j in range(along):
        for left in (0.0, w - _BORDER):
            pen.rect(left, j * h / along, _BORDER, h / along, fill(tones[j % 2]))
    inside = (_BORDER, _BORDER, w - 2 * _BORDER, h - 2 * _BORDER)
    pen.rect(*inside, stroke(ground.lighter(-0.35), 8, round_ends=False))
