"""Half above the water and half below it: a boat, and who swims under its keel."""

from __future__ import annotations

from typing import Final

import skia

from affresco.studio.engines.illustrator.facts import dives_under
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    down,
    fill,
    linear,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land, water
from .underwater import shoals
from .waters import open_water

C = Colour
_WATERS: Final = frozenset(("sea", "lake", "river", "underwater", "harbour", "fjord"))
_LINE: Final = 0.40  # of the height: where the surface is
_STEPS: Final = 16  # bends of the surface across the picture


def asked(stage: Stage) -> bool:
    """Whether somebody swims under what floats, on a water that can be looked into from the side."""
    level = stage.scene.camera not in ("from-above", "from-below")
    return level and stage.scene.setting in _WATERS and dives_under(stage.scene) is not None


def waterline(stage: Stage) -> None:
    """Sky and far sea above; below the surface the light that falls, the deep, the ground."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("waterline")
    open_water(stage, _LINE - 0.055)
    water.sea(stage, stage.horizon)
    line = h * _LINE
    edge = _surface(w, line, chance)
    body = curve(edge)
    body.lineTo(w + 60, h + 60).lineTo(-60, h + 60).close()
    tones = [stage.lit(tone) if stage.light.dark else tone for tone in _TONES]
    pen.shape(body, down(line, h, *tones, stops=(0, 0.45, 1)))
    with pen.inside(body):
        _beams(stage, chance, line)
        for i in range(2):
            floor = tones[-1].lighter(0.05 - 0.05 * i)
            land.hills(stage, f"bed{i}", h * (0.93 + 0.05 * i), 46, floor, 0.35 - 0.3 * i)
        with pen.at(0, line * 0.8):
            shoals(stage, chance)
    pen.curve(edge, stroke(WHITE, 5.0, 0.75))
    with pen.at(0, 7):
        pen.curve(edge, stroke(tones[0].lighter(0.10), 8.0, 0.5, blur=3))
    stage.afterwards.append(lambda: _wet(stage, body, line, tones[0]))
    stage.floating, stage.ground, stage.waterline = True, "none", line
    stage.slots = {
        "main": Slot(0.48, 0.70, 0.44),
        "second": Slot(0.78, 0.72, 0.26),
        "air": Slot(0.26, 0.18, 0.2),
    }


_TONES: Final = (C(0.72, 0.105, 205), C(0.47, 0.115, 232), C(0.27, 0.085, 256))


def _surface(width: float, line: float, chance: Chance) -> list[Point]:
    step = width / (_STEPS - 2)
    return [(step * (i - 1), line + chance.between(-7, 7)) for i in range(_STEPS + 1)]


def _beams(stage: Stage, chance: Chance, line: float) -> None:
    h, w = stage.height, stage.width
    for _ in range(9):
        x, lean, wide = w * chance.between(), w * chance.between(-0.14, 0.14), chance.between(8, 34)
        beam = [(x - wide, line), (x + wide, line), (x + lean + 3 * wide, h), (x + lean - wide, h)]
        fade = linear(
            (0, line), (0, h * 0.92), [(WHITE, 0.26), (WHITE, 0.0)], blur=9, blend="screen"
        )
        stage.pen.polygon(beam, fade)


def _wet(stage: Stage, body: skia.Path, line: float, tone: Colour) -> None:
    """Water before what reaches a little below the surface, and bubbles."""
    chance, deep = stage.chance("bubbles"), 0.07 * stage.height
    veil = linear((0, line), (0, line + deep), [(tone, 0.55), (tone, 0.0)])
    stage.pen.shape(body, veil)
    for _ in range(26):
        x, size = stage.width * chance.between(), chance.between(2, 9)
        y = line + (stage.height - line) * chance.between(0.1, 1.0)
        stage.pen.circle(x, y, size, stroke(WHITE, 1.3, 0.45))
        stage.pen.circle(x - size * 0.3, y - size * 0.3, size * 0.22, fill(WHITE, 0.6))
