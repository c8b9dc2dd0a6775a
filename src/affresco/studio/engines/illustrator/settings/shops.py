"""Shops by what they sell, the barber's, and a cellar: one room, furnished from a table of wares."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from .furnish import Goods, hung, on_top, pendant, shelves, stood
from .props import set_at
from .shell import WARM, Finish, Shell, shell
from .windows import front_table, side_window, window

C = Colour
_OAK, _WHITE = C(0.66, 0.09, 65), C(0.94, 0.01, 90)


@dataclass(frozen=True)
class Trade:
    """What a shop looks like. Things are (family, kind) or (family, kind, colour)."""

    hues: tuple[float, ...]  # of the walls
    goods: Goods  # on the shelves
    counter: Goods  # on the counter
    floor: Goods  # standing about
    hanging: Goods = ()  # on a rail under the ceiling
    wood: Colour = _OAK
    flooring: str = "planks"
    walling: str = "plain"


TRADES: Final[dict[str, Trade]] = {
    "flower-shop": Trade(
        (150, 340, 95),
        (("flower", "tulip", "#e0405e"), ("flower", "rose", "#d83a3a"), ("flower", "daisy"),
         ("flower", "sunflower"), ("flower", "lily", "#f6a5c0"), ("plant", "fern"),
         ("flower", "iris", "#6a5acd"), ("tool", "vase"), ("plant", "cactus")),
        (("flower", "rose", "#f28ab2"), ("tool", "vase")),
        (("flower", "sunflower"), ("plant", "monstera"), ("flower", "lily", "#f4d35e"),
         ("tool", "bucket")),
        (("plant", "vine"), ("plant", "fern")), C(0.72, 0.07, 110), "tiles",
    ),
    "toy-shop": Trade(
        (200, 50, 330),
        (("tool", "doll"), ("tool", "robot"), ("tool", "top"), ("tool", "ball"), ("tool", "dice"),
         ("tool", "beach-ball"), ("vehicle", "train"), ("vehicle", "car", "#e0523a"),
         ("tool", "puppet"), ("tool", "spring-toy"), ("aircraft", "plane", "#3d82c4")),
        (("tool", "music-box"), ("tool", "gift")),
        (("tool", "gift", "#d8473a"), ("tool", "ball", "#3d82c4"), ("tool", "balloon-bunch")),
        (("aircraft", "kite"), ("aircraft", "biplane", "#d8473a"), ("aircraft", "rocket")),
        C(0.78, 0.12, 60),
    ),
    "butcher-shop": Trade(
        (20, 200),
        (("food", "sausage"), ("food", "meat"), ("food", "jar"), ("food", "ham"), ("food", "salami")),
        (("tool", "kitchen-scale"), ("food", "steak-beef")),
        (("tool", "bucket"), ("tool", "basket")),
        (("food", "ham"), ("food", "salami"), ("food", "sausage"), ("food", "ham")),
        _WHITE, "checks", "tiles",
    ),
    "greengrocer": Trade(
        (130, 75),
        (("food", "round-fruit", "#d8382f"), ("food", "round-fruit", "#f08a24"), ("food", "vegetable"),
         ("food", "cabbage"), ("food", "artichoke"), ("food", "zucchini"), ("food", "long-fruit"),
         ("food", "cauliflower"), ("food", "berries"), ("food", "pumpkin")),
        (("tool", "kitchen-scale"), ("food", "melon-slice")),
        (("food", "pumpkin"), ("tool", "basket"), ("tool", "sack"), ("food", "basket")),
        (), C(0.62, 0.09, 60), "tiles",
    ),
    "sweet-shop": Trade(
        (345, 190, 60),
        (("food", "sweets"), ("food", "jar", "#f28ab2"), ("food", "jar", "#7ac5cd"), ("food", "macaron"),
         ("food", "candy-cane"), ("food", "cookie"), ("food", "sugar-lolly"), ("food", "marshmallow"),
         ("food", "toffee-apple"), ("food", "jar", "#f4d35e")),
        (("food", "layer-cake"), ("food", "candy-floss")),
        (("food", "candy-cane"), ("food", "sugar-lolly")),
        (), C(0.90, 0.06, 350), "checks", "stripes",
    ),
    "clothes-shop": Trade(
        (60, 300, 210),
        (("garment", "hat"), ("garment", "bowler"), ("garment", "beret"), ("garment", "scarf"),
         ("garment", "bag"), ("garment", "jumper"), ("garment", "shoe"), ("garment", "boot"),
         ("garment", "cap"), ("garment", "cowboy-hat")),
        (("garment", "necklace"), ("tool", "mirror")),
        (("furniture", "coat-rack"), ("tool", "mannequin-doll"), ("furniture", "mirror")),
        (("garment", "dress", "#b5476e"), ("garment", "coat", "#3f6f8f"), ("garment", "shirt"),
         ("garment", "suit"), ("garment", "skirt", "#c9973a")),
    ),
    "music-shop": Trade(
        (40, 255),
        (("tool", "vinyl"), ("instrument", "violin"), ("instrument", "trumpet"), ("tool", "radio"),
         ("instrument", "flute"), ("instrument", "ukulele"), ("tool", "metronome"),
         ("instrument", "tambourine"), ("instrument", "accordion")),
        (("instrument", "gramophone"), ("tool", "vinyl")),
        (("instrument", "cello"), ("instrument", "drum"), ("instrument", "guitar")),
        (("instrument", "guitar"), ("instrument", "electric-guitar"), ("instrument", "violin"),
         ("instrument", "banjo")),
    ),
    "antique-shop": Trade(
        (85, 30),
        (("tool", "clock"), ("tool", "vase"), ("tool", "globe"), ("tool", "candlestick"),
         ("tool", "teapot"), ("tool", "goblet"), ("tool", "book"), ("tool", "jewellery-box"),
         ("tool", "bust"), ("tool", "hourglass"), ("tool", "trophy")),
        (("instrument", "gramophone"), ("tool", "candelabrum")),
        (("tool", "chest"), ("furniture", "armchair"), ("tool", "pendulum-clock"), ("tool", "globe")),
        (("furniture", "chandelier"),), C(0.46, 0.08, 48),
    ),
    "pharmacy": Trade(
        (160, 215),
        (("food", "jar"), ("food", "bottle"), ("tool", "flask"), ("tool", "mortar-pestle"),
         ("food", "bottle", "#8a4b2a"), ("tool", "box", "#8fc1a9"), ("food", "jar", "#9db8d9")),
        (("tool", "mortar-pestle"), ("tool", "kitchen-scale")),
        (("plant", "aloe"), ("furniture", "stool")),
        (), C(0.86, 0.03, 150), "tiles",
    ),
}  # fmt: skip
"""Shops by their name in the lexicon."""


def shop_of(name: str) -> Callable[[Stage], None]:
    """The painter of one of :data:`TRADES`."""

    def paint(stage: Stage) -> None:
        _shop(stage, name, TRADES[name])

    return paint


def _shop(stage: Stage, name: str, trade: Trade) -> None:
    """Wares on both sides of a window or over the whole wall, a counter, wares about it."""
    chance = stage.chance("trade", name)
    hue = chance.pick(trade.hues)
    wall = Finish(
        C(0.90, 0.045, hue), C(0.70, 0.06, 65), walling=trade.walling, flooring=trade.flooring
    )
    inside = shell(stage, wall)
    if chance.often(0.5):
        shelves(inside, 0.0, 0.36, 0.10, 0.98, 4, trade.goods, trade.wood)
        shelves(inside, 0.64, 1.0, 0.10, 0.98, 4, trade.goods, trade.wood)
        window(inside, 0.40, 0.18, 0.20, 0.42, "city")
    else:
        shelves(inside, 0.04, 0.80, 0.14, 0.98, 4, trade.goods, trade.wood)
        side_window(inside, 1, 0.25, 0.70, "city")
    if trade.hanging:
        _rail(inside, trade)
    side = chance.side()
    u0, u1 = (-0.10, 0.28) if side < 0 else (0.72, 1.10)
    inside.block(u0, u1, 0.40, 0.66, 0.32, C(0.62, 0.10, hue + 150), trade.wood)
    for i, what in enumerate(trade.counter):
        u = u0 + (u1 - u0) * (0.42 + 0.26 * i)
        on_top(inside, what[0], what[1], u, 0.32, 0.56, 0.16, what[2] if len(what) > 2 else "")
    for i, what in enumerate(trade.floor):
        u = (0.92, 0.80, 1.02, 0.70)[i % 4] if side < 0 else (0.08, 0.20, -0.02, 0.30)[i % 4]
        depth = (0.62, 0.78, 0.46, 0.84)[i % 4]
        stood(inside, what[0], what[1], u, depth, 0.27, what[2] if len(what) > 2 else "")
    if not trade.hanging:
        for u in (0.25, 0.75):
            pendant(inside, u, 0.22, 0.5, C(0.70, 0.13, hue + 150))
    front_table(stage, trade.wood)


def _rail(inside: Shell, trade: Trade) -> None:
    """Wares that hang from a rail under the ceiling."""
    pen, stage = inside.stage.pen, inside.stage
    (x0, y), (x1, _) = inside.point(0.02, 0.05, 0.72), inside.point(0.98, 0.05, 0.72)
    steel = stage.lit(C(0.55, 0.02, 240))
    pen.line(x0, y, x1, y, stroke(steel, 7))
    count = 5
    for i in range(count):
        what = trade.hanging[i % len(trade.hanging)]
        u = 0.10 + 0.80 * i / (count - 1)
        x, top = inside.point(u, 0.05, 0.72)
        size = inside.unit * inside.scale(0.72) * 0.20
        pen.line(x, top, x, top + size * 0.30, stroke(steel, 3))
        colour = what[2] if len(what) > 2 else ""
        shape = Shape(what[0], what[1], colour=colour)
        set_at(stage, shape, x, top + size * 1.22, size, 0.0, 0.0)


def barber_shop(stage: Stage) -> None:
    """Two chairs before mirrors, bottles and combs, a striped pole."""
    pen, chance = stage.pen, stage.chance("barber")
    hue = chance.pick((20, 180, 250))
    inside = shell(stage, Finish(C(0.91, 0.04, hue), C(0.86, 0.015, 90), flooring="checks"))
    for u in (0.22, 0.56):
        (x0, y0), (x1, y1) = inside.point(u, 0.14, 1), inside.point(u + 0.24, 0.60, 1)
        glass = C(0.90, 0.025, 215)
        pen.rounded(x0, y0, x1 - x0, y1 - y0, 18, down(y0, y1, glass, glass.lighter(-0.09)))
        pen.rounded(x0, y0, x1 - x0, y1 - y0, 18, stroke(stage.lit(C(0.60, 0.11, 70)), 11))
        pen.line(x0 + 26, y1 - 40, x0 + 90, y0 + 40, stroke(C(1, 0, 0), 9, 0.5))
        pen.rect(x0 - 12, y1 + 12, x1 - x0 + 24, 12, fill(stage.lit(_OAK)))
        for k, what in enumerate(
            (("food", "bottle"), ("tool", "brush"), ("tool", "scissors"), ("tool", "comb"))
        ):
            hung(inside, what[0], what[1], u + 0.03 + 0.06 * k, 0.635, 0.085)
        stood(inside, "furniture", "armchair", u + 0.12, 0.72, 0.34, "#a8322e")
    x, y = inside.point(0.93, 0.30, 1)
    tall = inside.tall * 0.34
    pen.rounded(x - 15, y, 30, tall, 8, fill(_WHITE))
    for k in range(6):
        top = y + tall * k / 6
        tone = C(0.55, 0.20, 25) if k % 2 else C(0.45, 0.14, 255)
        pen.polygon(
            [(x - 15, top + 16), (x + 15, top), (x + 15, top + 15), (x - 15, top + 31)], fill(tone)
        )
    for dy in (-8.0, tall):
        pen.rounded(x - 20, y + dy, 40, 14, 6, fill(stage.lit(C(0.62, 0.10, 75))))
    window(inside, 0.02, 0.14, 0.15, 0.42, "city")
    for u in (0.34, 0.68):
        pendant(inside, u, 0.16, 0.6, C(0.72, 0.10, hue + 150))
    front_table(stage)


def cellar(stage: Stage) -> None:
    """Vaults of brick, barrels along the walls, bottles on a rack, a lamp."""
    pen, chance = stage.pen, stage.chance("cellar")
    brick = C(0.60, 0.06, chance.pick((42, 55)))
    vault = shell(
        stage,
        Finish(brick, C(0.55, 0.025, 70), brick.lighter(-0.04), "brick", "tiles"),
        lamps=False,
    )
    for depth in (0.95, 0.62, 0.30):  # ribs of the vault
        (x0, y), (x1, _) = vault.point(0.0, 0.34, depth), vault.point(1.0, 0.34, depth)
        high = vault.unit * vault.scale(depth) * 0.36
        rib = stroke(
            stage.lit(brick.lighter(-0.13)), 26 * vault.scale(depth) * 0.6, round_ends=False
        )
        pen.arc(x0, y - high, x1 - x0, 2 * high, 180, 180, rib)
    shelves(
        vault,
        0.30,
        0.70,
        0.42,
        0.96,
        4,
        (("food", "bottle", "#3f5f3a"), ("food", "bottle", "#6b2233")),
        C(0.46, 0.07, 50),
    )
    if stage.entity("barrel", "keg") is None:
        for depth, s in ((0.86, 0.34), (0.62, 0.36), (0.36, 0.38)):
            for u in (0.10, 0.90):
                _cask(stage, *vault.point(u, 1.0, depth), vault.unit * vault.scale(depth) * s)
    x, y = vault.point(0.5, 0.20, 0.5)
    stage.glow(x, y, 480, WARM, 0.5)
    pendant(vault, 0.5, 0.20, 0.5, C(0.70, 0.12, 70))
    stage.light = replace(stage.light, ambient=C(0.90, 0.05, 70))
    front_table(stage)


def _cask(stage: Stage, x: float, foot: float, s: float) -> None:
    """A cask that lies with its round end towards us."""
    pen, wood = stage.pen, stage.lit(C(0.52, 0.09, 55))
    pen.oval(x, foot, s * 0.56, s * 0.07, fill(stage.light.shadow, 0.4, blur=8))
    pen.circle(
        x,
        foot - s * 0.5,
        s * 0.5,
        across(x - s / 2, x + s / 2, wood.lighter(0.05), wood.lighter(-0.10)),
    )
    for k in range(-3, 4):
        half = s * 0.45 * math.sqrt(max(0.0, 1 - (k / 4) ** 2))
        px = x + k * s * 0.12
        pen.line(
            px, foot - s * 0.5 - half, px, foot - s * 0.5 + half, stroke(wood.lighter(-0.10), 3)
        )
    pen.circle(x, foot - s * 0.5, s * 0.47, stroke(stage.lit(C(0.34, 0.02, 250)), s * 0.05))
    pen.circle(x, foot - s * 0.26, s * 0.05, fill(wood.lighter(-0.2)))
