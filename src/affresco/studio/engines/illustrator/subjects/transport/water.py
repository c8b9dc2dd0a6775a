# ruff: noqa: E501  (outlines are written on one line)
"""Vessels under sail, oar and steam."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look, disc, modelled, solid, tube

from .parts import GLASS, SAIL, STEEL, TYRE, WOOD, C, pane

VESSEL_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.46, 0.09, 50), SAIL, C(0.56, 0.18, 28)),
    "steamer": (C(0.30, 0.04, 260), C(0.95, 0.01, 90), C(0.56, 0.19, 28)),
    "ferry": (C(0.45, 0.12, 255), C(0.95, 0.01, 90), C(0.56, 0.19, 28)),
    "yacht": (C(0.95, 0.01, 90), C(0.96, 0.01, 90), C(0.45, 0.12, 255)),
    "gondola": (C(0.22, 0.02, 270), C(0.50, 0.17, 25), C(0.82, 0.13, 85)),
    "canoe": (C(0.56, 0.15, 35), C(0.80, 0.08, 70), C(0.46, 0.08, 55)),
    "row": (C(0.55, 0.12, 240), C(0.72, 0.08, 65), C(0.60, 0.08, 60)),
    "submarine": (C(0.80, 0.15, 88), C(0.60, 0.13, 70), C(0.55, 0.17, 30)),
    "junk": (C(0.42, 0.09, 40), C(0.56, 0.17, 28), C(0.82, 0.12, 85)),
}


def vessel(pen: Pen, look: Look, chance: Chance) -> None:
    """Something that floats, at rest on its waterline."""
    kind = look.kind
    if kind == "submarine":
        pen.rounded(56, 50, 28, 26, 7, fill(look.main.lighter(-0.05)))
        pen.curve([(74, 50), (74, 34), (86, 32)], stroke(look.second, 5))
        solid(pen, tube(((14, 94), (64, 92), (114, 94)), (26, 50, 30)), look.main, 0.14)
        for x in (42, 66, 90):
            pen.circle(x, 92, 9, fill(look.second))
            pen.circle(x, 92, 6.4, fill(GLASS))
        return
    if kind in ("sail", "yacht", "galleon", "junk"):
        _sails(pen, look)
    hull = {
        "row": "M 6 92 Q 40 100 64 100 Q 92 100 122 88 Q 114 122 90 124 L 38 124 Q 14 122 6 92 Z",
        "canoe": "M 0 84 Q 30 104 64 104 Q 98 104 128 84 Q 122 122 92 124 L 36 124 Q 6 122 0 84 Z",
        "gondola": "M -8 70 Q 6 100 40 104 L 92 104 Q 124 100 134 58 L 140 60 Q 136 118 96 124 L 40 124 Q 2 120 -14 72 Z",
        "raft": "M 4 108 L 124 108 L 124 122 L 4 122 Z",
        "barge": "M 2 92 L 126 92 L 118 124 L 10 124 Z",
    }.get(kind, "M 4 88 L 122 84 Q 116 124 96 124 L 26 124 Q 10 120 4 88 Z")
    if kind in ("steamer", "ferry"):
        pen.rect(20, 66, 84, 24, across(20, 104, look.second, look.second.lighter(-0.08)))
        pen.rect(34, 48, 58, 20, across(34, 92, look.second, look.second.lighter(-0.08)))
        for x in (48, 72):
            pen.rect(
                x - 7,
                18,
                14,
                32,
                across(x - 7, x + 7, look.accent.lighter(0.05), look.accent.lighter(-0.1)),
            )
            pen.rect(x - 7, 18, 14, 7, fill(TYRE))
            if kind == "steamer":
                for i in range(3):
                    pen.circle(
                        x - 10 - i * 11, 10 - i * 9, 7 + i * 3, fill(C(0.88, 0.005, 250), 0.7)
                    )
        for i in range(7):
            pen.circle(28 + i * 11.5, 78, 3.4, fill(GLASS.lighter(-0.15)))
    if kind == "barge":
        pen.rounded(14, 70, 46, 24, 4, fill(look.second))
        pane(pen, 22, 76, 14, 11)
    path = outline(hull)
    with modelled(pen, path, look.main, 0.13):
        for i in range(3):
            pen.curve(
                [(0, 100 + i * 9), (64, 108 + i * 8), (130, 98 + i * 9)],
                stroke(look.main.lighter(-0.11), 1.6),
            )
        if kind not in ("gondola", "raft", "row", "canoe", "barge"):
            pen.rect(-10, 116, 150, 12, fill(look.accent))
    if kind == "raft":
        for i in range(8):
            solid(pen, disc(11 + i * 15, 115, 8), look.main.lighter(0.03 * (i % 2)))
        pen.line(64, 108, 64, 34, stroke(WOOD, 4))
        pen.polygon([(66, 38), (112, 62), (66, 92)], fill(look.second))
    if kind in ("row", "canoe") or look.has("oars"):
        pen.line(38, 66, 88, 118, stroke(WOOD, 3.4))
        solid(pen, tube(((86, 114), (98, 126)), (5, 9)), look.accent)
        pen.curve([(6, 92), (64, 101), (122, 88)], stroke(look.second, 3.4))
    if kind == "gondola":
        pen.curve([(134, 60), (140, 44), (132, 38)], stroke(STEEL, 5))
        pen.rounded(44, 92, 30, 14, 5, fill(look.second))
    if look.has("lantern"):
        pen.circle(112, 74, 6, fill(C(0.90, 0.13, 82)))


def _sails(pen: Pen, look: Look) -> None:
    masts = (64,) if look.kind in ("sail", "yacht") else (36, 66, 96)
    for i, x in enumerate(masts):
        tall = 6 if len(masts) == 1 else 20 - 12 * (i == 1)
        pen.line(x, 90, x, tall - 4, stroke(WOOD, 3.4))
        if look.kind in ("sail", "yacht"):
            solid(
                pen,
                outline(f"M {x + 3} {tall} Q {x + 46} 50 {x + 50} 78 L {x + 3} 82 Z"),
                look.second,
            )
            solid(
                pen,
                outline(f"M {x - 3} {tall + 8} Q {x - 34} 54 {x - 44} 80 L {x - 3} 80 Z"),
                look.second.lighter(-0.06),
            )
        elif look.kind == "junk":
            fan = outline(
                f"M {x - 8} 84 L {x - 14} {tall + 18} Q {x + 4} {tall - 4} {x + 18} {tall + 14} L {x + 20} 80 Z"
            )
            solid(pen, fan, look.second)
            for j in range(5):
                y = tall + 22 + j * 12
                pen.line(x - 13, y, x + 19, y - 4, stroke(look.second.lighter(-0.14), 1.6))
        else:
            for y, w in ((tall + 2, 24), (tall + 32, 30)):
                solid(
                    pen,
                    outline(
                        f"M {x - w / 2} {y} L {x + w / 2} {y} Q {x + w * 0.75} {y + 13} {x + w / 2} {y + 27} L {x - w / 2} {y + 27} Q {x - w * 0.25} {y + 13} {x - w / 2} {y} Z"
                    ),
                    look.second,
                )
        pen.polygon([(x, tall - 6), (x + 15, tall - 1), (x, tall + 3)], fill(look.accent))
