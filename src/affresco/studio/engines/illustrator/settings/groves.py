"""Groves of one kind of tree: bamboo, birches, olives."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .props import set_at, unit_of
from .woods import sunlit_wood

C = Colour
_CANE = C(0.66, 0.13, 125)
_OLIVE = C(0.60, 0.055, 128)


def birch_forest(stage: Stage) -> None:
    """White trunks with black marks under light leaves; :mod:`.woods` knows them by the place."""
    sunlit_wood(stage)
    if stage.light.dark:
        h, w = stage.height, stage.width
        veil = C(0.42, 0.06, 255)
        stage.pen.rect(-w, -h, 3 * w, 3 * h, fill(veil, 0.66, blend="multiply"))


def bamboo_forest(stage: Stage) -> None:
    """Canes in four depths on both sides of a path, light from above, leaves on thin twigs."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("bamboo")
    x = w * (0.5 + chance.pick((-0.12, -0.04, 0.05, 0.12)))
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.62, x, h * 0.12
    glow, far, near = C(0.96, 0.07, 112), C(0.82, 0.11, 128), C(0.50, 0.10, 145)
    if season.snowy(stage):
        glow, far, near = C(0.97, 0.015, 180), C(0.88, 0.03, 170), C(0.66, 0.05, 165)
    if stage.has("rain", "fog", "storm"):
        glow, far = glow.mix(C(0.82, 0.02, 200), 0.7), far.mix(C(0.70, 0.03, 190), 0.6)
    tones = [stage.lit(tone) for tone in (glow, far, near)]
    stage.light = replace(stage.light, haze=tones[1])
    pen.wash(radial((x, h * 0.40), max(w, h) * 0.72, tones, (0, 0.45, 1)))
    soil = C(0.55, 0.10, 122)
    for layer, depth in enumerate((0.66, 0.46, 0.26)):
        y = h * (0.60 + 0.05 * layer)
        vista.swell(stage, f"bamboo{layer}", y, h * 0.02, soil.lighter(-0.02 * layer), depth)
        _canes(stage, layer, depth, x)
        if layer == 1:
            _beams(stage, x)
    land.ground(stage, h * 0.77, soil, "grass", 110)
    bend = chance.pick((-0.06, 0.06))
    vista.lane(stage, C(0.76, 0.05, 85), x / w, 0.66, 0.34, bend)
    _canes(stage, 3, 0.04, x)
    stage.ground = "dark grass" if not season.snowy(stage) else "none"
    stage.slots = {
        "main": Slot(x / w, 0.91, 0.38),
        "second": Slot(min(0.82, x / w + 0.22), 0.88, 0.27),
        "air": Slot(0.5, 0.34, 0.22),
    }


def _canes(stage: Stage, layer: int, depth: float, clearing: float) -> None:
    """One depth of bamboo; none where the path is."""
    h, w, chance = stage.height, stage.width, stage.chance("canes", layer)
    count = round((30, 22, 15, 7)[layer] * max(1.0, w / 1000))
    foot = h * (0.62, 0.68, 0.76, 0.95)[layer]
    twigs: list[tuple[float, float, float, int]] = []
    for i in range(count):
        x = w * (i + chance.between(0.1, 0.9)) / count
        if abs(x - clearing) < w * (0.03, 0.07, 0.14, 0.27)[layer]:
            continue
        half = (4.0, 7.0, 12.0, 21.0)[layer] * chance.between(0.75, 1.2)
        lean = chance.between(-0.03, 0.03) * h
        y = foot + chance.between(-0.02, 0.03) * h
        twigs += _cane(stage, chance, x, y, half, lean, depth)
    _cane_leaves(stage, chance, twigs, depth)


def _cane(
    stage: Stage, chance: Chance, x: float, foot: float, half: float, lean: float, depth: float
) -> list[tuple[float, float, float, int]]:
    """One cane with its joints; returns where twigs begin: x, y, their length and side."""
    pen = stage.pen
    tone = _CANE.lighter(chance.between(-0.07, 0.05))
    if chance.often(0.2):
        tone = C(0.72, 0.12, 105)
    tone = stage.lit(tone, depth)
    twigs: list[tuple[float, float, float, int]] = []
    y, step = foot, half * chance.between(8.5, 11)
    run = foot + 60
    while y > -40:
        t0, t1 = (foot - y) / run, (foot - y + step) / run
        x0, x1 = x + lean * t0**1.6, x + lean * t1**1.6
        a, b = half * (1 - 0.35 * t0), half * (1 - 0.35 * t1)
        part = [(x0 - a, y), (x0 + a, y), (x1 + b, y - step), (x1 - b, y - step)]
        shades = (tone.lighter(-0.07), tone.lighter(0.10), tone, tone.lighter(-0.12))
        pen.polygon(part, across(x0 - a, x0 + a, *shades, stops=(0, 0.3, 0.6, 1)))
        pen.line(x1 - b, y - step, x1 + b, y - step, stroke(tone.lighter(-0.16), half * 0.22))
        low = y - step + half * 0.32
        pen.line(x1 - b * 0.8, low, x1 + b * 0.8, low, stroke(tone.lighter(0.13), half * 0.16))
        if t1 > 0.30 and chance.often(0.62):
            twigs.append((x1, y - step, half * chance.between(4, 8), chance.side()))
        y -= step
    return twigs


