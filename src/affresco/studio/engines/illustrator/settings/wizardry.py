"""The room of somebody who brews: flasks that glow, herbs that dry, a cauldron, candles, an old book."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from .furnish import Goods, flame, on_top, shelves, stood
from .shell import Finish, Shell, shell
from .windows import front_table, window

C = Colour
_WOOD: Final = C(0.40, 0.07, 50)
_GREEN: Final = C(0.80, 0.19, 145)
_GOODS: Final[Goods] = (
    ("food", "jar", "#7d9b4e"), ("food", "bottle", "#6a4bb0"), ("tool", "book", "#8a3f5a"),
    ("tool", "hourglass"), ("tool", "mortar-pestle"),
)  # fmt: skip
_BREWS: Final = (
    C(0.62, 0.20, 305),
    C(0.70, 0.19, 150),
    C(0.62, 0.21, 5),
    C(0.66, 0.14, 240),
    C(0.78, 0.16, 75),
)


def wizards_room(stage: Stage) -> None:
    """Shelves of brews on both sides of a pointed window, a table with a book, a cauldron that bubbles."""
    chance = stage.chance("wizardry")
    stone = Finish(
        C(0.50, 0.045, chance.pick((290, 60, 250))), C(0.40, 0.06, 52), C(0.30, 0.05, 50), "stone"
    )
    room = shell(stage, stone, top=0.04)
    window(room, 0.38, 0.12, 0.24, 0.46, "hills", "arch")
    for u in (0.00, 0.66):
        shelves(room, u, u + 0.34, 0.10, 0.98, 4, _GOODS, _WOOD)
        _brews(room, u)
    _drying(room)
    side = chance.side()
    near, far = (0.02, 0.98) if side < 0 else (0.98, 0.02)
    stood(room, "tool", "cauldron", near, 0.58, 0.34)
    _vapour(room, near, 0.58)
    u0, u1 = (0.70, 1.16) if side < 0 else (-0.16, 0.30)
    room.block(u0, u1, 0.42, 0.66, 0.30, _WOOD.lighter(-0.04), _WOOD.lighter(0.06))
    middle = (u0 + u1) / 2
    on_top(room, "tool", "book", middle - 0.06, 0.30, 0.54, 0.15, "#7a4fb0")
    on_top(room, "tool", "candelabrum", middle + 0.10, 0.30, 0.56, 0.26)
    on_top(room, "tool", "flask", middle + 0.01, 0.30, 0.48, 0.16, "#4cc38a")
    stood(room, "tool", "globe", far, 0.80, 0.26)
    for u in (0.37, 0.63):  # candles on the sill
        x, y = room.point(u, 0.60, 1)
        stage.pen.rect(x - 5, y - 22, 10, 24, fill(C(0.94, 0.04, 90)))
        flame(stage, x, y - 22, 18, 0.4)
    for entity in stage.scene.entities:
        if entity.concept == "potion" and entity.count > 1 and entity.colour is None:
            stage.draws(entity)  # they are what the shelves are full of
    front_table(stage, _WOOD)


def _brews(room: Shell, u: float) -> None:
    """Flasks among the goods of one shelf, each with a light of its own."""
    stage, chance = room.stage, room.stage.chance("brews", round(100 * u))
    for row in range(4):
        for k in range(3):
            x, y = room.point(
                u + 0.06 + 0.11 * k + chance.between(-0.02, 0.02), 0.10 + 0.22 * (row + 1), 1
            )
            if chance.often(0.8):
                _flask(
                    stage,
                    x,
                    y - 4,
                    room.tall * 0.22 * chance.between(0.50, 0.66),
                    chance.pick(_BREWS),
                )


def _flask(stage: Stage, x: float, y: float, s: float, brew: Colour) -> None:
    """A round flask with a cork, `s` high, its foot at (x, y)."""
    pen, r = stage.pen, s * 0.34
    glass = C(0.93, 0.02, 220)
    pen.rounded(x - s * 0.10, y - s * 0.92, s * 0.20, s * 0.40, s * 0.03, fill(glass, 0.7))
    pen.circle(x, y - r, r, fill(glass, 0.75))
    pen.circle(x, y - r * 0.92, r * 0.86, fill(brew))
    pen.oval(x, y - r * 1.28, r * 0.74, r * 0.20, fill(brew.lighter(0.12)))
    pen.rounded(
        x - s * 0.08, y - s, s * 0.16, s * 0.14, s * 0.03, fill(stage.lit(C(0.62, 0.08, 65)))
    )
    pen.oval(x - r * 0.42, y - r * 1.25, r * 0.14, r * 0.30, fill(C(1.0, 0.0, 0), 0.75))
    stage.glow(x, y - r, s * 1.3, brew, 0.16)


def _drying(room: Shell) -> None:
    """Bunches of herbs under the ceiling."""
    stage, pen = room.stage, room.stage.pen
    chance = stage.chance("herbs")
    (x0, y), (x1, _) = room.point(0.02, 0.03, 0.80), room.point(0.98, 0.03, 0.80)
    pen.line(x0, y, x1, y, stroke(stage.lit(C(0.34, 0.05, 60)), 6))
    for i in range(7):
        x = x0 + (x1 - x0) * (0.07 + 0.143 * i)
        tall = room.unit * chance.between(0.14, 0.22)
        tone = stage.lit(C(0.55, 0.09, chance.pick((130, 110, 300, 60))))
        pen.line(x, y, x, y + tall * 0.3, stroke(stage.lit(C(0.70, 0.06, 80)), 3))
        for k in range(7):
            lean = (k - 3) * tall * 0.085
            leaf = outline(
                f"M {x} {y + tall * 0.28} Q {x + lean * 0.4 - 7} {y + tall * 0.7} {x + lean} {y + tall} "
                f"Q {x + lean * 0.4 + 9} {y + tall * 0.7} {x} {y + tall * 0.28} Z"
            )
            pen.shape(leaf, fill(tone.lighter(chance.between(-0.07, 0.07))))


def _vapour(room: Shell, u: float, depth: float) -> None:
    """What rises from a cauldron."""
    stage, chance = room.stage, room.stage.chance("vapour")
    x, y = room.point(u, 1.0, depth)
    tall = 0.34 * room.unit * room.scale(depth)
    for i in range(11):
        size = tall * chance.between(0.04, 0.10)
        at = (x + chance.between(-0.26, 0.26) * tall, y - tall * (0.96 + 0.07 * i))
        stage.pen.circle(*at, size, fill(_GREEN, 0.5 - 0.035 * i))
        stage.pen.circle(
            at[0] - size * 0.3, at[1] - size * 0.3, size * 0.25, fill(C(0.97, 0.05, 140), 0.7)
        )
    stage.glow(x, y - tall, tall * 1.3, _GREEN, 0.45)
