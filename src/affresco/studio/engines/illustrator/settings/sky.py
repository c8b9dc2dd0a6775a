"""Skies: gradient, stars, sun or moon, clouds, rainbow."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.fields import noise
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    image_of,
    radial,
    simplified,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from .sky_lights import lights

FLAT_STYLES = frozenset(("ukiyo-e", "art-nouveau", "minimal", "risograph", "stained-glass"))
MOON = Colour(0.95, 0.035, 95)


def sky(
    stage: Stage,
    bottom: float | None = None,
    clouds: float = 0.5,
    sun: bool = True,
    stars: bool | None = None,
) -> None:
    """Paint the sky down to `bottom` (the horizon). `clouds`: 0 none … 1 overcast."""
    light, pen = stage.light, stage.pen
    bottom = bottom if bottom is not None else stage.horizon
    paint = down(0, bottom, light.top, light.middle, light.horizon, stops=(0, 0.62, 1))
    pen.rect(-stage.width, -stage.height, stage.width * 3, stage.height * 3, paint)
    starry = light.time == "night" if stars is None else stars
    if starry and not stage.lacks("stars"):
        star_field(stage, bottom)
    lights(stage, bottom)
    if sun and stage.entity("aurora", "milky-way") is None:  # they need a dark sky
        sun_or_moon(stage, bottom)
    if stage.has("rainbow", "double-rainbow"):
        _rainbow(stage, bottom)
    if stage.has("clouds"):
        clouds = 1.0
    if clouds > 0 and not stage.lacks("clouds"):
        if stage.scene.style in FLAT_STYLES:
            _banded_clouds(stage, bottom, clouds)
        else:
            _soft_clouds(stage, bottom, clouds)


def star_field(stage: Stage, bottom: float) -> None:
    """Stars of many sizes, some with a halo."""
    chance = stage.chance("stars")
    count = int(150 * max(1.0, stage.width / 1000))
    for _ in range(count):
        x, y = chance.between(0, stage.width), chance.between() ** 1.3 * bottom
        size = 0.7 + chance.between() ** 4 * 2.6
        tint = Colour(0.98, 0.03, chance.pick((90, 250, 60)))
        stage.pen.circle(x, y, size, fill(tint, 0.35 + 0.6 * chance.between()))
        if size > 2.4:
            stage.pen.circle(x, y, size * 3, fill(WHITE, 0.14, blur=4))


def sun_or_moon(stage: Stage, bottom: float) -> None:
    """The light of the sky, with its halo."""
    if stage.has("giant-moon"):
        stage.sun_size = max(160.0, stage.sun_size)
    pen, light, size = stage.pen, stage.light, stage.sun_size
    night = light.time == "night"
    if several_discs(stage):
        return
    if stage.has("rain", "storm", "fog", "clouds") and not stage.has("full-moon"):
        return
    if stage.lacks("moon" if night else "sun"):
        return
    centre = (stage.sun_x, stage.sun_y)
    tones = [(light.key, 0.30 if night else 0.55), (light.key, 0.16), (light.key, 0.0)]
    pen.rect(0, 0, stage.width, bottom + 40, radial(centre, size * 9, tones, (0, 0.35, 1)))
    if night or stage.has("full-moon"):
        _moon(stage, size)
    elif light.time != "storm":
        tones_ = [Colour(1, 0.03, 95), light.key, light.key.lighter(-0.01)]
        pen.circle(*centre, size, radial(centre, size, tones_, (0, 0.8, 1)))


_DISCS: Final = {"moon-disc": "moon", "sun": "sun"}
# Where the second and later ones are, from the first: shares of the width and height, and their size.
_BESIDE: Final = ((0.0, 0.0, 1.25), (-0.30, 0.09, 0.72), (-0.52, -0.03, 0.48), (-0.16, 0.16, 0.36))


def several_discs(stage: Stage) -> bool:
    """Paint the two suns or three moons that a scene names for its sky, once; False without any."""
    for entity in stage.scene.entities:
        counted = 2 <= entity.count <= len(_BESIDE) and entity.concept in _DISCS
        if counted and entity.relation in (None, "over", "in") and not entity.pose:
            break
    else:
        return False
    stage.draws(entity)
    side, w, h = stage.sun_side, stage.width, stage.height
    for dx, dy, share in _BESIDE[: entity.count]:
        x, y = stage.sun_x + side * dx * w, max(stage.sun_size * 1.6, stage.sun_y) + dy * h
        size = stage.sun_size * share * 1.2
        halo = [(stage.light.key, 0.45), (stage.light.key, 0.12), (stage.light.key, 0.0)]
        stage.pen.circle(x, y, size * 4, radial((x, y), size * 4, halo, (0, 0.35, 1)))
        if entity.concept == "moon-disc":
            _moon(stage, size, (x, y))
        else:
            tones = [Colour(1, 0.03, 95), stage.light.key, stage.light.key.lighter(-0.01)]
            stage.pen.circle(x, y, size, radial((x, y), size, tones, (0, 0.8, 1)))
    return True


def _moon(stage: Stage, size: float, at: tuple[float, float] | None = None) -> None:
    pen, (x, y) = stage.pen, at or (stage.sun_x, stage.sun_y)
    shading = radial(
        (x - size * 0.3, y - size * 0.3),
        size * 1.6,
        [Colour(0.985, 0.025, 95), MOON, Colour(0.80, 0.05, 85)],
        (0, 0.5, 1),
    )
    pen.circle(x, y, size, shading)
    chance = stage.chance("moon")
    disc = skia.Path()
    disc.addCircle(x, y, size)
    with pen.inside(disc):
        for _ in range(9):
            angle, away = chance.between(0, math.tau), math.sqrt(chance.between()) * size * 0.85
            crater = fill(Colour(0.82, 0.04, 80), 0.45, blur=size * 0.03)
            radius = size * chance.between(0.07, 0.26)
            pen.circle(x + math.cos(angle) * away, y + math.sin(angle) * away, radius, crater)


def _rainbow(stage: Stage, bottom: float) -> None:
    centre_x = stage.width - stage.sun_x
    radius = min(stage.width * 0.55, bottom * 0.9)
    hues = (25, 55, 95, 145, 235, 275, 310)
    bows = [(radius, hues, 0.42)]
    if stage.has("double-rainbow"):  # the second is wider, paler and the other way round
        bows = [(radius * 0.84, hues, 0.5), (radius * 1.06, hues[::-1], 0.30)]
    for reach, colours, alpha in bows:
        for band, hue in enumerate(colours):
            r = reach - band * 13
            paint = stroke(Colour(0.78, 0.15, hue), 14, alpha, blur=3, round_ends=False)
            stage.pen.arc(centre_x - r, bottom - r, 2 * r, 2 * r, 180, 180, paint)


def _banded_clouds(stage: Stage, bottom: float, amount: float) -> None:
    """Flat rounded bars from the sides, as in prints."""
    chance, light, width = stage.chance("bands"), stage.light, stage.width
    for _ in range(3 + int(4 * amount)):
        y = bottom * chance.between(0.06, 0.92)
        side = chance.side()
        edge = 0.0 if side < 0 else width
        colour = light.horizon.mix(light.middle, 0.35 * (1 - y / bottom)).lighter(0.03)
        path = skia.Path()
        for j in range(chance.whole(2, 4)):
            length, half = width * chance.between(0.16, 0.52), chance.between(9, 20)
            yy = y + j * half * 1.7 + chance.between(-4, 4)
            left, right = (edge - length, edge + 60) if side > 0 else (edge - 60, edge + length)
            path.addRoundRect(skia.Rect.MakeLTRB(left, yy - half, right, yy + half), half, half)
        if abs(y - stage.sun_y) < 170 and abs(edge - stage.sun_x) < width * 0.62:
            continue
        joined = simplified(path)
        stage.pen.shape(joined, fill(colour, 0.85))
        stage.pen.shape(joined, stroke(colour.lighter(-0.10), 2, 0.5))


def _soft_clouds(stage: Stage, bottom: float, amount: float) -> None:
    """Heaps of cloud with flat feet, lit from the sun's side, that leave the sun free."""
    chance, width = stage.chance("clouds"), stage.width
    grey = stage.has("rain", "storm", "fog", "clouds") or stage.snow_falls
    if grey or stage.light.time == "storm":
        _overcast(stage, bottom)
    count = round((3 + 6 * amount) * max(1.0, width / 1000))
    for i in range(count):
        far = chance.between() ** 1.3  # 0 high and near … 1 low and far
        y = bottom * (0.12 + 0.72 * far)
        size = bottom * (0.17 - 0.125 * far) * chance.between(0.7, 1.4)
        x = width * ((i + chance.between(0.1, 0.9)) / count * 1.1 - 0.05)
        if math.hypot(x - stage.sun_x, y - size * 0.4 - stage.sun_y) > stage.sun_size + size * 1.5:
            _heap(stage, chance, x, y, size, far)
    for _ in range(2 + round(3 * amount)):
        x, y = chance.between(-0.1, 1) * width, bottom * chance.between(0.05, 0.55)
        long = chance.between(150, 420)
        veil = fill(_cloud_light(stage), 0.20, blur=9)
        stage.pen.oval(x + long / 2, y, long / 2, chance.between(3, 9), veil)


