"""A face, drawn in a square of 1000 around (0, 0) and lit from the right."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    curve,
    fill,
    outline,
    stroke,
)

from .hair import beard, long_hair, on_the_head
from .sitter import KEY, Sitter

_CHILDLIKE = 1.30  # of the size of a grown-up's eyes


def paint(pen: Pen, who: Sitter, chance: Chance) -> None:
    """Head and shoulders of a sitter."""
    if who.long:
        long_hair(pen, who, chance)
    _shoulders(pen, who)
    _face(pen, who)
    for side in (-1, 1):
        large = _CHILDLIKE if who.young else 1.0
        with pen.at(82 * side * (1 - large), -70 * (1 - large), scale=large):
            _eye(pen, who, chance, side)
    if who.old:
        _wrinkles(pen, who)
    if (who.old and not who.feminine) or who.bearded:
        beard(pen, chance, None if who.old else who.hair)
    else:
        _mouth(pen, who, chance)
    on_the_head(pen, who, chance)


def _shoulders(pen: Pen, who: Sitter) -> None:
    coat, knit = who.coat, Colour(0.78, 0.06, 75)
    body = outline("M -470 560 C -430 250 -250 220 -130 170 L 130 170 C 260 220 420 250 470 560 Z")
    pen.shape(body, across(-400, 400, coat.lighter(-0.16), coat, coat.lighter(0.12).mix(KEY, 0.2)))
    collar = [(-150, 150), (-180, 250), (-90, 330), (0, 350), (95, 330), (180, 250), (150, 150)]
    pen.blob(
        collar, across(-170, 170, knit.lighter(-0.32), knit.lighter(-0.05), knit.lighter(0.12))
    )
    for i in range(9):
        x = -140 + 35 * i
        pen.curve([(x, 180), (x + 6, 250), (x * 0.9, 325)], stroke(knit.lighter(-0.22), 5, 0.6))
    pen.polygon(
        [(-180, 190), (-60, 560), (-300, 560), (-330, 250)],
        across(-330, -60, coat.lighter(-0.18), coat.lighter(-0.06)),
    )
    pen.polygon(
        [(180, 190), (70, 560), (310, 560), (330, 250)],
        across(70, 330, coat, coat.lighter(0.16).mix(KEY, 0.22)),
    )
    neck = [(-120, 60), (120, 60), (140, 210), (0, 260), (-140, 210)]
    pen.polygon(neck, across(-120, 120, who.shade.lighter(-0.08), who.skin.lighter(-0.10)))


def _face(pen: Pen, who: Sitter) -> None:
    pen.oval(-192, -55, 30, 55, fill(who.shade))
    pen.oval(189, -55, 29, 55, fill(who.skin.lighter(0.04)))
    points = [
        (-188, -170),
        (-196, -40),
        (-170, 80),
        (-95, 180),
        (0, 212),
        (95, 180),
        (170, 80),
        (196, -40),
        (188, -170),
        (0, -270),
    ]
    face = curve(points, True)
    tones = (who.shade.lighter(-0.06), who.shade.lighter(0.06), who.skin, who.glow)
    pen.shape(face, across(-190, 190, *tones, stops=(0, 0.28, 0.58, 1)))
    blush = Colour(0.72, 0.14, 35) if who.skin.lightness > 0.55 else Colour(0.52, 0.12, 30)
    with pen.inside(face):
        pen.oval(120, 25, 60, 45, fill(blush, 0.45, blur=22))
        pen.oval(-105, 35, 55, 45, fill(Colour(0.5, 0.12, 30), 0.4, blur=22))
        pen.oval(-85, -80, 65, 40, fill(who.shade.lighter(-0.14), 0.75, blur=16))
        pen.oval(87, -81, 63, 35, fill(who.shade.lighter(-0.06), 0.6, blur=16))
        pen.polygon(
            [(-20, -90), (-46, 60), (0, 80), (-6, -90)],
            fill(who.shade.lighter(-0.12), 0.65, blur=12),
        )
        pen.oval(21, -5, 11, 55, fill(who.glow.lighter(0.05), 0.8, blur=9))
        pen.oval(115, -170, 55, 40, fill(who.glow.lighter(0.05), 0.6, blur=24))
        if who.freckled:
            _freckles(pen, who)
    size = 0.46 if who.young else 0.62 if who.feminine else 1.0
    ruddy = who.old and who.skin.lightness > 0.55
    bulb = Colour(0.68, 0.12, 36) if ruddy else who.shade.mix(who.skin, 0.35)
    pen.oval(2, 92 - 30 * size, 46 * size, 32 * size, fill(bulb, 0.75, blur=11))
    wings = [(-40, -18), (-36, 0), (-15, 0), (0, 7), (15, 0), (36, 0), (40, -18)]
    under = who.shade.lighter(-0.20)
    pen.curve([(x * size, 90 + y * size) for x, y in wings], stroke(under, 4.5, 0.55))
    for side in (-1, 1):
        pen.oval(side * 17 * size, 90, 8 * size, 4 * size, fill(under, 0.55, blur=2))
    pen.oval(10, 74 - 20 * size, 12 * size, 9 * size, fill(who.glow.lighter(0.06), 0.8, blur=5))


def _freckles(pen: Pen, who: Sitter) -> None:
    """Over the nose and on both cheeks."""
    tone, chance = who.shade.lighter(-0.10).mix(Colour(0.50, 0.13, 45), 0.6), Chance("freckles", 1)
    for i in range(64):
        t = (i + 0.5) / 64 * 2 - 1
        x, y = 158 * t + chance.between(-8, 8), 22 + 30 * abs(t) + chance.between(-40, 36)
        seen = tone.lighter(-0.10) if x < 0 else tone  # on the side in the shade, too
        pen.oval(x, y, chance.between(3.2, 6.4), chance.between(2.8, 5.0), fill(seen, 0.75))


def _eye(pen: Pen, who: Sitter, chance: Chance, side: int) -> None:
    x = side * 82
    white = Colour(0.82, 0.02, 75) if side > 0 else Colour(0.66, 0.025, 65)
    almond = [
        (x - 42, -74),
        (x - 14, -92),
        (x + 16, -92),
        (x + 42, -72),
        (x + 14, -58),
        (x - 14, -58),
    ]
    pen.blob(almond, fill(white))
    with pen.inside(curve(almond, True)):
        pen.circle(x + 5, -76, 18, fill(who.eyes))
        pen.circle(x + 6, -76, 8, fill(Colour(0.12, 0.02, 260)))
        pen.circle(x + 12, -82, 4, fill(WHITE))
    lid = [(x - 48, -72), (x - 14, -96), (x + 16, -96), (x + 48, -70), (x + 16, -84), (x - 14, -84)]
    pen.blob(lid, fill(who.shade if who.old else who.shade.lighter(-0.1)))
    pen.curve(
        [(x - 46, -72), (x - 14, -90), (x + 16, -90), (x + 46, -70)],
        stroke(Colour(0.25, 0.05, 35), 5),
    )
    pen.curve([(x - 40, -50), (x, -40), (x + 42, -52)], stroke(who.shade.lighter(-0.08), 4, 0.8))
    brow = who.hair.lighter(-0.05 if side < 0 else 0.06)
    thickness = 4 if who.young else 6 if who.feminine else 9
    for i in range(16):
        t = i / 15
        px, arch = x - 50 + 100 * t, math.sin(t * 3.1)
        hair = stroke(brow.lighter(chance.between(-0.1, 0.08)), thickness, 0.9)
        pen.line(px, -116 - 16 * arch, px + side * 16, -136 - 14 * arch, hair)


def _wrinkles(pen: Pen, who: Sitter) -> None:
    for side in (-1, 1):
        x = side * 82
        for i in range(3):
            crow = [
                (x + side * 46, -70 + i * 12),
                (x + side * 68, -76 + i * 18),
                (x + side * 88, -80 + i * 26),
            ]
            pen.curve(crow, stroke(who.shade.lighter(-0.10), 3.2, 0.7))
        pen.curve(
            [(side * 52, 64), (side * 86, 92), (side * 98, 130)],
            stroke(who.shade.lighter(-0.12), 5, 0.7),
        )
    for i in range(3):
        y = -176 + i * 20
        pen.curve(
            [(-120, y), (-40, y - 12), (40, y - 10), (120, y + 2)],
            stroke(who.shade.lighter(-0.05), 4, 0.5),
        )


def _mouth(pen: Pen, who: Sitter, chance: Chance) -> None:
    if who.young:
        lips = Colour(0.58, 0.15, 22)
        pen.curve([(-44, 118), (-20, 138), (0, 142), (22, 138), (46, 116)], stroke(lips, 9))
        pen.oval(0, 152, 15, 4, fill(who.shade, 0.35, blur=3))
        return
    if not who.feminine:
        smile = chance.between(126, 140)
        pen.curve([(-50, 122), (0, smile), (52, 120)], stroke(Colour(0.42, 0.11, 25), 12))
        pen.curve([(-30, 148), (0, 154), (32, 147)], stroke(who.shade.lighter(-0.04), 5, 0.6))
        return
    pen.blob(
        [(-46, 118), (-18, 108), (0, 114), (18, 108), (48, 116), (0, 126)],
        fill(Colour(0.55, 0.16, 20)),
    )
    pen.blob([(-46, 118), (0, 124), (48, 116), (20, 144), (-18, 144)], fill(Colour(0.62, 0.16, 22)))
    pen.oval(15, 131.5, 11, 3.5, fill(WHITE, 0.35))
    for side in (-1, 1):
        for i in range(4):
            pen.line(
                side * 82 + side * (26 + i * 7),
                -84 + i * 5,
                side * 82 + side * (40 + i * 9),
                -98 + i * 8,
                stroke(Colour(0.2, 0.04, 35), 4),
            )
        pen.oval(side * 112, 40, 34, 22, fill(Colour(0.70, 0.15, 22), 0.35, blur=14))
