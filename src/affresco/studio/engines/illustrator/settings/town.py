"""Built places under the sky: rooftops, skyline, village."""

from __future__ import annotations

from collections.abc import Callable

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    linear,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects import people
from affresco.studio.engines.illustrator.subjects.plants import tree

from . import land, water
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
        wall = stage.lit(Colour(chance.between(0.38, 0.55), 0.035, chance.between(240, 300)), depth)
        tiles = stage.lit(Colour(0.36, 0.06, chance.pick((20, 35, 265))), depth)
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
    clay = stage.lit(Colour(0.40, 0.055, 265) if bluish else Colour(0.5, 0.11, 38))
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


def skyline(stage: Stage) -> None:
    """Three rows of towers over water that mirrors them."""
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon = h * 0.66
    stage.set_sun()
    sky(stage, clouds=0.5)
    chance = stage.chance("skyline")
    for layer, (depth, tallest) in enumerate(((0.65, 0.42), (0.4, 0.36), (0.15, 0.28))):
        x, foot = -30.0, stage.horizon + layer * 18
        while x < w:
            width, height = chance.between(40, 110), chance.between(0.35, 1) * tallest * h
            tone = stage.lit(Colour(0.42, 0.04, 260), depth)
            pen.rect(
                x,
                foot - height,
                width,
                height + 80,
                across(x, x + width, tone.lighter(0.04), tone.lighter(-0.04)),
            )
            if chance.often(0.3):
                pen.line(
                    x + width / 2,
                    foot - height,
                    x + width / 2,
                    foot - height - chance.between(20, 60),
                    stroke(tone, 3),
                )
            for i in range(int(width / 14)):
                for j in range(int(height / 18)):
                    if chance.often(0.5):
                        lit = stage.light.dark and chance.often(0.6)
                        pane = Colour(0.87, 0.12, 82) if lit else tone.lighter(0.07)
                        pen.rect(x + 5 + i * 14, foot - height + 8 + j * 18, 6, 9, fill(pane, 0.8))
            x += width + chance.between(-4, 10)
    shore = stage.horizon + 40
    water.sea(stage, shore)
    water.reflect(stage, shore, 0.5)
    quay = stage.lit(Colour(0.48, 0.03, 260))
    pen.rect(-20, h * 0.90, w + 40, h, down(h * 0.90, h, quay.lighter(0.10), quay.lighter(-0.12)))
    pen.rect(-20, h * 0.90, w + 40, 8, fill(stage.lit(Colour(0.66, 0.03, 80))))
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.36, 0.955, 0.36),
        "second": Slot(0.70, 0.95, 0.28),
        "air": Slot(0.4, 0.26, 0.22),
    }