def _cloud_light(stage: Stage) -> Colour:
    """The colour of the lit side of clouds."""
    light = stage.light
    if light.time == "night":
        return light.horizon.lighter(0.06)
    if light.time == "storm":
        return light.horizon
    return WHITE.mix(light.key, 0.25 if light.time == "day" else 0.55)


def _heap(stage: Stage, chance: Chance, x: float, y: float, size: float, far: float) -> None:
    """One cloud: circles over a flat foot, joined."""
    light, bright = stage.light, _cloud_light(stage)
    bright = bright.mix(light.haze, 0.55 * far)
    shade = light.middle.mix(light.haze, 0.3 + 0.4 * far).mix(bright, 0.25)
    path = skia.Path()
    lumps = chance.whole(4, 7)
    half = size * chance.between(1.1, 1.8)
    for i in range(lumps):
        t = (i + 0.5) / lumps * 2 - 1
        r = size * (0.28 + 0.36 * (1 - t * t)) * chance.between(0.8, 1.15)
        path.addCircle(x + t * half * 0.8, y - r * chance.between(0.86, 0.98), r)
    for i in range(lumps + 1):  # a scalloped foot, for nothing cuts a cloud off
        t = i / lumps * 2 - 1
        r = size * chance.between(0.20, 0.27) * (1.15 - 0.45 * t * t)
        path.addOval(_around(x + t * half * 0.78, y - r * 0.45, r * 1.6, r))
    whole = simplified(path)
    dull = light.time in ("night", "storm") or stage.has("rain", "storm")
    alpha = 0.42 if light.time == "night" else 0.70 if dull else 0.94
    soft = down(
        y - size * 1.1,
        y + size * 0.1,
        (bright, alpha),
        (bright.mix(shade, 0.35), alpha),
        (shade, alpha * 0.85),
        stops=(0, 0.55, 1),
    )
    if dull:  # heavy air has no edges
        soft.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * 0.10))
    stage.pen.shape(whole, soft)
    with stage.pen.inside(whole), stage.pen.at(-stage.sun_side * size * 0.16, size * 0.12):
        stage.pen.shape(whole, fill(shade, 0.28 * alpha, blur=size * 0.08))


