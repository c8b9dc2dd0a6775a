"""Clothes: cut to the joints of whoever wears them, in any pose."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    curve,
    fill,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import disc, modelled, solid, tube

from .pose import Joints

C = Colour
GOLD, SHOE, TROUSERS = C(0.80, 0.13, 85), C(0.26, 0.03, 45), C(0.36, 0.05, 262)
STEEL, PACK = C(0.74, 0.012, 250), C(0.52, 0.16, 25)


class Trunk:
    """The trunk as a surface: `at(t, s)` is t of the way from hip to neck, s units to its right."""

    def __init__(self, body: Joints, wide: float, slight: bool) -> None:
        self.body, self.wide = body, wide
        self.waist = wide * (0.72 if slight else 0.86)
        dx, dy = body.neck[0] - body.hip[0], body.neck[1] - body.hip[1]
        self.length = math.hypot(dx, dy)
        self.up = (dx / self.length, dy / self.length)
        self.side = (-self.up[1], self.up[0])

    def at(self, t: float, s: float) -> Point:
        """A point of the trunk."""
        (x, y), along = self.body.hip, t * self.length
        return (
            x + self.up[0] * along + self.side[0] * s,
            y + self.up[1] * along + self.side[1] * s,
        )

    def outline(self, low: float = -0.16, grow: float = 0.0) -> skia.Path:
        """The shape of the trunk, down to `low`, `grow` units wider than the body."""
        w, waist, hips = self.wide + grow, self.waist + grow, self.wide * 0.88 + grow
        right = [(1.0, w * 0.42), (0.95, w * 0.86), (0.84, w + 0.6), (0.42, waist), (0.02, hips)]
        edge = [*right, (low, hips * 0.9), (low - 0.03, 0.0)]
        points = [self.at(t, s) for t, s in edge]
        points += [self.at(t, -s) for t, s in reversed(edge[:-1])]
        return curve(points, True)

    def patch(self, corners: Sequence[tuple[float, float]], smooth: bool = False) -> skia.Path:
        """A piece of cloth on the trunk, by corners (t, s)."""
        points = [self.at(t, s) for t, s in corners]
        return curve(points, True) if smooth else polygon(points)

    def line(
        self, pen: Pen, corners: Sequence[tuple[float, float]], colour: Colour, width: float
    ) -> None:
        """A seam, belt or strap."""
        pen.curve([self.at(t, s) for t, s in corners], stroke(colour, width))


def hull(points: Sequence[tuple[float, float, float]]) -> skia.Path:
    """The cloth around some discs (x, y, radius), taut."""
    rim = sorted(
        (x + math.cos(a) * r, y + math.sin(a) * r)
        for x, y, r in points
        for a in (i * math.tau / 14 for i in range(14))
    )

    def half(ordered: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in ordered:
            while len(chain) > 1 and _turns(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return polygon([*half(rim), *half(rim[::-1])])


def _turns(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def skirt(body: Joints, trunk: Trunk, reach: float, flare: float) -> skia.Path:
    """From the waist to `reach` of the way down the legs (1: to the knees, 2: to the feet)."""
    discs = [(*trunk.at(0.30, 0), trunk.waist * 0.95), (*body.hip, trunk.wide * 0.86)]
    for hip, knee, foot in zip(body.hips, body.knees, body.feet, strict=True):
        t = min(1.0, reach)
        at = (hip[0] + (knee[0] - hip[0]) * t, hip[1] + (knee[1] - hip[1]) * t)
        discs.append((*at, trunk.wide * (0.62 + 0.16 * t) + flare * 0.5 * t))
        if reach > 1:
            t = reach - 1
            low = (knee[0] + (foot[0] - knee[0]) * t, knee[1] + (foot[1] - knee[1]) * t)
            discs.append((low[0], low[1] - 1, 5 + flare))
    return hull(discs)


def dress(pen: Pen, path: skia.Path, colour: Colour, folds: bool = True) -> None:
    """A skirt with its folds."""
    with modelled(pen, path, colour, 0.08, 0):
        if folds:
            box = path.computeTightBounds()
            top, low = box.top(), box.bottom()
            for share in (0.24, 0.46, 0.72):
                x = box.left() + box.width() * share
                mid = box.centerX() + (x - box.centerX()) * 0.5
                pen.line(
                    mid, top + (low - top) * 0.36, x, low, stroke(colour.lighter(-0.09), 1.1, 0.8)
                )


def coat(pen: Pen, body: Joints, trunk: Trunk, colour: Colour, long: float = 0.75) -> None:
    """An open coat over a shirt, down to the thighs."""
    tails = skirt(body, trunk, long, 2.0)
    with modelled(pen, tails, colour, 0.08, 0):
        pass
    w = trunk.wide
    for side, tone in ((-1, colour), (1, colour.lighter(-0.04))):
        flap = [(0.99, side * w * 0.40), (0.88, side * (w + 1.4)), (0.4, side * (trunk.waist + 1.6)),
                (0.0, side * (w + 1)), (-0.12, side * w * 0.2), (0.5, side * w * 0.26)]  # fmt: skip
        solid(pen, trunk.patch(flap), tone, 0.06)
        lapel = [(1.0, side * w * 0.34), (0.80, side * w * 0.70), (0.52, side * w * 0.2)]
        pen.shape(trunk.patch(lapel), fill(colour.lighter(-0.09)))


def apron(pen: Pen, body: Joints, trunk: Trunk, colour: Colour) -> None:
    """A bib and an apron to the knees."""
    lap = skirt(body, trunk, 0.86, 0.5)
    with pen.inside(lap):
        w = trunk.wide
        (x0, y0), (x1, y1) = body.knees
        mid = ((x0 + x1) / 2, (y0 + y1) / 2 + 2)
        front = hull(
            [(*trunk.at(0.34, 0.5), w * 0.72), (*trunk.at(0, 1), w * 0.74), (*mid, w * 0.85)]
        )
        solid(pen, front, colour, 0.05)
    bib = [
        (0.84, -trunk.wide * 0.48),
        (0.84, trunk.wide * 0.56),
        (0.30, trunk.waist * 0.9),
        (0.30, -trunk.waist * 0.8),
    ]
    solid(pen, trunk.patch(bib), colour, 0.04)
    for side in (-0.44, 0.52):
        trunk.line(
            pen,
            [(0.84, trunk.wide * side), (0.99, trunk.wide * side * 0.8)],
            colour.lighter(-0.06),
            1.8,
        )
    trunk.line(
        pen, [(0.34, -trunk.waist), (0.30, 0), (0.34, trunk.waist)], colour.lighter(-0.14), 1.5
    )


def cape(pen: Pen, body: Joints, trunk: Trunk, colour: Colour, low: float = 1.6) -> None:
    """A cloak behind somebody, blown a little to the left."""
    (nx, ny), (hx, hy) = body.neck, body.hip
    feet = min(-3.0, max(body.feet[0][1], body.feet[1][1]))
    bottom = hy + (feet - hy) * min(1.0, low / 1.7)
    w = trunk.wide
    points = [
        (nx - w * 0.7, ny + 1), (nx + w * 0.7, ny + 1), (nx + w + 3, (ny + hy) / 2),
        (hx + w + 5, bottom - 2), (hx - 2, bottom + 1.5), (hx - w - 11, bottom - 2),
        (nx - w - 6, (ny + hy) / 2),
    ]  # fmt: skip
    with modelled(pen, curve(points, True), colour, 0.08, 0):
        for dx in (-8.0, 3.0, 10.0):
            pen.line(
                nx + dx * 0.5,
                ny + 6,
                hx + dx * 1.3,
                bottom,
                stroke(colour.lighter(-0.08), 1.2, 0.7),
            )


def belt(pen: Pen, trunk: Trunk, colour: Colour, t: float = 0.16, buckle: bool = True) -> None:
    """A belt around the waist."""
    w = trunk.waist + (trunk.wide * 0.88 - trunk.waist) * (1 - t / 0.4) + 0.4
    trunk.line(pen, [(t + 0.02, -w), (t - 0.02, 0), (t + 0.02, w)], colour, 3)
    if buckle:
        x, y = trunk.at(t - 0.01, 1.5)
        pen.rounded(x - 2.2, y - 2, 4.4, 4, 0.8, fill(GOLD))


def scarf(pen: Pen, trunk: Trunk, colour: Colour) -> None:
    """A scarf around the neck, an end blown to the left."""
    w = trunk.wide
    end = tube(
        (trunk.at(0.96, -w * 0.3), trunk.at(0.72, -w * 0.9), trunk.at(0.50, -w * 1.2)), (5, 6, 6.5)
    )
    solid(pen, end, colour.lighter(-0.05))
    around = tube(
        (trunk.at(1.03, -w * 0.52), trunk.at(0.97, 1), trunk.at(1.04, w * 0.56)), (6.4, 7.4, 6.4)
    )
    solid(pen, around, colour)
    for i in (-0.3, 0.1, 0.45):
        a, b = trunk.at(1.08, w * i), trunk.at(0.92, w * i)
        pen.line(*a, *b, stroke(colour.lighter(-0.10), 0.9, 0.7))


def backpack(pen: Pen, trunk: Trunk, tone: Colour) -> None:
    """A pack on the back, seen above the shoulders and on either side."""
    w = trunk.wide
    pack = [
        (1.22, -w * 0.8),
        (1.26, 0),
        (1.22, w * 0.8),
        (0.9, w + 6),
        (0.25, w + 7),
        (0.14, w),
        (0.14, -w),
    ]
    solid(pen, trunk.patch([*pack, (0.25, -w - 8), (0.9, -w - 7)]), tone)
    for side in (-1, 1):
        pocket = [
            (0.62, side * (w + 3)),
            (0.62, side * (w + 10)),
            (0.28, side * (w + 10)),
            (0.26, side * (w + 3)),
        ]
        solid(pen, trunk.patch(pocket), tone.lighter(-0.08))


def straps(pen: Pen, trunk: Trunk, tone: Colour) -> None:
    """The straps of a pack over both shoulders."""
    w = trunk.wide
    for side in (-1, 1):
        trunk.line(
            pen,
            [(1.02, side * w * 0.62), (0.75, side * w * 0.66), (0.42, side * w * 0.92)],
            tone,
            3.0,
        )


WINGS = {False: C(0.97, 0.008, 90), True: C(0.90, 0.06, 205)}
"""The usual colours of an angel's wings and of a fairy's."""


def wings(pen: Pen, trunk: Trunk, tone: Colour, *, clear: bool) -> None:
    """Wings of feathers, or clear ones like a dragonfly's."""
    for side in (-1, 1):
        for reach, lift, wide in ((40, 1.5, 11), (36, 0.95, 11), (28, 0.45, 9)):
            root, tip = trunk.at(0.78, side * 4), trunk.at(lift, side * reach)
            mid = trunk.at((0.78 + lift) / 2 + 0.12, side * reach * 0.6)
            feather = tube((root, mid, tip), (5, wide, 3))
            pen.shape(feather, fill(tone.lighter(-0.04 if lift < 1 else 0), 0.75 if clear else 1.0))
            pen.shape(feather, stroke(tone.lighter(-0.12), 0.7, 0.6))


