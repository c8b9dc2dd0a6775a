"""The motifs of a pattern: each thing that is named once, clean and alone, repeated over the sheet.

Two things that are named take turns. The seed chooses how the repeat is laid, the ground, and the
small ornaments between the motifs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import msgspec
import numpy as np

from affresco.studio.engines.illustrator.layout.assembly import merged
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, oklab
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, pixels, stroke, surface
from affresco.studio.engines.illustrator.painting.sprites import BOX, Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Scene

_MOST: Final = 4  # motifs that take turns
_SEEN: Final = 48  # pixels of the side of a motif whose colours are looked at
_SOFT: Final = Placing(shadow=0.0, rim=0.0, shade=0.25)
_HUES: Final = (25.0, 60.0, 95.0, 155.0, 205.0, 250.0, 300.0, 350.0)


@dataclass(frozen=True)
class Motif:
    """A drawing, with the middle and the larger side of what it covers, in units of its box."""

    subject: Subject
    x: float
    y: float
    side: float


@dataclass(frozen=True)
class Spot:
    """Where a motif goes: its middle in units, how large it is, its turn, which motif it is."""

    x: float
    y: float
    size: float
    turn: float
    number: int
    flip: bool


def for_pattern(scene: Scene) -> Scene:
    """A scene of single things without a place; what was named as many is one motif."""
    single = tuple(msgspec.structs.replace(entity, count=1) for entity in scene.entities)
    return msgspec.structs.replace(scene, entities=single, setting="backdrop-plain", camera=None)


def paint(stage: Stage) -> None:
    """Ground, ornaments and motifs over the whole sheet."""
    chance = stage.chance("repeat")
    stage.light = replace(
        stage.light, time="day", ambient=WHITE, key=WHITE, shadow=Colour(0.3, 0.06, 280)
    )
    stage.horizon, stage.ground, stage.floating = stage.height, "none", True
    motifs = _motifs(stage)
    ground, second, ornament = _colours(motifs, chance)
    stage.pen.wash(fill(ground))
    lay = chance.pick((_half_drop, _chequered, _tossed, _medallions, _lattice))
    spots = lay(stage, chance, ground, second)
    _ornaments(stage, spots, chance, ornament)
    with stage.pen.figure():
        for spot in spots:
            _put(stage, motifs[spot.number % len(motifs)], spot)


def _motifs(stage: Stage) -> list[Motif]:
    builder, out = Builder(stage), []
    for root in roots_of(stage)[:_MOST]:
        subject = merged(builder.built(root)).subject
        left, top, right, bottom = subject.box
        shared = Subject(
            subject.draw, subject.base, subject.key or f"motif {root.index}", subject.box,
            subject.feet, subject.skyline,
        )  # fmt: skip
        side = max(right - left, bottom - top)
        out.append(Motif(shared, (left + right) / 2, (top + bottom) / 2, side))
    return out


def _put(stage: Stage, motif: Motif, spot: Spot) -> None:
    """A motif with its middle at a spot; it is turned about it."""
    size = spot.size / motif.side * BOX
    aside = (motif.x - BOX / 2) * size / BOX * (-1 if spot.flip else 1)
    below = (motif.subject.base - motif.y) * size / BOX
    with stage.pen.at(spot.x, spot.y, spot.turn):
        place(stage, motif.subject, -aside, below, size, replace(_SOFT, flip=spot.flip))


def _seen(motif: Motif) -> tuple[float, float, float]:
    """Lightness, chroma and hue of a motif on the whole."""
    sheet = surface(_SEEN, _SEEN)
    pen = Pen(sheet.getCanvas())
    pen.canvas.scale(_SEEN / motif.side, _SEEN / motif.side)
    pen.canvas.translate(motif.side / 2 - motif.x, motif.side / 2 - motif.y)
    motif.subject.draw(pen)
    data = pixels(sheet).reshape(-1, 4).astype(np.float32) / 255
    solid = data[data[:, 3] > 0.5]
    if not len(solid):
        return 0.6, 0.0, 0.0
    lab = oklab(solid[:, :3] / solid[:, 3:]).mean(0)
    a, b = float(lab[1]), float(lab[2])
    return float(lab[0]), math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _colours(motifs: list[Motif], chance: Chance) -> tuple[Colour, Colour, Colour]:
    """A ground from which all motifs stand out, its second tone, and that of ornaments."""
    seen = [_seen(motif) for motif in motifs] or [(0.6, 0.1, 40.0)]
    dimmest = min(lightness for lightness, _, _ in seen)
    dark = dimmest > 0.82 or (dimmest > 0.58 and chance.often(0.4))
    own = max(seen, key=lambda one: one[1])[2]
    # a hue away from that of the strongest motif
    hues = [hue for hue in _HUES if abs((hue - own + 180) % 360 - 180) > 55]
    hue = chance.pick(tuple(hues))
    if dark:
        ground = Colour(0.34, 0.075, 190 + (hue % 160))
        return ground, ground.lighter(0.06), Colour(0.82, 0.09, hue)
    ground = Colour(0.935, 0.045, hue)
    return ground, Colour(0.87, 0.075, hue), Colour(0.72, 0.12, hue + 25)


def _grid(stage: Stage, cells: float) -> tuple[int, int, float, float]:
    """Columns and rows, and the width and height of a cell that repeat without a rest."""
    columns = max(2, 2 * round(stage.width / (2000 / cells)))
    step = stage.width / columns
    rows = max(2, 2 * round(stage.height / step / 2))
    return columns, rows, step, stage.height / rows


def _half_drop(stage: Stage, chance: Chance, ground: Colour, second: Colour) -> list[Spot]:
    columns, rows, step, down = _grid(stage, 4)
    lean = chance.pick((0.0, 8.0, 14.0))
    return [
        Spot(
            (i + 0.5) * step, (j + 0.5 * (i % 2)) * down + 0.25 * down, 0.74 * min(step, down),
            lean if i % 2 else -lean, i + (j if columns < 4 else 0), bool((i + j) % 2),
        )
        for i in range(columns) for j in range(-1, rows + 1)
    ]  # fmt: skip


def _chequered(stage: Stage, chance: Chance, ground: Colour, second: Colour) -> list[Spot]:
    columns, rows, step, down = _grid(stage, chance.pick((4.0, 6.0)))
    out = []
    for i in range(columns):
        for j in range(rows):
            if (i + j) % 2:
                stage.pen.rect(i * step, j * down, step, down, fill(second))
            middle = (i + 0.5) * step, (j + 0.5) * down
            out.append(Spot(*middle, 0.72 * min(step, down), 0.0, i + j, bool(j % 2)))
    return out


def _tossed(stage: Stage, chance: Chance, ground: Colour, second: Colour) -> list[Spot]:
    columns, rows, step, down = _grid(stage, 6)
    angles = (-35.0, 20.0, 70.0, -12.0, 38.0, -60.0)
    turn = chance.whole(0, 5)
    return [
        Spot(
            (i + 0.5) * step, (j + 0.5 + 0.5 * (i % 2)) * down,
            (0.94 if (i + 2 * j) % 3 else 0.7) * min(step, down),
            angles[(i * 2 + j + turn) % 6], i + 2 * j, bool((i + j) % 2),
        )
        for i in range(columns) for j in range(-1, rows)
    ]  # fmt: skip


def _medallions(stage: Stage, chance: Chance, ground: Colour, second: Colour) -> list[Spot]:
    columns, rows, step, down = _grid(stage, 4)
    out = []
    for i in range(columns):
        for j in range(-1, rows + 1):
            x, y = (i + 0.5) * step, (j + 0.25 + 0.5 * (i % 2)) * down
            radius = 0.46 * min(step, down)
            stage.pen.circle(x, y, radius, fill(second))
            stage.pen.circle(x, y, radius * 0.93, stroke(ground, 4))
            out.append(Spot(x, y, radius * 1.28, 0.0, i + (j if columns < 4 else 0), bool(i % 2)))
    return out


def _lattice(stage: Stage, chance: Chance, ground: Colour, second: Colour) -> list[Spot]:
    """Diamonds between crossing lines, a motif in each."""
    columns, rows, step, down = _grid(stage, 4)
    line = stroke(second, 11, round_ends=False)
    for i in range(-rows - 1, columns + rows + 1):
        far = rows * step
        stage.pen.line(i * step, 0, i * step + far, stage.height, line)
        stage.pen.line(i * step, 0, i * step - far, stage.height, line)
    return [
        Spot(
            (i + (0.5 if j % 2 else 0.0)) * step, j * down * 0.5, 0.47 * min(step, down), 0.0,
            i + j, bool(j % 2),
        )
        for i in range(columns + 1) for j in range(2 * rows + 1)
        if (i + (0.5 if j % 2 else 0.0)) * step <= stage.width
    ]  # fmt: skip


def _ornaments(stage: Stage, spots: list[Spot], chance: Chance, colour: Colour) -> None:
    """Small dots, leaves or stars in the gaps between motifs."""
    draw = chance.pick((_dot, _leaf, _star))
    columns = len({round(spot.x) for spot in spots}) or 1
    gap = stage.width / columns
    for spot in spots:
        x, y = spot.x + gap * 0.5, spot.y + gap * 0.5
        if min(math.hypot(x - o.x, y - o.y) - o.size * 0.5 for o in spots) > gap * 0.09:
            draw(stage.pen, x, y, gap * 0.055, colour)


def _dot(pen: Pen, x: float, y: float, size: float, colour: Colour) -> None:
    pen.circle(x, y, size * 0.8, fill(colour))


def _leaf(pen: Pen, x: float, y: float, size: float, colour: Colour) -> None:
    for angle in (35.0, 155.0, 275.0):
        with pen.at(x, y, angle):
            pen.oval(size * 1.1, 0, size * 0.9, size * 0.38, fill(colour))


def _star(pen: Pen, x: float, y: float, size: float, colour: Colour) -> None:
    points = []
    for k in range(8):
        reach = size * (1.5 if k % 2 == 0 else 0.55)
        angle = k * math.pi / 4
        points.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach))
    pen.polygon(points, fill(colour))
