"""An eye from very near: of a human being, a cat, a dragon; the iris may be a galaxy."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, outline, radial, stroke
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.colours import colour_of

C = Colour
EYES: Final = ("human-eye", "galaxy-eye", "cat-eye", "animal-eye", "dragon-eye", "eye")
"""Concepts that are a whole picture here."""
_SLIT: Final = frozenset(("cat-eye", "dragon-eye"))
_BEASTS: Final = _SLIT | {"animal-eye"}
_INK: Final = C(0.14, 0.02, 40)


@dataclass(frozen=True)
class _Eye:
    """Where an eye is and whose: middle, half width of the lids, radius of the iris, in units."""

    kind: str
    x: float
    y: float
    half: float
    radius: float
    iris: Colour


def close_eye(stage: Stage) -> None:
    """Skin, fur or scales; lids, the iris with its rays, the pupil, lashes, the light of a window."""
    h, w, chance = stage.height, stage.width, stage.chance("close eye")
    stage.light = replace(stage.light, time="day", ambient=C(1, 0, 90))
    named = next((e for e in stage.scene.entities if e.concept in EYES), None)
    kind = named.concept if named else "human-eye"
    usual = {
        "cat-eye": (112, 75),
        "animal-eye": (52, 64),
        "dragon-eye": (70, 42),
        "galaxy-eye": (285,),
    }
    hue = chance.pick(usual.get(kind, (235, 150, 60)))
    tone = (colour_of(named) if named and named.colour else None) or C(0.66, 0.13, hue)
    unit = min(w, h)
    beast = kind in _BEASTS
    radius = unit * (0.34 if beast else 0.24)
    eye = _Eye(kind, w * 0.5, h * (0.50 if beast else 0.53), unit * 0.52, radius, tone)
    _skin(stage, eye, chance)
    lids = _lids(eye)
    pen = stage.pen
    pen.shape(lids, fill(tone.lighter(-0.30) if beast else C(0.95, 0.012, 60)))
    with pen.inside(lids):
        _ball(stage, eye, chance)
    _rims(stage, eye, lids, chance)
    if named is not None:
        stage.draws(named)
    stage.ground, stage.shadows = "none", 0.3
    stage.slots = {
        "main": Slot(0.5, 0.96, 0.24),
        "second": Slot(0.8, 0.95, 0.20),
        "air": Slot(0.2, 0.2, 0.16),
    }


def _lids(eye: _Eye) -> skia.Path:
    """The almond between the lids."""
    x, y, a = eye.x, eye.y, eye.half
    up, low = (0.60, 0.54) if eye.kind in _BEASTS else (0.50, 0.36)
    return outline(
        f"M {x - a} {y + a * 0.06} Q {x - a * 0.62} {y - a * up} {x} {y - a * up} "
        f"Q {x + a * 0.62} {y - a * up} {x + a} {y - a * 0.02} "
        f"Q {x + a * 0.56} {y + a * low} {x} {y + a * low} "
        f"Q {x - a * 0.62} {y + a * low} {x - a} {y + a * 0.06} Z"
    )


def _skin(stage: Stage, eye: _Eye, chance: Chance) -> None:
    """What is around the eye, darker in its hollow."""
    h, w, pen = stage.height, stage.width, stage.pen
    base = {
        "cat-eye": chance.pick((C(0.66, 0.11, 62), C(0.50, 0.02, 60), C(0.36, 0.02, 280))),
        "animal-eye": chance.pick((C(0.50, 0.08, 52), C(0.60, 0.07, 62), C(0.44, 0.02, 60))),
        "dragon-eye": chance.pick((C(0.42, 0.09, 150), C(0.40, 0.12, 25), C(0.36, 0.07, 265))),
    }.get(eye.kind, chance.pick((C(0.82, 0.06, 55), C(0.66, 0.08, 52), C(0.50, 0.07, 48))))
    tones = [base.lighter(-0.16), base.lighter(-0.03), base.lighter(0.04)]
    pen.wash(radial((eye.x, eye.y), max(w, h) * 0.72, tones, (0.3, 0.62, 1)))
    if eye.kind == "dragon-eye":
        _scales(stage, eye, base)
    elif eye.kind in _BEASTS:
        _fur(stage, eye, base, chance)
    else:
        _brow(stage, eye, base, chance)


def _scales(stage: Stage, eye: _Eye, base: Colour) -> None:
    """Rows of scales around the eye, larger farther away."""
    pen = stage.pen
    for ring in range(11, 0, -1):
        reach = eye.half * (0.82 + 0.16 * ring)
        size = eye.half * (0.085 + 0.012 * ring)
        many = int(math.tau * reach / size / 1.5)
        for i in range(many):
            angle = math.tau * (i + 0.5 * (ring % 2)) / many
            x, y = eye.x + math.cos(angle) * reach, eye.y + math.sin(angle) * reach * 0.82
            with pen.at(x, y, math.degrees(angle) + 90):
                scale = outline(
                    f"M {-size} {size * 0.5} Q {-size} {-size * 0.9} 0 {-size} "
                    f"Q {size} {-size * 0.9} {size} {size * 0.5} Q 0 {size * 1.2} {-size} {size * 0.5} Z"
                )
                tone = base.lighter(0.035 * ((i * 3 + ring) % 3 - 1))
                pen.shape(scale, down(-size, size, tone.lighter(0.10), tone.lighter(-0.10)))
                pen.shape(scale, stroke(base.lighter(-0.20), 2, 0.7))


def _fur(stage: Stage, eye: _Eye, base: Colour, chance: Chance) -> None:
    """Short hair that grows away from the eye, with darker stripes."""
    light, dark, stripe = skia.Path(), skia.Path(), skia.Path()
    for _ in range(3600):
        angle, away = chance.between(0, math.tau), chance.between(0.55, 2.1) ** 1.1
        x = eye.x + math.cos(angle) * eye.half * away
        y = eye.y + math.sin(angle) * eye.half * away * 0.85
        long = eye.half * chance.between(0.06, 0.13)
        banded = math.sin(angle * 9 + away * 2.5) > 0.62 and abs(math.sin(angle)) > 0.2
        path = stripe if banded else light if chance.often(0.5) else dark
        path.moveTo(x, y)
        path.quadTo(
            x + math.cos(angle) * long * 0.6, y + math.sin(angle) * long * 0.5,
            x + math.cos(angle + 0.3) * long, y + math.sin(angle + 0.3) * long,
        )  # fmt: skip
    for path, tone, wide in (
        (dark, base.lighter(-0.07), 3.6),
        (light, base.lighter(0.10), 3.0),
        (stripe, base.lighter(-0.24), 4.4),
    ):
        stage.pen.shape(path, stroke(tone, wide, 0.7))


def _brow(stage: Stage, eye: _Eye, base: Colour, chance: Chance) -> None:
    """The fold of the lid and the brow, hair by hair."""
    pen, x, y, a = stage.pen, eye.x, eye.y, eye.half
    fold = outline(
        f"M {x - a * 1.0} {y - a * 0.16} Q {x - a * 0.1} {y - a * 0.94} {x + a * 1.06} {y - a * 0.22}"
    )
    pen.shape(fold, stroke(base.lighter(-0.20), 16, 0.35, blur=6))
    pen.shape(fold, stroke(base.lighter(-0.26), 5, 0.7))
    hairs = skia.Path()
    for i in range(110):
        t = i / 109
        px = x - a * 1.05 + a * 2.2 * t
        py = y - a * (0.80 + 0.36 * math.sin(math.pi * min(1.0, t * 0.86 + 0.08)))
        py += chance.between(-0.055, 0.055) * a * (1.2 - t)
        hairs.moveTo(px, py)
        long = a * chance.between(0.10, 0.17)
        hairs.quadTo(px + long * 0.5, py - long * 0.6, px + long, py - long * (0.5 - 0.75 * t))
    pen.shape(hairs, stroke(C(0.24, 0.03, 50), 4.5, 0.8))


def _ball(stage: Stage, eye: _Eye, chance: Chance) -> None:
    """White, iris with rays, pupil and the window that is mirrored."""
    pen, x, y, r = stage.pen, eye.x, eye.y, eye.radius
    if eye.kind in _BEASTS:
        glow = [(eye.iris.lighter(0.05), 0.9), (eye.iris.lighter(-0.30), 0.0)]
        pen.circle(x, y, eye.half, radial((x, y), eye.half, glow, (0.4, 1)))
    shade = [(WHITE, 0.0), (C(0.62, 0.05, 40), 0.55)]
    pen.circle(x, y, eye.half * 1.1, radial((x, y), eye.half * 1.05, shade, (0.5, 1)))
    tone = eye.iris
    rim, inner = tone.lighter(-0.32), tone.lighter(0.16)
    pen.circle(
        x, y, r, radial((x, y), r, [inner, tone, tone.lighter(-0.10), rim], (0.2, 0.55, 0.85, 1))
    )
    if eye.kind == "galaxy-eye":
        _galaxy(stage, eye, chance)
    else:
        for path, ray, wide in (
            (_rays(eye, chance, 90, 0.30, 0.96), tone.lighter(-0.16), 3.0),
            (_rays(eye, chance, 70, 0.34, 0.74), tone.lighter(0.16), 2.6),
            (_rays(eye, chance, 46, 0.30, 0.52), C(0.80, 0.12, 75), 2.4),
        ):
            pen.shape(path, stroke(ray, wide, 0.6))
    pen.circle(x, y, r, stroke(rim.lighter(-0.08), r * 0.05, 0.9))
    if eye.kind in _SLIT:
        tall, wide = r * 0.92, r * 0.30
        slit = outline(
            f"M {x} {y - tall} Q {x + wide} {y} {x} {y + tall} Q {x - wide} {y} {x} {y - tall} Z"
        )
        pen.shape(slit, fill(_INK))
    elif eye.kind != "galaxy-eye":
        pen.circle(x, y, r * 0.40, fill(_INK))
    else:
        pen.circle(x, y, r * 0.20, fill(_INK))
    pen.oval(x - r * 0.34, y - r * 0.40, r * 0.20, r * 0.26, fill(WHITE, 0.94))
    pen.oval(x + r * 0.36, y + r * 0.40, r * 0.09, r * 0.07, fill(WHITE, 0.6))
    lid = down(y - eye.half * 0.6, y - eye.half * 0.12, (_INK, 0.55), (_INK, 0.0))
    pen.rect(x - eye.half, y - eye.half * 0.7, eye.half * 2, eye.half * 0.6, lid)


def _rays(eye: _Eye, chance: Chance, many: int, start: float, end: float) -> skia.Path:
    path = skia.Path()
    for i in range(many):
        angle = math.tau * (i + chance.between(-0.4, 0.4)) / many
        a, b = eye.radius * start, eye.radius * end * chance.between(0.82, 1.0)
        path.moveTo(eye.x + math.cos(angle) * a, eye.y + math.sin(angle) * a)
        path.lineTo(eye.x + math.cos(angle + 0.03) * b, eye.y + math.sin(angle + 0.03) * b)
    return path


def _galaxy(stage: Stage, eye: _Eye, chance: Chance) -> None:
    """Two arms of light and stars in a deep sky, instead of rays."""
    pen, x, y, r = stage.pen, eye.x, eye.y, eye.radius
    deep = [C(0.62, 0.16, 320), C(0.34, 0.13, 290), C(0.16, 0.06, 275)]
    pen.circle(x, y, r, radial((x, y), r, deep, (0.0, 0.5, 1)))
    for i in range(240):
        t, arm = chance.between() ** 0.7, i % 2
        angle = t * 5.2 + arm * math.pi + chance.between(-0.3, 0.3)
        px, py = x + math.cos(angle) * r * t * 0.94, y + math.sin(angle) * r * t * 0.94
        tone = chance.pick((C(0.90, 0.08, 320), C(0.86, 0.09, 240), C(0.95, 0.05, 80)))
        pen.circle(px, py, r * chance.between(0.010, 0.045), fill(tone, chance.between(0.25, 0.7)))
    for _ in range(60):
        angle, t = chance.between(0, math.tau), math.sqrt(chance.between())
        px, py = x + math.cos(angle) * r * t * 0.95, y + math.sin(angle) * r * t * 0.95
        pen.circle(px, py, chance.between(1.2, 3.4), fill(WHITE, 0.9))
    pen.circle(x, y, r * 0.34, radial((x, y), r * 0.34, [(WHITE, 0.85), (WHITE, 0.0)]))


def _rims(stage: Stage, eye: _Eye, lids: skia.Path, chance: Chance) -> None:
    """The dark rim of the lids, and lashes where somebody has them."""
    pen, x, y, a = stage.pen, eye.x, eye.y, eye.half
    beast = eye.kind in _BEASTS
    pen.shape(lids, stroke(_INK, a * (0.075 if beast else 0.030), 0.95))
    if beast:
        return
    lashes = skia.Path()
    for i in range(34):
        t = (i + 0.5) / 34
        px = x - a + 2 * a * t
        up = math.sin(math.pi * t) ** 0.8
        py = y + a * 0.04 - a * 0.50 * up
        long, lean = a * (0.17 + 0.13 * t) * chance.between(0.8, 1.1), (t - 0.42) * 1.5
        lashes.moveTo(px, py)
        lashes.quadTo(px + lean * long * 0.3, py - long * 0.7, px + lean * long, py - long)
    pen.shape(lashes, stroke(_INK, a * 0.016, 0.95))
    low = skia.Path()
    for i in range(20):
        t = (i + 1.5) / 22
        px, py = x - a + 2 * a * t, y + a * 0.02 + a * 0.335 * math.sin(math.pi * t) ** 0.9
        low.moveTo(px, py)
        low.lineTo(px + (t - 0.45) * a * 0.12, py + a * 0.09)
    pen.shape(low, stroke(_INK, a * 0.009, 0.7))
