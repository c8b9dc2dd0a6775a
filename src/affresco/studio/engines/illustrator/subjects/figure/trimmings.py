"""Small things on the breast and the belly: ties, badges, belts, collars, a stethoscope."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, curve, fill
from affresco.studio.engines.illustrator.subjects.look import INK, solid

from .clothes import GOLD, STEEL, Trunk, belt

C = Colour
_LINEN, _SCARLET, _LEATHER = C(0.96, 0.01, 90), C(0.54, 0.19, 25), C(0.42, 0.08, 50)
Trimming = Callable[[Pen, Trunk, Colour], None]  # on a trunk in cloth of a colour


def trim(pen: Pen, trunk: Trunk, parts: Sequence[str], cloth: Colour) -> None:
    """Everything of :data:`TRIMMINGS` that is among the parts, from below upwards."""
    for name, draw in TRIMMINGS.items():
        if name in parts:
            draw(pen, trunk, cloth)


def _shirt_front(pen: Pen, trunk: Trunk) -> None:
    w = trunk.wide
    pen.shape(trunk.patch([(1.0, -w * 0.36), (1.0, w * 0.44), (0.50, 1.0)]), fill(_LINEN))


def _bow_tie(pen: Pen, trunk: Trunk, tone: Colour) -> None:
    middle = trunk.at(0.93, 0.7)
    for x, y in (trunk.at(0.98, -2.6), trunk.at(0.98, 4.0)):
        pen.polygon([(x, y - 2), middle, (x, y + 3)], fill(tone))


def _tie(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    tie = [(0.96, -0.8), (0.96, 2.4), (0.60, 3.2), (0.52, 0.8), (0.60, -1.4)]
    pen.shape(trunk.patch(tie), fill(C(0.50, 0.17, 25)))


def _suit(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    _shirt_front(pen, trunk)
    if cloth.lightness < 0.3:
        _bow_tie(pen, trunk, INK)
    else:
        _tie(pen, trunk, cloth)


def _bow(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    _shirt_front(pen, trunk)
    _bow_tie(pen, trunk, C(0.5, 0.18, 25))


def _collar(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    for side in (-1, 1):
        corner = [(1.0, side * 1.2 + 0.6), (0.98, side * w * 0.46), (0.86, side * w * 0.32)]
        pen.shape(trunk.patch(corner), fill(_LINEN))


def _row_of_buttons(pen: Pen, trunk: Trunk, cloth: Colour, tone: Colour) -> None:
    trunk.line(pen, [(0.86, 0.8), (0.0, 1.2)], cloth.lighter(-0.12), 1)
    for t in (0.7, 0.5, 0.3, 0.1):
        pen.circle(*trunk.at(t, 0.9), 1.1, fill(tone))


def _buttons(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    _row_of_buttons(pen, trunk, cloth, GOLD)


def _cardigan(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    _collar(pen, trunk, cloth)
    _row_of_buttons(pen, trunk, cloth, cloth.lighter(-0.2))


def _stethoscope(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w, tube = trunk.wide, C(0.34, 0.02, 250)
    loop = [(1.0, -w * 0.4), (0.74, -w * 0.42), (0.60, 0), (0.78, w * 0.42), (1.0, w * 0.46)]
    trunk.line(pen, loop, tube, 1.5)
    trunk.line(pen, [(0.60, 0), (0.40, w * 0.24)], tube, 1.5)
    pen.circle(*trunk.at(0.38, w * 0.26), 2.2, fill(STEEL))


def _badge(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    pen.circle(*trunk.at(0.74, trunk.wide * 0.46), 2.4, fill(GOLD))


def _emblem(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    outer = [trunk.at(0.84, -5), trunk.at(0.84, 6), trunk.at(0.52, 0.6)]
    inner = [trunk.at(0.79, -2), trunk.at(0.79, 3.2), trunk.at(0.62, 0.6)]
    pen.polygon(outer, fill(GOLD))
    pen.polygon(inner, fill(C(0.54, 0.2, 25)))


def _number(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    trunk.line(pen, [(0.76, -1), (0.80, 1.4), (0.44, 1.4)], WHITE, 2.2)


def _panel(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    plate = [(0.66, -w * 0.5), (0.66, w * 0.56), (0.36, w * 0.5), (0.36, -w * 0.46)]
    solid(pen, trunk.patch(plate), C(0.80, 0.02, 250))
    for i, hue in enumerate((25, 145, 250)):
        pen.circle(*trunk.at(0.51, w * (-0.26 + 0.28 * i)), 1.4, fill(C(0.6, 0.17, hue)))


def _neckerchief(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    pen.shape(trunk.patch([(1.0, -w * 0.4), (1.0, w * 0.5), (0.74, 1)]), fill(_SCARLET))


def _bright_bands(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    for t in (0.10, 0.5):
        trunk.line(pen, [(t + 0.02, -w), (t - 0.02, 0), (t + 0.02, w)], C(0.88, 0.15, 100), 2.6)


def _white_bands(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    pen.shape(trunk.patch([(1.0, -2.4), (1.0, 3.6), (0.7, 4.4), (0.7, -2)]), fill(WHITE))


def _pockets(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    for s in (-w * 0.62, w * 0.3):
        x, y = trunk.at(0.66, s)
        pen.rounded(x, y, w * 0.4, 4.6, 1, fill(cloth.lighter(-0.08)))


def _strap(pen: Pen, trunk: Trunk, tone: Colour) -> None:
    w = trunk.wide
    trunk.line(pen, [(0.98, -w * 0.6), (0.5, 0), (0.1, w * 0.9)], tone, 2.4)


def _rope(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    _strap(pen, trunk, C(0.74, 0.10, 80))


def _satchel(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    _strap(pen, trunk, _LEATHER)
    x, y = trunk.at(-0.05, trunk.wide * 0.9)
    bag = [(x - 6, y - 4), (x + 7, y - 4), (x + 7, y + 7), (x - 6, y + 7)]
    solid(pen, curve(bag, True), C(0.50, 0.09, 50))


def _stars(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    for t, s in ((0.66, -4), (0.36, 4), (0.10, -3)):
        pen.circle(*trunk.at(t, s), 1.3, fill(GOLD))


def _bones(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    for t in (0.84, 0.68, 0.52, 0.36):
        rib = [(t - 0.06, -w * 0.7), (t + 0.02, 0), (t - 0.06, w * 0.7)]
        trunk.line(pen, rib, C(0.3, 0.01, 60), 1.6)


def _belt(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    belt(pen, trunk, C(0.34, 0.06, 48))


def _sash(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    belt(pen, trunk, _SCARLET, buckle=False)


def _cord(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    belt(pen, trunk, C(0.84, 0.05, 85), buckle=False)


def _shawl(pen: Pen, trunk: Trunk, cloth: Colour) -> None:
    w = trunk.wide
    edge = [
        (1.02, -w * 0.5), (0.70, -w - 2), (0.62, -w * 0.5), (0.42, 1), (0.64, w * 0.6),
        (0.72, w + 2), (1.02, w * 0.55),
    ]  # fmt: skip
    solid(pen, trunk.patch(edge, True), C(0.72, 0.06, 310))


TRIMMINGS: dict[str, Trimming] = {
    "suit": _suit, "bow": _bow, "tie": _tie, "collar": _collar, "cardigan": _cardigan,
    "buttons": _buttons, "stethoscope": _stethoscope, "badge": _badge, "emblem": _emblem,
    "number": _number, "panel": _panel, "neckerchief": _neckerchief, "bands": _bright_bands,
    "bands-white": _white_bands, "pockets": _pockets, "rope": _rope, "satchel": _satchel,
    "stars": _stars, "bones": _bones, "belt": _belt, "belt-red": _sash, "cord": _cord,
    "shawl": _shawl,
}  # fmt: skip
"""By the word of :class:`.wardrobe.Trade`, in the order in which they are drawn."""