def _cane_leaves(
    stage: Stage, chance: Chance, twigs: list[tuple[float, float, float, int]], depth: float
) -> None:
    """Narrow leaves in tufts at the ends of twigs."""
    light, dark, wood = skia.Path(), skia.Path(), skia.Path()
    for x, y, long, side in twigs:
        tip = (x + side * long, y - long * 0.35)
        wood.moveTo(x, y)
        wood.quadTo(x + side * long * 0.5, y - long * 0.4, *tip)
        for i in range(6):
            angle = 0.35 + side * (0.9 - 0.42 * i) + chance.between(-0.2, 0.2)
            reach = long * chance.between(0.55, 0.95)
            dx, dy = math.sin(angle) * reach, math.cos(angle) * reach * 0.8
            nx, ny = -dy * 0.13, dx * 0.13
            leaf = light if i % 2 else dark
            leaf.moveTo(*tip)
            leaf.quadTo(tip[0] + dx * 0.4 + nx, tip[1] + dy * 0.4 + ny, tip[0] + dx, tip[1] + dy)
            leaf.quadTo(tip[0] + dx * 0.4 - nx, tip[1] + dy * 0.4 - ny, *tip)
    green = season.leaves(stage, C(0.56, 0.13, 135), chance, evergreen=True)
    tone = stage.lit(green, depth)
    stage.pen.shape(wood, stroke(tone.lighter(-0.06), 2.2))
    stage.pen.shape(dark, fill(tone.lighter(-0.05), 0.95))
    stage.pen.shape(light, fill(tone.lighter(0.05), 0.95))


def _beams(stage: Stage, x: float) -> None:
    h, chance = stage.height, stage.chance("bamboo beams")
    key = stage.lit(C(0.97, 0.06, 105))
    for _ in range(5):
        top, foot, half = x + chance.between(-160, 160), chance.between(-260, 260), 34
        beam = [
            (top - half * 0.4, -20),
            (top + half * 0.4, -20),
            (x + foot + half, h * 0.86),
            (x + foot - half, h * 0.86),
        ]
        fade = linear((0, 0), (0, h * 0.86), [(key, 0.38), (key, 0.0)], blur=10, blend="screen")
        stage.pen.polygon(beam, fade)


def olive_grove(stage: Stage) -> None:
    """Silvery crowns on gnarled trunks in rows over dry grass and red earth."""
    h = stage.height
    vista.vista(stage, 0.46, ("hills", "hamlet", "hills", "mountains"))
    land.ground(stage, h * 0.57, C(0.72, 0.10, 105), "grass", 150)
    stage.ground = "none"
    unit = unit_of(stage)
    for y, size, count, depth in (
        (0.60, 0.13, 9, 0.34),
        (0.64, 0.18, 7, 0.22),
        (0.70, 0.25, 4, 0.1),
    ):
        chance = stage.chance("olives", round(y * 100))
        many = round(count * max(1.0, stage.width / h))
        for i in range(many):
            x = (i + 0.5) / many + chance.between(-0.25, 0.25) / many
            _olive_tree(stage, x * stage.width, h * y, unit * size, depth, i)
    for i, x in enumerate((0.04, 0.97)):
        _olive_tree(
            stage, x * stage.width, h * (0.90 - 0.05 * i), unit * (0.56 - 0.08 * i), 0.0, 90 + i
        )
    land.flowers(stage, h * 0.80, h, 24)


