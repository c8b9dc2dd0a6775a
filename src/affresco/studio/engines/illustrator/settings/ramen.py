"""A bowl of ramen in isometric view: noodles, pork, eggs, nori, and a cup of tea beside."""

from __future__ import annotations

import math
from collections.abc import Callable

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    across,
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)

RX, RY = 258.0, 148.0  # radii of the rim


def ramen(
    pen: Pen, iso: Callable[[float, float, float], Point], chance: Chance, scale: float
) -> None:
    """Paint the bowl on the middle of a tile whose points `iso` gives."""
    mat = [iso(a, b, 0) for a, b in ((-0.78, -0.78), (0.66, -0.78), (0.66, 0.66), (-0.78, 0.66))]
    pen.polygon(mat, fill(Colour(0.42, 0.09, 25)))
    inner = [iso(a, b, 0) for a, b in ((-0.72, -0.72), (0.60, -0.72), (0.60, 0.60), (-0.72, 0.60))]
    pen.polygon(inner, stroke(Colour(0.82, 0.1, 75), 3 * scale))
    x, y = iso(-0.08, -0.08, 0)
    with pen.at(x, y, scale=scale):
        _bowl(pen, chance.pick((262, 262, 190, 300)))
        _soup(pen, chance)
        _toppings(pen, chance)
        for i in range(4):
            sx = -110 + i * 70
            steam = [(sx, -230), (sx + 26, -300), (sx - 18, -370), (sx + 14, -450)]
            pen.curve(steam, stroke(WHITE, 22, 0.30, blur=12))
    _chopsticks(pen, iso, scale)
    cup_x, cup_y = iso(-0.55, 0.86, 0)
    with pen.at(cup_x, cup_y, scale=scale):
        _cup(pen)


def _bowl(pen: Pen, hue: float) -> None:
    glaze = Colour(0.34, 0.10, hue)
    pen.oval(0, 26, 250, 138, fill(Colour(0.2, 0.06, 30), 0.55, blur=18))
    body = outline(
        f"M {-RX} -170 C {-RX * 0.98} -20 {-RX * 0.55} 40 {-RX * 0.36} 44 Q 0 110 {RX * 0.36} 44 "
        f"C {RX * 0.55} 40 {RX * 0.98} -20 {RX} -170 Z"
    )
    pen.shape(
        body,
        across(
            -RX,
            RX,
            glaze.lighter(0.28),
            glaze.lighter(0.10),
            glaze,
            glaze.lighter(-0.12),
            stops=(0, 0.25, 0.6, 1),
        ),
    )
    with pen.inside(body):  # overlapping waves
        for k in range(-7, 8):
            for j in range(5):
                x, y = k * 46 + (j % 2) * 23, -40 + j * 26 - abs(k) * 2.5
                for ring in range(3):
                    r = 23 - ring * 7
                    pen.arc(
                        x - r,
                        y - r,
                        2 * r,
                        2 * r,
                        180,
                        180,
                        stroke(Colour(0.85, 0.05, hue - 20), 2, 0.55),
                    )
    pen.oval(0, -170, RX, RY, fill(Colour(0.93, 0.02, 85)))
    pen.oval(0, -170, RX - 4, RY - 3, stroke(Colour(0.58, 0.19, 28), 8))
    pen.oval(
        0, -164, RX - 20, RY - 12, across(-RX, RX, Colour(0.70, 0.02, 85), Colour(0.86, 0.02, 85))
    )


def _soup(pen: Pen, chance: Chance) -> None:
    broth, noodle = Colour(0.66, 0.13, 62), Colour(0.90, 0.09, 88)
    surface = skia.Path()
    surface.addOval(skia.Rect.MakeLTRB(-RX + 28, -154 - RY + 20, RX - 28, -154 + RY - 20))
    pen.shape(
        surface, radial((-60, -190), RX * 1.3, [broth.lighter(0.10), broth, broth.lighter(-0.14)])
    )
    with pen.inside(surface):
        for _ in range(46):
            drop = fill(Colour(0.80, 0.14, 75), 0.5)
            pen.circle(
                chance.between(-1, 1) * RX * 0.85,
                -156 + chance.between(-1, 1) * RY * 0.8,
                chance.between(3, 10),
                drop,
            )
        for _ in range(38):
            angle, away = chance.between(0, math.tau), chance.between(0.1, 0.72)
            x, y = math.cos(angle) * away * RX * 0.55 - 10, -140 + math.sin(angle) * away * RY * 0.5
            w = chance.between(60, 150)
            h, start, sweep = w * 0.45, chance.between(0, 360), chance.between(120, 260)
            tone = noodle.lighter(chance.between(-0.08, 0.05))
            for lift, width, colour, alpha in (
                (3, 11, Colour(0.52, 0.11, 60), 0.7),
                (0, 9, tone, 1.0),
                (-2, 3, tone.lighter(0.06), 0.8),
            ):
                pen.arc(
                    x - w / 2, y - h / 2 + lift, w, h, start, sweep, stroke(colour, width, alpha)
                )


