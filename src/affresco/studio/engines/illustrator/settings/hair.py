"""Hair, beards, caps and crowns of sitters."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    curve,
    fill,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.subjects import outfits

from .sitter import KEY, MARITIME, Sitter

GOLD = Colour(0.82, 0.14, 85)
_ROYAL = frozenset(("queen", "king", "princess", "prince"))


def long_hair(pen: Pen, who: Sitter, chance: Chance) -> None:
    """Hair that falls behind the shoulders."""
    shape = [
        (-216, -190),
        (-268, 60),
        (-290, 330),
        (-170, 420),
        (-60, 300),
        (60, 300),
        (170, 420),
        (290, 330),
        (268, 60),
        (216, -190),
        (120, -320),
        (-120, -320),
    ]
    tones = (who.hair.lighter(-0.14), who.hair, who.hair.lighter(0.10).mix(KEY, 0.25))
    pen.blob(shape, across(-280, 280, *tones))
    for i in range(26):
        t = -1 + 2 * i / 25
        lock = [(t * 150, -300), (t * 232, -60), (t * 262 + 10 * math.sin(i), 160), (t * 235, 360)]
        pen.curve(
            lock, stroke(who.hair.lighter(chance.between(-0.10, 0.12)), chance.between(3, 9), 0.55)
        )


def beard(pen: Pen, chance: Chance, colour: Colour | None = None) -> None:
    """A full beard, white when no colour is given."""
    shape = [
        (-196, -30),
        (-190, 90),
        (-150, 220),
        (-60, 330),
        (0, 352),
        (70, 330),
        (155, 220),
        (192, 90),
        (198, -30),
        (160, 50),
        (105, 100),
        (40, 104),
        (0, 112),
        (-40, 104),
        (-105, 100),
        (-160, 50),
    ]
    greys = (
        Colour(0.52, 0.03, 265),
        Colour(0.70, 0.02, 250),
        Colour(0.90, 0.02, 80),
        Colour(0.97, 0.02, 85),
    )
    if colour is not None:
        greys = (colour.lighter(-0.16), colour.lighter(-0.06), colour, colour.lighter(0.06))
    pen.blob(shape, across(-190, 190, *greys, stops=(0, 0.3, 0.65, 1)))
    for _ in range(210):
        a = chance.between(-1, 1)
        y = chance.between(60, 240) - abs(a) * 70
        x, length = a * 185 * (1 - max(0.0, y - 90) / 420), chance.between(30, 90)
        bright = min(1.0, max(0.0, a * 0.5 + 0.5 + chance.between(-0.25, 0.25)))
        strand = skia.Path()
        strand.moveTo(x, y)
        strand.quadTo(
            x + a * 10 + chance.between(-8, 8),
            y + length * 0.5,
            x - a * length * 0.25 + chance.between(-8, 8),
            y + length,
        )
        pen.shape(
            strand,
            stroke(
                greys[0].lighter(0.08).mix(greys[-1], bright),
                chance.between(3, 8),
                0.75,
            ),
        )
    for side in (-1, 1):
        moustache = [(0, 96), (side * 50, 90), (side * 118, 140), (side * 60, 134), (0, 118)]
        pen.blob(moustache, across(-118, 118, greys[0].lighter(0.06), greys[-1]))
    pen.curve([(-44, 140), (0, 150), (46, 138)], stroke(Colour(0.42, 0.1, 28), 11))


def _short_hair(pen: Pen, who: Sitter) -> None:
    """Short hair, parted on one side, with strands."""
    short = [
        (-206, -70),
        (-226, -220),
        (-120, -336),
        (20, -352),
        (152, -326),
        (220, -220),
        (206, -70),
        (186, -170),
        (120, -214),
        (20, -206),
        (-110, -238),
        (-176, -170),
    ]
    shape = curve(short, True)
    tones = (who.hair.lighter(-0.1), who.hair, who.hair.lighter(0.14).mix(KEY, 0.16))
    pen.shape(shape, across(-200, 200, *tones))
    with pen.inside(shape):
        for n in range(22):
            t = n / 21
            root = (-118 + 20 * t, -345 + 16 * t)
            end = (-228 + 452 * t, -60 - 130 * math.sin(math.pi * t))
            middle = (root[0] + (end[0] - root[0]) * 0.6, -322 + 30 * abs(t - 0.5))
            tone = who.hair.lighter(-0.09 if n % 3 == 0 else 0.07)
            pen.curve([root, middle, end], stroke(tone, 4.5, 0.5))


def _bubble(pen: Pen) -> None:
    """The helmet of an astronaut, clear, on a metal ring."""
    steel = Colour(0.72, 0.02, 250)
    pen.oval(0, 258, 250, 62, stroke(steel, 34))
    pen.oval(0, 250, 250, 58, stroke(steel.lighter(0.16), 9))
    pen.circle(0, -40, 345, fill(Colour(0.90, 0.04, 225), 0.16))
    pen.circle(0, -40, 345, stroke(Colour(0.96, 0.02, 220), 12, 0.85))
    pen.curve([(-270, -150), (-210, -270), (-110, -335)], stroke(Colour(0.99, 0.005, 220), 22, 0.8))


def on_the_head(pen: Pen, who: Sitter, chance: Chance) -> None:
    """Combed hair, a cap, a crown, or the hat of a trade."""
    if who.concept in MARITIME:
        _cap(pen)
    elif who.concept == "astronaut":
        _short_hair(pen, who)
        _bubble(pen)
        return
    elif who.feminine:
        _combed_hair(pen, who, chance)
    else:
        _short_hair(pen, who)
    if who.curly and who.concept not in MARITIME:
        _curls(pen, who, chance)
    if who.concept in _ROYAL:
        _crown(pen)
    elif who.concept in outfits.TRADES and who.concept not in (
        "astronaut",
        "robot",
        "knight",
        "king",
        "queen",
    ):
        outfits.hat(pen, who.concept, 0, -235, 7.4)


def _curls(pen: Pen, who: Sitter, chance: Chance) -> None:
    """Curls all over, larger than the head."""
    for row, (half, up) in enumerate(((236, -110), (226, -200), (182, -280), (110, -330))):
        count = 9 - row
        for i in range(count):
            t = -1 + 2 * i / (count - 1)
            if row == 0 and abs(t) < 0.7:
                continue  # the face
            x, y = t * half, up + 34 * t * t + chance.between(-10, 10)
            size = chance.between(44, 58)
            tone = who.hair.lighter(chance.between(-0.08, 0.08))
            pen.circle(x, y, size, fill(tone))
            pen.circle(x + 6, y - 4, size * 0.55, stroke(tone.lighter(0.10), 7, 0.6))


def _combed_hair(pen: Pen, who: Sitter, chance: Chance) -> None:
    points = [
        (-206, 40),
        (-232, -150),
        (-130, -322),
        (0, -346),
        (130, -322),
        (232, -150),
        (206, 40),
        (176, -120),
        (90, -236),
        (0, -262),
        (-90, -236),
        (-176, -120),
    ]
    shape = curve(points, True)
    pen.shape(
        shape,
        across(-220, 220, who.hair.lighter(-0.12), who.hair, who.hair.lighter(0.14).mix(KEY, 0.22)),
    )
    with pen.inside(shape):
        for i in range(18):
            t = -1 + 2 * i / 17
            strand = stroke(
                who.hair.lighter(chance.between(-0.08, 0.14)), chance.between(2, 6), 0.5
            )
            pen.curve([(0, -345), (t * 150, -290), (t * 222, -80)], strand)
    if who.young:
        return
    for side in (-1, 1):
        pen.circle(side * 196, 24, 10, fill(GOLD))
        pen.circle(
            side * 196,
            50,
            15,
            across(
                side * 196 - 15, side * 196 + 15, Colour(0.55, 0.16, 165), Colour(0.75, 0.13, 165)
            ),
        )
    for i in range(11):
        a = math.pi * (0.12 + 0.76 * i / 10)
        x, y = math.cos(a) * 170, 185 + math.sin(a) * 95
        pen.circle(
            x, y, 11, radial((x + 3, y - 3), 14, [Colour(0.99, 0.02, 90), Colour(0.80, 0.06, 80)])
        )


def _cap(pen: Pen) -> None:
    navy = Colour(0.30, 0.06, 262)
    crown = [
        (-214, -150),
        (-226, -260),
        (-120, -352),
        (20, -366),
        (150, -340),
        (226, -250),
        (214, -150),
        (0, -178),
    ]
    pen.blob(crown, across(-220, 220, navy.lighter(-0.12), navy, navy.lighter(0.16).mix(KEY, 0.18)))
    band = [(-216, -160), (0, -192), (216, -160), (214, -122), (0, -156), (-214, -122)]
    pen.blob(band, across(-216, 216, navy.lighter(-0.16), navy.lighter(0.02), navy.lighter(0.12)))
    peak = [(-190, -132), (0, -160), (190, -132), (150, -98), (0, -116), (-150, -98)]
    pen.blob(
        peak,
        across(
            -190, 190, Colour(0.14, 0.03, 265), Colour(0.24, 0.05, 262), Colour(0.42, 0.06, 258)
        ),
    )
    pen.circle(0, -215, 20, fill(Colour(0.80, 0.13, 85)))
    pen.circle(0, -215, 11, fill(Colour(0.55, 0.11, 75)))


def _crown(pen: Pen) -> None:
    points = [
        (-170, -258),
        (-196, -420),
        (-110, -336),
        (-60, -450),
        (0, -350),
        (60, -450),
        (110, -336),
        (196, -420),
        (170, -258),
        (80, -288),
        (-80, -288),
    ]
    pen.shape(polygon(points), across(-180, 180, GOLD.lighter(-0.28), GOLD, GOLD.lighter(0.12)))
    for x, y, hue in ((-196, -424, 25), (-60, -456, 250), (60, -456, 160), (196, -424, 25)):
        pen.circle(x, y, 15, fill(Colour(0.6, 0.2, hue)))
    pen.curve([(-172, -262), (0, -302), (172, -262)], stroke(GOLD.lighter(-0.18), 14))
    for i, hue in enumerate((25, 250, 160, 250, 25)):
        pen.circle(-112 + 56 * i, -286 + abs(i - 2) * 8, 13, fill(Colour(0.58, 0.18, hue)))
