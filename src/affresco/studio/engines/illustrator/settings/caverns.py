"""Caves of ice and of crystals: vault behind vault towards a light."""

from __future__ import annotations

import math
from dataclasses import replace

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    linear,
    outline,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage

from . import land, water
from .props import unit_of

C = Colour
_VAULTS = 7  # from the mouth of the picture to the light


def ice_cave(stage: Stage) -> None:
    """Blue ice, scalloped and clear, that grows lighter towards the way out; icicles, a frozen floor."""
    x = _lit_from_afar(stage, 225)
    bright, deep = C(0.97, 0.03, 210), C(0.30, 0.10, 252)
    tones = [bright.mix(deep, 1 - (i / (_VAULTS - 1)) ** 0.8) for i in range(_VAULTS)]
    tones = [C(t.lightness, max(0.05, t.chroma), t.hue) for t in tones]
    _vaults(stage, x, tones, (C(0.995, 0.01, 200), C(0.90, 0.06, 215)))
    _frozen_floor(stage, x)
    for i in (2, 1, 0):
        _icicles(stage, i, x, tones[i])
    _daylight(stage, x, C(0.93, 0.05, 215))


def crystal_cave(stage: Stage) -> None:
    """Dark rock in which large crystals shine from the floor, the walls and the roof."""
    chance = stage.chance("crystals")
    hue = _named_hue(stage) or chance.pick((300, 195, 340, 285))
    x = _lit_from_afar(stage, hue)
    deep, pale = C(0.17, 0.05, 290), C(0.46, 0.10, hue)
    tones = [deep.mix(pale, (i / (_VAULTS - 1)) ** 1.2) for i in range(_VAULTS)]
    _vaults(stage, x, tones, (C(0.80, 0.13, hue), C(0.44, 0.12, hue)))
    h, w, unit = stage.height, stage.width, unit_of(stage)
    floor = stage.lit(C(0.24, 0.05, 290))
    edge = [(-60.0, h * 0.72), (w * 0.3, h * 0.70), (w * 0.7, h * 0.705), (w + 60, h * 0.72)]
    stage.pen.shape(
        land.under_curve(stage, edge), down(h * 0.70, h, floor.lighter(0.10), floor.lighter(-0.06))
    )
    water.reflect(stage, h * 0.72, 0.34, 4)
    for px, py, size, turn in (
        (0.20, 0.16, 0.26, 168), (0.80, 0.12, 0.30, 196), (0.50, 0.04, 0.18, 180),
        (0.02, 0.46, 0.26, 78), (0.99, 0.44, 0.26, -80), (0.30, 0.72, 0.13, -8),
        (0.70, 0.72, 0.15, 10), (0.10, 0.84, 0.34, 12), (0.91, 0.86, 0.38, -12),
        (0.24, 0.93, 0.17, -6), (0.78, 0.96, 0.15, 8),
    ):  # fmt: skip
        tone = hue + chance.pick((0, 0, -22, 24))
        _cluster(stage, chance, w * px, h * py, unit * size, turn, tone)
    for _ in range(40):
        dot = (chance.between(0, w), chance.between(0, h))
        stage.pen.circle(*dot, chance.between(1, 3), fill(C(0.95, 0.06, hue), 0.8))


_HUES = {
    "purple": 300, "violet": 300, "pink": 345, "blue": 250, "cyan": 200, "turquoise": 190,
    "green": 150, "red": 22, "orange": 55, "yellow": 92, "golden": 85,
}  # fmt: skip


def _named_hue(stage: Stage) -> int:
    """The hue of crystals that are named with a colour, which the cave then has itself; 0 for none."""
    for entity in stage.scene.entities:
        if entity.concept == "crystal":
            if entity.relation is None and stage.scene.camera != "from-above":
                stage.draws(entity)
            return _HUES.get(entity.colour or "", 0)
    return 0


