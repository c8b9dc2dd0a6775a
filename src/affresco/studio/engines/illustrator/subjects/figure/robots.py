"""The head of a robot."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, down, fill, linear, stroke


def robot_head(pen: Pen, x: float, y: float, size: float, mood: str = "") -> None:
    """A friendly robot with an antenna. `mood`: "sad", "cry" or "angry" for another face."""
    metal, dark, glow = Colour(0.80, 0.03, 235), Colour(0.58, 0.04, 245), Colour(0.88, 0.13, 200)
    gloomy = mood in ("sad", "cry", "angry")
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
            if gloomy:  # a lid that hangs over the eye, outwards when sad
                lid = 4.0 if mood == "angry" else -4.0
                slant = [
                    (side * 4, -10 + lid),
                    (side * 17, -10 - lid),
                    (side * 17, -15),
                    (side * 4, -15),
                ]
                pen.polygon(slant, fill(Colour(0.25, 0.05, 260)))
        mouth = [(-6, 9.5), (0, 6), (6, 9.5)] if gloomy else [(-6, 6), (0, 9.5), (6, 6)]
        pen.curve(mouth, stroke(glow, 2.4))
        if mood in ("sad", "cry"):
            pen.oval(-12, 6, 2.2, 3.4, fill(Colour(0.80, 0.11, 230)))
        pen.curve([(-17, -20), (-4, -23.5), (8, -23)], stroke(WHITE, 2.4, 0.7))
