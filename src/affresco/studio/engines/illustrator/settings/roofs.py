"""A tiled ridge above the roofs of a town."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, linear, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import season, vista
from .facades import WARM
from .sky import sky

WINDOW = Colour(0.86, 0.13, 80)


def roof(stage: Stage) -> None:
    """A tiled ridge before rows of town roofs."""
    h, w = stage.height, stage.width
    stage.horizon = h * 0.75
    stage.sun_size = 140 if stage.has("full-moon") else 62
    stage.set_sun()
    if stage.light.time == "night":
        stage.sun_x = w * (0.66 if stage.chance("moon side").often(0.5) else 0.36)
        stage.sun_y = h * 0.30
    sky(stage, h * 0.8, clouds=0.55)
    vista.swell(stage, "far", h * 0.62, h * 0.06, Colour(0.60, 0.06, 215), 0.55)
    _roof_row(stage, h * 0.66, "far", 0.45, 0.16)
    _roof_row(stage, h * 0.74, "near", 0.22, 0.14)
    stage.shine()
    top = _tiles(stage)
    x = stage.sun_x / w + (-0.07 if stage.sun_x > w / 2 else 0.07)
    stage.ground, stage.shadows = "none", 0.3
    other = x - 0.3 if x > 0.5 else x + 0.3
    stage.slots = {
        "main": Slot(x, (top(x * w) - 8) / h, 0.36),
        "second": Slot(other, (top(other * w) - 6) / h, 0.28),
        "air": Slot(1 - x, 0.3, 0.2),
    }


def _roof_row(stage: Stage, y: float, key: str, depth: float, highest: float) -> None:
    chance, pen = stage.chance("roofs", key), stage.pen
    x = -60.0
    while x < stage.width + 60:
        width, height = chance.between(110, 230), chance.between(0.35, 1) * highest * stage.height
        wall = stage.lit(chance.pick(WARM).lighter(chance.between(-0.06, 0.02)), depth)
        clay = Colour(0.56, 0.11, chance.pick((30, 38, 46)))
        tiles = stage.lit(season.SNOW if season.snowy(stage) else clay, depth)
        pen.rect(
            x, y - height, width, stage.height, down(y - height, y + 150, wall, wall.lighter(-0.08))
        )
        gable = chance.between(26, 60)
        shape = [
            (x - 14, y - height + 4),
            (x + width * 0.18, y - height - gable),
            (x + width * 0.82, y - height - gable),
            (x + width + 14, y - height + 4),
        ]
        pen.polygon(
            shape, down(y - height - gable, y - height, tiles.lighter(0.05), tiles.lighter(-0.05))
        )
        for i in range(int(width // 42)):
            for j in range(int((height + 90) // 52)):
                if chance.often(0.7):
                    _lit_window(
                        stage, chance, x + 18 + i * 42, y - height + 22 + j * 52, wall, depth
                    )
        if chance.often(0.5):
            pen.rect(x + width * 0.62, y - height - gable - 26, 20, 40, fill(wall.lighter(-0.05)))
        x += width + chance.between(-6, 14)


def _lit_window(
    stage: Stage, chance: Chance, x: float, y: float, wall: Colour, depth: float
) -> None:
    lit = chance.often(0.42) and stage.light.dark
    colour = WINDOW.mix(stage.light.haze, depth * 0.5) if lit else wall.lighter(-0.09)
    stage.pen.rect(x, y, 20, 27, fill(colour))
    if lit:
        stage.glow(x + 10, y + 13, 46, Colour(0.8, 0.14, 75), 0.22)


def _tiles(stage: Stage) -> Callable[[float], float]:
    """Paint the near roof; returns the height of its ridge at x."""
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("tiles")
    left, right = (0.755, 0.70) if stage.sun_x > w / 2 else (0.70, 0.755)

    def top(x: float) -> float:
        return h * (left + (right - left) * x / w)

    bluish = stage.scene.style == "ukiyo-e" or stage.light.time == "night"
    clay = stage.lit(Colour(0.40, 0.055, 265) if bluish else Colour(0.56, 0.12, 38))
    if season.snowy(stage):
        clay = stage.lit(season.SNOW)
    slope = [(-10, top(-10)), (w + 10, top(w + 10)), (w + 10, h + 300), (-10, h + 300)]
    pen.polygon(slope, down(h * 0.70, h, clay.lighter(0.05), clay.lighter(-0.10)))
    row, depth = 0, 8.0
    spread = 0.25 if stage.scene.style == "ukiyo-e" else 1.0
    while depth < h * 0.32:
        s = 34 + row * 7
        for i in range(int(w / s) + 3):
            x = -s + i * s + (row % 2) * s / 2
            y = top(x + s / 2) + depth + 14
            tone = clay.lighter(chance.between(-0.045, 0.05) * spread - row * 0.006)
            tile = outline(
                f"M {x} {y} L {x} {y + s * 0.55} "
                f"Q {x + s / 2} {y + s * 1.05} {x + s} {y + s * 0.55} L {x + s} {y} Z"
            )
            pen.shape(
                tile,
                linear(
                    (x, y), (x + s, y + s * 0.4), (tone.lighter(0.06), tone, tone.lighter(-0.06))
                ),
            )
            lip = outline(
                f"M {x} {y + s * 0.55} Q {x + s / 2} {y + s * 1.05} {x + s} {y + s * 0.55}"
            )
            pen.shape(lip, stroke(clay.lighter(-0.16), 2.2, 0.8))
            pen.shape(lip, stroke(stage.light.key, 1.2, 0.16))
        depth += s * 0.62
        row += 1
    for i in range(int(w / 46) + 2):
        x = i * 46 - 20
        y = top(x + 22) - 16
        pen.rounded(x, y, 48, 32, 13, down(y, y + 32, clay.lighter(0.16), clay.lighter(-0.04)))
        pen.rounded(x, y, 48, 32, 13, stroke(clay.lighter(-0.16), 1.6, 0.8))
    return top
