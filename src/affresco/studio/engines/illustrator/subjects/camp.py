"""What is built on the way: a fire on logs in a ring of stones, a bridge of ropes and planks."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    bezier,
    down,
    fill,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .drawn import drawing
from .look import solid, tube

C = Colour
_FLAMES = (
    ("M 30 104 Q 18 72 40 48 Q 42 64 50 66 Q 44 30 68 2 Q 70 28 82 42 Q 86 34 86 26 "
     "Q 108 62 96 104 Q 64 118 30 104 Z", C(0.66, 0.19, 42)),
    ("M 40 106 Q 30 82 46 62 Q 50 76 56 76 Q 52 50 66 28 Q 70 52 80 62 Q 84 58 84 52 "
     "Q 98 82 88 106 Q 64 116 40 106 Z", C(0.77, 0.17, 62)),
    ("M 50 108 Q 44 92 56 76 Q 60 84 64 82 Q 62 68 68 58 Q 84 84 78 108 Q 64 114 50 108 Z",
     C(0.90, 0.14, 90)),
)  # fmt: skip


@drawing("campfire")
def campfire(colour: Colour | None, chance: Chance) -> Draw:
    """Flames over crossed logs, a ring of stones around them; a colour is that of the flames."""
    bark, cut, stone = C(0.40, 0.06, 52), C(0.76, 0.08, 75), C(0.56, 0.015, 70)

    def draw(pen: Pen) -> None:
        for i in range(7):  # stones behind
            angle = math.pi * (1 + (i + 0.5) / 7)
            x, y = 64 + math.cos(angle) * 56, 112 + math.sin(angle) * 9
            pen.oval(x, y, 9, 6.5, fill(stone.lighter(-0.12 + 0.02 * (i % 3))))
        for x0, y0, x1, y1 in ((22, 98, 100, 114), (106, 98, 28, 114)):
            solid(pen, tube(((x0, y0), (x1, y1)), (11.0, 12.0)), bark.lighter(-0.06))
        for path, tone in _FLAMES:
            tone = C(tone.lightness, tone.chroma, colour.hue) if colour else tone
            pen.shape(outline(path), down(0, 112, tone.lighter(-0.03), tone.lighter(0.06)))
        for x0, y0, x1, y1 in ((14, 112, 84, 104), (114, 113, 44, 106)):
            solid(pen, tube(((x0, y0), (x1, y1)), (12.0, 10.0)), bark)
            pen.oval(x0, y0, 4.6, 6.0, fill(cut))
            pen.oval(x0, y0, 2.2, 3.0, fill(cut.lighter(-0.12)))
        for i in range(8):  # stones before
            angle = math.pi * (i + 0.5) / 8
            x, y = 64 + math.cos(angle) * 60, 115 + math.sin(angle) * 8
            tone = stone.lighter(0.05 * ((i * 2) % 3 - 1))
            pen.oval(x, y, 9.5, 7, down(y - 7, y + 7, tone.lighter(0.10), tone.lighter(-0.12)))

    return draw


_LEFT, _LOW, _RIGHT = (-30.0, 66.0), (64.0, 112.0), (158.0, 66.0)


@drawing("rope-bridge")
def rope_bridge(colour: Colour | None, chance: Chance) -> Draw:
    """Planks that sag between two pairs of posts, with ropes to hold on to."""
    wood, rope = colour or C(0.52, 0.08, 58), C(0.70, 0.06, 80)

    def draw(pen: Pen) -> None:
        floor = [bezier(_LEFT, _LOW, _RIGHT, i / 34) for i in range(35)]
        for shift, lift, tone in ((0.0, 40.0, rope.lighter(-0.14)), (0.0, 26.0, rope)):
            low = (_LOW[0], _LOW[1] - lift + 2 * shift)
            hand = [bezier((_LEFT[0], _LEFT[1] - lift), low, (_RIGHT[0], _RIGHT[1] - lift), i / 34)
                    for i in range(35)]  # fmt: skip
            pen.curve(hand, stroke(tone, 2.6))
            for i in range(2, 34, 3):
                pen.line(*hand[i], *floor[i], stroke(tone, 1.4))
        for i, (x, y) in enumerate(floor[:-1]):
            nx, ny = floor[i + 1]
            tone = wood.lighter(0.05 * ((i * 5) % 3 - 1))
            gap = 0.6
            plank = [(x + gap, y - 4), (nx - gap, ny - 4), (nx - gap, ny + 4), (x + gap, y + 4)]
            pen.polygon(plank, fill(tone))
            pen.line(x + gap, y + 4, nx - gap, ny + 4, stroke(tone.lighter(-0.16), 1.6))
        for x in (_LEFT[0], _RIGHT[0]):
            for away, tone in ((5.0, wood.lighter(-0.16)), (-3.0, wood.lighter(-0.06))):
                side = 1 if x > 64 else -1
                px = x + side * away
                solid(
                    pen, outline(f"M {px - 4} 18 L {px + 4} 18 L {px + 5} 96 L {px - 5} 96 Z"), tone
                )
                for y in (26, 40, 64):
                    pen.line(px - 5, y, px + 5, y + 1, stroke(rope, 2.6))

    return draw