def tail(pen: Pen, body: Joints, trunk: Trunk, colour: Colour) -> None:
    """The tail of a mermaid, standing on its curl."""
    hx, hy = body.hip
    spine = [(hx, hy - 6), (hx + 2, hy + 14), (hx + 12, hy + 32), (hx + 30, hy + 38)]
    path = tube(spine, (trunk.wide * 1.9, trunk.wide * 1.5, 9, 4))
    with modelled(pen, path, colour, 0.08, 0):
        for row in range(8):
            for column in range(5):
                x, y = hx - 10 + column * 6 + (row % 2) * 3 + row * 0.8, hy - 6 + row * 5
                pen.arc(x, y, 6, 5, 0, 180, stroke(colour.lighter(-0.10), 0.9, 0.8))
    for lift in (-14, 6):
        fin = tube(
            (spine[-1], (hx + 40, hy + 34 + lift), (hx + 47, hy + 32 + lift * 1.7)), (4, 9, 1.5)
        )
        solid(pen, fin, colour.lighter(0.05))


def shoe(pen: Pen, foot: Point, knee: Point, colour: Colour, size: float = 1.0) -> None:
    """A shoe at the end of a leg."""
    dx, dy = foot[0] - knee[0], foot[1] - knee[1]
    length = max(0.01, math.hypot(dx, dy))
    fx, fy = dy / length, -dx / length
    heel = (foot[0] - fx * 1.2 * size, foot[1] - fy * 1.2)
    toe = (foot[0] + fx * 6.2 * size, foot[1] + fy * 6.2 * size + 0.6)
    solid(pen, tube((heel, toe), (6.4 * size, 5.0 * size)), colour)


def armour(pen: Pen, trunk: Trunk, colour: Colour) -> None:
    """Plates of the breast and the shoulders."""
    w = trunk.wide
    for t in (0.66, 0.46, 0.26, 0.06):
        trunk.line(
            pen,
            [(t + 0.04, -w * 0.9), (t - 0.03, 1), (t + 0.04, w * 0.9)],
            colour.lighter(-0.14),
            1.1,
        )
    for side in (-1, 1):
        solid(pen, disc(*trunk.at(0.92, side * w), 5.4, 4.6), colour.lighter(0.05))
