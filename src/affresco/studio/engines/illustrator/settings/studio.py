"""A painter's studio: an easel in the light of a tall window, canvases along the walls, brushes in jars."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from .furnish import framed, pendant, stood
from .shell import Finish, Shell, shell
from .windows import front_table, window

C = Colour
_PAINTS = (
    C(0.62, 0.20, 27), C(0.84, 0.15, 88), C(0.56, 0.15, 255), C(0.62, 0.14, 150), C(0.70, 0.17, 50),
    C(0.58, 0.15, 325), C(0.95, 0.01, 90),
)  # fmt: skip
_WOOD = C(0.62, 0.08, 62)


def studio(stage: Stage) -> None:
    """A tall window, an easel with a picture begun, canvases, a table of jars, paint on the boards."""
    chance = stage.chance("studio")
    room = shell(stage, Finish(C(0.90, 0.015, 85), C(0.60, 0.05, 62)), top=0.08)
    window(room, 0.36, 0.06, 0.30, 0.66, "city")
    for key, (u, v, tall) in enumerate(
        ((0.06, 0.10, 0.24), (0.20, 0.26, 0.20), (0.84, 0.10, 0.30))
    ):
        framed(room, u + 0.04, v, tall, 21 + key)
    _splashes(room, chance)
    _canvases(room, chance)
    _table(room, chance)
    if stage.entity("easel") is None and not stage.scene.entities:
        _easel(room, 0.44, 0.72, chance)
    elif stage.entity("easel") is None:
        _easel(room, 0.70, 0.82, chance)
    stood(room, "furniture", "stool", 0.24, 0.62, 0.24)
    pendant(room, 0.5, 0.20, 0.6, C(0.36, 0.02, 260))
    stage.slots = {
        "main": Slot(0.44, 0.93, 0.42),
        "second": Slot(0.68, 0.90, 0.31),
        "air": Slot(0.48, 0.34, 0.18),
    }
    front_table(stage)


def _picture(
    stage: Stage, chance: Chance, x: float, y: float, wide: float, tall: float, done: float
) -> None:
    """A canvas with its left top corner at (x, y), painted to a share of its height."""
    pen = stage.pen
    pen.rect(x, y, wide, tall, fill(stage.lit(C(0.96, 0.015, 88))))
    hue = chance.between(0, 360)
    sky, land = stage.lit(C(0.84, 0.08, hue)), stage.lit(C(0.60, 0.13, hue + 120))
    pen.rect(
        x, y, wide, tall * done, down(y, y + tall * done, sky.lighter(-0.06), sky.lighter(0.06))
    )
    sun = stage.lit(C(0.86, 0.15, hue + 180))
    pen.circle(x + wide * chance.between(0.3, 0.7), y + tall * 0.26, wide * 0.11, fill(sun))
    for i in range(2):
        low = y + tall * (done - 0.10 * i)
        hill = outline(
            f"M {x} {low} L {x} {low - tall * 0.20} Q {x + wide * 0.35} {low - tall * 0.36} "
            f"{x + wide * 0.6} {low - tall * 0.18} Q {x + wide * 0.8} {low - tall * 0.08} "
            f"{x + wide} {low - tall * 0.22} L {x + wide} {low} Z"
        )
        pen.shape(hill, fill(land.lighter(0.07 * i)))
    for i in range(5):  # strokes that are not yet closed
        px = x + wide * (0.08 + 0.19 * i)
        pen.line(
            px, y + tall * done, px + wide * 0.10, y + tall * (done + 0.04), stroke(land, 7, 0.8)
        )
    pen.rect(x, y, wide, tall, stroke(stage.lit(C(0.84, 0.03, 80)), 4))


def _easel(room: Shell, u: float, depth: float, chance: Chance) -> None:
    stage, pen = room.stage, room.stage.pen
    (x, y), s = room.point(u, 1.0, depth), room.unit * room.scale(depth) * 0.78
    wood = stage.lit(_WOOD.lighter(-0.08))
    pen.oval(x, y, s * 0.24, s * 0.03, fill(stage.light.shadow, 0.3, blur=8))
    pen.line(x, y - s * 0.92, x + s * 0.05, y - s * 0.03, stroke(wood.lighter(-0.08), s * 0.022))
    for side in (-1, 1):
        pen.line(x + side * s * 0.03, y - s * 0.92, x + side * s * 0.21, y, stroke(wood, s * 0.028))
    _picture(stage, chance, x - s * 0.24, y - s * 0.84, s * 0.48, s * 0.52, 0.78)
    pen.rect(x - s * 0.26, y - s * 0.32, s * 0.52, s * 0.03, fill(wood.lighter(0.06)))
    pen.rect(x - s * 0.03, y - s * 0.94, s * 0.06, s * 0.11, fill(wood))


def _canvases(room: Shell, chance: Chance) -> None:
    """Canvases that lean against the walls, some with their faces, one with its frame behind."""
    stage = room.stage
    for u, depth, tall in (
        (0.02, 0.92, 0.34),
        (0.12, 0.90, 0.26),
        (0.90, 0.93, 0.36),
        (0.99, 0.86, 0.28),
    ):
        (x, y), s = room.point(u, 1.0, depth), room.unit * room.scale(depth) * tall
        with stage.pen.at(x, y, chance.between(-4, 4)):
            _picture(stage, chance, -s * 0.45, -s, s * 0.9, s, 1.0)


def _table(room: Shell, chance: Chance) -> None:
    """A low table with jars of brushes, tubes and a palette."""
    stage, pen = room.stage, room.stage.pen
    room.block(0.76, 1.02, 0.46, 0.64, 0.24, _WOOD.lighter(-0.04), _WOOD.lighter(0.06))
    for k, u in enumerate((0.79, 0.86, 0.93)):
        (x, y), s = room.point(u, room.up(0.24), 0.56), room.unit * room.scale(0.56)
        jar = stage.lit((C(0.80, 0.05, 220), C(0.66, 0.12, 45), C(0.90, 0.02, 90))[k])
        for i in range(5):
            lean = (i - 2) * s * 0.022
            tip = (x + lean * 1.9, y - s * chance.between(0.13, 0.18))
            pen.line(x + lean * 0.6, y - s * 0.06, *tip, stroke(stage.lit(_WOOD), s * 0.010))
            pen.oval(tip[0], tip[1], s * 0.010, s * 0.024, fill(stage.lit(chance.pick(_PAINTS))))
        pen.rounded(x - s * 0.034, y - s * 0.08, s * 0.068, s * 0.085, s * 0.010, fill(jar))
    (x, y), s = room.point(0.88, room.up(0.24), 0.48), room.unit * room.scale(0.48)
    pen.oval(x, y, s * 0.12, s * 0.030, fill(stage.lit(C(0.72, 0.08, 68))))
    for i in range(6):
        dot = stage.lit(_PAINTS[i])
        pen.oval(
            x - s * 0.08 + s * 0.032 * i,
            y - s * 0.010 * (1 - abs(i - 2.5) / 3),
            s * 0.014,
            s * 0.007,
            fill(dot),
        )


def _splashes(room: Shell, chance: Chance) -> None:
    """Drops of paint on the boards."""
    stage = room.stage
    for _ in range(70):
        depth = chance.between(0.0, 0.9)
        (x, y), s = room.point(chance.between(0.05, 0.95), 1.0, depth), room.scale(depth)
        tone, r = stage.lit(chance.pick(_PAINTS)), chance.between(1.5, 6) * s
        stage.pen.oval(x, y, r, r * 0.4, fill(tone, 0.85))
