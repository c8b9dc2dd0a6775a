"""Clothes and hats of trades."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    outline,
    stroke,
)

DARK = Colour(0.25, 0.02, 270)


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