def _around(x: float, y: float, rx: float, ry: float) -> skia.Rect:
    return skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry)


def _overcast(stage: Stage, bottom: float) -> None:
    """A closed cover of grey cloud."""
    light, width = stage.light, max(32, stage.columns // 8)
    height = max(24, int(bottom * stage.unit) // 8)
    field = noise(
        "clouds", stage.seed, width=width, height=height, frequency=3.0, octaves=4, across=0.7,
        down=2.4,
    )  # fmt: skip
    lit = np.clip(field * 0.22 + 0.5, 0, 1)[..., None]
    dull = light.middle.mix(light.top, 0.6).lighter(-0.04)
    rgb = lit * light.horizon.lighter(-0.04).array() + (1 - lit) * dull.array()
    level = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    alpha = np.broadcast_to(0.80 * (1 - level**2.2), (height, width, 1))
    layer = np.concatenate([rgb, alpha], -1).astype(np.float32)
    above = stage.height * 0.25 if stage.scene.camera == "from-below" else 0.0
    stage.pen.image(image_of(layer), 0, -above, stage.width, bottom + above)


def mist(stage: Stage, y: float, alpha: float, thickness: float = 70) -> None:
    """A bank of mist around a height."""
    chance = stage.chance("mist", round(y))
    for _ in range(int(9 * max(1.0, stage.width / 1000))):
        x, length = chance.between(-100, stage.width), chance.between(200, 480)
        half = chance.between(0.25, 0.6) * thickness / 2
        paint = fill(stage.light.haze.mix(stage.light.key, 0.35), alpha * 0.5, blur=16)
        stage.pen.oval(x + length / 2, y + chance.between(-12, 12), length / 2, half, paint)


def fog(stage: Stage) -> None:
    """Fog over a painted place, behind its subjects: thick at the horizon, thin in front."""
    h, w, haze = stage.height, stage.width, stage.light.haze.lighter(0.03)
    low, line = h * 0.98, min(h * 0.72, max(h * 0.3, stage.horizon))
    tones = ((haze, 0.22), (haze, 0.62), (haze, 0.40), (haze, 0.10))
    veil = down(0, low, *tones, stops=(0, line / low, line / low + 0.16, 1))
    stage.pen.rect(-w, -h, 3 * w, 3 * h, veil)
    chance = stage.chance("mist")
    for _ in range(int(13 * max(1.0, w / 1000))):
        y = line + h * chance.between(-0.08, 0.24)
        half = chance.between(160, 420)
        bank = fill(haze, 0.46, blur=18)
        stage.pen.oval(chance.between(0, w), y, half, half * chance.between(0.08, 0.16), bank)