def village(stage: Stage) -> None:
    """Houses between trees on hills, a path towards us; with turbines if it is solarpunk."""
    h, w = stage.height, stage.width
    chance, eco = stage.chance("village"), stage.has("solarpunk")
    stage.horizon = h * 0.50
    stage.set_sun()
    sky(stage, clouds=0.5)
    land.hills(stage, "v0", h * 0.47, 80, Colour(0.5, 0.05, 220), 0.66, rough=0.55)
    far = land.hills(stage, "v1", h * 0.52, 60, Colour(0.5, 0.09, 150), 0.46, trees=12)
    if eco:
        for i in range(4):
            x, y = far[int((0.12 + 0.24 * i + chance.between(-0.05, 0.05)) * len(far)) % len(far)]
            _turbine(stage, x, y + 10, h * chance.between(0.13, 0.19), chance, 0.38)
    wide = max(1.0, w / 1000)
    for layer, (y, count, size, depth) in enumerate(
        ((0.585, 6, 0.085, 0.36), (0.66, 5, 0.12, 0.22), (0.765, 4, 0.165, 0.08))
    ):
        land.hills(
            stage,
            f"vh{layer}",
            h * (y - 0.03),
            34,
            Colour(0.55, 0.115, 128 + 4 * layer),
            depth + 0.04,
        )
        many = int(count * wide)
        for i in range(many):
            x, foot = (
                w * ((i + 0.5) / many + chance.between(-0.06, 0.06) / wide),
                h * (y + chance.between(0, 0.03)),
            )
            if layer == 2 and abs(x - w * 0.5) < 60:
                x += 120
            side = min(h, w * 1.25) * size
            if chance.often(0.55):
                kind = chance.pick(("round", "pine"))
                leaf = Colour(0.62, 0.14, 55) if stage.has("autumn") else Colour(0.52, 0.12, 135)
                leaf = land.snowed(stage, leaf)
                draw = tree(stage.chance("village tree", layer, kind), kind, leaf)
                place(
                    stage,
                    Subject(draw, key=f"tree {layer} {kind}"),
                    x + side * chance.between(0.5, 0.8),
                    foot,
                    side * 1.15,
                    Placing(depth, rim=0.3, shadow=0.4, shade=0.8),
                )
            _house(stage, chance, x, foot, side, eco, depth)
    land.ground(stage, h * 0.83, Colour(0.50, 0.12, 130), tufts=120)
    path = [
        (0.47, 0.79),
        (0.52, 0.85),
        (0.44, 0.92),
        (0.30, 1.02),
        (0.62, 1.02),
        (0.60, 0.92),
        (0.57, 0.85),
        (0.49, 0.79),
    ]
    land.path_to(stage, [(w * x, h * y) for x, y in path], Colour(0.86, 0.05, 75))
    land.flowers(stage, h * 0.84, h, 80, (*land.FLOWERS[:3], Colour(0.75, 0.13, 330)))
    if eco and not stage.scene.entities:
        place(
            stage, Subject(people.from_behind(Colour(0.60, 0.13, 30))), w * 0.50, h * 0.90, h * 0.15
        )
    stage.shine()
    stage.slots = {
        "main": Slot(0.42, 0.945, 0.30),
        "second": Slot(0.70, 0.92, 0.24),
        "air": Slot(0.55, 0.22, 0.22),
    }


def _house(
    stage: Stage, chance: Chance, x: float, y: float, size: float, eco: bool, depth: float
) -> None:
    pen, light, side = stage.pen, stage.light, 1 if stage.sun_x > x else -1
    wall = stage.lit(Colour(chance.between(0.86, 0.94), 0.04, chance.between(50, 95)), depth)
    roofs = (
        (Colour(0.58, 0.12, 40), Colour(0.5, 0.11, 150), Colour(0.55, 0.09, 200))
        if eco
        else (Colour(0.58, 0.12, 40), Colour(0.52, 0.13, 30), Colour(0.46, 0.06, 265))
    )
    tiles = stage.lit(land.snowed(stage, chance.pick(roofs)), depth)
    width, height = size * chance.between(0.8, 1.1), size * chance.between(0.55, 0.8)
    bright, dim = wall.mix(light.key, 0.35), wall.mix(light.shadow, 0.30)
    walls = across(x - width / 2, x + width / 2, *((bright, dim) if side < 0 else (dim, bright)))
    pen.oval(x, y + size * 0.01, width * 0.6, size * 0.06, fill(light.shadow, 0.35, blur=5))
    if eco and chance.often(0.35):
        _dome(stage, x, y, width, height, walls, side, depth)
    else:
        pen.rect(x - width / 2, y - height, width, height, walls)
        gable = size * chance.between(0.3, 0.45)
        shape = [
            (x - width * 0.6, y - height + 3),
            (x - width * 0.25, y - height - gable),
            (x + width * 0.25, y - height - gable),
            (x + width * 0.6, y - height + 3),
        ]
        tones = (
            tiles.mix(light.key, 0.28 if side < 0 else 0),
            tiles.mix(light.key, 0 if side < 0 else 0.28),
        )
        pen.polygon(shape, across(x - width * 0.6, x + width * 0.6, *tones))
        if eco:
            _solar_panels(stage, x, y - height, width, gable, depth)
    _front(stage, x, y, width, height, depth)
    for _ in range(9):
        green = Colour(chance.between(0.42, 0.58), 0.12, chance.between(125, 150))
        bush = stage.lit(land.snowed(stage, green), depth)
        pen.circle(
            x + chance.between(-0.62, 0.62) * width,
            y - chance.between(0, 0.10) * size,
            chance.between(0.05, 0.11) * size,
            fill(bush),
        )


