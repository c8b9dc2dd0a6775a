"""A shop in the street: a floor to live on, an awning, and in the window what is sold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look

from .parts import GLASS, LAMP, WOOD, C, block

LEFT, RIGHT, TOP, FOOT = 16.0, 112.0, 10.0, 124.0
_PANE: Final = (22.0, 84.0, 50.0, 30.0)  # of the shop window: left, top, width, height
_CREAM = C(0.95, 0.02, 85)


def shopfront(pen: Pen, look: Look) -> None:
    """A shop. Its parts say what it sells: "sells-bread", "sells-books" …"""
    wall = look.main
    block(pen, look, LEFT, TOP, RIGHT - LEFT, FOOT - TOP)
    pen.rect(LEFT - 4, TOP - 5, RIGHT - LEFT + 8, 7, fill(wall.lighter(0.07)))
    pen.rect(LEFT - 2, TOP + 2, RIGHT - LEFT + 4, 2, fill(wall.lighter(-0.10)))
    for x in (38.0, 64.0, 90.0):
        _upstairs(pen, look, x)
    front = look.second.mix(wall, 0.25)
    pen.rect(LEFT, 64, RIGHT - LEFT, FOOT - 64, fill(front.lighter(-0.04)))
    pen.rect(LEFT - 1, 62, RIGHT - LEFT + 2, 8, fill(front.lighter(0.05)))
    x, y, wide, high = _PANE
    pen.rounded(x - 3, y - 3, wide + 6, high + 6, 1.5, fill(front.lighter(0.10)))
    pen.rect(x, y, wide, high, down(y, y + high, GLASS.mix(LAMP, 0.55), LAMP))
    with pen.inside(polygon([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])):
        for wares in _sold(look):
            wares(pen)
    for at in (x + wide / 3, x + 2 * wide / 3):
        pen.line(at, y, at, y + high, stroke(front.lighter(0.10), 1.4))
    pen.polygon([(x + 4, y), (x + 13, y), (x + 4, y + 18)], fill(C(1.0, 0.0, 0), 0.28))
    _entrance(pen, front)
    _awning(pen, look)
    _sign(pen, look)
    pen.rect(LEFT - 2, FOOT - 3, RIGHT - LEFT + 4, 4, fill(C(0.62, 0.012, 80)))


def _upstairs(pen: Pen, look: Look, x: float) -> None:
    y, lit = 22.0, look.has("lights")
    slat = stroke(look.second.lighter(-0.12), 0.9)
    pen.rect(x - 7, y, 14, 24, fill(_CREAM))
    pen.rect(x - 5.5, y + 1.5, 11, 21, fill(LAMP if lit else GLASS.lighter(-0.06)))
    pen.line(x, y, x, y + 24, stroke(_CREAM, 1.2))
    pen.line(x - 6, y + 10, x + 6, y + 10, stroke(_CREAM, 1.2))
    for side in (-1, 1):
        left = x + side * 11.5 - 4
        pen.rect(left, y - 1, 8, 26, fill(look.second.lighter(-0.03)))
        for i in range(6):
            pen.line(left + 1, y + 3 + 4 * i, left + 7, y + 3 + 4 * i, slat)
    pen.rect(x - 9, y + 25, 18, 4, fill(WOOD))
    for i in range(6):
        bloom = (C(0.66, 0.19, 15), C(0.84, 0.14, 90), C(0.72, 0.14, 340))[i % 3]
        pen.circle(x - 7.5 + 3 * i, y + 23.5, 2.4, fill(C(0.52, 0.12, 140)))
        pen.circle(x - 7.5 + 3 * i, y + 22.4, 1.5, fill(bloom))


def _entrance(pen: Pen, front: Colour) -> None:
    pen.rect(79, 82, 26, FOOT - 82, fill(front.lighter(0.10)))
    pen.rect(82, 85, 20, FOOT - 85, fill(front.lighter(-0.12)))
    pen.rect(85, 89, 14, 20, down(89, 109, GLASS.mix(LAMP, 0.4), LAMP))
    pen.circle(99.5, 112, 1.4, fill(C(0.85, 0.13, 88)))


def _awning(pen: Pen, look: Look) -> None:
    """Stripes that come forward, with a scalloped hem."""
    count, top, hem = 8, 68.0, 80.0
    wide = (RIGHT - LEFT + 8) / count
    for i in range(count):
        x0, x1 = LEFT + (RIGHT - LEFT) / count * i, LEFT - 4 + wide * i
        tone = look.second if i % 2 else _CREAM
        path = outline(
            f"M {x0} {top} L {x0 + (RIGHT - LEFT) / count} {top} L {x1 + wide} {hem} "
            f"Q {x1 + wide / 2} {hem + 7} {x1} {hem} Z"
        )
        pen.shape(path, down(top, hem + 6, tone.lighter(0.03), tone.lighter(-0.07)))


def _sign(pen: Pen, look: Look) -> None:
    """A round sign on an arm, with no letters."""
    iron = C(0.30, 0.02, 60)
    pen.line(RIGHT, 54, RIGHT + 13, 54, stroke(iron, 1.8))
    pen.circle(RIGHT + 9, 62, 6.5, fill(look.second))
    pen.circle(RIGHT + 9, 62, 4.6, stroke(_CREAM, 1.2))


def _rows(count: int, rows: int) -> list[tuple[float, float]]:
    """Feet of wares on the shelves of the window."""
    x, y, wide, high = _PANE
    return [
        (x + wide * (i + 0.5) / count, y + high * (row + 1) / rows - 1)
        for row in range(rows)
        for i in range(count)
    ]


def _shelf(pen: Pen, rows: int) -> None:
    x, y, wide, high = _PANE
    for row in range(rows):
        pen.rect(x, y + high * (row + 1) / rows - 1.2, wide, 1.6, fill(WOOD.lighter(0.10)))


def _bread(pen: Pen) -> None:
    _shelf(pen, 2)
    for i, (x, y) in enumerate(_rows(5, 2)):
        crust = (C(0.72, 0.11, 68), C(0.62, 0.11, 58), C(0.80, 0.10, 78))[i % 3]
        if i % 4 == 1:
            with pen.at(x, y - 1, 18):
                pen.rounded(-2.2, -12, 4.4, 12, 2.2, fill(crust))
            continue
        pen.oval(x, y - 3, 4.6, 3.4, fill(crust))
        pen.line(x - 2, y - 4.4, x + 2, y - 3.6, stroke(crust.lighter(0.12), 0.9))


def _books(pen: Pen) -> None:
    _shelf(pen, 2)
    hues = (25, 250, 150, 60, 310, 200)
    for row in range(2):
        left, top, wide, high = _PANE
        foot, x, i = top + high * (row + 1) / 2 - 1.2, left + 1, row
        while x < left + wide - 3:
            thick, tall = 2.2 + (i * 7) % 3 * 0.6, 8.5 + (i * 5) % 4
            pen.rect(x, foot - tall, thick, tall, fill(C(0.52, 0.12, hues[i % 6])))
            x, i = x + thick + 0.5, i + 1


def _bouquets(pen: Pen) -> None:
    for i, (x, y) in enumerate(_rows(5, 1)):
        pen.rect(x - 3, y - 8, 6, 8, fill(C(0.60, 0.03, 240)))
        for k in range(5):
            bloom = C(0.70, 0.17, (10, 90, 330, 50, 300)[(i + k) % 5])
            at = (x - 4 + 2 * k, y - 12 - (k % 2) * 5 - (i % 2) * 3)
            pen.line(x, y - 8, *at, stroke(C(0.50, 0.11, 140), 0.9))
            pen.circle(*at, 2.5, fill(bloom))


def _cups(pen: Pen) -> None:
    _shelf(pen, 2)
    for i, (x, y) in enumerate(_rows(4, 2)):
        if i % 2:
            pen.rounded(x - 4, y - 6, 8, 6, 1, fill(C(0.66, 0.15, (10, 60)[i % 3 > 0])))
            pen.oval(x, y - 6, 4, 1.6, fill(_CREAM))
            continue
        pen.rounded(x - 3.4, y - 6, 6.8, 6, 2, fill(_CREAM))
        pen.circle(x + 4, y - 3, 1.8, stroke(_CREAM, 1))
        pen.oval(x, y - 6, 3.2, 0.9, fill(C(0.40, 0.06, 50)))


def _toys(pen: Pen) -> None:
    _shelf(pen, 2)
    for i, (x, y) in enumerate(_rows(4, 2)):
        tone = C(0.66, 0.17, (25, 250, 90, 150, 320)[i % 5])
        if i % 3 == 0:
            pen.circle(x, y - 4, 4, fill(tone))
            pen.line(x - 4, y - 4, x + 4, y - 4, stroke(_CREAM, 1.2))
        elif i % 3 == 1:  # a bear
            fur = C(0.58, 0.09, 60)
            pen.oval(x, y - 3.4, 3.4, 3.6, fill(fur))
            pen.circle(x, y - 8.6, 2.8, fill(fur))
            for side in (-1, 1):
                pen.circle(x + side * 2.2, y - 11, 1.2, fill(fur))
        else:
            for k in range(3):
                pen.rect(x - 4 + k, y - 3.4 * (k + 1), 7 - 2 * k, 3.2, fill(tone.lighter(0.06 * k)))


def _sweets(pen: Pen) -> None:
    _shelf(pen, 2)
    for i, (x, y) in enumerate(_rows(5, 2)):
        tone = C(0.74, 0.15, (350, 150, 60, 220, 20)[i % 5])
        pen.rounded(x - 3.6, y - 9, 7.2, 9, 1.6, fill(C(0.96, 0.01, 220), 0.8))
        pen.rounded(x - 3, y - 6.5, 6, 6, 1.4, fill(tone))
        pen.rect(x - 3, y - 10.6, 6, 2, fill(tone.lighter(-0.12)))


def _produce(pen: Pen) -> None:
    for i, (x, y) in enumerate(_rows(4, 2)):
        tone = C(0.66, 0.18, (25, 60, 135, 95, 320)[i % 5])
        pen.rect(x - 5.6, y - 5, 11.2, 5, fill(WOOD.lighter(0.14)))
        for k in range(4):
            pen.circle(x - 4.2 + 2.8 * k, y - 6 - (k % 2), 2.2, fill(tone.lighter(0.03 * (k % 2))))


def _garments(pen: Pen) -> None:
    for i, (x, y) in enumerate(_rows(3, 1)):
        tone = C(0.60, 0.14, (10, 250, 150)[i])
        pen.circle(x, y - 24, 2.6, fill(_CREAM))
        hem, waist = y - 3, y - 13
        dress = [
            (x - 3, y - 21),
            (x + 3, y - 21),
            (x + 4, waist),
            (x + 8, hem),
            (x - 8, hem),
            (x - 4, waist),
        ]
        pen.polygon(dress, fill(tone))
        pen.line(x, y - 3, x, y, stroke(WOOD, 1.2))


_WARES: Final[dict[str, Callable[[Pen], None]]] = {
    "sells-bread": _bread, "sells-books": _books, "sells-flowers": _bouquets, "sells-coffee": _cups,
    "sells-toys": _toys, "sells-sweets": _sweets, "sells-fruit": _produce, "sells-clothes": _garments,
}  # fmt: skip
WARES: Final = tuple(_WARES)
"""Parts of a shop that say what is sold there."""


def _sold(look: Look) -> list[Callable[[Pen], None]]:
    said = [paint for part, paint in _WARES.items() if look.has(part)]
    return said or [_sweets if look.has("lights") else _produce]
