"""The open sea, calm or rough, and a lighthouse on its rock."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    fill,
    linear,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.find import colour_of
from affresco.studio.engines.illustrator.subjects.registry import DRAWN

from . import water
from .props import prop
from .sky import sky

BEAM = Colour(0.98, 0.07, 95)


def sea(stage: Stage) -> None:
    """The open sea, calm or rough; with a lighthouse on a rock when one is named."""
    h = stage.height
    storm = stage.has("storm")
    stage.horizon = h * (0.50 if storm else 0.58)
    stage.set_sun()
    sky(stage, clouds=0.95 if storm else 0.5)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.42, 0.80, 0.40),
        "second": Slot(0.74, 0.71, 0.24),
        "air": Slot(0.65, 0.28, 0.22),
    }
    light = stage.entity("lighthouse")
    if light and light.count == 1:
        _lighthouse(stage, storm)
        stage.draws(light)
        stage.slots["main"] = stage.slots["second"] = Slot(
            0.28 if stage.sun_x < stage.width / 2 else 0.72, 0.84, 0.26
        )
    elif storm:
        water.waves(stage, stage.horizon)
    else:
        water.sea(stage, stage.horizon)
        _far_things(stage)
    stage.shadows, stage.afloat = 0.25, "" if storm else "main"


def _far_things(stage: Stage) -> None:
    """An island and a sail far away."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("far at sea")
    x = w * chance.pick((0.12, 0.84))
    if chance.often(0.6):
        tone = stage.lit(Colour(0.56, 0.06, 160), 0.55)
        pen.arc(x - w * 0.14, stage.horizon - h * 0.035, w * 0.28, h * 0.07, 180, 180, fill(tone))
    if chance.often(0.6) and not stage.entity("boat", "sailboat", "ship"):
        prop(
            stage,
            Shape("vessel", "sail"),
            1 - x / w + 0.02,
            stage.horizon / h + 0.012,
            0.07,
            0.35,
            0.0,
        )


def _lighthouse(stage: Stage, storm: bool) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    side = 1 if stage.sun_x < w / 2 else -1
    x, foot = w * (0.66 if side > 0 else 0.34), stage.horizon + h * 0.13
    tall = min(h * 0.46, w * 0.62)
    water.sea(stage, stage.horizon)
    if storm:
        chance = stage.chance("curtains")
        for _ in range(5):
            top = chance.between(0, w)
            pen.polygon(
                [(top, 0), (top + 220, 0), (top + 60, stage.horizon), (top - 120, stage.horizon)],
                fill(stage.light.top, 0.16, blur=30),
            )
    lamp = foot - h * 0.055 - tall * 0.805
    dark = storm or stage.light.time != "day"
    if dark:
        for spread, alpha in ((1.0, 0.55), (0.5, 0.4)):
            cone = [
                (x, lamp),
                (x - side * w * 0.9, lamp - 90 * spread - 40),
                (x - side * w * 0.9, lamp + 110 * spread - 40),
            ]
            tones = [(BEAM, alpha), (BEAM, 0.0)]
            pen.polygon(
                cone, linear((x, lamp), (x - side * w * 0.8, lamp), tones, blur=7, blend="screen")
            )
    water.rock(stage, x, foot + 20, tall * 0.57, h * 0.15)
    light = stage.entity("lighthouse")
    draw = DRAWN["lighthouse"](colour_of(light) if light else None, stage.chance("lighthouse"))
    with pen.figure():
        place(stage, Subject(draw), x, foot - h * 0.055, tall, Placing(shadow=0, rim=0.4))
    if dark:
        stage.glow(x, lamp, 190, Colour(0.98, 0.09, 92), 0.9)
        stage.shine()
    if storm:
        chance = stage.chance("storm")
        for row in range(2, water.WAVES):
            water.wave(stage, stage.horizon, row, chance)
            if row == 2:
                water.spray(stage, x - side * tall * 0.28, foot + 10, chance)
                water.spray(stage, x + side * tall * 0.22, foot + 24, chance, 0.6)
    else:
        foam = fill(water.FOAM, 0.5, blur=5)
        pen.oval(x, foot + h * 0.075, tall * 0.34, 14, foam)
