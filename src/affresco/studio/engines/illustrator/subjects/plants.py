"""Trees, bushes, flowers in vases."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    fill,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .bodies import limb
from .drawn import drawing

LEAF = Colour(0.5, 0.11, 140)
TRUNK = Colour(0.38, 0.05, 55)
STEM = Colour(0.45, 0.1, 140)


def rose(
    pen: Pen,
    x: float,
    y: float,
    size: float,
    hue: float,
    chance: Chance,
    light: float = 0.55,
    chroma: float = 0.2,
) -> None:
    """A rose from above."""
    base = Colour(light, chroma, hue)
    for i in range(6):
        angle = i * 1.05 + chance.between(0, 0.5)
        petal = fill(base.lighter(-0.10 + 0.03 * (i % 3)))
        pen.circle(
            x + math.cos(angle) * size * 0.5, y + math.sin(angle) * size * 0.5, size * 0.58, petal
        )
    pen.circle(x, y, size * 0.72, fill(base.lighter(0.02)))
    for i in range(4):
        r = size * (0.6 - 0.14 * i)
        tone = base.lighter(-0.14 if i % 2 else 0.1)
        pen.arc(
            x - r,
            y - r,
            2 * r,
            2 * r,
            i * 95 + chance.between(0, 60),
            230,
            stroke(tone, size * 0.13),
        )


def rosebush(chance: Chance, hue: float = 18, blooms: int = 9) -> Draw:
    """A bush in flower."""
    leaf = Colour(0.45, 0.10, 145)

    def draw(pen: Pen) -> None:
        for _ in range(46):
            angle, away = chance.between(0, math.tau), math.sqrt(chance.between())
            size = chance.between(7, 13)
            with pen.at(
                64 + math.cos(angle) * away * 49,
                89 + math.sin(angle) * away * 35,
                chance.between(0, 360),
            ):
                pen.oval(0, 0, size, size * 0.5, fill(leaf.lighter(chance.between(-0.13, 0.12))))
        for _ in range(blooms):
            angle, away = chance.between(0, math.tau), math.sqrt(chance.between())
            x, y = 64 + math.cos(angle) * away * 43, 85 + math.sin(angle) * away * 29
            rose(pen, x, y, chance.between(8, 12), hue + chance.between(-14, 14), chance)

    return draw


def tree(
    chance: Chance,
    kind: str = "round",
    leaf: Colour = LEAF,
    trunk: Colour = TRUNK,
    fruit: Colour | None = None,
) -> Draw:
    """A "round" broadleaf or a "pine"; with `fruit`, dots of that colour among the leaves."""

    def pine(pen: Pen) -> None:
        pen.rect(60, 104, 8, 20, fill(trunk))
        for i in range(5):
            y, w = 106 - i * 20, 44 - i * 7.5
            points = [(64.0, y - 34.0)]
            for j, t in enumerate((1, 0.72, 0.45, 0.18, -0.1, -0.38, -0.65, -1)):
                points.append((64 + w * t + chance.between(-2, 2), y + (4 if j % 2 else -3)))
            tones = (leaf.lighter(0.07 + 0.01 * i), leaf, leaf.lighter(-0.08))
            pen.shape(polygon(points), across(64 - w, 64 + w, *tones))

    def broad(pen: Pen) -> None:
        pen.polygon([(59, 124), (69, 124), (67, 70), (62, 70)], fill(trunk))
        limb(pen, [(65, 90), (76, 74)], 3, trunk)
        limb(pen, [(63, 96), (52, 80)], 3, trunk)
        for turn in (-0.5, 0.3, 1.1):
            limb(pen, [(64, 78), (64 + 26 * math.sin(turn), 58 - 18 * math.cos(turn))], 2.4, trunk)
        spots = []
        for _ in range(150):
            angle, away = chance.between(0, math.tau), math.sqrt(chance.between())
            wave = 1 + 0.10 * math.sin(5 * angle + 1.3)
            spots.append(
                (64 + math.cos(angle) * away * 47 * wave, 46 + math.sin(angle) * away * 39 * wave)
            )
        # the farthest and lowest first, in the shade; the light falls on what is above
        for x, y in sorted(spots, key=lambda spot: -spot[1]):
            lift = -(y - 46) / 210 - (x - 64) / 520 + chance.between(-0.035, 0.035)
            pen.circle(x, y, chance.between(4.5, 8.5), fill(leaf.lighter(lift)))
        if fruit:
            for x, y in spots[::9]:
                pen.circle(
                    x,
                    y + 4,
                    chance.between(3, 4.4),
                    radial((x - 1, y + 2), 5, [fruit.lighter(0.1), fruit.lighter(-0.06)]),
                )

    return pine if kind == "pine" else broad


@drawing("apple-tree")
def apple_tree(colour: Colour | None, chance: Chance) -> Draw:
    """An apple tree."""
    return tree(chance, fruit=colour or Colour(0.58, 0.2, 25))


@drawing("cherry-tree")
def cherry_tree(colour: Colour | None, chance: Chance) -> Draw:
    """A cherry tree."""
    return tree(chance, leaf=colour or Colour(0.84, 0.09, 355), trunk=Colour(0.36, 0.05, 30))


@drawing("olive-tree")
def olive_tree(colour: Colour | None, chance: Chance) -> Draw:
    """An olive tree."""
    return tree(chance, leaf=colour or Colour(0.62, 0.06, 130), fruit=Colour(0.34, 0.06, 300))


@drawing("rosebush")
def rose_bush(colour: Colour | None, chance: Chance) -> Draw:
    """A rose bush."""
    return rosebush(chance, colour.hue if colour else 18, 12)


def vase_of(flower: str, chance: Chance, colour: Colour | None = None) -> Draw:
    """A vase with nine flowers: "sunflower", or roses and tulips."""
    clay = colour or Colour(0.52, 0.10, chance.pick((200, 250, 30, 150)))
    hues = {"rose": (15, 25, 350), "tulip": (20, 60, 340), "sunflower": (85,)}.get(
        flower, (15, 25, 350, 60)
    )

    def head_at(i: int) -> tuple[float, float]:
        angle, away = -1.57 + (i - 4) * 0.30, 44 + 10 * (i % 2) + (i * 37 % 11 - 5)
        return 64 + math.cos(angle) * away, 66 + math.sin(angle) * away * 0.95

    def draw(pen: Pen) -> None:
        for i in range(9):
            x, y = head_at(i)
            pen.curve([(64, 80), (64 + (x - 64) * 0.4, 62), (x, y)], stroke(STEM, 2.4))
        for i in sorted(range(9), key=lambda t: -abs(t - 4)):
            x, y = head_at(i)
            if flower == "sunflower":
                for petal in range(14):
                    a = petal * 0.449
                    pen.circle(
                        x + math.cos(a) * 9,
                        y + math.sin(a) * 9,
                        5,
                        fill(Colour(0.84, 0.16, 85).lighter(-0.08 * (petal % 2))),
                    )
                pen.circle(
                    x,
                    y,
                    7.5,
                    radial((x - 2, y - 2), 9, [Colour(0.45, 0.08, 50), Colour(0.27, 0.05, 40)]),
                )
            else:
                rose(pen, x, y, 11, chance.pick(hues), chance, light=0.62)
        body = [(50, 124), (42, 100), (52, 84), (54, 76), (74, 76), (76, 84), (86, 100), (78, 124)]
        pen.blob(body, across(42, 86, clay.lighter(0.16), clay, clay.lighter(-0.14)))
        pen.oval(64, 75.5, 10, 3.5, fill(clay.lighter(-0.2)))

    return draw


@drawing("empty-vase")
def empty_vase(colour: Colour | None, chance: Chance) -> Draw:
    """A vase for flowers that are drawn by themselves."""
    clay = colour or Colour(0.52, 0.10, chance.pick((200, 250, 30, 150)))

    def draw(pen: Pen) -> None:
        body = [(46, 124), (34, 92), (48, 66), (50, 50), (78, 50), (80, 66), (94, 92), (82, 124)]
        pen.blob(body, across(34, 94, clay.lighter(0.16), clay, clay.lighter(-0.14)))
        pen.oval(64, 50, 15, 4.4, fill(clay.lighter(-0.2)))
        pen.curve([(44, 96), (46, 82), (52, 70)], stroke(clay.lighter(0.24), 3, 0.8))

    return draw


@drawing("vase")
def vase(colour: Colour | None, chance: Chance) -> Draw:
    """A vase."""
    return vase_of("rose", chance, colour)
