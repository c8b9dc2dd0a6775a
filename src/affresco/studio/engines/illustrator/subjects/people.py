"""People: from the front in their clothes, in the coat of a bust, and seen from behind."""

from __future__ import annotations

import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    fill,
    linear,
    outline,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.subjects.bodies import limb
from affresco.studio.engines.illustrator.subjects.outfits import DARK, Outfit, hat

from . import glyphs

SHOE = Colour(0.20, 0.03, 40)


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
