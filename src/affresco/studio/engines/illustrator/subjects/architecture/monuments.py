# ruff: noqa: E501  (outlines are written on one line)
"""Castles, temples, towers and what stands in squares."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look, disc, modelled, solid, tube

from .parts import LAMP, WOOD, C, block, door, roof, shaft, teeth, window


def tower(pen: Pen, look: Look) -> None:
    """A tower."""
    half = 20 * look.shape.body
    block(pen, look, 64 - half, 28, half * 2, 96)
    block(pen, look, 64 - half - 5, 18, half * 2 + 10, 14)
    if look.has("dome", "bell", "clock"):
        pen.oval(64, 18, half, 18, fill(look.second))
    else:
        roof(pen, [(64 - half - 8, 20), (64, -24), (64 + half + 8, 20)], look.second)
    if look.has("clock"):
        pen.circle(64, 46, 13, fill(C(0.96, 0.01, 90)))
        pen.line(64, 46, 64, 37, stroke(C(0.2, 0.02, 60), 2))
        pen.line(64, 46, 70, 49, stroke(C(0.2, 0.02, 60), 2))
    else:
        window(pen, 64, 48, 11, 18, look.has("lights"), True)
    window(pen, 64, 78, 9, 14, look.has("lights"), True)
    door(pen, look, 64, 15, 24)


def church(pen: Pen, look: Look) -> None:
    """A church."""
    block(pen, look, 46, 70, 68, 54)
    roof(pen, [(40, 72), (58, 42), (108, 42), (120, 72)], look.second)
    for x in (66, 82, 98):
        window(pen, x, 94, 8, 20, look.has("lights"), True)
    block(pen, look, 14, 36, 36, 88)
    roof(pen, [(9, 38), (32, -18), (55, 38)], look.second)
    window(pen, 32, 56, 12, 17, look.has("lights"), True)
    door(pen, look, 32, 15, 30)
    pen.line(32, -18, 32, -34, stroke(C(0.80, 0.13, 85), 2.4))
    pen.line(27, -29, 37, -29, stroke(C(0.80, 0.13, 85), 2.4))


def temple(pen: Pen, look: Look) -> None:
    """A temple."""
    for i in range(3):
        pen.rect(
            6 + i * 4,
            118 - i * 5,
            116 - i * 8,
            6,
            across(6, 122, look.main.lighter(0.02), look.main.lighter(-0.1)),
        )
    pen.rect(22, 60, 84, 48, fill(look.main.lighter(-0.30)))
    for i in range(6):
        shaft(pen, look.main, 20 + i * 15.6, 58, 9, 50)
    if look.has("ruined"):
        pen.polygon([(14, 58), (14, 48), (70, 48), (74, 58)], fill(look.main.lighter(-0.03)))
        return
    pen.rect(12, 46, 104, 12, across(12, 116, look.main.lighter(0.03), look.main.lighter(-0.1)))
    solid(pen, polygon([(8, 46), (64, 18), (120, 46)]), look.main)
    pen.polygon([(26, 43), (64, 24), (102, 43)], fill(look.second.lighter(-0.06)))


def column(pen: Pen, look: Look) -> None:
    """A column."""
    shaft(pen, look.main, 50, 14, 28, 104)
    pen.rounded(42, 6, 44, 10, 4, fill(look.main))
    pen.rect(40, 116, 48, 8, fill(look.second))


def castle(pen: Pen, look: Look) -> None:
    """A castle."""
    block(pen, look, 26, 66, 76, 58)
    teeth(pen, look, 26, 66, 76)
    for x, top in ((10, 44), (94, 44), (50, 26)):
        block(pen, look, x, top, 26, 124 - top if x != 50 else 54)
        roof(pen, [(x - 5, top + 2), (x + 13, top - 40), (x + 31, top + 2)], look.second)
        window(pen, x + 13, top + 18, 7, 12, look.has("lights"), True)
        pen.line(x + 13, top - 40, x + 13, top - 54, stroke(WOOD, 1.6))
        pen.polygon(
            [(x + 13, top - 54), (x + 25, top - 50), (x + 13, top - 46)],
            fill(look.second.lighter(0.06)),
        )
    door(pen, look, 64, 22, 32)


def lighthouse(pen: Pen, look: Look) -> None:
    """A lighthouse."""
    body = polygon([(50, 34), (78, 34), (88, 124), (40, 124)])
    with modelled(pen, body, look.main, 0.12):
        for i in range(3):
            pen.rect(30, 44 + i * 28, 70, 14, fill(look.second))
    pen.rect(45, 28, 38, 7, fill(look.accent.lighter(-0.1)))
    pen.rect(52, 8, 24, 21, down(8, 29, LAMP, C(0.97, 0.08, 90)))
    for x in (52, 60, 68, 76):
        pen.line(x, 8, x, 29, stroke(look.accent.lighter(-0.1), 1.6))
    pen.polygon([(48, 9), (64, -10), (80, 9)], fill(look.second))
    door(pen, look, 64, 14, 22)


def pagoda(pen: Pen, look: Look) -> None:
    """A pagoda."""
    for i in range(4):
        y, half = 100 - i * 28, 36 - i * 6
        block(pen, look, 64 - half, y, half * 2, 24)
        for j in range(3):
            pen.rect(
                64 - half * 0.7 + j * half * 0.5, y + 8, half * 0.34, 14, fill(LAMP.lighter(-0.1))
            )
        w = half + 18
        eave = outline(
            f"M {64 - w} {y - 2} Q {64 - w * 0.7} {y + 2} {64 - half} {y - 12} L {64 + half} {y - 12} Q {64 + w * 0.7} {y + 2} {64 + w} {y - 2} Q {64 + w * 0.8} {y + 7} 64 {y + 6} Q {64 - w * 0.8} {y + 7} {64 - w} {y - 2} Z"
        )
        solid(pen, eave, look.second)
    pen.line(64, 6, 64, -22, stroke(look.accent, 3))


def mosque(pen: Pen, look: Look) -> None:
    """A mosque."""
    for x in (8, 120):
        pen.rect(x - 6, 16, 12, 108, across(x - 6, x + 6, look.main, look.main.lighter(-0.1)))
        pen.polygon([(x - 8, 17), (x, -18), (x + 8, 17)], fill(look.second))
        pen.rect(x - 9, 34, 18, 4, fill(look.main.lighter(-0.12)))
    block(pen, look, 22, 76, 84, 48)
    dome = outline("M 30 76 C 22 40 54 34 64 12 C 74 34 106 40 98 76 Z")
    solid(pen, dome, look.second, 0.12)
    pen.line(64, 12, 64, -4, stroke(look.accent, 2.4))
    for x in (38, 90):
        window(pen, x, 98, 10, 20, look.has("lights"), True)
    door(pen, look, 64, 20, 36)


def bridge(pen: Pen, look: Look) -> None:
    """A bridge."""
    path = outline(
        "M -20 124 L -20 74 Q 64 34 148 74 L 148 124 L 128 124 Q 126 92 96 92 Q 68 92 66 124 L 62 124 Q 60 92 32 92 Q 2 92 0 124 Z"
    )
    with modelled(pen, path, look.main, 0.10):
        for row in range(14):
            for i in range(15):
                if (row + i * 3) % 4 == 0:
                    pen.rounded(
                        -20 + i * 12 + (row % 2) * 5, 46 + row * 6, 9, 4, 1, fill(look.second, 0.8)
                    )
    pen.curve(
        [(-20, 72), (20, 56), (64, 50), (108, 56), (148, 72)], stroke(look.main.lighter(0.05), 6)
    )


def arch(pen: Pen, look: Look) -> None:
    """An arch."""
    path = outline(
        "M 14 124 L 14 22 L 114 22 L 114 124 L 88 124 L 88 84 Q 88 56 64 56 Q 40 56 40 84 L 40 124 Z"
    )
    solid(pen, path, look.main, 0.11)
    pen.rect(8, 14, 112, 10, fill(look.main.lighter(0.03)))
    pen.rect(12, 42, 104, 3, fill(look.dark))
    for x in (27, 101):
        pen.rect(x - 6, 60, 12, 52, fill(look.dark, 0.5))


def pyramid(pen: Pen, look: Look) -> None:
    """A pyramid."""
    pen.polygon([(64, 24), (126, 124), (2, 124)], fill(look.main))
    pen.polygon([(64, 24), (126, 124), (86, 124)], fill(look.second))
    for i in range(1, 11):
        y = 24 + i * 10
        pen.line(
            64 - (y - 24) * 0.62, y, 64 + (y - 24) * 0.22, y, stroke(look.main.lighter(-0.07), 1.2)
        )


def well(pen: Pen, look: Look) -> None:
    """A well."""
    for x in (34, 90):
        pen.rect(x, 44, 6, 48, fill(WOOD))
    roof(pen, [(20, 48), (64, 18), (108, 48)], look.second)
    pen.line(64, 44, 64, 76, stroke(C(0.7, 0.06, 75), 2))
    pen.rounded(56, 74, 16, 14, 3, fill(WOOD.lighter(0.08)))
    pen.rounded(26, 88, 76, 36, 6, across(26, 102, C(0.70, 0.02, 80), C(0.52, 0.02, 80)))
    for i in range(12):
        pen.rounded(30 + (i % 6) * 12, 96 + (i // 6) * 13, 9, 7, 2, fill(C(0.58, 0.02, 80)))


def palace(pen: Pen, look: Look) -> None:
    """A palace."""
    block(pen, look, 4, 66, 120, 58)
    block(pen, look, 42, 50, 44, 74)
    dome = outline("M 44 50 C 44 14 84 14 84 50 Z")
    solid(pen, dome, look.second, 0.12)
    pen.line(64, 22, 64, 4, stroke(look.accent, 2.4))
    pen.rect(0, 62, 128, 5, fill(look.main.lighter(0.03)))
    for x in (14, 30, 98, 114):
        window(pen, x, 82, 8, 13, look.has("lights"), True)
        window(pen, x, 106, 8, 13, look.has("lights"), True)
    for x in (48, 74):
        shaft(pen, look.main.lighter(0.02), x, 62, 6, 62)
    door(pen, look, 64, 15, 36)


def stadium(pen: Pen, look: Look) -> None:
    """A stadium."""
    pen.oval(64, 84, 62, 40, fill(look.main.lighter(-0.08)))
    pen.oval(64, 78, 62, 34, fill(look.main))
    for r in (0.9, 0.8, 0.7):
        pen.oval(64, 78, 62 * r, 34 * r, stroke(look.dark, 2))
    pen.oval(64, 80, 38, 18, fill(C(0.55, 0.14, 140)))
    pen.oval(64, 80, 12, 6, stroke(C(0.95, 0.01, 90), 1.2))
    pen.line(64, 62, 64, 98, stroke(C(0.95, 0.01, 90), 1.2))


def fountain(pen: Pen, look: Look) -> None:
    """A fountain."""
    water = look.second
    for side in (-1, 1):
        for reach in (14, 26, 38):
            pen.curve(
                [(64, 30), (64 + side * reach * 0.6, 20), (64 + side * reach, 58)],
                stroke(water, 2.4, 0.85),
            )
    solid(pen, tube(((64, 112), (64, 80), (64, 40)), (16, 9, 7)), look.main)
    pen.oval(64, 62, 34, 8, fill(look.main))
    pen.oval(64, 60, 30, 5, fill(water))
    for x in (36, 50, 78, 92):
        pen.line(x, 62, x, 100, stroke(water, 2, 0.7))
    pen.oval(64, 108, 58, 15, fill(look.main.lighter(-0.06)))
    pen.oval(64, 102, 58, 14, fill(look.main))
    pen.oval(64, 101, 52, 11, down(90, 112, water.lighter(0.08), water.lighter(-0.1)))


def statue(pen: Pen, look: Look) -> None:
    """A statue."""
    tone = look.main
    pen.rect(36, 104, 56, 20, across(36, 92, look.second, look.second.lighter(-0.12)))
    pen.rect(42, 96, 44, 9, fill(look.second.lighter(0.04)))
    solid(pen, tube(((60, 94), (58, 70), (62, 44)), (26, 20, 24)), tone, 0.12)
    solid(pen, tube(((70, 94), (70, 74), (66, 60)), (10, 12, 12)), tone)
    solid(pen, tube(((70, 44), (86, 34), (84, 10)), (9, 8, 7)), tone)
    solid(pen, tube(((52, 46), (44, 60), (52, 72)), (9, 8, 7)), tone.lighter(-0.06))
    solid(pen, disc(63, 24, 11, 13), tone)


def gate(pen: Pen, look: Look) -> None:
    """A gate."""
    for x in (26, 94):
        solid(pen, tube(((x, 122), (x + (64 - x) * 0.06, 30)), (11, 9)), look.main)
        pen.rect(x - 8, 116, 16, 8, fill(look.second))
    pen.rect(18, 50, 92, 8, fill(look.main.lighter(-0.05)))
    beam = outline("M 2 24 Q 64 34 126 24 L 124 36 Q 64 44 4 36 Z")
    solid(pen, beam, look.main)
    pen.shape(outline("M 0 18 Q 64 28 128 18 L 126 25 Q 64 34 2 25 Z"), fill(look.second))
    pen.rect(59, 36, 10, 16, fill(look.main.lighter(-0.1)))


def wall(pen: Pen, look: Look) -> None:
    """A wall."""
    tone = look.main
    pen.rect(-70, 50, 268, 74, across(-70, 198, tone.lighter(0.04), tone, tone.lighter(-0.10)))
    for row in range(9):
        y = 54 + row * 8
        pen.line(-70, y + 7.4, 198, y + 7.4, stroke(tone.lighter(0.12), 1, 0.6))
        for column in range(15):
            x = -70 + column * 18.4 + (row % 2) * 9
            shade = ((row * 7 + column * 5) % 6 - 2.5) * 0.022
            pen.rounded(x, y, min(17, 198 - x), 6.8, 1, fill(tone.lighter(shade), 0.85))
    pen.rect(-74, 45, 276, 8, across(-74, 202, tone.lighter(0.14), tone.lighter(0.02)))
