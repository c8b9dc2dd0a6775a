"""Bodies for heads: seated animals, standing and riding figures, people in their clothes.

All draw in a box of 128 units with the feet at 124.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    across,
    down,
    fill,
    linear,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from . import glyphs

DARK = Colour(0.25, 0.02, 270)
SHOE = Colour(0.20, 0.03, 40)


@dataclass(frozen=True)
class Outfit:
    """Clothes: their colour, their shaded colour, and an accent for hands and shoes."""

    cloth: Colour
    shade: Colour
    accent: Colour
    helmet: bool = False


SPACESUIT = Outfit(Colour(0.94, 0.01, 250), Colour(0.70, 0.03, 265), Colour(0.62, 0.19, 40), True)
METAL = Outfit(Colour(0.72, 0.03, 240), Colour(0.52, 0.035, 245), Colour(0.62, 0.19, 30))
JACKET = Outfit(Colour(0.55, 0.12, 255), Colour(0.40, 0.10, 260), Colour(0.80, 0.15, 85))
TRADES = {
    "astronaut": SPACESUIT,
    "robot": METAL,
    "pirate": Outfit(Colour(0.40, 0.13, 25), Colour(0.29, 0.10, 25), Colour(0.30, 0.04, 50)),
    "chef": Outfit(Colour(0.96, 0.005, 90), Colour(0.80, 0.02, 250), Colour(0.25, 0.02, 270)),
    "king": Outfit(Colour(0.45, 0.17, 25), Colour(0.33, 0.13, 25), Colour(0.80, 0.14, 85)),
    "queen": Outfit(Colour(0.48, 0.15, 320), Colour(0.36, 0.12, 320), Colour(0.80, 0.14, 85)),
    "knight": METAL,
    "wizard": Outfit(Colour(0.40, 0.13, 290), Colour(0.29, 0.11, 290), Colour(0.82, 0.14, 90)),
    "witch": Outfit(Colour(0.28, 0.05, 300), Colour(0.20, 0.04, 300), Colour(0.60, 0.17, 140)),
    "detective": Outfit(Colour(0.55, 0.06, 70), Colour(0.42, 0.05, 70), Colour(0.30, 0.04, 50)),
    "farmer": Outfit(Colour(0.50, 0.11, 250), Colour(0.38, 0.09, 250), Colour(0.55, 0.12, 60)),
    "pilot": Outfit(Colour(0.40, 0.06, 55), Colour(0.30, 0.05, 50), Colour(0.85, 0.03, 80)),
}


def limb(
    pen: Pen, points: Sequence[Point], width: float, colour: Colour, shade: Colour | None = None
) -> None:
    """An arm or a leg through two or three points, with a shaded edge."""
    path = skia.Path()
    path.moveTo(*points[0])
    if len(points) == 3:
        path.quadTo(*points[1], *points[2])
    else:
        path.lineTo(*points[1])
    pen.shape(path, stroke(shade or colour, width))
    if shade:
        with pen.at(-width * 0.08, -width * 0.1):
            pen.shape(path, stroke(colour, width * 0.8))


def head(pen: Pen, art: str, x: float, y: float, size: float, colour: Colour | None) -> None:
    """The head of an animal, a person or a robot, centred."""
    if art == "robot":
        robot_head(pen, x, y, size)
    else:
        glyphs.draw_in(pen, art, x, y, size, colour)


def robot_head(pen: Pen, x: float, y: float, size: float) -> None:
    """A friendly robot with an antenna."""
    metal, dark, glow = Colour(0.80, 0.03, 235), Colour(0.58, 0.04, 245), Colour(0.88, 0.13, 200)
    with pen.at(x, y, scale=size / 54):
        pen.line(0, -26, 0, -38, stroke(dark, 3))
        pen.circle(0, -40, 4.5, fill(Colour(0.68, 0.18, 40)))
        for side in (-1, 1):
            pen.rounded(side * 30 - 5, -10, 10, 20, 4, fill(Colour(0.66, 0.15, 40)))
        pen.rounded(
            -30, -27, 60, 52, 18, linear((-30, -27), (30, 25), (metal.lighter(0.12), metal, dark))
        )
        pen.rounded(
            -23, -17, 46, 32, 13, down(-17, 15, Colour(0.24, 0.05, 260), Colour(0.32, 0.06, 250))
        )
        for side in (-1, 1):
            pen.oval(side * 10.5, -4.5, 5, 6.5, fill(glow))
            pen.circle(side * 10.5 + 1.5, -7, 1.8, fill(WHITE))
        pen.curve([(-6, 6), (0, 9.5), (6, 6)], stroke(glow, 2.4))
        pen.curve([(-17, -20), (-4, -23.5), (8, -23)], stroke(WHITE, 2.4, 0.7))


def _helmet(
    pen: Pen, art: str, x: float, y: float, radius: float, outfit: Outfit, colour: Colour | None
) -> None:
    """A head behind the glass of a space helmet."""
    glass = radius * 0.86
    pen.circle(x, y, radius, fill(outfit.cloth))
    pen.circle(x, y, radius, stroke(outfit.shade, 2))
    pen.circle(x, y, glass, fill(Colour(0.35, 0.05, 265)))
    head(pen, art, x, y + 1, radius * 1.4, colour)
    tones = [(WHITE, 0.45), (WHITE, 0.02), (Colour(0.5, 0.1, 250), 0.22)]
    pen.circle(x, y, glass, radial((x - 10, y - 12), radius * 1.5, tones, (0, 0.5, 1)))
    pen.circle(x, y, glass, stroke(Colour(0.83, 0.14, 85), 2.4))
    shine = [(x - 15, y - 8), (x - 12, y - 15), (x - 5, y - 20)]
    pen.curve(shine, stroke(WHITE, 3, 0.9))


def standing(art: str, outfit: Outfit, colour: Colour | None = None, role: str = "") -> Draw:
    """A figure on two legs with an animal's or a robot's head."""

    def draw(pen: Pen) -> None:
        for x in (54, 74):
            limb(pen, [(x, 96), (x, 118)], 12, outfit.cloth, outfit.shade)
            pen.rounded(x - 9, 116, 19, 8, 4, fill(outfit.accent))
        limb(pen, [(48, 72), (34, 82), (36, 98)], 10, outfit.cloth, outfit.shade)
        pen.rounded(
            44,
            60,
            40,
            42,
            14,
            across(44, 84, outfit.cloth, outfit.cloth, outfit.shade, stops=(0, 0.55, 1)),
        )
        _details(pen, art, outfit, role)
        limb(pen, [(80, 70), (96, 78), (104, 72)], 10, outfit.cloth, outfit.shade)
        pen.circle(105, 71, 6, fill(outfit.accent))
        if outfit.helmet:
            _helmet(pen, art, 64, 38, 29, outfit, colour)
        else:
            head(pen, art, 64, 36, 54, colour)
            hat(pen, role, 64, 16, 1.0)

    return draw


def _details(pen: Pen, art: str, outfit: Outfit, role: str) -> None:
    if art == "robot" or role == "robot":
        pen.rounded(53, 70, 22, 16, 3, fill(Colour(0.35, 0.04, 250)))
        for i, hue in enumerate((140, 85, 30)):
            pen.circle(58 + i * 6, 78, 2, fill(Colour(0.8, 0.17, hue)))
    elif outfit.helmet:
        pen.rounded(54, 74, 20, 12, 3, fill(outfit.shade))
        pen.circle(58, 80, 2, fill(outfit.accent))
        pen.circle(66, 80, 2, fill(Colour(0.6, 0.15, 250)))
    else:
        pen.rect(44, 88, 40, 4, fill(outfit.shade.lighter(-0.1)))
        pen.rounded(60, 86.5, 8, 7, 1.5, fill(Colour(0.80, 0.13, 85)))
        for y in (70, 78):
            pen.circle(64, y, 1.6, fill(outfit.shade.lighter(-0.12)))


def hat(pen: Pen, role: str, x: float, y: float, scale: float) -> None:
    """The hat of a trade; (x, y) is the crown of the head."""
    with pen.at(x, y, scale=scale):
        if role == "pirate":
            pen.shape(
                outline("M -30 4 C -26 -26 26 -26 30 4 C 10 -6 -10 -6 -30 4 Z"),
                fill(Colour(0.18, 0.02, 280)),
            )
            pen.circle(0, -9, 4.4, fill(WHITE))
            pen.rounded(-2.6, -6, 5.2, 4, 1, fill(WHITE))
            pen.line(-8, -2, 8, -14, stroke(WHITE, 1.6))
            pen.line(-8, -14, 8, -2, stroke(WHITE, 1.6))
        elif role == "chef":
            for cx, cy, r in ((-12, -14, 11), (12, -14, 11), (0, -20, 13)):
                pen.circle(cx, cy, r, fill(Colour(0.97, 0.005, 90)))
            pen.rounded(-17, -12, 34, 16, 3, down(-12, 4, WHITE, Colour(0.86, 0.01, 250)))
        elif role in ("king", "queen", "prince", "princess"):
            gold = Colour(0.82, 0.14, 85)
            pen.shape(
                outline("M -20 4 L -24 -18 L -11 -7 L 0 -22 L 11 -7 L 24 -18 L 20 4 Z"),
                across(-20, 20, gold.lighter(0.08), gold, gold.lighter(-0.16)),
            )
            for cx, hue in ((-12, 25), (0, 250), (12, 150)):
                pen.circle(cx, -1, 2.6, fill(Colour(0.58, 0.18, hue)))
        elif role in ("wizard", "witch"):
            cloth = TRADES[role].cloth
            pen.shape(
                outline("M -20 2 C -10 -20 -4 -34 8 -46 C 8 -30 14 -14 20 2 Z"),
                across(-20, 20, cloth.lighter(0.06), cloth.lighter(-0.08)),
            )
            pen.oval(0, 3, 32, 6, fill(cloth.lighter(-0.04)))
            pen.rect(-18.5, -5, 37.5, 5, fill(TRADES[role].accent))
        elif role in ("detective", "cowboy", "farmer"):
            felt = Colour(0.46, 0.06, 60) if role != "farmer" else Colour(0.80, 0.10, 85)
            pen.oval(0, 2, 32, 6.5, fill(felt.lighter(-0.06)))
            pen.shape(
                outline("M -19 2 C -19 -22 -9 -22 0 -17 C 9 -22 19 -22 19 2 Z"),
                across(-19, 19, felt.lighter(0.06), felt.lighter(-0.08)),
            )
            pen.rect(-19, -4, 38, 5, fill(DARK))
        elif role == "knight":
            steel = Colour(0.75, 0.015, 250)
            pen.shape(
                outline("M -22 12 C -24 -22 24 -22 22 12 L 12 4 L -12 4 Z"),
                across(-22, 22, steel.lighter(0.12), steel, steel.lighter(-0.2)),
            )
            pen.shape(
                outline("M 0 -14 C 8 -32 20 -30 26 -22 C 18 -24 10 -20 4 -13 Z"),
                fill(Colour(0.55, 0.2, 25)),
            )
        elif role == "pilot":
            pen.rounded(-26, -2, 52, 6, 3, fill(Colour(0.30, 0.05, 50)))
            for side in (-1, 1):
                pen.oval(side * 11, 1, 9, 7, fill(Colour(0.75, 0.09, 220)))
                pen.oval(side * 11, 1, 9, 7, stroke(Colour(0.70, 0.10, 75), 2.4))


def bicycle(pen: Pen, colour: Colour) -> None:
    """A bicycle seen from the side, riding to the right."""
    for x in (30, 98):
        pen.circle(x, 100, 22, stroke(DARK, 4))
        pen.circle(x, 100, 18.5, stroke(Colour(0.85, 0.01, 250), 1.2))
        for spoke in range(10):
            a = spoke * math.pi / 5
            pen.line(
                x,
                100,
                x + 18 * math.cos(a),
                100 + 18 * math.sin(a),
                stroke(Colour(0.8, 0.01, 250), 0.6),
            )
        pen.circle(x, 100, 3, fill(DARK))
    pedals, seat, bar, back, front = (60, 101), (50, 70), (86, 68), (30, 100), (98, 100)
    for (ax, ay), (bx, by) in (
        (back, pedals),
        (back, seat),
        (pedals, seat),
        (pedals, bar),
        (seat, bar),
        (bar, front),
    ):
        pen.line(ax, ay, bx, by, stroke(colour, 4.2))
    pen.line(*seat, 48, 64, stroke(DARK, 3))
    pen.rounded(39, 60, 18, 5, 2.5, fill(DARK))
    pen.curve([(86, 68), (85, 60), (90, 56), (95, 59)], stroke(DARK, 3.2))
    pen.circle(*pedals, 5.5, stroke(DARK, 2.4))


def cyclist(
    art: str, outfit: Outfit, frame: Colour, colour: Colour | None = None, role: str = ""
) -> Draw:
    """Somebody riding a bicycle to the right."""

    def draw(pen: Pen) -> None:
        m, d, accent = outfit.cloth, outfit.shade, outfit.accent
        with pen.at(64 - 64 * 0.92, 126 - 122 * 0.92, scale=0.92):
            limb(pen, [(50, 60), (72, 68), (66, 84)], 11, d)
            limb(pen, [(66, 84), (64, 92), (57, 96)], 10, d)
            bicycle(pen, frame)
            if outfit.helmet:
                pen.rounded(29, 20, 18, 34, 6, fill(Colour(0.78, 0.02, 260)))
                pen.rounded(32, 25, 9, 10, 3, fill(accent))
            limb(pen, [(50, 57), (50, 42), (60, 30)], 26, m, d)
            limb(pen, [(50, 60), (78, 64), (72, 84)], 13, m, d)
            limb(pen, [(72, 84), (70, 96), (64, 104)], 12, m, d)
            pen.rounded(56, 103, 19, 8, 4, fill(accent))
            limb(pen, [(60, 36), (70, 52), (90, 56)], 10.5, m, d)
            pen.circle(91, 56, 6, fill(accent))
            pen.circle(57, 44, 3, fill(accent))
            if outfit.helmet:
                _helmet(pen, art, 69, 8, 27, outfit, colour)
                pen.line(47, 2, 42, -14, stroke(d, 2))
                pen.circle(42, -15, 3, fill(accent))
            else:
                head(pen, art, 68, 8, 48, colour)
                hat(pen, role, 68, -11, 0.9)

    return draw


def rider_above(art: str, outfit: Outfit, colour: Colour | None = None, role: str = "") -> Draw:
    """Head and trunk of somebody sitting astride, to be set on a mount; the seat is at 124."""

    def draw(pen: Pen) -> None:
        limb(pen, [(58, 112), (80, 112), (80, 128)], 15, outfit.cloth, outfit.shade)
        limb(pen, [(60, 114), (60, 98), (62, 84)], 30, outfit.cloth, outfit.shade)
        limb(pen, [(66, 88), (78, 98), (94, 100)], 11, outfit.cloth, outfit.shade)
        pen.circle(95, 100, 6, fill(outfit.accent))
        if outfit.helmet:
            _helmet(pen, art, 64, 52, 30, outfit, colour)
        else:
            head(pen, art, 64, 54, 54, colour)
            hat(pen, role, 64, 34, 1.0)

    return draw


def seated_animal(art: str, colour: Colour | None = None) -> Draw:
    """A whole sitting animal for a drawing that is only a head."""

    def draw(pen: Pen) -> None:
        coat = glyphs.main_colour(art, colour)
        dark = coat.lighter(-0.12)
        belly = (
            coat.mix(Colour(0.95, 0.02, 80), 0.65)
            if coat.lightness < 0.9
            else Colour(0.86, 0.02, 250)
        )
        pen.curve([(86, 112), (112, 116), (120, 98), (112, 84)], stroke(dark, 10))
        pen.circle(112, 84, 6, fill(belly))
        trunk = [(64, 54), (40, 70), (32, 104), (40, 124), (88, 124), (96, 104), (88, 70)]
        pen.blob(trunk, across(32, 96, coat.lighter(0.05), coat, dark))
        pen.oval(64, 92, 16, 24, fill(belly, 0.9))
        for x in (41, 89):
            pen.oval(x, 116.5, 11, 8.5, fill(coat))
            pen.oval(x, 116.5, 11, 8.5, stroke(dark, 1.4))
        for x in (54, 74):
            pen.line(x, 82, x, 116, stroke(coat.lighter(0.02), 13))
            edge = x + (5 if x > 60 else -5)
            pen.line(edge, 86, edge, 112, stroke(dark, 1.2, 0.7))
            pen.oval(x, 118, 8, 6, fill(belly))
        glyphs.draw_in(pen, art, 64, 34, 66, colour)

    return draw


def robed_person(art: str, colour: Colour | None = None) -> Draw:
    """A standing person for a drawing of head and shoulders, in a coat of the same colour."""

    def draw(pen: Pen) -> None:
        cloth = colour or glyphs.main_colour(art, None, True)
        dark = cloth.lighter(-0.10)
        for x in (56, 72):
            pen.rounded(x - 7, 116, 15, 8, 4, fill(SHOE))
        coat = [(50, 58), (78, 58), (88, 84), (94, 120), (34, 120), (40, 84)]
        pen.blob(coat, across(34, 94, cloth.lighter(0.05), cloth, dark))
        for x in (50, 64, 78):
            fold = [(x, 72), (x + (x - 64) * 0.2, 96), (x + (x - 64) * 0.45, 119)]
            pen.curve(fold, stroke(dark.lighter(-0.05), 1.4, 0.7))
        pen.curve([(46, 62), (34, 80), (36, 96)], stroke(dark, 10))
        pen.curve([(82, 62), (94, 80), (92, 96)], stroke(dark, 10))
        pen.rect(41, 82, 46, 4, fill(dark.lighter(-0.12)))
        with pen.at(64 - 64 * 0.56, -8 * 0.56, scale=0.56):
            glyphs.draw(pen, art)

    return draw


def person(
    art: str, outfit: Outfit, concept: str = "", skin: Colour | None = None, skirt: bool = False
) -> Draw:
    """A person from the front with a Noto head; `concept` may add a hat or a tool."""
    skin = skin or Colour(0.74, 0.08, 55)

    def draw(pen: Pen) -> None:
        cloth, dark = outfit.cloth, outfit.shade
        trousers = Colour(0.34, 0.05, 265)
        for x, sign in ((57, -1), (71, 1)):
            limb(pen, [(x, 90), (x + sign, 118)], 11, skin if skirt else trousers, None)
            pen.rounded(x - 7 + sign * 2, 117, 14, 7, 3.5, fill(SHOE))
        limb(pen, [(49, 62), (40, 74), (41, 90)], 9, cloth, dark)
        pen.circle(41, 92, 4.6, fill(skin))
        limb(pen, [(79, 62), (90, 74), (95, 84)], 9, dark)
        pen.circle(96, 86, 4.6, fill(skin))
        if skirt:
            pen.shape(
                outline("M 50 56 C 58 53 70 53 78 56 L 80 78 L 92 108 Q 64 115 36 108 L 48 78 Z"),
                across(38, 90, cloth.lighter(0.05), cloth, dark),
            )
        else:
            pen.shape(
                outline("M 48 58 C 56 53 72 53 80 58 L 82 98 Q 64 102 46 98 Z"),
                across(46, 82, cloth.lighter(0.05), cloth, dark),
            )
            pen.line(64, 60, 64, 98, stroke(dark, 1.4))
        pen.rounded(58.5, 50, 11, 9, 3, fill(skin.lighter(-0.06)))
        _trade(pen, concept, outfit)
        glyphs.draw_in(pen, art, 64, 32, 44)
        _headwear(pen, concept)

    return draw


def _trade(pen: Pen, concept: str, outfit: Outfit) -> None:
    if concept == "fisherman":
        for y in (66, 74, 82, 90):
            pen.line(48, y, 80, y, stroke(Colour(0.93, 0.01, 90), 2.6, 0.85))
    elif concept == "postman":
        pen.line(52, 56, 82, 88, stroke(Colour(0.40, 0.07, 50), 3))
        pen.rounded(74, 84, 22, 17, 3, fill(Colour(0.50, 0.09, 50)))
    elif concept == "monk":
        pen.line(46, 82, 82, 82, stroke(Colour(0.85, 0.05, 85), 2.4))
    elif concept == "musician":
        pen.shape(outline("M 58 58 L 64 66 L 70 58 Z"), fill(WHITE))


def _headwear(pen: Pen, concept: str) -> None:
    if concept in ("fisherman", "postman"):
        navy = Colour(0.32, 0.07, 262)
        pen.shape(
            outline("M 44 20 C 42 2 86 2 84 20 C 72 14 56 14 44 20 Z"),
            across(44, 84, navy.lighter(0.08), navy.lighter(-0.06)),
        )
        pen.shape(outline("M 46 21 C 56 15 72 15 82 21 C 72 25 56 25 46 21 Z"), fill(DARK))
        pen.circle(64, 12, 2.6, fill(Colour(0.80, 0.13, 85)))
    elif concept == "beekeeper":
        straw = Colour(0.85, 0.08, 88)
        pen.shape(
            outline("M 40 18 L 42 54 Q 64 60 86 54 L 88 18 Z"), fill(Colour(0.30, 0.02, 60), 0.35)
        )
        pen.oval(64, 17, 34, 7, fill(straw.lighter(-0.05)))
        pen.shape(
            outline("M 46 17 C 46 -2 82 -2 82 17 Z"),
            across(46, 82, straw.lighter(0.05), straw.lighter(-0.1)),
        )
    elif concept == "diver":
        pen.rounded(44, 22, 40, 20, 9, fill(Colour(0.80, 0.08, 220), 0.55))
        pen.rounded(44, 22, 40, 20, 9, stroke(Colour(0.70, 0.16, 75), 3))
        pen.curve([(84, 40), (92, 34), (92, 8)], stroke(Colour(0.70, 0.16, 75), 4))
    elif concept in ("pirate", "cowboy"):
        hat(pen, concept, 64, 17, 0.85)
    elif concept == "shepherd":
        hat(pen, "farmer", 64, 16, 0.8)
        pen.curve(
            [(96, 124), (96, 60), (92, 44), (102, 40), (106, 50)], stroke(Colour(0.48, 0.07, 60), 4)
        )


def from_behind(coat: Colour, umbrella: Colour | None = None, suitcase: bool = False) -> Draw:
    """Somebody seen from the back, as in a landscape."""
    dark = coat.lighter(-0.1)

    def draw(pen: Pen) -> None:
        for x in (58, 68):
            limb(pen, [(x, 92), (x, 120)], 7, Colour(0.2, 0.02, 270))
            pen.rounded(x - 5, 118, 10, 6, 2, fill(Colour(0.15, 0.02, 30)))
        back = [(56, 44), (71, 44), (77, 66), (80, 102), (47, 102), (51, 66)]
        pen.blob(back, across(46, 80, coat.lighter(0.06), coat, dark))
        limb(pen, [(53, 50), (46, 66), (47, 82)], 8, coat, dark)
        limb(pen, [(74, 50), (81, 66), (80, 82)], 8, dark)
        pen.rounded(54, 38, 19, 9, 4, fill(Colour(0.55, 0.15, 30)))
        pen.circle(63.5, 30, 10, fill(Colour(0.72, 0.06, 55)))
        hair = skia.Path()
        hair.addArc(skia.Rect.MakeXYWH(52.5, 18, 22, 24), 150, 240)
        pen.shape(hair, fill(Colour(0.25, 0.03, 40)))
        if suitcase:
            pen.rounded(
                76,
                94,
                26,
                26,
                3,
                linear((76, 94), (102, 120), (Colour(0.55, 0.09, 50), Colour(0.4, 0.08, 45))),
            )
            pen.rounded(84, 88, 10, 8, 2, stroke(Colour(0.3, 0.05, 40), 2.4))
            pen.line(80, 82, 88, 90, stroke(coat.lighter(-0.02), 5))
        if umbrella:
            open_umbrella(pen, umbrella)

    return draw


def open_umbrella(pen: Pen, colour: Colour) -> None:
    """An open umbrella held over a head at (64, 30)."""
    pen.line(66, 0, 66, 70, stroke(Colour(0.25, 0.02, 260), 2.4))
    path = skia.Path()
    path.moveTo(20, 22)
    path.cubicTo(24, -24, 108, -24, 112, 22)
    for i in range(4):
        x = 112 - i * 23
        path.quadTo(x - 11.5, 12, x - 23, 22)
    path.close()
    pen.shape(path, across(20, 112, colour.lighter(0.1), colour, colour.lighter(-0.12)))


def sleeping_dog(coat: Colour | None = None) -> Draw:
    """A dog curled up, dreaming."""
    base = coat or Colour(0.68, 0.10, 60)
    dark, light, ink = (
        base.lighter(-0.16),
        base.mix(Colour(0.95, 0.02, 80), 0.6),
        Colour(0.25, 0.03, 50),
    )

    def draw(pen: Pen) -> None:
        pen.curve([(112, 108), (124, 98), (122, 86), (112, 84)], stroke(dark, 9))
        back = [(30, 122), (24, 104), (46, 82), (82, 78), (112, 94), (116, 122)]
        pen.blob(back, radial((60, 84), 60, [base.lighter(0.06), base, dark], (0, 0.5, 1)))
        pen.blob([(80, 122), (78, 104), (94, 94), (112, 106), (112, 122)], fill(dark, 0.55))
        pen.oval(84, 119, 18, 5, fill(base.lighter(0.04)))
        pen.oval(33, 119, 19, 5, fill(light))
        pen.oval(32, 104, 24, 18, radial((26, 94), 34, [base.lighter(0.08), base]))
        pen.oval(17, 111.5, 15, 9.5, fill(light))
        pen.oval(5.5, 106, 5.5, 4, fill(ink))
        pen.blob([(36, 86), (54, 84), (62, 104), (52, 116), (42, 104)], fill(dark.lighter(-0.05)))
        pen.curve([(22, 100), (27, 104), (33, 101)], stroke(ink, 2.2))
        pen.curve([(8, 114), (15, 118), (22, 114)], stroke(ink, 1.5))
        dreaming(pen)

    return draw


def dreaming(pen: Pen) -> None:
    """Three rising Z."""
    for x, y, size in ((26, 74, 9), (36, 62, 12), (48, 46, 16)):
        zed = polygon(
            [(x, y), (x + size * 0.7, y), (x, y + size * 0.8), (x + size * 0.7, y + size * 0.8)],
            False,
        )
        pen.shape(zed, stroke(Colour(0.97, 0.03, 90), size * 0.14, 0.9))


def sleeping_cat(coat: Colour | None = None) -> Draw:
    """A cat rolled into a ball."""
    base = coat or Colour(0.76, 0.13, 70)
    dark, ink = base.lighter(-0.13), Colour(0.25, 0.03, 50)

    def draw(pen: Pen) -> None:
        pen.oval(
            68, 98, 48, 26, radial((56, 84), 60, [base.lighter(0.06), base, dark], (0, 0.55, 1))
        )
        for i in range(4):
            pen.curve(
                [(70 + i * 11, 74 + i * 2), (74 + i * 11, 84 + i), (72 + i * 11, 92)],
                stroke(dark, 4, 0.7),
            )
        pen.curve([(112, 104), (96, 124), (60, 122), (34, 116)], stroke(dark, 10))
        for ear in ([(18, 84), (22, 66), (34, 78)], [(42, 78), (54, 68), (56, 88)]):
            pen.polygon(ear, fill(dark))
        pen.oval(37, 96, 22, 19, radial((32, 88), 30, [base.lighter(0.08), base]))
        for x in (26, 42):
            pen.curve([(x, 95), (x + 4, 98), (x + 9, 95)], stroke(ink, 2))
        pen.polygon([(33, 101), (39, 101), (36, 104.5)], fill(Colour(0.70, 0.12, 15)))
        dreaming(pen)

    return draw