def _lit_from_afar(stage: Stage, hue: float) -> float:
    """Set the light, the horizon and the slots of a cave; returns where its light is, in units."""
    h, w, chance = stage.height, stage.width, stage.chance("cavern")
    stage.light = replace(
        stage.light, time="day", ambient=C(0.86, 0.04, hue), key=C(0.95, 0.05, hue),
        shadow=C(0.14, 0.06, hue), haze=C(0.70, 0.08, hue),
    )  # fmt: skip
    x = w * (0.5 + chance.pick((-0.10, 0.0, 0.10)))
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.60, x, h * 0.45
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.47, 0.92, 0.40),
        "second": Slot(0.68, 0.88, 0.28),
        "air": Slot(0.5, 0.36, 0.2),
    }
    return x


def _vault(stage: Stage, x: float, t: float) -> tuple[float, float, float, float]:
    """One arch, from the near (t 0) to the far (1): middle, foot, half width and height, in units."""
    h, w = stage.height, stage.width
    foot, top = h * (1.16 - 0.48 * t), h * (-0.12 + 0.52 * t)
    return w * 0.5 + (x - w * 0.5) * t, foot, w * (0.66 - 0.52 * t), foot - top


def _vaults(stage: Stage, x: float, tones: list[Colour], sky: tuple[Colour, Colour]) -> None:
    """Arch within arch, each nearer to the light, which fills the last."""
    h, pen = stage.height, stage.pen
    pen.wash(down(0, h, tones[0].lighter(-0.05), tones[0].lighter(0.04)))
    for i in range(1, _VAULTS + 1):
        t = (i / _VAULTS) ** 0.85
        chance = stage.chance("vault", i)
        middle, foot, rx, ry = _vault(stage, x, t)
        ring: list[Point] = []
        for k in range(15):
            angle = math.pi * (1 + k / 14)
            swell = 1 + chance.between(-0.045, 0.045)
            ring.append(
                (middle + math.cos(angle) * rx * swell, foot + math.sin(angle) * ry * swell)
            )
        path = curve(ring)
        path.close()
        last = i == _VAULTS
        low = tones[min(i, _VAULTS - 1)]
        paint = (
            down(foot - ry, foot, *sky)
            if last
            else down(foot - ry, foot, low.lighter(0.02), low.lighter(-0.09))
        )
        pen.shape(path, paint)
        rim = low.lighter(0.10) if not last else sky[0]
        pen.shape(path, stroke(rim, 5 * (1 - t) + 1.5, 0.55))
        if not last:
            with pen.inside(path):
                _scallops(stage, chance, (middle, foot, rx, ry), low)


def _scallops(
    stage: Stage, chance: Chance, vault: tuple[float, float, float, float], tone: Colour
) -> None:
    """Hollows in a wall, each with a light edge: (middle, foot, half width, height) in units."""
    middle, foot, rx, ry = vault
    for _ in range(16):
        angle = math.pi * (1 + chance.between(0.02, 0.98))
        near = chance.between(0.84, 0.97)
        px, py = middle + math.cos(angle) * rx * near, foot + math.sin(angle) * ry * near
        a = rx * chance.between(0.06, 0.16)
        with stage.pen.at(px, py, math.degrees(angle) + 90):
            stage.pen.oval(
                0,
                0,
                a,
                a * 0.42,
                down(-a * 0.4, a * 0.4, (tone.lighter(-0.08), 0.6), (tone.lighter(0.08), 0.7)),
            )


