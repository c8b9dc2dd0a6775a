"""Waterfall and volcano."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    curve,
    down,
    fill,
    outline,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, season, vista
from .props import prop
from .sky import sky
from .waters import boulder

C = Colour
_LAVA, _BRIGHT = C(0.68, 0.22, 40), C(0.88, 0.16, 82)


def waterfall(stage: Stage) -> None:
    """Water that falls over a wooded wall of rock into a pool full of light."""
    h, w, chance = stage.height, stage.width, stage.chance("waterfall")
    stage.horizon = h * 0.50
    stage.set_sun()
    stage.sun_y = h * 0.10
    sky(stage, clouds=0.4)
    x = w * (0.5 + chance.pick((-0.10, 0.08)))
    half, top, foot = min(w * 0.13, h * 0.16), h * 0.24, h * 0.70
    vista.swell(stage, "behind", h * 0.22, h * 0.08, C(0.52, 0.10, 148), 0.45)
    stone = C(0.58, 0.12, 42) if stage.scene.setting == "canyon" else C(0.50, 0.025, 95)
    rock = stone.mix(season.SNOW, 0.35 if season.snowy(stage) else 0)
    for depth, shift in ((0.26, 0.0), (0.06, 0.10)):
        for side in (-1, 1):
            _rock_wall(
                stage,
                x + side * half * (0.75 + 5 * shift),
                top + h * shift,
                foot + h * 0.05,
                side,
                rock,
                depth,
            )
    _falling(stage, chance, x, half, top, foot)
    _pool(stage, chance, x, half, foot)
    _banks(stage, chance, foot)
    stage.ground, stage.afloat = "none", "second"
    stage.slots = {
        "main": Slot(0.26 if x > w / 2 else 0.72, 0.95, 0.38),
        "second": Slot(0.56, 0.88, 0.24),
        "air": Slot(0.5, 0.20, 0.18),
    }


def _falling(stage: Stage, chance: Chance, x: float, half: float, top: float, foot: float) -> None:
    """The falling water, in threads."""
    h, pen = stage.height, stage.pen
    white = stage.lit(C(0.96, 0.02, 220))
    blue = stage.lit(C(0.80, 0.06, 225))
    fall = outline(
        f"M {x - half * 0.85} {top - 8} Q {x} {top + 12} {x + half * 0.85} {top - 8} "
        f"Q {x + half * 0.95} {h * 0.45} {x + half * 1.1} {foot} L {x - half * 1.1} {foot} "
        f"Q {x - half * 0.95} {h * 0.45} {x - half * 0.85} {top - 8} Z"
    )
    pen.shape(fall, across(x - half, x + half, blue, white, blue.lighter(0.03), white, blue))
    with pen.inside(fall):
        for _ in range(90):
            px, y = (
                x + half * chance.between(-1, 1),
                top + (foot - top) * chance.between(-0.05, 0.9),
            )
            tone = white if chance.often(0.6) else blue.lighter(-0.10)
            pen.line(
                px,
                y,
                px + (px - x) * 0.10,
                y + chance.between(40, 150),
                stroke(tone, chance.between(2, 7), 0.6),
            )


def _pool(stage: Stage, chance: Chance, x: float, half: float, foot: float) -> None:
    """The pool below with its rings, spray, and sometimes a rainbow."""
    h, w, pen = stage.height, stage.width, stage.pen
    tone = stage.light.middle.mix(stage.lit(C(0.64, 0.10, 195)), 0.65)
    pool = [
        (-60, foot + h * 0.03),
        (w * 0.2, foot - 4),
        (x, foot - h * 0.02),
        (w * 0.8, foot - 2),
        (w + 60, foot + h * 0.04),
        (w + 60, h * 1.06),
        (-60, h * 1.06),
    ]
    pen.shape(
        curve(pool, True), down(foot - 20, h, tone.mix(WHITE, 0.35), tone, tone.lighter(-0.10))
    )
    for i in range(9):
        y = foot + 10 + i * i * 3.4
        pen.oval(x, y, half * (1.1 + 0.45 * i), 5 + 2.4 * i, stroke(WHITE, 3, 0.40 - 0.035 * i))
    for _ in range(16):
        pen.oval(
            x + half * chance.between(-1.3, 1.3),
            foot + chance.between(-30, 18),
            chance.between(40, 90),
            chance.between(16, 36),
            fill(WHITE, 0.34, blur=14),
        )
    named = stage.has("rainbow", "double-rainbow")
    if named or (stage.light.time in ("day", "golden", "sunrise") and chance.often(0.5)):
        for i, hue in enumerate((25, 60, 95, 150, 240, 300)):
            pen.arc(
                x - half * 2.4 + i * 7,
                foot - half * 1.9 + i * 7,
                half * 4.8 - 14 * i,
                half * 3.8,
                200,
                140,
                stroke(C(0.82, 0.14, hue), 9 if named else 7, 0.62 if named else 0.22, blur=3),
            )


def _trees(stage: Stage) -> tuple[str, ...]:
    return ("palm", "round") if stage.scene.setting == "jungle" else ("pine", "round")


def _rock_wall(
    stage: Stage, x: float, top: float, foot: float, side: int, rock: Colour, depth: float
) -> None:
    """A wall of rock from x to the edge of the picture, in ledges, with bushes on top."""
    w, pen, chance = stage.width, stage.pen, stage.chance("wall", side, round(depth * 100))
    edge = -60.0 if side < 0 else w + 60
    tone = stage.lit(rock.lighter(-0.03 if side == stage.sun_side else 0.03), depth)
    skyline: list[Point] = [(x, top)]
    skyline += [
        (x + (edge - x) * i / 7, top - chance.between(-14, 40) - 10 * i) for i in range(1, 8)
    ]
    face = [*skyline, (edge, foot + 60), (x - side * 8, foot)]
    pen.polygon(face, down(top - 60, foot, tone.lighter(0.07), tone.lighter(-0.10)))
    with pen.inside(polygon(face)):
        for _ in range(26):
            px, py = x + (edge - x) * chance.between(), top + (foot - top) * chance.between(0.0, 1)
            long, tall = chance.between(50, 130), chance.between(20, 60)
            ledge = [
                (px, py),
                (px + side * long, py - 8),
                (px + side * long * 0.9, py + tall),
                (px + side * 6, py + tall * 0.7),
            ]
            pen.polygon(ledge, fill(tone.lighter(chance.between(-0.08, 0.07)), 0.6))
    for px, py in skyline:
        for _ in range(5):
            leaf = stage.lit(season.leaves(stage, C(0.50, 0.12, 140), chance), depth)
            pen.circle(
                px + chance.between(-50, 50),
                py + chance.between(-12, 10),
                chance.between(16, 34),
                fill(leaf.lighter(chance.between(-0.05, 0.05))),
            )
    for i in (1, 3, 5):
        px, py = skyline[i]
        prop(
            stage,
            Shape("tree", chance.pick(_trees(stage))),
            px / w,
            (py + 12) / stage.height,
            0.20,
            depth,
            0.0,
        )


def _banks(stage: Stage, chance: Chance, foot: float) -> None:
    h, w = stage.height, stage.width
    for side in (0, 1):
        for i in range(6):
            x = w * (0.02 + 0.055 * i) if not side else w * (0.98 - 0.055 * i)
            boulder(
                stage,
                x,
                foot + h * (0.06 + 0.035 * (5 - i)) + chance.between(-8, 8),
                chance.between(26, 60),
                C(0.52, 0.02, 100),
            )
    grass = stage.lit(land.snowed(stage, land.GRASS.lighter(-0.04)))
    left = [
        (-60, h * 0.86),
        (w * 0.16, h * 0.88),
        (w * 0.40, h * 0.955),
        (w * 0.46, h * 1.06),
        (-60, h * 1.06),
    ]
    right = [
        (w + 60, h * 0.85),
        (w * 0.86, h * 0.88),
        (w * 0.62, h * 0.955),
        (w * 0.56, h * 1.06),
        (w + 60, h * 1.06),
    ]
    for bank in (left, right):
        stage.pen.blob(
            bank, down(h * 0.86, h, grass.mix(stage.light.key, 0.2), grass.lighter(-0.07))
        )
    for x in (0.05, 0.95):
        prop(stage, Shape("plant", "fern"), x, 0.94, 0.22)
    prop(stage, Shape("plant", "fern"), 0.16, 0.99, 0.16)
    prop(stage, Shape("flower", "iris"), 0.88, 0.985, 0.13)


def volcano(stage: Stage) -> None:
    """A cone with lava and a plume, smaller hills, a plain of black stone with glowing cracks."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("volcano")
    stage.horizon = h * 0.64
    stage.set_sun()
    sky(stage, clouds=0.3)
    x, top, base = w * (0.5 + chance.pick((-0.12, 0.10))), h * 0.26, h * 0.74
    _plume(stage, x, top)
    _cone(stage, chance, x, top, base)
    pen.oval(x, top + 6, 64, 12, fill(_BRIGHT))
    stage.glow(x, top, 330, C(0.75, 0.19, 50), 0.8)
    land.hills(stage, "ash", h * 0.73, 60, C(0.46, 0.05, 105), 0.22, trees=14)
    ash = stage.lit(C(0.34, 0.02, 50))
    pen.rect(-40, h * 0.79, w + 80, h, down(h * 0.79, h, ash.lighter(0.10), ash.lighter(-0.04)))
    _cracks(stage, chance)
    for _ in range(12):
        boulder(
            stage,
            chance.pick((chance.between(0, 0.22), chance.between(0.72, 1))) * w,
            h * chance.between(0.83, 0.98),
            chance.between(16, 50),
            C(0.30, 0.02, 40),
        )
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _cone(stage: Stage, chance: Chance, x: float, top: float, base: float) -> None:
    """The mountain with its streams of lava, and sparks over its mouth."""
    h, w, pen = stage.height, stage.width, stage.pen
    for _ in range(34):
        angle, away = chance.between(-2.5, -0.6), chance.between(30, 210)
        pen.circle(
            x + math.cos(angle) * away,
            top + math.sin(angle) * away,
            chance.between(2, 6),
            fill(_BRIGHT),
        )
    spread = min(w * 0.5, h * 0.56)
    rock = stage.lit(C(0.42, 0.035, 30), 0.16)
    cone = outline(
        f"M {x - 66} {top} Q {x} {top + 20} {x + 66} {top} "
        f"Q {x + spread * 0.36} {h * 0.54} {x + spread} {base} "
        f"L {x - spread} {base} Q {x - spread * 0.36} {h * 0.54} {x - 66} {top} Z"
    )
    side = stage.sun_side
    pen.shape(
        cone,
        across(
            x - spread * 0.5,
            x + spread * 0.5,
            rock.lighter(-0.07 * side),
            rock.lighter(0.07 * side),
        ),
    )
    with pen.inside(cone):
        for _ in range(30):
            a = chance.between(-1, 1)
            pen.line(
                x + a * 60,
                top + 10,
                x + a * spread,
                base,
                stroke(rock.lighter(chance.between(-0.10, 0.06)), chance.between(4, 14), 0.4),
            )
        if season.snowy(stage):
            pen.polygon(
                [
                    (x - 140, top - 10),
                    (x + 140, top - 10),
                    (x + 90, h * 0.40),
                    (x + 30, h * 0.36),
                    (x - 30, h * 0.41),
                    (x - 90, h * 0.37),
                ],
                fill(stage.lit(season.SNOW)),
            )
        for dx, bend in ((-30, -0.30), (0, 0.06), (32, 0.42)):
            stream = [
                (x + dx, top),
                (x + dx + bend * spread * 0.2, h * 0.40),
                (x + bend * spread * 0.5, h * 0.55),
                (x + bend * spread, base),
            ]
            pen.curve(stream, stroke(_LAVA, 17))
            pen.curve(stream, stroke(_BRIGHT, 6))


def _cracks(stage: Stage, chance: Chance) -> None:
    """Glowing cracks in the plain."""
    h, w, pen = stage.height, stage.width, stage.pen
    for _ in range(round(13 * max(1.0, w / 1000))):
        px, y = chance.between(0, w), h * chance.between(0.81, 0.99)
        points = [(px, y)]
        for _ in range(4):
            points.append(
                (points[-1][0] + chance.between(10, 60), points[-1][1] + chance.between(-8, 12))
            )
        pen.shape(polygon(points, False), stroke(_LAVA, 6, 0.8, blur=3))
        pen.shape(polygon(points, False), stroke(_BRIGHT, 2.2))


def _plume(stage: Stage, x: float, top: float) -> None:
    pen, chance = stage.pen, stage.chance("smoke")
    for i in range(44):
        t = i / 43
        tone = (
            stage.lit(C(0.52, 0.02, 40))
            .lighter(chance.between(-0.08, 0.10))
            .mix(C(0.72, 0.16, 50), 0.5 * (1 - t) ** 3)
        )
        px = x + chance.between(-1, 1) * 70 * t**0.7 + 150 * t * t
        pen.circle(px, top - stage.height * 0.34 * t, 30 + 74 * t, fill(tone, 0.7, blur=4))