def _dome(
    stage: Stage,
    x: float,
    y: float,
    width: float,
    height: float,
    walls: skia.Paint,
    side: int,
    depth: float,
) -> None:
    half = width / 2
    stage.pen.shape(
        outline(
            f"M {x - half} {y} C {x - half} {y - height * 1.9} {x + half} {y - height * 1.9} {x + half} {y} Z"
        ),
        walls,
    )
    green = stage.lit(Colour(0.5, 0.12, 140), depth)
    tones = (green.mix(stage.light.key, 0.3), green.lighter(-0.08))
    eaves, edge, bulge = y - height * 0.75, width * 0.47, width * 0.40
    cap = outline(
        f"M {x - edge} {eaves} C {x - bulge} {y - height * 1.78} {x + bulge} {y - height * 1.78} "
        f"{x + edge} {eaves} Q {x} {y - height} {x - edge} {eaves} Z"
    )
    stage.pen.shape(cap, across(x - half, x + half, *(tones if side < 0 else tones[::-1])))


def _solar_panels(
    stage: Stage, x: float, eaves: float, width: float, gable: float, depth: float
) -> None:
    blue = stage.lit(Colour(0.38, 0.10, 262), depth)
    for i in range(3):
        left = x - width * 0.26 + i * width * 0.18
        panel = [
            (left, eaves - gable * 0.2),
            (left + width * 0.035, eaves - gable * 0.82),
            (left + width * 0.185, eaves - gable * 0.82),
            (left + width * 0.16, eaves - gable * 0.2),
        ]
        stage.pen.polygon(
            panel,
            linear(
                (left, eaves - gable),
                (left + width * 0.2, eaves),
                (blue.mix(stage.light.key, 0.5), blue),
            ),
        )


def _front(stage: Stage, x: float, y: float, width: float, height: float, depth: float) -> None:
    """A door between two windows with flower boxes."""
    pen = stage.pen
    door = stage.lit(Colour(0.42, 0.08, 45), depth)
    pen.rounded(
        x - width * 0.07, y - height * 0.55, width * 0.16, height * 0.55, width * 0.08, fill(door)
    )
    for left in (x - width * 0.36, x + width * 0.22):
        pen.rounded(
            left,
            y - height * 0.62,
            width * 0.15,
            height * 0.28,
            width * 0.03,
            fill(Colour(0.88, 0.12, 82).mix(stage.light.haze, depth)),
        )
        if stage.light.time != "day":
            stage.glow(
                left + width * 0.07, y - height * 0.48, width * 0.22, Colour(0.9, 0.12, 80), 0.25
            )
        pen.rect(
            left - width * 0.02,
            y - height * 0.33,
            width * 0.19,
            height * 0.07,
            fill(stage.lit(Colour(0.5, 0.12, 145), depth)),
        )


def _turbine(stage: Stage, x: float, y: float, size: float, chance: Chance, depth: float) -> None:
    pen, white, turn = stage.pen, stage.lit(Colour(0.97, 0.01, 90), depth), chance.between(0, 120)
    mast = [
        (x - size * 0.02, y),
        (x - size * 0.009, y - size),
        (x + size * 0.009, y - size),
        (x + size * 0.02, y),
    ]
    pen.polygon(mast, fill(white))
    s = size
    blade = outline(f"M 0 {-s * 0.012} Q {s * 0.15} {-s * 0.05} {s * 0.46} 0 L 0 {s * 0.014} Z")
    for i in range(3):
        with pen.at(x, y - size, turn + i * 120):
            pen.shape(blade, fill(white))
    pen.circle(x, y - size, size * 0.022, fill(white.lighter(-0.1)))
