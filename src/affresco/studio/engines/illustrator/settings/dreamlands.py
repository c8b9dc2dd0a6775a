"""Places of no map: islands in the sky, another planet."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    curve,
    down,
    fill,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, vista
from .props import set_at, unit_of
from .sky import sky, star_field, sun_or_moon

C = Colour
_GROWTH = frozenset(("bush", "plant", "flower", "mushroom", "tree"))  # other ones grow there

_STEM = "M -0.09 0 Q -0.03 -0.4 -0.06 -0.7 L 0.06 -0.7 Q 0.03 -0.4 0.09 0 Z"
_CAP = "M -0.42 -0.62 Q -0.32 -1.06 0 -1.06 Q 0.32 -1.06 0.42 -0.62 Q 0 -0.74 -0.42 -0.62 Z"


def floating_islands(stage: Stage) -> None:
    """Islands of rock and meadow in the air, from which water falls into the clouds."""
    h, w, chance = stage.height, stage.width, stage.chance("islands")
    stage.horizon, stage.sun_y = h * 0.95, h * 0.18
    sky(stage, h, clouds=0.55)
    side = chance.pick((-1, 1))
    for number, (px, py, half, depth) in enumerate(
        ((0.10, 0.20, 0.055, 0.62), (-0.26, 0.30, 0.085, 0.50), (0.34, 0.42, 0.13, 0.28),
         (-0.36, 0.56, 0.12, 0.22))
    ):  # fmt: skip
        x = w * (0.5 + side * px)
        _island(stage, number, x, h * py, unit_of(stage) * half, depth)
        if number == 1:
            _cloud_bank(stage, h * 0.50, 0.35, 60)
    _cloud_bank(stage, h * 0.80, 0.55, 95)
    _island(stage, 9, w * 0.5 - side * w * 0.04, h * 0.72, min(w * 0.34, h * 0.40), 0.0)
    _cloud_bank(stage, h * 1.02, 0.9, 130)
    for entity in stage.scene.entities:
        if entity.concept == "waterfall":
            stage.draws(entity)
    stage.ground = "grass"
    stage.slots = {
        "main": Slot(0.5 - side * 0.04, 0.735, 0.30),
        "second": Slot(0.5 + side * 0.14, 0.725, 0.20),
        "air": Slot(0.5 + side * 0.10, 0.22, 0.2),
    }


def _cloud_bank(stage: Stage, y: float, alpha: float, size: float) -> None:
    """Soft heaps of cloud along a height."""
    chance, w = stage.chance("bank", round(y)), stage.width
    bright = WHITE.mix(stage.light.key, 0.25) if not stage.light.dark else stage.light.haze
    x = -80.0
    while x < w + 80:
        r = size * chance.between(0.6, 1.2)
        tones = ((bright, alpha), (bright.mix(stage.light.middle, 0.4), 0.0))
        stage.pen.circle(x, y + r * chance.between(-0.2, 0.3), r, down(y - r, y + r, *tones))
        x += r * chance.between(0.7, 1.2)


def _island(stage: Stage, number: int, x: float, y: float, half: float, depth: float) -> None:
    """One island: `half` its half width; grass above, hanging rock below, trees and a waterfall."""
    pen, chance = stage.pen, stage.chance("island", number)
    rock = C(0.50, 0.045, 60)
    drop = half * chance.between(1.0, 1.3)
    under: list[Point] = [(x - half, y)]
    for i in range(1, 16):
        t = i / 16
        reach = 1 - abs(2 * t - 1) ** 1.5
        jag = chance.between(0.78, 1.08) if 1 < i < 15 else 1.0
        under.append((x - half + 2 * half * t, y + drop * reach * jag * (0.75 + 0.25 * (i % 2))))
    under.append((x + half, y))
    body = polygon(under)
    tones = [stage.lit(t, depth) for t in (rock.lighter(0.10), rock, rock.lighter(-0.14))]
    pen.shape(body, down(y, y + drop, *tones, stops=(0, 0.4, 1)))
    with pen.inside(body):
        for i in range(22):
            px = x + half * chance.between(-0.95, 0.95)
            top = y + drop * chance.between(0.0, 0.6)
            shade = fill(tones[i % 2 * 2].lighter(0.02), 0.5)
            wide, tall = half * chance.between(0.03, 0.09), drop * chance.between(0.12, 0.34)
            pen.polygon([(px - wide, top), (px + wide, top - 4), (px, top + tall)], shade)
    green = stage.lit(land.snowed(stage, land.GRASS), depth)
    rim: list[Point] = [
        (x - half * 1.03, y - half * 0.01),
        *[
            (
                x - half + 2 * half * i / 12,
                y + half * (0.05 + 0.07 * (i % 2) + chance.between(0, 0.04)),
            )
            for i in range(13)
        ],
        (x + half * 1.03, y - half * 0.01),
        (x + half * 0.5, y - half * 0.12),
        (x, y - half * 0.15),
        (x - half * 0.5, y - half * 0.12),
    ]
    _grown(stage, chance, x, y, half, depth, back=True)
    paint = down(y - half * 0.15, y + half * 0.16, green.lighter(0.07), green, green.lighter(-0.10))
    pen.shape(curve(rim, True), paint)
    _falling(stage, chance, x + half * chance.pick((-0.5, 0.46)), y + half * 0.06, half, depth)
    _grown(stage, chance, x, y, half, depth, back=False)


def _grown(
    stage: Stage, chance: Chance, x: float, y: float, half: float, depth: float, back: bool
) -> None:
    """Trees at both ends of an island; the middle of the near one stays free."""
    places = (-0.66, -0.42, 0.5, 0.74) if back else (-0.84, 0.88)
    for at in places:
        size = half * chance.between(0.34, 0.52) * (1.0 if back else 0.7)
        kind = chance.pick(("round", "pine", "oak"))
        lift = half * (0.08 if back else -0.01) * (1 - abs(at) * 0.7)
        set_at(stage, Shape("tree", kind), x + half * at, y - lift, size, depth, 0.0)


def _falling(stage: Stage, chance: Chance, x: float, y: float, half: float, depth: float) -> None:
    """Water that runs over the edge and is lost in mist."""
    pen, wide, long = stage.pen, half * 0.085, half * chance.between(1.5, 2.0)
    white = stage.lit(C(0.96, 0.02, 220), depth * 0.6)
    blue = stage.lit(C(0.74, 0.09, 230), depth)
    fall = outline(
        f"M {x - wide} {y - half * 0.08} L {x + wide} {y - half * 0.08} "
        f"Q {x + wide * 1.1} {y + long * 0.5} {x + wide * 2.0} {y + long} "
        f"L {x - wide * 2.0} {y + long} Q {x - wide * 1.1} {y + long * 0.5} {x - wide} {y - half * 0.08} Z"
    )
    pen.shape(
        fall, down(y, y + long, (white, 0.98), (blue, 0.75), (white, 0.0), stops=(0, 0.35, 1))
    )
    for i in range(5):
        dx = wide * (i - 2) * 0.4
        streak = [(x + dx, y), (x + dx * 1.1, y + long * 0.4), (x + dx * 1.7, y + long * 0.75)]
        pen.curve(streak, stroke(white, max(1.2, wide * 0.14), 0.65))
    pen.oval(x, y + long, wide * 3.4, wide * 1.8, fill(white, 0.4, blur=wide))


def alien_planet(stage: Stage) -> None:
    """Another world: a ringed planet and moons in its sky, arches of rock, plants that shine."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("alien")
    stage.horizon = h * 0.58
    stage.set_sun()
    turn = chance.pick((0, 55, -60))
    dark = stage.light.dark
    shift = -0.30 if dark else 0.0
    top, low = C(0.48 + shift, 0.12, 295 + turn), C(0.88 + shift * 0.7, 0.09, 350 + turn)
    mid = C(0.68 + shift, 0.13, 320 + turn)
    pen.rect(-w, -h, 3 * w, 3 * h, down(0, stage.horizon, top, mid, low, stops=(0, 0.55, 1)))
    star_field(stage, stage.horizon * (1.0 if dark else 0.5))
    sun_or_moon(stage, stage.horizon)
    if stage.entity("planet", "moon-disc", "sun") is None:
        _ringed(
            stage,
            w * (0.22 if stage.sun_side > 0 else 0.78),
            h * 0.20,
            unit_of(stage) * 0.115,
            turn,
        )
    soil = C(0.50 + shift * 0.4, 0.11, 330 + turn)
    haze = low
    for i, (y, tall, depth) in enumerate(((0.57, 0.10, 0.60), (0.60, 0.06, 0.38))):
        _spires(stage, i, h * y, h * tall * 2.2, soil.mix(haze, depth))
    for i, (y, depth) in enumerate(((0.61, 0.34), (0.70, 0.16), (0.82, 0.0))):
        points: list[Point] = [
            (-60 + (w + 120) * j / 10, h * (y + 0.014 * math.sin(j * 1.3 + 2.1 * i)))
            for j in range(11)
        ]
        path = land.under_curve(stage, points)
        tone = stage.lit(land.snowed(stage, soil.lighter(0.03 * (2 - i)))).mix(haze, depth)
        pen.shape(path, down(h * y, h * (y + 0.2), tone.lighter(0.08), tone.lighter(-0.08)))
        for _ in range(round((7 - i) * max(1.0, w / 1000))):
            at = chance.between(0, 1)
            if i == 2 and 0.24 < at < 0.76:
                continue
            size = unit_of(stage) * (0.08, 0.14, 0.27)[i] * chance.between(0.7, 1.2)
            _strange_plant(stage, chance, w * at, h * (y + 0.05 + 0.04 * i), size, turn, depth)
    for entity in stage.scene.entities:
        if entity.concept in _GROWTH and entity.relation in (None, "in"):
            stage.draws(entity)
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _ringed(stage: Stage, x: float, y: float, r: float, turn: float) -> None:
    pen = stage.pen
    pale, deep = C(0.86, 0.08, 60 + turn), C(0.60, 0.12, 20 + turn)
    ring = skia.Rect.MakeLTRB(-r * 2.0, -r * 0.42, r * 2.0, r * 0.42)
    tone = stroke(C(0.90, 0.06, 80 + turn), r * 0.20, 0.75)
    with pen.at(x, y, -18):
        pen.canvas.drawArc(ring, 180, 180, False, tone)
        pen.circle(0, 0, r, radial((r * 0.4 * stage.sun_side, -r * 0.3), r * 1.7, [pale, deep]))
        disc = skia.Path()
        disc.addCircle(0, 0, r)
        with pen.inside(disc):
            for i in range(5):
                pen.oval(
                    0,
                    r * (-0.7 + 0.34 * i),
                    r * 1.2,
                    r * 0.08,
                    fill(deep.lighter(0.06 * (i % 2)), 0.5),
                )
        pen.canvas.drawArc(ring, 0, 180, False, tone)


