"""What one sees through a window: the place outside, in its own light, weather and season."""

from __future__ import annotations

from typing import Literal

import skia

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.light import Light
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    down,
    fill,
    polygon,
    radial,
    ridge,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

from . import season

Outlook = Literal[
    "hills", "city", "garden", "sea", "space", "mountains", "forest", "desert", "lake"
]
Box = tuple[float, float, float, float]  # left, top, width, height
_LAMP = Colour(0.87, 0.12, 82)
_PLACES: dict[Outlook, str] = {
    "sea": "sea beach harbour island cliff coastal-road ship-deck iceberg",
    "city": "skyline street roof square old-town station market canal courtyard bridge",
    "garden": "garden orchard vegetable-garden vineyard playground",
    "space": "space moon mars",
    "mountains": "mountains peak ski-slope volcano winter",
    "forest": "forest jungle",
    "desert": "desert savanna salt-flat",
    "lake": "lake river swamp",
}
_KINDS: dict[str, Outlook] = {
    place: kind for kind, places in _PLACES.items() for place in places.split()
}


def outlook_of(stage: Stage) -> Outlook | None:
    """The kind of view that the scene asks for; None where it leaves it open."""
    outside, regions = stage.scene.outlook, lexicon().regions
    outside = outside if outside in lexicon().settings or not outside else regions[outside].setting
    return _KINDS.get(outside, "hills") if outside else None


def look_out(
    stage: Stage, light: Light, pane: skia.Path, box: Box, kind: Outlook, key: int
) -> None:
    """Fill a pane with what lies behind it; `light` is the one outside. What the scene says lies there
    counts before `kind`."""
    pen, (x, y, wide, tall) = stage.pen, box
    kind = outlook_of(stage) or kind
    with pen.inside(pane):
        if kind == "space":
            _stars(stage, box, key)
            return
        pen.rect(
            x, y, wide, tall,
            down(y, y + tall * 0.8, light.top, light.middle, light.horizon, stops=(0, 0.5, 1)),
        )  # fmt: skip
        _sun(stage, light, box)
        if kind == "city":
            _towers(stage, light, box, key)
        elif kind == "sea":
            _water(stage, light, box, 0.6)
        elif kind == "mountains":
            _mountains(stage, light, box, key)
        elif kind == "forest":
            _firs(stage, light, box, key)
        elif kind == "desert":
            _dunes(stage, light, box, key)
        elif kind == "lake":
            _hills(stage, light, (x, y - tall * 0.10, wide, tall), False, key)
            _water(stage, light, box, 0.74)
        else:
            _hills(stage, light, box, kind == "garden", key)
        _weather(stage, light, box, key)


def _lit(light: Light, colour: Colour, depth: float = 0.0) -> Colour:
    """A colour outside: dimmed with the light, and lost in haze."""
    ambient = light.ambient.lightness
    if ambient < 0.9:
        colour = Colour(colour.lightness * ambient**1.3, colour.chroma * 0.7, colour.hue)
        colour = colour.mix(light.ambient, 0.12)
    return colour.mix(light.haze, depth)


def _sun(stage: Stage, light: Light, box: Box) -> None:
    x, y, wide, tall = box
    if light.time == "storm" or stage.has("rain", "fog", "snow"):
        return
    centre = (x + wide * 0.68, y + tall * (0.24 if light.time in ("day", "night") else 0.50))
    size = min(wide, tall) * 0.09
    tones = [(light.key, 0.6), (light.key, 0.0)]
    stage.pen.circle(*centre, size * 5, radial(centre, size * 5, tones))
    stage.pen.circle(*centre, size, fill(light.key))
    if light.time == "night":
        chance = stage.chance("window stars")
        for _ in range(26):
            stage.pen.circle(
                x + chance.between() * wide, y + chance.between(0, 0.6) * tall,
                chance.between(0.8, 2.0), fill(WHITE, 0.8),
            )  # fmt: skip


