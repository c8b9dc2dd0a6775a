"""A village on a hill; of domes, sunlight and wind when it is solarpunk."""

from __future__ import annotations

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    fill,
    linear,
    outline,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, vista
from .dwellings import walls
from .props import prop, set_at, unit_of

_WALLS = ("#f1e4cc", "#e8c9a0", "#f4efe6", "#e3b793", "#d9d3c3", "#f0d9a8")
_LAMP = Colour(0.90, 0.12, 82)


def village(stage: Stage) -> None:
    """Houses between trees around a church on a hill, a lane towards us."""
    h, w, chance = stage.height, stage.width, stage.chance("village")
    eco = stage.has("solarpunk")
    vista.vista(stage, 0.46, ("hills", "mountains", "woods", "fields"))
    if eco:
        for i in range(4):
            x = w * (0.12 + 0.25 * i + chance.between(-0.05, 0.05))
            _turbine(stage, x, h * 0.52, h * chance.between(0.15, 0.22), chance, 0.34)
    crest = vista.swell(stage, "crest", h * 0.56, h * 0.06, land.GRASS.lighter(-0.04), 0.28)
    vx = chance.pick((0.40, 0.50, 0.60))
    if not eco and not stage.entity("church"):
        top = crest[round(len(crest) * vx) % len(crest)]
        set_at(
            stage,
            Shape("building", "church"),
            top[0],
            top[1] + 16,
            unit_of(stage) * 0.21,
            0.24,
            0.2,
        )
    wide = max(1.0, w / 1000)
    for layer, (y, count, size) in enumerate(
        ((0.575, 8, 0.075), (0.63, 7, 0.10), (0.70, 5, 0.145), (0.80, 4, 0.21))
    ):
        if layer:
            vista.swell(
                stage,
                f"green{layer}",
                h * (y - 0.02),
                h * 0.035,
                land.GRASS.lighter(-0.015 * layer),
                0.24 - 0.07 * layer,
            )
        many = round(count * wide)
        for i in range(many):
            x = (i + 0.5 + chance.between(-0.25, 0.25)) / many
            if layer > 1 and abs(x - vx) < 0.07 * layer:
                continue
            foot = y + chance.between(-0.008, 0.012)
            _home(
                stage, chance, x, foot, size * chance.between(0.9, 1.15), 0.26 - 0.085 * layer, eco
            )
    land.ground(stage, h * 0.84, land.GRASS.lighter(-0.04), tufts=120)
    vista.lane(stage, Colour(0.86, 0.05, 75), vx, 0.60, 0.26, chance.pick((-0.07, 0.07)))
    land.flowers(stage, h * 0.85, h, 60, (*land.FLOWERS[:3], Colour(0.75, 0.13, 330)))
    stage.shine()
    stage.slots = {
        "main": Slot(vx + (0.03 if vx < 0.5 else -0.03), 0.94, 0.36),
        "second": Slot(vx + (0.25 if vx < 0.5 else -0.25), 0.92, 0.26),
        "air": Slot(0.55, 0.22, 0.22),
    }


def _home(
    stage: Stage, chance: Chance, x: float, y: float, size: float, depth: float, eco: bool
) -> None:
    """A house, often with a tree beside it."""
    tree = chance.often(0.55)
    if tree:
        kind = chance.pick(("round", "pine", "poplar", "fruit"))
        prop(
            stage,
            Shape("tree", kind),
            x + size * chance.pick((-0.5, 0.5)),
            y - 0.006,
            size * 1.15,
            depth,
            0.2,
        )
    if eco:
        _house(stage, chance, x * stage.width, y * stage.height, size * 0.9 * unit_of(stage), depth)
        return
    lights = ("lights",) if stage.light.dark else ()
    house = Shape("building", "house", colour=chance.pick(_walls(stage)), parts=lights)
    prop(stage, house, x, y, size, depth, 0.35)
    if stage.light.dark:
        px, py = x * stage.width, (y - size * 0.3) * stage.height
        stage.glow(px, py, size * unit_of(stage) * 0.5, _LAMP, 0.75)


def _walls(stage: Stage) -> tuple[str, ...]:
    """The colours of houses, as drawings want them."""
    return tuple(tone.hex() for tone in walls(stage, ())) or _WALLS


def _house(stage: Stage, chance: Chance, x: float, y: float, size: float, depth: float) -> None:
    """A house with a dome or solar panels."""
    pen, light, side = stage.pen, stage.light, 1 if stage.sun_x > x else -1
    wall = stage.lit(Colour(chance.between(0.86, 0.94), 0.04, chance.between(50, 95)), depth)
    roofs = (Colour(0.58, 0.12, 40), Colour(0.5, 0.11, 150), Colour(0.55, 0.09, 200))
    tiles = stage.lit(land.snowed(stage, chance.pick(roofs)), depth)
    width, height = size * chance.between(0.8, 1.1), size * chance.between(0.55, 0.8)
    bright, dim = wall.mix(light.key, 0.35), wall.mix(light.shadow, 0.30)
    walls = across(x - width / 2, x + width / 2, *((bright, dim) if side < 0 else (dim, bright)))
    pen.oval(x, y + size * 0.01, width * 0.6, size * 0.06, fill(light.shadow, 0.35, blur=5))
    if chance.often(0.35):
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
            f"M {x - half} {y} "
            f"C {x - half} {y - height * 1.9} {x + half} {y - height * 1.9} {x + half} {y} Z"
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