def _toppings(pen: Pen, chance: Chance) -> None:
    for d in (0, 34):
        nori = Colour(0.27, 0.05, 165).lighter(d / 700)
        sheet = [
            (78 + d, -298 + d * 0.3),
            (168 + d, -266 + d * 0.4),
            (150 + d, -148),
            (66 + d, -174),
        ]
        pen.polygon(sheet, linear((78, -298), (150, -170), (nori.lighter(0.09), nori)))
    for dx, dy in ((-120, -204), (-70, -232), (-16, -252)):
        _pork(pen, dx, dy)
    for dx, dy in ((-64, -112), (26, -98)):
        _egg(pen, dx, dy)
    points = []
    for i in range(22):
        a, r = i * math.tau / 22, 1 + 0.10 * (i % 2)
        points.append((126 + math.cos(a) * 46 * r, -120 + math.sin(a) * 30 * r))
    pen.polygon([(px, py + 7) for px, py in points], fill(Colour(0.78, 0.02, 20)))
    pen.polygon(points, fill(Colour(0.98, 0.01, 30)))
    swirl = [
        (126 + math.cos(t * 0.55) * (4 + t * 1.6), -120 + math.sin(t * 0.55) * (3 + t * 1.05))
        for t in range(17)
    ]
    pen.curve(swirl, stroke(Colour(0.70, 0.19, 358), 8))
    for _ in range(46):
        a, r = chance.between(0, math.tau), math.sqrt(chance.between())
        onion = stroke(Colour(0.68, 0.17, 140).lighter(chance.between(-0.1, 0.1)), 4)
        pen.oval(25 + math.cos(a) * r * 110, -176 + math.sin(a) * r * 52, 5, 3.5, onion)


def _pork(pen: Pen, x: float, y: float) -> None:
    pen.oval(x, y + 8, 62, 39, fill(Colour(0.3, 0.08, 35), 0.6, blur=4))
    pen.oval(x, y - 1, 62, 39, fill(Colour(0.42, 0.10, 35)))
    pen.oval(x, y - 4, 55, 34, fill(Colour(0.72, 0.09, 45)))
    pen.blob(
        [(x - 30, y - 10), (x - 4, y - 26), (x + 26, y - 12), (x + 6, y + 10)],
        stroke(Colour(0.90, 0.05, 60), 9),
    )
    pen.oval(x - 24, y - 18, 20, 10, fill(Colour(0.60, 0.10, 38), 0.7))


def _egg(pen: Pen, x: float, y: float) -> None:
    pen.oval(x, y + 7, 50, 35, fill(Colour(0.3, 0.08, 40), 0.5, blur=4))
    pen.oval(x, y - 1, 50, 35, fill(Colour(0.80, 0.07, 65)))
    pen.oval(x, y - 4, 46, 31, fill(Colour(0.97, 0.015, 90)))
    pen.oval(
        x,
        y - 4,
        25,
        18,
        radial((x - 8, y - 12), 34, [Colour(0.86, 0.16, 80), Colour(0.72, 0.17, 58)]),
    )
    pen.oval(x - 6, y - 12.5, 8, 4.5, fill(WHITE, 0.7))


def _chopsticks(pen: Pen, iso: Callable[[float, float, float], Point], scale: float) -> None:
    for d in (0.0, 0.10):
        (ax, ay), (bx, by) = iso(0.72 + d, -0.7, 0.02), iso(0.72 + d, 0.80, 0.02)
        pen.line(
            ax,
            ay + 8 * scale,
            bx,
            by + 8 * scale,
            stroke(Colour(0.25, 0.06, 40), 12 * scale, 0.4, blur=4),
        )
        pen.line(ax, ay, bx, by, stroke(Colour(0.40, 0.12, 28), 11 * scale))
        pen.line(ax, ay - 3 * scale, bx, by - 3 * scale, stroke(Colour(0.58, 0.13, 32), 3 * scale))


def _cup(pen: Pen) -> None:
    glaze = Colour(0.62, 0.08, 165)
    pen.oval(3, 9, 55, 25, fill(Colour(0.2, 0.06, 30), 0.4, blur=8))
    pen.rounded(
        -48, -84, 96, 104, 23, across(-48, 48, glaze.lighter(0.14), glaze, glaze.lighter(-0.14))
    )
    pen.oval(0, -83, 48, 27, fill(glaze.lighter(0.1)))
    pen.oval(0, -82, 40, 21, down(-100, -60, Colour(0.64, 0.11, 120), Colour(0.56, 0.10, 120)))
