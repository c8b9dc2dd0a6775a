# ruff: noqa: E501  (outlines are written on one line)
"""What is worn on the head: written as strokes (:mod:`..strokes`) around a head at (64, 31)."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.look import Look
from affresco.studio.engines.illustrator.subjects.strokes import stroke_of

# The head is 42 wide here and its crown at y = 2; tones: m the hat, s its band or second colour.
HATS: dict[str, tuple[str, ...]] = {
    "straw": ("d o 64 14 36 7", "m M 44 14 C 44 -12 84 -12 84 14 Q 64 19 44 14 Z", "r / 4 45 11 64 15 83 11"),
    "brim": ("d o 64 13 34 6.5", "m M 45 13 C 44 -12 56 -10 64 -6 C 72 -10 84 -12 83 13 Q 64 18 45 13 Z", "t / 4 46 10 64 14 82 10"),
    "fedora": ("d o 64 12 33 6", "m M 45 12 C 44 -12 54 -12 64 -7 C 74 -12 84 -12 83 12 Q 64 17 45 12 Z", "k / 4.5 46 9 64 13 82 9"),
    "stetson": ("m M 24 6 Q 40 20 64 18 Q 88 20 104 6 Q 96 24 64 24 Q 32 24 24 6 Z", "m M 45 16 C 42 -10 52 -18 64 -9 C 76 -18 86 -10 83 16 Q 64 21 45 16 Z", "t / 4 46 12 64 16 82 12"),
    "pith": ("d o 64 15 30 7", "m M 42 15 C 42 -14 86 -14 86 15 Q 64 20 42 15 Z", "t / 3 43 11 64 15 85 11", "m o 64 -7 4 3"),
    "boater": ("d o 64 14 34 6.5", "m M 46 14 L 47 -4 L 81 -4 L 82 14 Q 64 18 46 14 Z", "m o 64 -4 17 4", "r / 5 46 9 64 13 82 9"),
    "veil": ("d o 64 13 36 7", "m M 44 13 C 44 -12 84 -12 84 13 Q 64 18 44 13 Z", "t / 4 45 10 64 14 83 10"),
    "feathered": ("m M 38 15 Q 42 -12 66 -9 Q 84 -8 96 14 Q 70 20 38 15 Z", "t / 3.5 42 12 64 15 88 12", "r M 78 8 C 88 -2 92 -14 90 -24 C 80 -14 76 -4 74 8 Z"),
    "toque": ("m o 50 -7 12 11", "m o 78 -7 12 11", "m o 64 -13 15 13", "d r 45 -4 38 18 3"),
    "beret": ("m M 37 15 Q 30 -4 62 -6 Q 100 -6 96 10 Q 70 14 42 18 Z", "m / 3 64 -5 66 -11"),
    "helm": ("m M 41 22 C 39 -14 89 -14 87 22 L 82 14 L 46 14 Z", "d / 3 42 14 64 11 86 14", "d r 62 -10 5 26 2", "r M 64 -8 C 72 -30 94 -24 98 -4 C 88 -14 78 -10 70 -6 Z"),
    "helm-horned": ("w M 44 8 C 30 8 24 -6 28 -20 C 32 -10 38 -4 46 -4 Z", "w M 84 8 C 98 8 104 -6 100 -20 C 96 -10 90 -4 82 -4 Z", "m M 42 18 C 40 -14 88 -14 86 18 Q 64 10 42 18 Z", "d / 3.4 42 15 64 9 86 15", "d r 62 -9 5 22 2"),
    "kabuto": ("y M 52 -6 C 40 -14 40 -26 44 -30 C 46 -18 54 -12 64 -10 C 74 -12 82 -18 84 -30 C 88 -26 88 -14 76 -6 Z", "m M 42 16 C 40 -14 88 -14 86 16 L 98 28 L 84 22 Q 64 12 44 22 L 30 28 Z", "y / 3 42 16 64 10 86 16"),
    "helmet": ("m M 42 15 C 41 -13 87 -13 86 15 Z", "d r 36 11 57 6 3", "l r 61 -9 7 21 3"),
    "fire-helmet": ("m M 26 16 Q 42 12 44 8 C 44 -16 84 -16 84 8 Q 88 12 100 14 Q 96 22 64 18 Q 34 22 26 16 Z", "y M 56 -8 L 72 -8 L 72 6 Q 64 14 56 6 Z"),
    "cap": ("m M 42 12 Q 36 -6 64 -8 Q 92 -6 86 12 Z", "d M 42 10 Q 64 4 86 10 Q 96 16 92 19 Q 64 12 44 18 Z", "y o 66 2 3.4 3.4"),
    "baseball": ("m M 43 12 C 42 -12 84 -14 85 11 Q 64 6 43 12 Z", "d M 66 8 Q 92 6 104 14 Q 98 18 70 15 Z", "d o 64 -10 2.6 2"),
    "nurse-cap": ("m M 46 4 Q 64 -16 84 2 L 80 10 Q 64 2 49 11 Z", "r r 61 -6 7 3 0", "r r 63 -8 3 7 0"),
    "sailor": ("m M 42 8 Q 40 -2 64 -2 Q 88 -2 86 8 Q 64 2 42 8 Z", "m M 44 -4 Q 64 -16 84 -4 Q 64 2 44 -4 Z", "t / 3 44 3 64 -1 84 3"),
    "souwester": ("m M 44 12 C 44 -14 84 -14 84 12 Q 98 16 102 22 Q 64 14 44 18 Q 34 26 24 36 Q 26 20 44 12 Z", "d / 2.4 44 11 64 7 84 11"),
    "crown": ("y M 45 12 L 41 -14 L 54 -2 L 64 -18 L 74 -2 L 87 -14 L 83 12 Q 64 17 45 12 Z", "r o 64 5 3 3", "c o 53 4 2.2 2.2", "c o 75 4 2.2 2.2"),
    "tiara": ("y M 46 10 Q 64 4 82 9 L 80 2 L 72 2 L 64 -12 L 56 2 L 48 3 Z", "r o 64 0 2.6 2.6"),
    "cone": ("m M 43 13 Q 57 -18 74 -44 Q 75 -14 85 13 Q 64 18 43 13 Z", "y / 4 44 9 64 13 84 9"),
    "witch": ("d o 64 13 40 7.5", "m M 43 13 Q 54 -14 60 -30 Q 70 -48 88 -42 Q 76 -36 76 -24 Q 78 -6 85 13 Q 64 18 43 13 Z", "a / 5 45 8 64 12 83 8"),
    "top-hat": ("m o 64 11 31 6", "m M 46 11 L 43 -26 L 85 -26 L 82 11 Q 64 16 46 11 Z", "d o 64 -26 21 4.5", "r / 6 46 5 64 9 82 5"),
    "tricorn": ("m M 30 18 C 32 -18 52 -12 64 -16 C 76 -12 96 -18 98 18 C 78 6 50 6 30 18 Z", "w o 64 -1 5.4 5", "w r 60 3 8 4 1", "k o 62 -1 1.3 1.5", "k o 66 -1 1.3 1.5"),
    "hood": ("m M 40 46 C 34 -14 94 -14 88 46 L 82 44 C 88 12 76 8 64 8 C 52 8 40 12 46 44 Z",),
    "mortarboard": ("d M 44 12 Q 64 -2 84 12 L 82 0 L 46 0 Z", "m M 28 -4 L 64 -16 L 100 -4 L 64 8 Z", "y / 2 64 -4 92 0 93 16"),
    "wig": ("m o 44 20 9 9", "m o 43 34 7 8", "m o 86 20 7 9", "m M 42 18 C 38 -16 90 -16 87 14 C 76 6 54 6 42 18 Z", "m o 55 2 9 7", "m o 74 1 9 7"),
    "bearskin": ("m M 42 16 C 36 -52 92 -52 86 14 Q 64 6 42 16 Z", "y / 2.2 44 26 62 48 82 26"),
    "bobble": ("w o 64 -19 8 8", "m M 42 13 C 42 -17 86 -17 86 13 Z", "w r 40 7 48 10 5"),
    "bobble-knit": ("s o 64 -19 8 8", "m M 42 13 C 42 -17 86 -17 86 13 Z", "s r 40 7 48 10 5"),
    "swim": ("m M 43 12 C 42 -14 86 -14 85 12 Q 64 6 43 12 Z", "l / 3 62 -9 62 8"),
    "goggles": ("m M 42 30 C 36 -14 92 -14 87 20 L 83 12 Q 64 4 46 14 Z", "t / 3 43 10 64 4 85 9", "g o 56 5 8.4 6.6", "g o 75 4 8.4 6.6"),
    "horns": ("m M 48 4 C 38 0 38 -12 42 -16 C 44 -8 50 -6 56 -2 Z", "m M 80 4 C 90 0 90 -12 86 -16 C 84 -8 78 -6 72 -2 Z"),
    "party": ("m M 48 8 L 66 -34 L 82 6 Q 64 12 48 8 Z", "y o 66 -35 4.6 4.6", "s / 3 52 -2 64 2 79 -4", "s / 3 57 -14 66 -11 74 -15"),
    "flower-crown": ("n / 5 42 10 64 3 86 9", "r o 46 8 5 5", "y o 56 4 5 5", "w o 66 3 5 5", "r o 76 5 5 5", "y o 84 9 4.4 4.4"),
    "headphones": ("k / 4 42 26 42 -8 64 -13 86 -8 86 24", "m r 36 18 10 20 5", "m r 84 18 8 18 4"),
    "bow": ("m M 62 -4 L 46 -14 L 46 6 Z", "m M 66 -4 L 82 -14 L 82 6 Z", "d o 64 -4 4 4"),
    "headscarf": ("m p 60 52 50 70 60 68 64 56 70 68 80 68 70 52", "m M 37 48 C 28 -18 100 -20 92 48 Q 78 62 64 57 Q 50 62 37 48 Z M 47 38 Q 54 50 64 50 Q 76 50 83 37 C 87 14 76 3 64 3 C 51 3 42 16 47 38 Z", "m o 65 55 4.4 3.6", "w o 52 1 1.6 1.6", "w o 64 -3 1.6 1.6", "w o 77 1 1.6 1.6", "w o 42 16 1.6 1.6", "w o 87 15 1.6 1.6", "w o 41 32 1.6 1.6", "w o 87 31 1.6 1.6", "w o 46 46 1.6 1.6", "w o 83 45 1.6 1.6"),
    "turban": ("m M 42 16 C 34 -14 94 -18 88 12 Q 64 4 42 16 Z", "l / 3.4 44 8 60 -12 80 -10", "d / 3 46 12 66 -4 86 6", "y o 66 4 3.4 4"),
}  # fmt: skip


def hat(pen: Pen, kind: str, tone: Colour, band: Colour | None = None) -> None:
    """A hat on a head around (0, 0), 28 wide; an unknown kind is no hat."""
    if kind == "bubble":
        _bubble(pen, tone)
    elif kind == "halo":
        pen.oval(1, -27, 13, 3.6, stroke(tone, 2.8))
    elif kind == "mask":
        _mask(pen, tone)
    elif kind == "veil-cloth":
        path = "M -15 26 C -24 -28 24 -28 16 24 C 14 12 15 0 12 -9 C 4 -15 -6 -14 -11 -8 C -14 2 -12 14 -15 26 Z"
        pen.shape(outline(path), fill(tone))
        if tone.lightness < 0.5:
            pen.curve([(-11, -8), (0, -13.5), (12, -9)], stroke(WHITE, 3))
    if kind == "hood":
        pen.shape(outline("M -12 5 Q 2 1 13 4 L 12 15 Q 2 20 -9 15 Z"), fill(tone.lighter(0.03)))
    if kind in HATS:
        look = Look(
            Shape("tool"), "", "", tone, band or tone.lighter(-0.16), Colour(0.60, 0.17, 140)
        )
        with pen.at(0.6, 0, scale=0.72):
            pen.canvas.translate(-64, -28)
            for line in HATS[kind]:
                stroke_of(pen, look, Chance(0), line)
    if kind == "veil":
        net = "M -20 -10 L -17 18 Q 0 26 18 18 L 20 -10 Z"
        pen.shape(outline(net), fill(Colour(0.30, 0.02, 60), 0.28))


def _bubble(pen: Pen, tone: Colour) -> None:
    pen.circle(1, -2, 25, fill(Colour(0.80, 0.06, 235), 0.22))
    pen.circle(1, -2, 25, stroke(tone.lighter(-0.04), 4))
    pen.curve([(-15, -10), (-10, -17), (-3, -21)], stroke(WHITE, 3, 0.9))
    pen.curve([(17, 8), (14, 13)], stroke(WHITE, 2.4, 0.7))


def _mask(pen: Pen, tone: Colour) -> None:
    pen.rounded(-9, -8, 25, 13, 6, fill(Colour(0.80, 0.08, 220), 0.45))
    pen.rounded(-9, -8, 25, 13, 6, stroke(tone, 2.6))
    pen.curve([(-9, -3), (-14, -4)], stroke(tone, 2.4))
    pen.curve([(4, 12), (-13, 12), (-18, 0), (-18, -26)], stroke(tone, 2.8))