def _frozen_floor(stage: Stage, x: float) -> None:
    """A floor of ice that mirrors the vault, with cracks and snow at the walls."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("ice floor")
    y = h * 0.665
    edge = [
        (-60.0, y + h * 0.10),
        (w * 0.25, y + 8),
        (x, y),
        (w * 0.78, y + 8),
        (w + 60, y + h * 0.10),
    ]
    ice = C(0.80, 0.06, 222)
    path = land.under_curve(stage, edge)
    pen.shape(path, down(y, h, C(0.96, 0.02, 215), ice, C(0.58, 0.10, 240), stops=(0, 0.3, 1)))
    with pen.inside(path):
        water.reflect(stage, y, 0.40, 3)
        for _ in range(9):
            px, py = chance.between(0, w), y + (h - y) * chance.between(0.12, 0.95)
            crack = [(px, py)]
            for _ in range(4):
                px, py = px + chance.between(-70, 70), py + chance.between(-12, 16)
                crack.append((px, py))
            pen.shape(polygon(crack, False), stroke(C(0.97, 0.02, 215), 2.2, 0.75))


def _icicles(stage: Stage, row: int, x: float, tone: Colour) -> None:
    """Ice that hangs from one arch; `row` 0 is the nearest, with the longest."""
    h, chance = stage.height, stage.chance("icicles", row)
    middle, foot, rx, ry = _vault(stage, x, ((row + 1) / _VAULTS) ** 0.85)
    many = round((17, 17, 15)[row] * max(1.0, stage.width / 1000))
    for i in range(many):
        away = 1.7 * ((i + chance.between(0.1, 0.9)) / many - 0.5)
        px, high = middle + away * rx, foot - ry * math.sqrt(max(0.0, 1 - away * away)) - 24
        half = chance.between(10, 24) * (1 - 0.22 * row)
        long = h * chance.between(0.07, 0.22) * (1 - 0.24 * row)
        drop = outline(
            f"M {px - half} {high} Q {px - half * 0.35} {high + long * 0.5} {px} {high + long} "
            f"Q {px + half * 0.35} {high + long * 0.5} {px + half} {high} Z"
        )
        pale = C(0.93, 0.04, 215).mix(tone, 0.25)
        shades = (pale, pale.lighter(0.05), pale.mix(C(0.5, 0.11, 245), 0.45))
        stage.pen.shape(drop, across(px - half, px + half, *shades))


def _daylight(stage: Stage, x: float, tone: Colour) -> None:
    h, w = stage.height, stage.width
    stage.glow(x, h * 0.52, min(w, h) * 0.55, tone, 0.55)
    beam = [(x - 30, h * 0.45), (x + 30, h * 0.45), (x + w * 0.3, h), (x - w * 0.3, h)]
    fade = linear((0, h * 0.45), (0, h), [(tone, 0.35), (tone, 0.0)], blur=22, blend="screen")
    stage.pen.polygon(beam, fade)
    edge = C(0.16, 0.07, 255)
    tones = [(edge, 0.0), (edge, 0.0), (edge, 0.55)]
    stage.afterwards.append(
        lambda: stage.pen.wash(radial((w / 2, h * 0.5), max(w, h) * 0.78, tones, (0, 0.6, 1)))
    )


def _cluster(
    stage: Stage, chance: Chance, x: float, y: float, s: float, turn: float, hue: float
) -> None:
    """Prisms that spread from one foot, faceted and lit from within."""
    pen = stage.pen
    fan = ((-0.42, -34, 0.55), (0.44, 36, 0.5), (-0.20, -16, 0.82), (0.24, 17, 0.76), (0.0, 0, 1.0))
    for dx, lean, tall in fan:
        with pen.at(x, y, turn):
            long, half = s * tall * chance.between(0.9, 1.1), s * 0.085 * chance.between(0.85, 1.3)
            with pen.at(dx * s * 0.4, s * 0.05, lean):
                pale, mid, dark = C(0.90, 0.08, hue), C(0.72, 0.15, hue), C(0.45, 0.16, hue)
                left = [(-half, 0), (-half, -long * 0.82), (-half * 0.1, -long), (-half * 0.25, 0)]
                face = [
                    (-half * 0.25, 0),
                    (-half * 0.1, -long),
                    (half * 0.45, -long * 0.84),
                    (half * 0.4, 0),
                ]
                right = [
                    (half * 0.4, 0),
                    (half * 0.45, -long * 0.84),
                    (-half * 0.1, -long),
                    (half, -long * 0.76),
                    (half, 0),
                ]
                pen.polygon(right, down(-long, 0, mid, dark.lighter(-0.1)))
                pen.polygon(left, down(-long, 0, mid.lighter(0.05), dark))
                pen.polygon(face, down(-long, 0, C(0.98, 0.03, hue), pale.mix(dark, 0.55)))
    angle = math.radians(turn)
    middle = (x + math.sin(angle) * s * 0.5, y - math.cos(angle) * s * 0.5)
    stage.glow(*middle, s * 1.2, C(0.74, 0.16, hue), 0.5)
