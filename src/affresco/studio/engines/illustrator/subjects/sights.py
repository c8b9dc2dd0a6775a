"""Sights of our own, where the nearest drawing would be a stranger: stairs, hives, northern lights."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    down,
    fill,
    linear,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .drawn import drawing
from .look import disc, solid, tube

C = Colour
_STONE, _WOOD, _STRAW = C(0.78, 0.02, 80), C(0.50, 0.08, 52), C(0.80, 0.11, 85)
_INK, _GOLD = C(0.26, 0.02, 260), C(0.86, 0.14, 90)


@drawing("staircase")
def staircase(colour: Colour | None, chance: Chance) -> Draw:
    """A staircase."""
    tone = colour or _STONE

    def draw(pen: Pen) -> None:
        for i in range(8):
            x, y = 10 + i * 13.5, 124 - (i + 1) * 12.5
            solid(pen, polygon([(x, y), (118, y), (118, 124), (x, 124)]), tone.lighter(-0.012 * i))
            pen.rect(x, y, 108 - i * 13.5, 3, fill(tone.lighter(0.09)))
            pen.rect(x, y + 3, 3, 10, fill(tone.lighter(-0.12)))
        rail = C(0.34, 0.04, 50)
        for i in range(8):
            post, foot = 14 + i * 13.5, 124 - (i + 1) * 12.5
            pen.line(post, foot, post, foot - 24, stroke(rail, 2.2))
        pen.line(12, 88, 112, -4, stroke(rail, 4.4))

    return draw


@drawing("balcony")
def balcony(colour: Colour | None, chance: Chance) -> Draw:
    """A balcony."""
    wall = colour or C(0.86, 0.05, 70)

    def draw(pen: Pen) -> None:
        solid(pen, polygon([(8, 0), (120, 0), (120, 124), (8, 124)]), wall, 0.05)
        pen.rounded(38, 14, 52, 78, 24, fill(wall.lighter(-0.14)))
        pen.rounded(42, 18, 44, 76, 20, fill(C(0.72, 0.07, 225)))
        pen.line(64, 18, 64, 92, stroke(WHITE, 3))
        for x, side in ((38, -1), (90, 1)):
            solid(
                pen,
                polygon([(x, 22), (x + side * 20, 26), (x + side * 20, 90), (x, 92)]),
                C(0.50, 0.10, 160),
            )
        solid(pen, polygon([(16, 92), (112, 92), (104, 104), (24, 104)]), _STONE)
        for i in range(15):
            pen.line(20 + i * 6.3, 64, 20 + i * 6.3, 93, stroke(_INK, 1.8))
        pen.line(16, 64, 112, 64, stroke(_INK, 4))
        for i in range(9):
            at = 22 + i * 10.5
            pen.circle(at, 96 - (i % 2) * 4, 6, fill(C(0.52, 0.12, 145)))
            pen.circle(at, 91 - (i % 2) * 4, 4, fill(C(0.66, 0.18, 15 if i % 3 else 60)))

    return draw


@drawing("windowsill")
def windowsill(colour: Colour | None, chance: Chance) -> Draw:
    """A windowsill."""
    frame = colour or C(0.95, 0.01, 90)

    def draw(pen: Pen) -> None:
        solid(pen, polygon([(14, 0), (114, 0), (114, 100), (14, 100)]), frame, 0.05)
        pen.rect(22, 8, 84, 84, down(8, 92, C(0.76, 0.09, 235), C(0.93, 0.04, 210)))
        pen.oval(48, 80, 40, 18, fill(C(0.66, 0.11, 140)))
        pen.oval(92, 84, 34, 16, fill(C(0.58, 0.11, 145)))
        pen.rect(22, 92, 84, 8, fill(frame.lighter(-0.06)))
        pen.line(64, 8, 64, 92, stroke(frame, 5))
        pen.line(22, 48, 106, 48, stroke(frame, 4))
        solid(pen, polygon([(4, 100), (124, 100), (128, 112), (0, 112)]), frame, 0.06)
        pen.rect(2, 112, 124, 5, fill(frame.lighter(-0.16)))

    return draw


@drawing("billboard")
def billboard(colour: Colour | None, chance: Chance) -> Draw:
    """A billboard."""

    def draw(pen: Pen) -> None:
        for x in (34, 94):
            pen.rect(x - 3, 60, 6, 64, fill(C(0.42, 0.02, 250)))
        solid(pen, polygon([(6, 8), (122, 8), (122, 72), (6, 72)]), C(0.34, 0.02, 250))
        pen.rect(11, 13, 106, 54, fill(colour or C(0.95, 0.02, 90)))
        pen.circle(40, 40, 18, fill(C(0.66, 0.18, 30)))
        for i, wide in enumerate((40, 32, 44)):
            pen.rounded(66, 24 + i * 13, wide, 6, 3, fill(C(0.50, 0.10, 250)))

    return draw


@drawing("beehive")
def beehive(colour: Colour | None, chance: Chance) -> Draw:
    """A beehive."""
    tone = colour or _STRAW

    def draw(pen: Pen) -> None:
        for i, half in enumerate((40, 46, 47, 43, 35, 22)):
            solid(
                pen,
                tube(((64 - half, 112 - i * 17), (64 + half, 112 - i * 17)), (20, 20)),
                tone.lighter(0.015 * i),
                0.09,
            )
        pen.oval(64, 108, 10, 9, fill(C(0.26, 0.04, 50)))
        for x, y in ((20, 40), (108, 58), (98, 20)):
            pen.oval(x, y, 5, 3.6, fill(C(0.80, 0.16, 85)))
            pen.line(x, y - 3, x, y + 3, stroke(_INK, 1.8))
            pen.oval(x + 1, y - 5, 3.4, 2.4, fill(WHITE, 0.8))

    return draw


@drawing("hay-bale")
def hay_bale(colour: Colour | None, chance: Chance) -> Draw:
    """A hay bale."""
    tone, seed = colour or _STRAW, chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        solid(
            pen,
            outline("M 10 124 C 6 70 34 20 64 16 C 94 20 122 70 118 124 Q 64 132 10 124 Z"),
            tone,
        )
        own = Chance(seed)
        for _ in range(90):
            x, y = own.between(16, 110), own.between(30, 122)
            if abs(x - 64) < 20 + (y - 20) * 0.34:
                shade = tone.lighter(own.between(-0.14, 0.10))
                pen.line(x, y, x + own.between(-8, 8), y + own.between(4, 10), stroke(shade, 1.4))

    return draw


@drawing("puddle")
def puddle(colour: Colour | None, chance: Chance) -> Draw:
    """A puddle."""
    tone = colour or C(0.68, 0.08, 235)

    def draw(pen: Pen) -> None:
        edge = [
            (4, 112),
            (30, 102),
            (66, 106),
            (98, 100),
            (124, 110),
            (104, 122),
            (60, 120),
            (26, 124),
        ]
        pen.blob(edge, fill(tone.lighter(-0.10)))
        with pen.at(64, 112, scale=0.93):
            pen.canvas.translate(-64, -112)
            pen.blob(edge, down(100, 124, tone.lighter(0.14), tone))
        for x, y, r in ((46, 112, 12), (84, 110, 9)):
            pen.oval(x, y, r, r * 0.3, stroke(WHITE, 1.6, 0.8))
            pen.oval(x, y, r * 0.5, r * 0.15, stroke(WHITE, 1.2, 0.8))

    return draw


@drawing("lily-pad")
def lily_pad(colour: Colour | None, chance: Chance) -> Draw:
    """A lily pad."""
    tone = colour or C(0.58, 0.13, 145)

    def draw(pen: Pen) -> None:
        pen.oval(64, 116, 62, 13, fill(tone.lighter(-0.16)))
        solid(pen, disc(64, 113, 60, 12), tone)
        pen.polygon([(64, 113), (118, 104), (126, 116)], fill(C(0.62, 0.08, 220)))
        for dx, dy in ((-50, 0), (-34, -8), (0, -11), (34, -9), (-30, 8), (6, 11)):
            pen.line(64, 113, 64 + dx, 113 + dy, stroke(tone.lighter(0.12), 1.2, 0.7))
        for x, lean in ((30, -14), (22, -30), (38, 2), (30, 18)):
            with pen.at(30, 104, lean):
                pen.oval(0, -9, 5, 11, fill(C(0.86, 0.09, 350).lighter(-0.03 if x < 30 else 0.03)))
        pen.circle(30, 101, 4, fill(_GOLD))

    return draw


@drawing("stonehenge")
def stonehenge(colour: Colour | None, chance: Chance) -> Draw:
    """A stonehenge."""
    tone = colour or C(0.62, 0.015, 90)

    def draw(pen: Pen) -> None:
        for x, y, high, shade in (
            (8, 112, 56, -0.1),
            (34, 112, 60, -0.1),
            (86, 112, 58, -0.1),
            (112, 112, 52, -0.1),
            (24, 124, 78, 0.0),
            (56, 124, 82, 0.02),
            (92, 124, 76, 0.0),
        ):
            solid(pen, tube(((x, y - 4), (x + 1, y - high)), (17, 14)), tone.lighter(shade))
        for x0, x1, y in ((2, 42, 52), (80, 120, 54), (14, 66, 42)):
            solid(pen, tube(((x0, y), (x1, y - 1)), (13, 12)), tone.lighter(0.03))

    return draw


@drawing("phone-booth")
def phone_booth(colour: Colour | None, chance: Chance) -> Draw:
    """A phone booth."""
    tone = colour or C(0.52, 0.20, 26)

    def draw(pen: Pen) -> None:
        solid(pen, outline("M 36 18 Q 64 -2 92 18 L 92 124 L 36 124 Z"), tone)
        pen.rect(42, 20, 44, 8, fill(C(0.96, 0.01, 90)))
        for row in range(6):
            for column in range(3):
                pen.rect(43 + column * 14.5, 34 + row * 13, 12.5, 11, fill(C(0.82, 0.06, 225)))
        pen.rect(32, 118, 64, 6, fill(tone.lighter(-0.14)))

    return draw


@drawing("aurora")
def aurora(colour: Colour | None, chance: Chance) -> Draw:
    """An aurora."""
    hues = (colour,) if colour else (C(0.78, 0.17, 155), C(0.72, 0.15, 175), C(0.66, 0.17, 320))
    seed = chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        own = Chance(seed)
        for band in range(3):
            tone, base = hues[band % len(hues)], 74 + band * 14
            for i in range(44):
                x = -10 + i * 3.4
                y = base + math.sin(i * 0.24 + band * 2.1) * 13
                high = 46 + own.between(0, 26)
                pen.line(x, y, x + 5, y - high, _ray(x, y, high, tone))

    return draw


def _ray(x: float, y: float, high: float, tone: Colour) -> skia.Paint:
    """A ray of light, brightest near its foot."""
    paint = linear((x, y), (x, y - high), [(tone, 0.0), (tone, 0.5), (tone, 0.0)], (0, 0.2, 1))
    paint.setStrokeWidth(5)
    paint.setStyle(skia.Paint.kStroke_Style)
    return paint


@drawing("milky-way")
def milky_way(colour: Colour | None, chance: Chance) -> Draw:
    """A milky way."""
    tone, seed = colour or C(0.82, 0.08, 290), chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        own = Chance(seed)
        with pen.at(64, 64, -32):
            for _ in range(60):
                x, y = own.normal(0, 34), own.normal(0, 8)
                cloud = C(tone.lightness, tone.chroma, tone.hue + own.between(-40, 40))
                pen.circle(x, y, 13, radial((x, y), 13, [(cloud, 0.16), (cloud, 0.0)]))
            for _ in range(170):
                x, y = own.normal(0, 38), own.normal(0, 11)
                pen.circle(x, y, own.between(0.3, 1.3), fill(WHITE, own.between(0.5, 1)))

    return draw


@drawing("fireworks-show")
def fireworks(colour: Colour | None, chance: Chance) -> Draw:
    """Fireworks."""
    seed = chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        own = Chance(seed)
        for x, y, r, hue in (
            (42, 40, 38, 20),
            (92, 30, 28, 85),
            (86, 84, 32, 320),
            (30, 92, 22, 200),
        ):
            tone = colour or C(0.78, 0.18, hue)
            for i in range(18):
                a = i * math.tau / 18 + own.between(-0.06, 0.06)
                dx, dy = math.cos(a), math.sin(a)
                pen.line(
                    x + dx * r * 0.25,
                    y + dy * r * 0.25,
                    x + dx * r * 0.9,
                    y + dy * r * 0.9,
                    stroke(tone, 1.7, 0.9),
                )
                pen.circle(x + dx * r, y + dy * r, 1.9, fill(tone.lighter(0.14)))
            pen.circle(x, y, 3, fill(WHITE))

    return draw


@drawing("shooting-star")
def shooting_star(colour: Colour | None, chance: Chance) -> Draw:
    """A shooting star."""
    tone = colour or _GOLD

    def draw(pen: Pen) -> None:
        for spread, alpha in ((9, 0.35), (4, 0.7)):
            trail = polygon([(34, 92), (124 - spread, 6), (126, 8 + spread), (42, 100)])
            pen.shape(trail, linear((36, 96), (124, 8), [(tone, alpha), (tone, 0.0)]))
        points = []
        for i in range(10):
            r, a = (26 if i % 2 == 0 else 11), -math.pi / 2 + i * math.pi / 5 - 0.3
            points.append((34 + math.cos(a) * r, 96 + math.sin(a) * r))
        solid(pen, polygon(points), tone)

    return draw


@drawing("waterfall")
def waterfall(colour: Colour | None, chance: Chance) -> Draw:
    """A waterfall."""
    rock, water = C(0.52, 0.02, 80), colour or C(0.86, 0.05, 225)
    seed = chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        own = Chance(seed)
        for side in (-1, 1):
            for i in range(5):
                y = 112.0 - i * 25
                x = 64 + side * (46.0 - (i % 2) * 5)
                stone = tube(((x - 16, y), (x + 16, y - 1)), (28, 30))
                solid(pen, stone, rock.lighter(own.between(-0.05, 0.06)))
            solid(
                pen, tube(((64 + side * 58, 2), (64 + side * 30, 4)), (18, 12)), C(0.52, 0.12, 140)
            )
        fall = outline("M 40 2 Q 64 -6 88 2 L 94 112 Q 64 120 34 112 Z")
        pen.shape(fall, down(0, 120, water, water.lighter(-0.10)))
        with pen.inside(fall):
            for _ in range(26):
                thread, y = own.between(36, 92), own.between(-4, 80)
                shade = WHITE if own.often(0.6) else water.lighter(-0.16)
                pen.line(
                    thread,
                    y,
                    thread + own.between(-1, 1),
                    y + own.between(18, 50),
                    stroke(shade, own.between(0.8, 2.4), 0.7),
                )
        pen.oval(64, 118, 56, 9, fill(water.lighter(-0.08)))
        for _ in range(22):
            spray = own.between(24, 104)
            pen.circle(spray, own.between(104, 116), own.between(3, 8), fill(WHITE, 0.55))

    return draw


@drawing("gate")
def gate(colour: Colour | None, chance: Chance) -> Draw:
    """A gate."""
    iron = colour or _INK

    def draw(pen: Pen) -> None:
        for post in (14, 114):
            solid(
                pen,
                polygon([(post - 10, 30), (post + 10, 30), (post + 10, 124), (post - 10, 124)]),
                _STONE,
            )
            solid(pen, disc(post, 22, 9), _STONE.lighter(0.04))
        for i in range(11):
            x = 28 + i * 7.2
            top = 48 - math.sin(i * math.pi / 10) * 22
            pen.line(x, top, x, 120, stroke(iron, 2.6))
            pen.circle(x, top - 2, 2.6, fill(iron))
        for y in (66, 112):
            pen.line(24, y, 104, y, stroke(iron, 3.4))
        pen.line(64, 28, 64, 120, stroke(iron, 4))

    return draw


@drawing("city")
def city(colour: Colour | None, chance: Chance) -> Draw:
    """A city."""
    tone, seed = colour or C(0.62, 0.05, 245), chance.whole(0, 9999)

    def draw(pen: Pen) -> None:
        own = Chance(seed)
        for row, low in ((0, 118.0), (1, 124.0)):
            at = 2.0
            while at < 118:
                wide, high = own.between(13, 22), own.between(40, 112) * (1 - 0.42 * row)
                wall = tone.lighter(own.between(-0.10, 0.12) - 0.08 * (1 - row))
                solid(
                    pen,
                    polygon(
                        [(at, low - high), (at + wide, low - high), (at + wide, low), (at, low)]
                    ),
                    wall,
                )
                for step in range(int(high / 9) - 1):
                    for side in (0.22, 0.62):
                        lit = C(0.90, 0.11, 88) if own.often(0.5) else wall.lighter(-0.14)
                        pen.rect(
                            at + wide * side, low - high + 5 + step * 9, wide * 0.2, 4.4, fill(lit)
                        )
                at += wide * 0.94

    return draw