def _olive_tree(stage: Stage, x: float, y: float, s: float, depth: float, number: int) -> None:
    """A trunk of twisted strands that forks, and a loose crown of grey-green leaves."""
    pen, chance = stage.pen, stage.chance("olive", number, round(y))
    shade = fill(stage.light.shadow, 0.30, blur=s * 0.03)
    pen.oval(x - stage.sun_side * s * 0.12, y, s * 0.40, s * 0.05, shade)
    bark = stage.lit(C(0.46, 0.03, 75), depth)
    lean = chance.between(-0.06, 0.06) * s
    waist, foot, fork = s * 0.062, s * 0.13, y - s * 0.34
    trunk = outline(
        f"M {x - foot} {y} Q {x - waist * 0.6} {y - s * 0.10} {x - waist + lean * 0.5} {y - s * 0.20} "
        f"L {x - waist * 1.5 + lean} {fork} L {x + waist * 1.5 + lean} {fork} "
        f"Q {x + waist * 0.7 + lean} {y - s * 0.22} {x + waist * 1.2} {y - s * 0.12} "
        f"Q {x + foot * 0.9} {y - s * 0.04} {x + foot * 1.1} {y} Z"
    )
    for side, reach, up in ((-1, 0.24, 0.66), (1, 0.26, 0.62), (1, 0.05, 0.72)):
        bough = [
            (x + lean + side * waist * 0.8, fork + s * 0.02),
            (x + lean + side * s * reach * 0.45, y - s * 0.46),
            (x + lean + side * s * reach, y - s * up),
        ]
        pen.curve(bough, stroke(bark, s * 0.052))
    pen.shape(trunk, across(x - foot, x + foot, bark.lighter(0.06), bark, bark.lighter(-0.08)))
    for i in range(3):
        dx = (i - 1) * waist * 0.8
        twist = [(x + dx * 1.7, y - s * 0.02), (x + dx * 0.2, y - s * 0.16), (x + dx + lean, fork)]
        pen.curve(twist, stroke(bark.lighter(-0.08), s * 0.012, 0.8))
    leaf = season.leaves(stage, _OLIVE, chance, evergreen=True)
    tone = stage.lit(leaf, depth)
    puffs = sorted((chance.between(-0.36, 0.36), chance.between(-0.20, 0.22)) for _ in range(17))
    for dx, dy in sorted(puffs, key=lambda puff: -puff[1]):
        px, py, r = x + lean + dx * s, y - s * 0.72 + dy * s * (1 - abs(dx)), s * 0.145
        up = 0.05 * (0.22 - dy) / 0.42 + 0.03 * stage.sun_side * dx / 0.36
        body = tone.lighter(up - 0.02)
        pen.oval(px, py, r, r * 0.8, down(py - r, py + r, body.lighter(0.06), body.lighter(-0.07)))
    if s * stage.unit > 40:
        _leaf_marks(stage, chance, x + lean, y - s * 0.72, s, tone)


def _leaf_marks(stage: Stage, chance: Chance, x: float, y: float, s: float, tone: Colour) -> None:
    """Small narrow leaves over a crown, light and dark."""
    for step in (0.12, -0.10):
        path = skia.Path()
        for _ in range(70):
            angle, away = chance.between(0, math.tau), math.sqrt(chance.between())
            px, py = x + math.cos(angle) * away * s * 0.44, y + math.sin(angle) * away * s * 0.25
            turn, long = chance.between(0, math.tau), s * 0.022
            path.moveTo(px, py)
            path.lineTo(px + math.cos(turn) * long, py + math.sin(turn) * long)
        stage.pen.shape(path, stroke(tone.lighter(step), s * 0.010, 0.8))


def tree_avenue(stage: Stage) -> None:
    """Two rows of old trees that meet over a road; leaves on the ground in autumn."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("tree avenue")
    vista.vista(stage, 0.50, ("hills", "woods"))
    vx = w * (0.5 + chance.pick((-0.08, 0.0, 0.08)))
    grass = land.GRASS.lighter(-0.03) if not stage.has("autumn") else C(0.62, 0.12, 75)
    land.ground(stage, h * 0.565, grass, "grass", 110)
    gravel = stage.lit(land.snowed(stage, C(0.80, 0.045, 78)))
    bed = [
        (vx - 7, h * 0.57),
        (vx + 7, h * 0.57),
        (w * 0.5 + w * 0.30, h * 1.05),
        (w * 0.5 - w * 0.30, h * 1.05),
    ]
    pen.polygon(bed, down(h * 0.57, h, gravel.mix(stage.light.haze, 0.35), gravel.lighter(-0.05)))
    kind = chance.pick(("oak", "round"))
    unit = unit_of(stage)
    for i in range(7):
        t = (i / 6) ** 1.5
        y = h * (0.575 + 0.36 * t)
        for side in (-1, 1):
            x = vx + (w * 0.5 - vx) * t + side * (16 + w * 0.50 * t**0.86)
            size = unit * (0.11 + 0.80 * t) * chance.between(0.92, 1.08)
            shade = [(x, y), (x - side * size * 0.5, y + size * 0.02)]
            pen.curve(shade, stroke(stage.light.shadow, size * 0.05, 0.22, blur=size * 0.02))
            set_at(stage, Shape("tree", kind), x, y, size, 0.42 * (1 - t) ** 1.3, 0.25, side > 0)
    _fallen(stage, vx)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.5, 0.93, 0.36),
        "second": Slot(vx / w + 0.06, 0.80, 0.22),
        "air": Slot(vx / w, 0.24, 0.16),
    }


def _fallen(stage: Stage, vx: float) -> None:
    """Leaves that lie, thick below the trees: in autumn only."""
    if not stage.has("autumn") or season.snowy(stage):
        return
    h, w, chance = stage.height, stage.width, stage.chance("fallen")
    for t in sorted(chance.between() for _ in range(round(420 * max(1.0, w / 1000)))):
        y, x = h * (0.58 + 0.43 * t), chance.between(0, w)
        on_road = abs(x - (vx + (w * 0.5 - vx) * t)) < w * 0.26 * t
        if on_road and chance.often(0.6):
            continue
        size = 2.5 + 10 * t
        tone = stage.lit(chance.pick(season.AUTUMN)).lighter(chance.between(-0.05, 0.06))
        with stage.pen.at(x, y, chance.between(0, 180), (1.0, 0.5)):
            stage.pen.oval(0, 0, size, size * 0.55, fill(tone))
