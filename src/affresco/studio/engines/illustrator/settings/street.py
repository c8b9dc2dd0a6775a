"""A city street in perspective, by day, at night, or of neon."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from affresco.studio.engines.illustrator.facts import felt
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    linear,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects import people

from . import water
from .avenue import avenue
from .sky import sky

NEON = (
    Colour(0.70, 0.25, 345),
    Colour(0.80, 0.14, 200),
    Colour(0.66, 0.21, 310),
    Colour(0.83, 0.16, 80),
    Colour(0.75, 0.19, 150),
)


WARM = Colour(0.87, 0.12, 82)


NIGHT_WALL = Colour(0.2, 0.05, 285)


class _View(NamedTuple):
    """Where the street vanishes, and how far its sides are."""

    x: float
    y: float
    reach: float
    height: float

    def side(self, side: int, depth: float) -> float:
        """x of the house line; depth 0 is near, 1 at the vanishing point."""
        return self.x + side * self.reach * math.pow(1 - depth, 1.35) + side * 26

    def kerb(self, depth: float) -> float:
        """y of the foot of the houses."""
        return self.y + self.height * 0.36 * math.pow(1 - depth, 1.2) + 8


def street(stage: Stage) -> None:
    """A city street; of neon when the style is cyberpunk, by night often too."""
    neon = stage.scene.style == "cyberpunk" or stage.has("neon")
    if not neon and not (stage.light.dark and stage.chance("big city").often(0.3)):
        avenue(stage)
        return
    h, w, pen = stage.height, stage.width, stage.pen
    chance = stage.chance("street")
    stage.horizon = h * 0.56
    view = _View(
        w * (0.5 + chance.between(-0.08, 0.08)),
        stage.horizon,
        min(w * 0.62, h * 1.1),
        min(h, w * 1.3),
    )
    if neon:
        _neon_light(stage)
    sky(stage, stage.horizon + 20, clouds=0.6, sun=not neon, stars=False)
    stage.sun_x, stage.sun_y = view.x, stage.horizon - 50
    night = stage.light.dark
    _far_towers(stage, chance, view, neon, night)
    light = stage.light.horizon if not neon else Colour(0.7, 0.22, 340)
    stage.glow(view.x, view.y, 330, light, 0.55)
    stage.shine()
    ground = (stage.lit(Colour(0.42, 0.04, 285), 0.35), stage.lit(Colour(0.26, 0.03, 280)))
    pen.rect(-20, view.y + 8, w + 40, h, down(view.y, h, *ground))
    if view.reach < w * 0.6:
        _outer_blocks(stage, view)
    for side in (-1, 1):
        _house_row(stage, chance, view, side, neon, night)
        if night:
            _cables(stage, chance, view)
    stage.shine()
    _road(stage, view, neon)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(view.x / w + 0.03, 0.88, 0.34),
        "second": Slot(view.x / w - 0.22, 0.84, 0.24),
        "air": Slot(0.5, 0.22, 0.2),
    }
    if felt(stage.scene) and not stage.scene.entities:
        umbrella = None
        if stage.has("rain") or neon:
            umbrella = Colour(0.68, 0.22, 345) if neon else Colour(0.55, 0.17, 28)
        walker = Subject(people.from_behind(Colour(0.22, 0.05, 285), umbrella))
        place(
            stage,
            walker,
            view.x + w * 0.04,
            h * 0.83,
            view.height * 0.24,
            Placing(shadow=0.5, rim=1.0),
        )


def _neon_light(stage: Stage) -> None:
    turn = stage.chance("neon").pick((0, 0, -60, 25))
    stage.light = replace(
        stage.light,
        top=Colour(0.16, 0.07, 275 + turn),
        middle=Colour(0.32, 0.13, 300 + turn),
        horizon=Colour(0.66, 0.18, 345 + turn),
        ambient=Colour(0.74, 0.06, 285 + turn),
        key=Colour(0.85, 0.12, 330 + turn),
        shadow=Colour(0.08, 0.04, 285),
        haze=Colour(0.48, 0.16, 325 + turn),
    )


def _outer_blocks(stage: Stage, view: _View) -> None:
    """In a wide picture, plain walls from the street to the edges."""
    wall = stage.lit(Colour(0.45, 0.04, 280), 0.1)
    for side in (-1, 1):
        x = view.side(side, 0)
        edge = -40 if side < 0 else stage.width + 40
        block = [(x, -20), (edge, -20), (edge, view.kerb(0)), (x, view.kerb(0))]
        stage.pen.polygon(block, across(x, edge, wall, wall.lighter(-0.08)))


def _far_towers(stage: Stage, chance: Chance, view: _View, neon: bool, night: bool) -> None:
    for i in range(18):
        width, height = chance.between(30, 80), chance.between(60, 330) * (1 - 0.2 * (i % 3))
        x = view.x + chance.between(-300, 300)
        tone = stage.lit(Colour(0.3, 0.05, 275), 0.75 - 0.25 * i / 18)
        paint = down(view.y - height, view.y, tone, tone.mix(stage.light.haze, 0.6))
        stage.pen.rect(x - width / 2, view.y - height, width, height + 4, paint)
        if not night:
            continue
        for _ in range(16):
            px = x - width / 2 + chance.between(4, width - 6)
            pane = chance.pick(NEON) if neon else Colour(0.88, 0.12, 85)
            stage.pen.rect(px, view.y - chance.between(6, height - 6), 3, 4, fill(pane, 0.7))


class _Facade(NamedTuple):
    """One house front between two depths: near edge a, far edge b; top and foot of each."""

    xa: float
    xb: float
    ya: float
    yb: float
    ga: float
    gb: float

    def at(self, f: float, g: float) -> Point:
        """A point by shares along the front and down it."""
        top, foot = self.ya + (self.yb - self.ya) * f, self.ga + (self.gb - self.ga) * f
        return self.xa + (self.xb - self.xa) * f, top + (foot - top) * g

    def quad(self, f0: float, g0: float, f1: float, g1: float) -> list[Point]:
        return [self.at(f0, g0), self.at(f1, g0), self.at(f1, g1), self.at(f0, g1)]


def _house_row(
    stage: Stage, chance: Chance, view: _View, side: int, neon: bool, night: bool
) -> None:
    depths = [0.0]
    while depths[-1] < 0.94:
        depths.append(depths[-1] + chance.between(0.10, 0.2) * (1.08 - depths[-1]))
    for i in range(len(depths) - 2, -1, -1):
        near, far = depths[i], min(0.97, depths[i + 1])
        k0, k1 = (1 - near) ** 1.2, (1 - far) ** 1.2
        tall = chance.between(0.7, 1.5) * view.height * 0.78
        facade = _Facade(
            view.side(side, near), view.side(side, far),
            view.y - tall * k0 - 20, view.y - tall * k1 - 20, view.kerb(near), view.kerb(far),
        )  # fmt: skip
        base = (
            Colour(chance.between(0.36, 0.58), 0.08, chance.between(240, 325))
            if neon
            else Colour(
                chance.between(0.60, 0.80), chance.between(0.03, 0.08), chance.between(20, 90)
            )
        )
        wall = stage.lit(base, 0.08 + 0.62 * near)
        front = polygon(facade.quad(0, 0, 1, 1))
        stage.pen.shape(
            front,
            across(facade.xa, facade.xb, wall.lighter(-0.06), wall.mix(stage.light.haze, 0.30)),
        )
        with stage.pen.inside(front):
            _windows(stage, chance, facade, wall, neon, night)
        _shop(stage, chance, view, facade, wall, k0, night)
        if night:
            _signs(stage, chance, view, facade, side, k1, neon)


def _windows(
    stage: Stage, chance: Chance, facade: _Facade, wall: Colour, neon: bool, night: bool
) -> None:
    columns = max(2, int(abs(facade.xb - facade.xa) / 24))
    rows = max(1, int((facade.ga - facade.ya) / 40))
    neons = (Colour(0.85, 0.12, 80), Colour(0.78, 0.1, 210), Colour(0.72, 0.16, 330))
    for u in range(columns):
        for v in range(rows):
            if not chance.often(0.62):
                continue
            quad = facade.quad(
                (u + 0.2) / columns, (v + 0.2) / rows, (u + 0.8) / columns, (v + 0.72) / rows
            )
            if night and chance.often(0.42):
                colour = chance.pick(neons) if neon else WARM
                stage.pen.polygon(quad, fill(colour, chance.between(0.35, 0.95)))
            else:
                stage.pen.polygon(quad, fill(wall.lighter(-0.07 if night else -0.16), 0.8))


def _shop(
    stage: Stage,
    chance: Chance,
    view: _View,
    facade: _Facade,
    wall: Colour,
    near: float,
    night: bool,
) -> None:
    """Shop windows at street level, lit at night, with a door."""
    top = 1 - (view.height * 0.115 * near) / (facade.ga - facade.ya)
    foot = 1 - (view.height * 0.012 * near) / (facade.ga - facade.ya)
    pen = stage.pen
    awning = (
        wall.lighter(-0.12)
        if night
        else stage.lit(
            chance.pick((Colour(0.58, 0.16, 25), Colour(0.50, 0.10, 160), Colour(0.48, 0.10, 250))),
            0.15,
        )
    )
    pen.polygon(facade.quad(0, top - 0.035, 1, top), fill(awning))
    shine = chance.pick(NEON).mix(Colour(0.9, 0.1, 80), 0.35) if night else wall.lighter(-0.15)
    count = chance.whole(1, 3)
    for i in range(count):
        f0, f1 = (i + 0.06) / count, (i + 0.94) / count
        paint = fill(wall.lighter(-0.22))
        if night:
            paint = linear(
                facade.at(f0, top), facade.at(f0, foot), (shine.lighter(0.12), shine.lighter(-0.18))
            )
        pen.polygon(facade.quad(f0, top + 0.008, f1, foot), paint)
        if chance.often(0.7):
            door = f0 + (f1 - f0) * chance.between(0.2, 0.6)
            pen.polygon(
                facade.quad(door, top + (foot - top) * 0.25, door + (f1 - f0) * 0.22, foot),
                fill(NIGHT_WALL),
            )


def _signs(
    stage: Stage, chance: Chance, view: _View, facade: _Facade, side: int, near: float, neon: bool
) -> None:
    """Light of shops on the street, and hanging signs with plain pictograms."""
    colour = chance.pick(NEON)
    for f in (0.3, 0.7):
        size = abs(facade.xb - facade.xa) * 0.45 + 14
        x, y = facade.at(f, 1.0)
        stage.glow(x, y - size * 0.25, size * 1.3, colour, 0.42)
    if not chance.often(0.85):
        return
    width = max(9.0, 60 * near * chance.between(0.7, 1.1))
    height, y = (
        width * chance.between(2.2, 4),
        view.y - view.height * 0.40 * near * chance.between(0.55, 1.5),
    )
    x = facade.xb if side < 0 else facade.xb - width
    light = chance.pick(NEON) if neon else Colour(0.7, 0.2, 30)
    stage.pen.rounded(x, y, width, height, width * 0.15, fill(Colour(0.14, 0.05, 285)))
    stage.pen.rounded(x, y, width, height, width * 0.15, stroke(light, max(1.5, width * 0.07)))
    _pictograms(stage, chance, x, y, width, height, light.lighter(0.12))
    stage.glow(x + width / 2, y + height / 2, height * 0.95, light, 0.55)


def _pictograms(
    stage: Stage, chance: Chance, x: float, y: float, width: float, height: float, light: Colour
) -> None:
    """Rings, bars, waves and arrows: signs that pretend to no language."""
    paint = stroke(light, max(1.0, width * 0.09))
    middle, pen = x + width / 2, stage.pen
    for i in range(max(1, int(height / (width * 0.9)))):
        cy, r = y + width * 0.5 + i * width * 0.88, width * 0.24
        kind = chance.whole(0, 3)
        if kind == 0:
            pen.circle(middle, cy, r, paint)
        elif kind == 1:
            for j in (-1, 0, 1):
                pen.line(
                    middle - r,
                    cy + j * r * 0.8,
                    middle + r * (1 if j else 0.4),
                    cy + j * r * 0.8,
                    paint,
                )
        elif kind == 2:
            pen.curve(
                [
                    (middle - r, cy),
                    (middle - r * 0.4, cy - r),
                    (middle + r * 0.4, cy + r),
                    (middle + r, cy),
                ],
                paint,
            )
        else:
            pen.shape(
                polygon([(middle - r, cy - r), (middle + r, cy), (middle - r, cy + r)]), paint
            )


def _cables(stage: Stage, chance: Chance, view: _View) -> None:
    for i in range(3):
        y = view.y - view.height * (0.12 + 0.12 * i)
        a, b = view.side(-1, 0.5 - 0.1 * i), view.side(1, 0.45 - 0.1 * i)
        sag = outline(f"M {a} {y - 60} Q {view.x} {y + chance.between(20, 60)} {b} {y - 30}")
        stage.pen.shape(sag, stroke(Colour(0.1, 0.03, 280), 1.6, 0.8))


def _road(stage: Stage, view: _View, neon: bool) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    left = [(view.side(-1, i / 20), view.kerb(i / 20)) for i in range(20)]
    right = [(view.side(1, i / 20), view.kerb(i / 20)) for i in range(19, -1, -1)]
    bed = polygon([(-400, h + 400), *left, *right, (w + 400, h + 400)])
    with pen.inside(bed):
        if stage.has("rain", "wet") or neon:
            water.reflect(stage, view.y + 8, 0.85)
        else:
            for i in range(14):
                t = (i / 14) ** 1.8
                y = view.y + 10 + (h - view.y) * t
                pen.line(
                    view.x - 4 * t,
                    y,
                    view.x - 4 * t,
                    view.y + 10 + (h - view.y) * min(1, t * 1.25),
                    stroke(Colour(0.85, 0.1, 85), 1 + 9 * t, 0.5),
                )
    for edge in (left, right):
        pen.curve(edge, stroke(stage.lit(Colour(0.62, 0.03, 285)), 3, 0.6))