def _spires(stage: Stage, number: int, foot: float, tall: float, tone: Colour) -> None:
    """Leaning pillars and an arch of rock on the horizon."""
    chance, w, pen = stage.chance("spires", number), stage.width, stage.pen
    for i in range(round(6 * max(1.0, w / 1000))):
        x, high, half = w * chance.between(), tall * chance.between(0.4, 1.1), tall * 0.09
        lean = chance.between(-0.25, 0.25) * high
        if i == 0:
            arch = [
                (x - tall * 0.5, foot + 20),
                (x - tall * 0.4, foot - tall * 0.7),
                (x + tall * 0.3, foot - tall * 0.8),
                (x + tall * 0.5, foot + 20),
            ]
            pen.curve(arch, stroke(tone, tall * 0.16))
            continue
        spire = outline(
            f"M {x - half * 2} {foot + 30} Q {x - half * 0.4} {foot - high * 0.3} {x + lean} {foot - high} "
            f"Q {x + half} {foot - high * 0.3} {x + half * 2.2} {foot + 30} Z"
        )
        pen.shape(spire, down(foot - high, foot, tone.lighter(0.05), tone.lighter(-0.05)))


def _strange_plant(
    stage: Stage, chance: Chance, x: float, y: float, s: float, turn: float, depth: float
) -> None:
    """A curling stalk with a lamp, a cap on a stem, or a fan of feelers."""
    pen, kind = stage.pen, chance.whole(0, 2)
    stem = stage.lit(C(0.52, 0.13, 190 + turn), depth)
    shine = C(0.86, 0.15, chance.pick((190, 150, 90)) + turn / 3)
    pen.oval(x, y, s * 0.30, s * 0.05, fill(stage.light.shadow, 0.30, blur=s * 0.03))
    if kind == 0:
        for side, tall in ((-1, 0.72), (1, 1.0), (-1, 0.5)):
            tip = (x + side * s * 0.34 * tall, y - s * tall * 0.78)
            curl = [
                (x, y),
                (x + side * s * 0.02, y - s * tall * 0.6),
                (x + side * s * 0.16, y - s * tall * 0.95),
                tip,
            ]
            pen.curve(curl, stroke(stem, s * 0.045))
            pen.circle(*tip, s * 0.085, radial(tip, s * 0.085, [shine.lighter(0.10), shine]))
            stage.glow(*tip, s * 0.34, shine, 0.6)
    elif kind == 1:
        hood = stage.lit(C(0.60, 0.17, 340 + turn), depth)
        with pen.at(x, y, 0, (s, s)):
            pen.shape(outline(_STEM), fill(stem.lighter(0.06)))
            pen.shape(outline(_CAP), down(-1.06, -0.6, hood.lighter(0.08), hood.lighter(-0.10)))
        for i in range(5):
            pen.circle(
                x + s * (i - 2) * 0.15, y - s * (0.86 - 0.05 * abs(i - 2)), s * 0.035, fill(shine)
            )
        stage.glow(x, y - s * 0.62, s * 0.45, shine, 0.3)
    else:
        for i in range(7):
            angle = (i - 3) * 0.30
            tip = (x + math.sin(angle) * s * 0.8, y - math.cos(angle) * s * 0.72)
            pen.curve(
                [(x, y), (x + math.sin(angle) * s * 0.2, y - s * 0.45), tip],
                stroke(stem.lighter(0.03 * (i % 2)), s * 0.05),
            )
            pen.circle(*tip, s * 0.04, fill(shine))