def _hills(stage: Stage, light: Light, box: Box, garden: bool, key: int) -> None:
    pen, (x, y, wide, tall) = stage.pen, box
    green = season.grass(stage, Colour(0.58, 0.11, 138))
    for i in range(3):
        chance = stage.chance("view", key, i)
        level = y + tall * (0.62 + 0.13 * i)
        points = ridge(chance, x - 10, x + wide + 10, level, tall * 0.16, 0.5, 5)
        tone = _lit(light, green.lighter(0.02 - 0.06 * i), 0.5 - 0.22 * i)
        foot = [(x + wide + 10, y + tall + 5), (x - 10, y + tall + 5)]
        pen.shape(polygon([*points, *foot]), fill(tone))
        for _ in range(5 if i else 0):
            px, py = points[chance.whole(2, len(points) - 3)]
            size = tall * chance.between(0.07, 0.12) * (1 + 0.5 * i)
            leaf = season.leaves(stage, Colour(0.48, 0.10, 145), chance)
            pen.line(px, py, px, py - size * 0.6, stroke(_lit(light, Colour(0.36, 0.05, 50)), 3))
            pen.circle(px, py - size * 0.9, size * 0.45, fill(_lit(light, leaf, 0.2 - 0.1 * i)))
    if not garden:
        return
    chance = stage.chance("bushes", key)
    for i in range(9):
        px, size = x + wide * i / 8, tall * chance.between(0.10, 0.18)
        leaf = season.leaves(stage, Colour(0.50, 0.12, 140), chance)
        pen.circle(px, y + tall, size, fill(_lit(light, leaf)))


def _water(stage: Stage, light: Light, box: Box, level: float) -> None:
    """Water up to the window; level: where it begins, in shares of the pane."""
    pen, (x, y, wide, tall) = stage.pen, box
    tone, top = _lit(light, Colour(0.46, 0.09, 235)), y + tall * level
    pen.rect(x, top, wide, tall, down(top, y + tall, light.haze.mix(tone, 0.35), tone))
    chance = stage.chance("window waves")
    for _ in range(int(10 + wide / 22)):
        far = chance.between() ** 1.6
        at, half = top + (y + tall - top) * far, wide * (0.015 + 0.05 * far)
        px = x + chance.between() * wide
        pen.line(px - half, at, px + half, at, stroke(light.key, 1.2 + 2 * far, 0.4))


def _mountains(stage: Stage, light: Light, box: Box, key: int) -> None:
    """Peaks with snow on them, and dark woods at their feet."""
    pen, (x, y, wide, tall) = stage.pen, box
    chance = stage.chance("window peaks", key)
    for layer in range(2):
        px, foot = x - wide * 0.2, y + tall * (0.86 + 0.1 * layer)
        while px < x + wide * 1.1:
            half, high = wide * chance.between(0.24, 0.36), tall * chance.between(0.36, 0.56)
            high *= 1 - 0.34 * layer
            rock = _lit(light, Colour(0.52, 0.04, 262), 0.42 - 0.2 * layer)
            top = (px + half, foot - high)
            pen.polygon([(px, foot), top, (px + 2 * half, foot)], fill(rock))
            pen.polygon([(px + half, foot), top, (px + 2 * half, foot)], fill(rock.lighter(-0.06)))
            snow = [
                top, (px + half * 1.32, foot - high * 0.68), (px + half * 1.1, foot - high * 0.76),
                (px + half * 0.92, foot - high * 0.64), (px + half * 0.7, foot - high * 0.7),
            ]  # fmt: skip
            pen.polygon(snow, fill(_lit(light, Colour(0.96, 0.01, 250), 0.15)))
            px += half * chance.between(1.0, 1.5)
    _firs(stage, light, (x, y + tall * 0.30, wide, tall * 0.70), key, rows=1)


def _firs(stage: Stage, light: Light, box: Box, key: int, rows: int = 3) -> None:
    """Rows of firs, the nearest the darkest."""
    pen, (x, y, wide, tall) = stage.pen, box
    for row in range(3 - rows, 3):
        chance = stage.chance("window firs", key, row)
        tone = _lit(light, Colour(0.44 - 0.05 * row, 0.08, 155), 0.5 - 0.22 * row)
        foot, size = y + tall * (0.72 + 0.15 * row), tall * (0.22 + 0.07 * row)
        pen.rect(x, foot - size * 0.06, wide, tall, fill(tone))
        px = x - size * 0.2
        while px < x + wide + size:
            high = size * chance.between(0.8, 1.25)
            for part in range(3):
                half, up = high * (0.26 - 0.06 * part), foot - high * 0.26 * part
                pen.polygon([(px - half, up), (px, up - high * 0.46), (px + half, up)], fill(tone))
            px += size * chance.between(0.34, 0.5)


