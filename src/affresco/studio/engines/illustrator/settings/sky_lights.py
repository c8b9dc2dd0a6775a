"""Lights of the night sky that a scene names: northern lights, milky way, comet, falling stars.

They belong to the sky of a place, behind all that stands in it, and are no things on the ground.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, Field
from affresco.studio.engines.illustrator.painting.fields import noise
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    fill,
    image_of,
    linear,
    polygon,
    radial,
)
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity

_COARSE: Final = 4  # pixels of the picture in one of a light that has no edges
_LOOSE: Final = frozenset((None, "over", "look-at", "above"))  # what is not in somebody's hands


def lights(stage: Stage, bottom: float) -> None:
    """Paint what is named of these into the sky down to `bottom`, and say that it is drawn."""
    for entity in stage.scene.entities:
        painter = _PAINTERS.get(entity.concept)
        if painter is not None and entity.relation in _LOOSE:
            painter(stage, bottom, entity)
            stage.draws(entity)


def curtains(stage: Stage, bottom: float) -> None:
    """Northern lights: folded curtains of rays, green at the foot, violet above."""
    columns = max(64, stage.columns // _COARSE)
    rows = max(48, round(bottom * stage.unit) // _COARSE)
    chance = stage.chance("curtains")
    x = np.linspace(0, max(1.0, stage.width / 1000), columns, dtype=np.float32)[None]
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    light: Field = np.zeros((rows, columns, 3), np.float32)
    for band, (hue, strength) in enumerate(((158, 1.0), (172, 0.8), (150, 0.55))):
        phase, lean = chance.between(0, math.tau), chance.between(-0.14, 0.14)
        foot = 0.52 + 0.15 * band + lean * (x - 0.5)
        foot = foot + 0.075 * np.sin(5.2 * x + phase) + 0.035 * np.sin(12.7 * x + 2.1 * phase)
        rays = noise(
            "rays", stage.seed + band, width=columns, height=1, frequency=26, octaves=3, gain=0.6
        )[:1]
        tall = np.clip(0.34 + 0.13 * rays, 0.10, 0.7)
        above = np.clip(foot - y, 0, 2) / tall
        ray = np.clip(0.75 + 0.34 * rays, 0.2, 1.4)
        glow = np.exp(-above * 1.7) * ray * (1 / (1 + np.exp(-(foot - y) / 0.012)))
        top = np.clip(above / 1.5, 0, 1)[..., None]
        low_tone, high_tone = Colour(0.86, 0.20, hue), Colour(0.62, 0.20, hue + 145)
        tone = low_tone.array() * (1 - top) + high_tone.array() * top
        light += tone * (glow * strength)[..., None] * 0.85
    light = 1 - np.exp(-1.9 * light)
    sheet = np.concatenate([light, np.ones((rows, columns, 1), np.float32)], -1)
    stage.pen.image(image_of(sheet), 0, 0, stage.width, bottom, "screen")


def _aurora(stage: Stage, bottom: float, entity: Entity) -> None:
    curtains(stage, bottom)


def _milky_way(stage: Stage, bottom: float, entity: Entity) -> None:
    """A band of cloudy light across the sky, with countless stars in it."""
    chance, w, pen = stage.chance("milky way"), stage.width, stage.pen
    side = chance.side()
    columns, rows = (
        max(64, stage.columns // _COARSE),
        max(48, round(bottom * stage.unit) // _COARSE),
    )
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    x = np.linspace(-0.5, 0.5, columns, dtype=np.float32)[None]
    cloud = noise("milk", stage.seed, width=columns, height=rows, frequency=6, octaves=4)
    away = (x * side + 0.46 * (y - 0.5)) + 0.035 * cloud
    band = np.exp(-((away / 0.17) ** 2))
    lane = np.exp(-(((away - 0.015) / 0.035) ** 2)) * np.clip(0.5 + 0.5 * cloud, 0, 1)
    bright = np.clip(band * (0.62 + 0.20 * cloud) - 0.42 * lane, 0, 1)[..., None]
    warm = np.exp(-((away / 0.07) ** 2))[..., None]
    tone = Colour(0.70, 0.10, 285).array() * (1 - warm) + Colour(0.93, 0.06, 60).array() * warm
    sheet = np.concatenate([tone * bright, np.ones((rows, columns, 1), np.float32)], -1)
    pen.image(image_of(sheet.astype(np.float32)), 0, 0, w, bottom, "screen")
    for _ in range(int(240 * max(1.0, w / 1000))):
        level = chance.between()
        px = (0.5 + side * (-0.46 * (level - 0.5) + chance.between(-0.13, 0.13))) * w
        size = 0.7 + chance.between() ** 5 * 2.8
        pen.circle(
            px, level * bottom, size, fill(Colour(0.98, 0.03, 90), 0.5 + 0.5 * chance.between())
        )


def _comet(stage: Stage, bottom: float, entity: Entity) -> None:
    """A bright head with a tail that widens and fades, clear of the moon."""
    chance, pen = stage.chance("comet"), stage.pen
    side = -stage.sun_side
    x = stage.width * (0.5 + side * chance.between(-0.06, 0.10))
    y = stage.visible.top + (bottom - stage.visible.top) * 0.52
    length, angle = 430.0, math.radians(-32 - chance.between(0, 16))
    head, tail = Colour(0.99, 0.03, 100), Colour(0.86, 0.09, 215)
    for spread, alpha in ((0.20, 0.34), (0.11, 0.55), (0.045, 0.95)):
        pen.shape(
            polygon(_fan(x, y, side, angle, length, spread)),
            linear(
                (x, y), (x + side * math.cos(angle) * length, y + math.sin(angle) * length),
                ((head, alpha), (tail, alpha * 0.55), (tail, 0.0)), (0, 0.4, 1),
            ),
        )  # fmt: skip
    pen.circle(x, y, 95, radial((x, y), 95, [(head, 0.7), (tail, 0.18), (tail, 0.0)], (0, 0.35, 1)))
    _star(stage, x, y, 40)


def _fan(x: float, y: float, side: int, angle: float, length: float, spread: float) -> list[Point]:
    """A tail from a head at (x, y), wider at its end."""
    out = []
    for turn, far, across in (
        (0, 0, -14),
        (-spread, 1, 0),
        (0, 1.06, 0),
        (spread, 1, 0),
        (0, 0, 14),
    ):
        away = angle + turn
        dx, dy = math.cos(away) * length * far, math.sin(away) * length * far
        out.append((x + side * (dx + across * math.sin(-angle)), y + dy + across))
    return out


def _star(stage: Stage, x: float, y: float, size: float) -> None:
    points = []
    for k in range(10):
        reach = size * (1.0 if k % 2 == 0 else 0.46)
        turn = k * math.pi / 5
        points.append((x + math.sin(turn) * reach, y - math.cos(turn) * reach))
    stage.pen.shape(polygon(points), fill(Colour(0.97, 0.09, 98)))


def _falling_stars(stage: Stage, bottom: float, entity: Entity) -> None:
    """Streaks of light that fall one way, as many as are named."""
    chance: Chance = stage.chance("falling stars")
    side = -stage.sun_side
    count = min(9, max(1, entity.count))
    for i in range(count):
        x = stage.width * (0.5 + side * (0.08 if count == 1 else chance.between(-0.42, 0.42)))
        y = bottom * (0.46 if count == 1 else chance.between(0.18, 0.72))
        length, size = (330.0, 1.0) if i == 0 else (chance.between(120, 260), 0.6)
        angle = math.radians(-34)
        end = x + side * math.cos(angle) * length, y + math.sin(angle) * length
        tones = ((WHITE, 0.95), (Colour(0.92, 0.08, 90), 0.4), (Colour(0.9, 0.05, 230), 0.0))
        stage.pen.shape(
            polygon(_fan(x, y, side, angle, length, 0.012 * size)), linear((x, y), end, tones)
        )
        _star(stage, x, y, 24 * size)


_PAINTERS: Final = {
    "aurora": _aurora,
    "comet": _comet,
    "milky-way": _milky_way,
    "shooting-star": _falling_stars,
}
