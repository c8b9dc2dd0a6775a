"""Forms of abstract pictures: rings, ribbons, colour fields, a burst. Each fills the whole sheet."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import curve, down, fill, polygon, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

Palette = tuple[Colour, ...]
Form = Callable[[Stage, Palette], None]


def rings(stage: Stage, palette: Palette) -> None:
    """Discs of many rings, cut into sectors of other colours, that overlap."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("rings")
    pen.wash(fill(_ground(palette)))
    side = min(w, h)
    spots = [
        (0.5, 0.5, 0.46),
        (0.12, 0.2, 0.30),
        (0.9, 0.12, 0.26),
        (0.86, 0.88, 0.36),
        (0.1, 0.9, 0.28),
    ]
    turned = chance.often(0.5)
    for x, y, size in spots[::-1]:
        centre = (w * (1 - x if turned else x), h * (y + chance.between(-0.06, 0.06)))
        _target(stage, chance, centre, side * size * chance.between(0.85, 1.15), palette)


def _target(
    stage: Stage, chance: Chance, centre: tuple[float, float], radius: float, palette: Palette
) -> None:
    count, turn = chance.whole(4, 6), chance.between(0, 90)
    for ring in range(count):
        r = radius * (1 - ring / count)
        for quarter in range(4):
            tone = palette[(ring * 3 + quarter * 2 + chance.whole(0, 1)) % len(palette)]
            a0 = math.radians(turn + 90 * quarter)
            points = [centre]
            points += [
                (
                    centre[0] + r * math.cos(a0 + k * math.pi / 40),
                    centre[1] + r * math.sin(a0 + k * math.pi / 40),
                )
                for k in range(21)
            ]
            stage.pen.polygon(points, fill(tone))


def ribbons(stage: Stage, palette: Palette) -> None:
    """Broad waves one before the other, light at their crests."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("ribbons")
    pen.wash(down(0, h, palette[0].lighter(0.10), palette[1 % len(palette)].lighter(0.12)))
    count = chance.whole(8, 12)
    phase, turns = chance.between(0, math.tau), chance.between(0.6, 1.3)
    for i in range(count):
        y = h * (0.10 + 0.95 * i / count)
        swing = h * chance.between(0.05, 0.13)
        crest = [
            (
                w * (k / 14 * 1.2 - 0.1),
                y + swing * math.sin(k / 14 * math.tau * turns + phase + 0.55 * i),
            )
            for k in range(15)
        ]
        path = curve(crest)
        path.lineTo(w * 1.2, h * 1.2)
        path.lineTo(-w * 0.2, h * 1.2)
        path.close()
        tone = palette[i % len(palette)]
        pen.shape(path, down(y - swing, y + h * 0.24, tone.lighter(0.07), tone.lighter(-0.06)))
        pen.curve(crest, stroke(tone.lighter(0.15), 5, 0.8))


def colour_fields(stage: Stage, palette: Palette) -> None:
    """Two to four broad fields with soft edges that float on a ground."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("fields")
    pen.wash(fill(palette[0]))
    count = chance.whole(2, 4)
    cuts = sorted(chance.between(0.2, 0.8) for _ in range(count - 1))
    edges = [0.06, *cuts, 0.94]
    for i in range(count):
        top, low = edges[i] + 0.02, edges[i + 1] - 0.02
        if low - top < 0.08:
            continue
        tone = palette[(i + 1) % len(palette)]
        for grow, alpha in ((14, 0.45), (0, 0.9)):
            pen.rounded(
                w * 0.08 - grow, h * top - grow, w * 0.84 + 2 * grow, h * (low - top) + 2 * grow, 26,
                fill(tone.lighter(0.02 if grow else 0.0), alpha, 9),
            )  # fmt: skip
        for _ in range(26):
            y = h * chance.between(top, low)
            x = w * chance.between(0.08, 0.6)
            line = stroke(tone.lighter(chance.between(-0.05, 0.07)), chance.between(6, 22), 0.3, 4)
            pen.line(x, y, x + w * chance.between(0.1, 0.3), y + chance.between(-6, 6), line)


def burst(stage: Stage, palette: Palette) -> None:
    """Petals and rays that open from one point."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("burst")
    pen.wash(fill(_ground(palette)))
    x, y = w * chance.pick((0.38, 0.5, 0.62)), h * chance.pick((0.42, 0.52, 0.60))
    reach = math.hypot(w, h)
    rays = chance.whole(13, 19)
    for i in range(rays):
        a0, a1 = math.tau * i / rays, math.tau * (i + 0.55) / rays
        ray = [(x, y), (x + math.cos(a0) * reach, y + math.sin(a0) * reach),
               (x + math.cos(a1) * reach, y + math.sin(a1) * reach)]  # fmt: skip
        pen.polygon(ray, fill(palette[i % len(palette)].lighter(0.10), 0.75))
    for layer in range(4):
        size = min(w, h) * (0.44 - 0.10 * layer)
        petals = 14 - 2 * layer
        for i in range(petals):
            with pen.at(x, y, 360 * (i + 0.5 * layer) / petals + chance.between(-4, 4)):
                tone = palette[(i + layer) % len(palette)].lighter(chance.between(-0.05, 0.05))
                points = [
                    (0.0, 0.0),
                    (size * 0.16, -size * 0.45),
                    (0.0, -size),
                    (-size * 0.16, -size * 0.45),
                ]
                pen.shape(curve(points, True), fill(tone, 0.94))
    pen.circle(x, y, min(w, h) * 0.05, fill(palette[-1]))


def _ground(palette: Palette) -> Colour:
    """The lightest colour, paler still."""
    light = max(palette, key=lambda colour: colour.lightness)
    return light._replace(lightness=min(0.96, light.lightness + 0.08), chroma=light.chroma * 0.35)


def shards(stage: Stage, palette: Palette) -> None:
    """Pointed pieces that lean one way, with dark seams."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("shards")
    pen.wash(fill(palette[0]))
    for i in range(46):
        x, y = w * chance.between(-0.1, 1.1), h * chance.between(-0.1, 1.1)
        long, wide = chance.between(140, 420), chance.between(40, 130)
        angle = math.radians(-52 + chance.between(-26, 26))
        dx, dy = math.cos(angle) * long, math.sin(angle) * long
        piece = [(x, y), (x + dx, y + dy), (x + dx * 0.4 + wide, y + dy * 0.4 + wide * 0.4)]
        tone = palette[i % len(palette)].lighter(chance.between(-0.08, 0.08))
        pen.polygon(piece, fill(tone, 0.95))
        pen.shape(polygon(piece), stroke(tone.lighter(-0.22), 3, 0.7))


BY_MOOD: Final[dict[str, tuple[Form, ...]]] = {
    "angry": (shards, burst),
    "anxious": (shards, ribbons),
    "calm": (ribbons, colour_fields),
    "cute": (rings, burst),
    "dreamy": (ribbons, rings),
    "hopeful": (burst, ribbons),
    "joyful": (burst, rings, ribbons),
    "lonely": (colour_fields, ribbons),
    "romantic": (ribbons, burst),
    "sad": (colour_fields, ribbons),
}
ANY: Final[tuple[Form, ...]] = (rings, ribbons, colour_fields, burst)
BRIGHT: Final = frozenset(("joyful", "hopeful", "cute", "spring", "summer", "romantic"))
DIM: Final = frozenset(("sad", "lonely", "anxious", "spooky", "angry"))
