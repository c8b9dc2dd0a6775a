"""What trades wear over their clothes: robes, aprons, coats, armour, tutus."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill
from affresco.studio.engines.illustrator.subjects.look import disc, solid

from . import clothes
from .clothes import GOLD, Trunk, skirt
from .pose import Joints

# On whom, over which colour, in which colour.
Garment = Callable[[Pen, Joints, Trunk, Colour, Colour], None]
_PLAIN_BEHIND = frozenset(("apron", "overalls", "vest", "armour", "royal", "hoodie", "kimono"))


def wear_over(
    pen: Pen, kind: str, body: Joints, trunk: Trunk, cloth: Colour, over: Colour, away: bool
) -> None:
    """Put on a garment of :data:`GARMENTS`; `away`: seen from behind."""
    if away and kind == "coat":
        clothes.dress(pen, skirt(body, trunk, 0.75, 2.0), over)
        solid(pen, trunk.outline(-0.1, 0.9), over, 0.06)
    elif kind in GARMENTS and not (away and kind in _PLAIN_BEHIND):
        GARMENTS[kind](pen, body, trunk, cloth, over)


def _tail(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.tail(pen, body, trunk, over)


def _skirt(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.dress(pen, skirt(body, trunk, 0.86, 3.5), over)


def _gown(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.dress(pen, skirt(body, trunk, 1.86, 6.0), over)


def _robe(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.dress(pen, skirt(body, trunk, 1.84, 2.6), over)
    solid(pen, trunk.outline(-0.2, 0.8), over, 0.06)


def _kimono(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    w = trunk.wide
    clothes.dress(pen, skirt(body, trunk, 1.84, 1.0), over)
    solid(pen, trunk.outline(-0.2, 0.8), over, 0.06)
    trunk.line(pen, [(1.0, -w * 0.4), (0.66, 0), (0.5, w * 0.6)], WHITE, 2.2)
    trunk.line(pen, [(1.0, w * 0.45), (0.66, 0)], WHITE, 2.2)
    trunk.line(pen, [(0.36, -trunk.waist), (0.34, 0), (0.36, trunk.waist)], GOLD, 8)


def _royal(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    w = trunk.wide
    clothes.dress(pen, skirt(body, trunk, 0.7, 1.5), cloth.lighter(-0.04))
    clothes.belt(pen, trunk, GOLD, 0.22, False)
    for s in (-0.75, 0.8):
        trunk.line(pen, [(1.0, w * s * 0.6), (0.82, w * s * 1.1)], WHITE, 5.4)


def _tutu(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    x, y = trunk.at(0.16, 0)
    for dy, shade in ((3.0, -0.03), (0.0, 0.06)):
        solid(pen, disc(x, y + dy, trunk.wide * 2.3, 5.2), over.lighter(shade))


def _apron(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.apron(pen, body, trunk, over)


def _coat(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.coat(pen, body, trunk, over)


def _overalls(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    w = trunk.wide
    bib = [
        (0.74, -w * 0.56), (0.74, w * 0.62), (0.26, w * 0.84), (-0.14, w * 0.88),
        (-0.14, -w * 0.88), (0.26, -w * 0.8),
    ]  # fmt: skip
    solid(pen, trunk.patch(bib), over, 0.05)
    for s in (-0.5, 0.56):
        trunk.line(pen, [(0.74, w * s), (0.98, w * s * 0.84)], over.lighter(-0.06), 2.6)
        pen.circle(*trunk.at(0.73, w * s), 1.2, fill(GOLD))


def _vest(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    w = trunk.wide
    for side in (-1, 1):
        flap = [
            (0.99, side * w * 0.36), (0.88, side * (w + 0.8)), (0.4, side * (trunk.waist + 0.6)),
            (-0.06, side * w * 0.92), (-0.06, side * w * 0.3), (0.5, side * w * 0.3),
        ]  # fmt: skip
        solid(pen, trunk.patch(flap), over.lighter(-0.03 * side), 0.05)


def _armour(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    clothes.armour(pen, trunk, over)
    clothes.dress(pen, skirt(body, trunk, 0.5, 1.0), over.lighter(-0.06))


def _hoodie(pen: Pen, body: Joints, trunk: Trunk, cloth: Colour, over: Colour) -> None:
    w = trunk.wide
    trunk.line(pen, [(1.0, -w * 0.5), (0.9, 0), (1.0, w * 0.55)], over.lighter(-0.08), 4)
    for s in (-2, 3):
        trunk.line(pen, [(0.88, s), (0.66, s)], WHITE, 0.9)


GARMENTS: dict[str, Garment] = {
    "tail": _tail, "skirt": _skirt, "gown": _gown, "robe": _robe, "kimono": _kimono,
    "royal": _royal, "tutu": _tutu, "apron": _apron, "coat": _coat, "overalls": _overalls,
    "vest": _vest, "jacket": _vest, "armour": _armour, "hoodie": _hoodie,
}  # fmt: skip
"""By what :class:`.wardrobe.Trade` says is worn over its clothes."""
