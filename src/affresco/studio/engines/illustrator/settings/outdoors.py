"""Open country: mountains, meadow, winter, desert, beach, lake, sky."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land
from .sky import mist, sky


def mountains(stage: Stage) -> None:
    h = stage.height
    stage.horizon = h * 0.60
    stage.sun_y = stage.horizon - h * stage.light.elevation * 0.9 - h * 0.03
    sky(stage, clouds=0.45)
    many = 3 + round(2 * max(0.0, stage.width / 1000 - 1))
    land.peaks(stage, h * 0.66, many + 1, 0.20, 0.34, 0.55)
    mist(stage, h * 0.60, 0.5)
    land.peaks(stage, h * 0.84, many, 0.28, 0.46, 0.20)
    mist(stage, h * 0.765, 0.8, 90)
    land.hills(stage, "far", h * 0.80, 150, Colour(0.42, 0.07, 165), 0.42, rough=0.45)
    land.wood_edge(stage, "far", h * 0.80, 150, 0.45, Colour(0.36, 0.06, 165), 0.36, 0.028)
    land.hills(stage, "near", h * 0.865, 130, Colour(0.42, 0.08, 150), 0.16)
    land.wood_edge(stage, "near", h * 0.865, 130, 0.5, Colour(0.34, 0.07, 155), 0.12, 0.05)
    land.ground(stage, h * 0.93, Colour(0.52, 0.12, 130), tufts=110)
    land.flowers(stage, h * 0.93, h, 70, (Colour(0.75, 0.16, 350), Colour(0.85, 0.14, 90), WHITE))
    stage.slots = {
        "main": Slot(0.42, 0.94, 0.30),
        "second": Slot(0.68, 0.95, 0.24),
        "air": Slot(0.40, 0.30, 0.30),
    }


def meadow(stage: Stage, snow: bool = False) -> None:
    h = stage.height
    stage.horizon = h * 0.60
    stage.set_sun()
    sky(stage, clouds=0.55)
    chance = stage.chance("meadow")
    if chance.often(0.4):
        land.peaks(stage, h * 0.585, 5, 0.08, 0.19, 0.62)
    else:
        land.hills(stage, "m0", h * 0.56, 70, Colour(0.52, 0.05, 230), 0.62, rough=0.55)
    land.hills(stage, "m1", h * 0.60, 60, Colour(0.50, 0.07, 170), 0.42, trees=10)
    land.hills(stage, "m2", h * 0.665, 46, Colour(0.52, 0.10, 140), 0.22, trees=18)
    colour = land.SNOW if snow else land.GRASS
    if stage.has("autumn") and not snow:
        colour = Colour(0.58, 0.11, 85)
    land.hills(stage, "m3", h * 0.73, 40, colour.lighter(-0.02), 0.10)
    land.ground(stage, h * 0.80, colour.lighter(-0.06), "snow" if snow else "grass", 150)
    if not snow:
        palette: tuple[Colour, ...] = land.FLOWERS
        if chance.often(0.5):
            palette = chance.pick(
                (
                    (land.FLOWERS[0],),
                    (land.FLOWERS[3], land.FLOWERS[2]),
                    (land.FLOWERS[1], land.FLOWERS[2]),
                )
            )
        land.flowers(stage, h * 0.80, h, 90, palette)
    stage.ground = "none" if snow else "grass"
    stage.slots = {
        "main": Slot(0.38, 0.87, 0.44),
        "second": Slot(0.70, 0.82, 0.30),
        "air": Slot(0.68, 0.30, 0.26),
    }


def winter(stage: Stage) -> None:
    meadow(stage, snow=True)


def desert(stage: Stage) -> None:
    h = stage.height
    stage.horizon = h * 0.58
    stage.set_sun()
    sky(stage, clouds=0.15)
    for i, (y, depth) in enumerate(((0.60, 0.55), (0.66, 0.35), (0.74, 0.18), (0.86, 0.0))):
        land.hills(stage, f"dune{i}", h * y, 70 + 30 * i, Colour(0.72, 0.10, 65), depth, rough=0.32)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.40, 0.88, 0.38),
        "second": Slot(0.70, 0.80, 0.24),
        "air": Slot(0.6, 0.3, 0.22),
    }


def in_the_sky(stage: Stage) -> None:
    h = stage.height
    stage.horizon, stage.sun_y = h * 0.95, h * 0.42
    sky(stage, h, clouds=0.9)
    mist(stage, h * 0.85, 0.9, 160)
    mist(stage, h * 0.95, 0.9, 200)
    stage.ground, stage.floating = "none", True
    stage.slots = {
        "main": Slot(0.45, 0.66, 0.42),
        "second": Slot(0.75, 0.5, 0.24),
        "air": Slot(0.45, 0.45, 0.36),
    }