def _dunes(stage: Stage, light: Light, box: Box, key: int) -> None:
    pen, (x, y, wide, tall) = stage.pen, box
    for i in range(3):
        chance = stage.chance("window dunes", key, i)
        level = y + tall * (0.62 + 0.13 * i)
        points = ridge(chance, x - 10, x + wide + 10, level, tall * 0.14, 0.35, 4)
        tone = _lit(light, Colour(0.84 - 0.04 * i, 0.09, 72), 0.45 - 0.2 * i)
        pen.shape(
            polygon([*points, (x + wide + 10, y + tall + 5), (x - 10, y + tall + 5)]), fill(tone)
        )


def _towers(stage: Stage, light: Light, box: Box, key: int) -> None:
    pen, (x, y, wide, tall) = stage.pen, box
    chance = stage.chance("view city", key)
    for layer in range(3):
        px = x - 10
        while px < x + wide:
            width = tall * chance.between(0.09, 0.18)
            high = tall * chance.between(0.25, 0.62) * (1 - 0.22 * layer)
            tone = _lit(light, Colour(0.52, 0.04, chance.pick((250, 265, 60))), 0.55 - 0.22 * layer)
            pen.rect(px, y + tall - high, width, high, fill(tone))
            for _ in range(7):
                lit = light.dark and chance.often(0.7)
                pane = fill(_LAMP if lit else tone.lighter(0.08), 0.9)
                at = px + chance.between(0.1, 0.8) * width
                pen.rect(at, y + tall - high * chance.between(0.1, 0.92), width * 0.11, 6, pane)
            px += width * chance.between(0.95, 1.3)


def _stars(stage: Stage, box: Box, key: int) -> None:
    pen, (x, y, wide, tall) = stage.pen, box
    pen.rect(x, y, wide, tall, down(y, y + tall, Colour(0.13, 0.05, 280), Colour(0.25, 0.10, 305)))
    chance = stage.chance("portal", key)
    for _ in range(int(60 + wide / 12)):
        pen.circle(
            x + chance.between() * wide, y + chance.between() * tall,
            chance.between(0.7, 2.4), fill(WHITE, chance.between(0.4, 1.0)),
        )  # fmt: skip
    hue, size = chance.pick((30, 60, 200, 320)), tall * chance.between(0.22, 0.34)
    cx, cy = x + wide * chance.between(0.2, 0.8), y + tall * chance.between(0.45, 0.7)
    light = (cx - size * 0.4, cy - size * 0.4)
    tones = [Colour(0.84, 0.10, hue), Colour(0.56, 0.14, hue - 15), Colour(0.24, 0.08, hue - 30)]
    pen.circle(cx, cy, size, radial(light, size * 1.6, tones, (0, 0.55, 1)))
    if chance.often(0.5):
        with pen.at(cx, cy, -18):
            pen.oval(
                0, 0, size * 1.7, size * 0.3, stroke(Colour(0.85, 0.06, hue), size * 0.07, 0.7)
            )


def _weather(stage: Stage, light: Light, box: Box, key: int) -> None:
    """Rain, snow or fog before the panes."""
    pen, (x, y, wide, tall) = stage.pen, box
    chance = stage.chance("pane", key)
    if stage.has("fog"):
        pen.rect(x, y, wide, tall, fill(light.haze, 0.62))
    if stage.has("snow"):
        _flakes(pen, stage, box, key)
    elif stage.has("rain", "storm"):
        for _ in range(int(20 + wide / 7)):
            px, py = x + chance.between() * wide, y + chance.between() * tall
            pen.line(px, py, px - 4, py + chance.between(10, 26), stroke(WHITE, 1.5, 0.55))


def _flakes(pen: Pen, stage: Stage, box: Box, key: int) -> None:
    x, y, wide, tall = box
    chance = stage.chance("flakes", key)
    for _ in range(int(20 + wide / 7)):
        size = chance.between(1.4, 4.2)
        pen.circle(x + chance.between() * wide, y + chance.between() * tall, size, fill(WHITE, 0.9))
    pen.oval(x + wide / 2, y + tall, wide * 0.5, tall * 0.035, fill(WHITE))
