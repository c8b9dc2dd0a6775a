"""Wild places: savanna, jungle, swamp, waterfall, volcano, cave, ski slope, northern lights."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
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
from affresco.studio.engines.illustrator.subjects.families import Shape

from . import land, outdoors, season, vista, water
from .props import prop, row, unit_of
from .sky import mist, sky
from .waters import boulder

C = Colour


def savanna(stage: Stage) -> None:
    """Yellow grass to a far hill, acacias, a water hole, a large low sun."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("savanna")
    stage.horizon = h * 0.57
    stage.sun_size = 88.0 if stage.light.time in ("golden", "sunrise", "dusk") else stage.sun_size
    stage.set_sun()
    sky(stage, clouds=0.25)
    if chance.often(0.5):
        land.peaks(stage, h * 0.575, 2, 0.08, 0.20, 0.66, rock=C(0.56, 0.06, 270))
    gold = C(0.78, 0.12, 84)
    vista.swell(stage, "s0", h * 0.57, h * 0.04, C(0.64, 0.08, 95), 0.42)
    row(stage, Shape("tree", "umbrella"), 0.585, 0.09, 9, 0.42)
    vista.swell(stage, "s1", h * 0.62, h * 0.035, gold.lighter(-0.03), 0.20)
    if chance.often(0.6):
        pool = stage.light.horizon.mix(stage.lit(C(0.60, 0.09, 225)), 0.55)
        x = w * chance.pick((0.3, 0.66))
        pen.oval(x, h * 0.665, w * 0.20, h * 0.016, fill(stage.lit(C(0.60, 0.08, 62)), 0.9))
        pen.oval(x, h * 0.665, w * 0.18, h * 0.012, fill(pool))
    big = chance.pick((0.16, 0.86))
    prop(stage, Shape("tree", "umbrella"), big, 0.77, 0.52, 0.04)
    prop(stage, Shape("tree", "baobab"), 1 - big, 0.69, 0.26, 0.14)
    near = stage.lit(gold)
    pen.rect(-40, h * 0.74, w + 80, h, down(h * 0.74, h, (near, 0.0), (near.lighter(-0.08), 1.0)))
    _blades(stage, gold)
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _blades(stage: Stage, gold: Colour) -> None:
    """Dry grass in tufts, thicker in front."""
    chance, h, w = stage.chance("blades"), stage.height, stage.width
    for layer in range(5):
        t = layer / 4
        path = skia.Path()
        for _ in range(round(46 * max(1.0, w / 1000))):
            x, y, s = (
                chance.between(0, w),
                h * (0.70 + 0.31 * t) + chance.between(-20, 20),
                14 + 46 * t,
            )
            for lean in (-0.6, -0.2, 0.25, 0.6):
                path.moveTo(x, y)
                path.quadTo(
                    x + lean * s * 0.3, y - s * 0.6, x + lean * s, y - s * chance.between(0.7, 1.1)
                )
        stage.pen.shape(
            path,
            stroke(
                stage.lit(gold.lighter(0.04 - 0.10 * (layer % 2)), 0.2 * (1 - t)), 1.4 + 2 * t, 0.85
            ),
        )


def jungle(stage: Stage) -> None:
    """Layers of leaves around a clearing of light, palms, lianas, large leaves in front."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("jungle")
    night = stage.light.dark
    stage.horizon = h * 0.62
    green = C(0.56, 0.12, 142)
    x = w * (0.5 + chance.pick((-0.1, 0.1)))
    stage.sun_x, stage.sun_y = x, h * 0.2
    glow = C(0.95, 0.08, 115) if not night else C(0.60, 0.09, 190)
    far, dim = (
        (C(0.78, 0.11, 135), C(0.42, 0.10, 148))
        if not night
        else (C(0.36, 0.08, 200), C(0.18, 0.05, 220))
    )
    stage.light = replace(stage.light, haze=far, shadow=C(0.16, 0.05, 170))
    pen.wash(radial((x, h * 0.36), max(w, h) * 0.75, [glow, far, dim], (0, 0.35, 1)))
    for layer, (y, s, depth) in enumerate(
        ((0.58, 0.40, 0.66), (0.64, 0.50, 0.40), (0.70, 0.60, 0.18))
    ):
        for i in range(round(6 * max(1.0, w / 1000))):
            px = (i + chance.between(0.1, 0.9)) / round(6 * max(1.0, w / 1000))
            if abs(px * w - x) / w > 0.10 + 0.05 * layer:
                kind = chance.pick(
                    (("tree", "palm"), ("plant", "bamboo"), ("tree", "palm"), ("tree", "round"))
                )
                prop(
                    stage,
                    Shape(kind[0], kind[1]),
                    px,
                    y + 0.02,
                    s * chance.between(0.8, 1.1),
                    depth,
                    0.0,
                    chance.often(0.5),
                )
        tone = stage.lit(green.lighter(-0.05 * layer), depth)
        for _ in range(round(34 * max(1.0, w / 1000))):
            px, py = chance.between(0, w), h * y + chance.between(-10, 40)
            pen.oval(
                px,
                py,
                chance.between(26, 60),
                chance.between(18, 40),
                fill(tone.lighter(chance.between(-0.05, 0.05))),
            )
    land.ground(stage, h * 0.74, C(0.50, 0.11, 132), "grass", 120)
    if not night:
        for i in range(5):
            a = x + (i - 2) * w * 0.09
            beam = [
                (a - 16, -20),
                (a + 22, -20),
                (a + (i - 2) * 60 + 90, h * 0.86),
                (a + (i - 2) * 60 - 30, h * 0.86),
            ]
            pen.polygon(
                beam,
                linear((0, 0), (0, h * 0.86), [(glow, 0.34), (glow, 0.0)], blur=9, blend="screen"),
            )
    _lianas(stage, chance, green)
    for flip, px in ((False, 0.02), (True, 0.98)):
        prop(stage, Shape("plant", "fern"), px, 0.97, 0.34, flip=flip)
        prop(stage, Shape("plant", "monstera"), 0.5 + (px - 0.5) * 0.84, 0.99, 0.30, flip=flip)
        prop(stage, Shape("flower", "orchid"), 0.5 + (px - 0.5) * 0.66, 0.97, 0.16, flip=flip)
    stage.afterwards.append(lambda: _frame_of_leaves(stage, green))
    stage.ground = "dark grass"
    stage.slots = dict(vista.SLOTS)


def _lianas(stage: Stage, chance: Chance, green: Colour) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    for i in range(6):
        x, drop = (
            w * (0.08 + 0.17 * i + chance.between(-0.04, 0.04)),
            h * chance.between(0.16, 0.38),
        )
        tone = stage.lit(green.lighter(-0.10))
        pen.curve([(x, -20), (x + 14, drop * 0.5), (x + 3, drop)], stroke(tone, 5))
        for j in range(5):
            y = drop * (0.25 + 0.17 * j)
            pen.oval(x + 12 + (j % 2) * 14 - 8, y, 12, 7, fill(tone.lighter(0.06)))


def _frame_of_leaves(stage: Stage, green: Colour) -> None:
    """Dark leaves that hang into the picture at its upper corners."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("frame")
    tone = stage.lit(green.lighter(-0.24))
    for side in (0, 1):
        for i in range(6):
            angle = 12 + 17 * i + chance.between(-5, 5)
            size = min(w, h) * chance.between(0.16, 0.27)
            with pen.at(-14 if not side else w + 14, -10, angle if not side else 180 - angle):
                leaf = outline(
                    f"M 0 0 Q {size * 0.45} {-size * 0.24} {size} 0 Q {size * 0.45} {size * 0.24} 0 0 Z"
                )
                pen.shape(leaf, fill(tone.lighter(0.03 * (i % 2))))
                pen.line(0, 0, size * 0.94, 0, stroke(tone.lighter(0.08), 3))


def swamp(stage: Stage) -> None:
    """Dark water with duckweed and lilies between crooked trees, reeds and veils of mist."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("swamp")
    stage.horizon = h * 0.52
    stage.set_sun()
    sky(stage, clouds=0.6)
    moss = C(0.50, 0.09, 128)
    pen.rect(
        -40,
        h * 0.30,
        w + 80,
        h * 0.3,
        down(h * 0.30, h * 0.58, (stage.lit(moss, 0.6), 0.0), (stage.lit(moss, 0.45), 0.8)),
    )
    for y, s, depth in ((0.55, 0.26, 0.55), (0.58, 0.34, 0.36)):
        row(stage, Shape("tree", "willow"), y, s, 5, depth)
        row(stage, Shape("tree", "bare"), y + 0.01, s * 0.9, 3, depth)
    y = h * 0.57
    murk = stage.lit(C(0.44, 0.07, 135))
    pen.rect(
        -40, y, w + 80, h, down(y, h, murk.mix(stage.light.horizon, 0.35), murk.lighter(-0.12))
    )
    water.reflect(stage, y, 0.50, 5)
    for _ in range(round(26 * max(1.0, w / 1000))):
        t = chance.between()
        px, py, s = chance.between(0, w), y + (h - y) * (0.1 + 0.85 * t), 14 + 40 * t
        pad = stage.lit(C(0.60, 0.13, 128).lighter(chance.between(-0.06, 0.04)))
        pen.arc(px - s, py - s * 0.3, 2 * s, s * 0.6, 20, 320, fill(pad))
        if chance.often(0.22):
            for i in range(5):
                pen.oval(
                    px + (i - 2) * s * 0.16,
                    py - s * 0.22,
                    s * 0.13,
                    s * 0.26,
                    fill(stage.lit(C(0.86, 0.08, 350))),
                )
    for i, px in enumerate((0.06, 0.94)):
        _mangrove(stage, w * px, h * 0.84, unit_of(stage) * 0.66, i)
    hump = stage.lit(C(0.46, 0.08, 115))
    bank = [
        (-60, h * 0.93),
        (w * 0.20, h * 0.885),
        (w * 0.52, h * 0.90),
        (w * 0.74, h * 0.94),
        (w * 0.66, h * 1.06),
        (-60, h * 1.06),
    ]
    pen.blob(bank, down(h * 0.88, h, hump.mix(stage.light.key, 0.15), hump.lighter(-0.10)))
    row(stage, Shape("plant", "reed"), 0.99, 0.22, 7, 0.0, 0.2)
    for level in (0.56, 0.66, 0.78):
        mist(stage, h * level, 0.34, 100)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.40, 0.955, 0.38),
        "second": Slot(0.66, 0.82, 0.26),
        "air": Slot(0.56, 0.28, 0.22),
    }
    stage.afloat = "second"


def _mangrove(stage: Stage, x: float, y: float, s: float, number: int) -> None:
    """A bare trunk on stilts of roots, with hanging moss."""
    pen, chance = stage.pen, stage.chance("mangrove", number)
    bark = stage.lit(C(0.34, 0.04, 80))
    side = 1 if number == 0 else -1
    trunk = outline(
        f"M {x - s * 0.05} {y - s * 0.25} Q {x + side * s * 0.05} {y - s * 0.6} {x - side * s * 0.03} {y - s * 1.3} L {x + side * s * 0.05} {y - s * 1.3} Q {x + side * s * 0.12} {y - s * 0.6} {x + s * 0.06} {y - s * 0.25} Z"
    )
    pen.shape(trunk, fill(bark))
    for i in range(7):
        dx = (i - 3) * s * 0.09
        pen.curve(
            [(x, y - s * 0.34), (x + dx * 0.7, y - s * 0.20), (x + dx, y)],
            stroke(bark.lighter(0.03 * (i % 2)), s * 0.03),
        )
    for i in range(5):
        angle = -2.6 + 0.5 * i
        bx, by = x + math.cos(angle) * s * 0.42, y - s * 1.0 + math.sin(angle) * s * 0.30
        pen.curve(
            [(x, y - s * 0.95), ((x + bx) / 2, by + s * 0.02), (bx, by)], stroke(bark, s * 0.03)
        )
        moss = stage.lit(C(0.58, 0.08, 125))
        for j in range(5):
            px = x + (bx - x) * (0.4 + 0.15 * j)
            py = y - s * 0.95 + (by - y + s * 0.95) * (0.4 + 0.15 * j)
            pen.line(
                px,
                py,
                px + chance.between(-4, 4),
                py + s * chance.between(0.10, 0.24),
                stroke(moss, s * 0.016, 0.8),
            )


def waterfall(stage: Stage) -> None:
    """Water that falls over a wooded wall of rock into a pool full of light."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("waterfall")
    stage.horizon = h * 0.50
    stage.set_sun()
    stage.sun_y = h * 0.10
    sky(stage, clouds=0.4)
    x = w * (0.5 + chance.pick((-0.10, 0.08)))
    half, top, foot = min(w * 0.13, h * 0.16), h * 0.24, h * 0.70
    vista.swell(stage, "behind", h * 0.22, h * 0.08, C(0.52, 0.10, 148), 0.45)
    rock = C(0.50, 0.025, 95).mix(season.SNOW, 0.35 if season.snowy(stage) else 0)
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
    white = stage.lit(C(0.96, 0.02, 220))
    blue = stage.lit(C(0.80, 0.06, 225))
    fall = outline(
        f"M {x - half * 0.85} {top - 8} Q {x} {top + 12} {x + half * 0.85} {top - 8} Q {x + half * 0.95} {h * 0.45} {x + half * 1.1} {foot} L {x - half * 1.1} {foot} Q {x - half * 0.95} {h * 0.45} {x - half * 0.85} {top - 8} Z"
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
    if stage.light.time in ("day", "golden", "sunrise") and chance.often(0.5):
        for i, hue in enumerate((25, 60, 95, 150, 240, 300)):
            pen.arc(
                x - half * 2.4 + i * 7,
                foot - half * 1.9 + i * 7,
                half * 4.8 - 14 * i,
                half * 3.8,
                200,
                140,
                stroke(C(0.82, 0.14, hue), 7, 0.22, blur=3),
            )
    _banks(stage, chance, foot)
    stage.ground, stage.afloat = "none", "second"
    stage.slots = {
        "main": Slot(0.26 if x > w / 2 else 0.72, 0.95, 0.38),
        "second": Slot(0.56, 0.88, 0.24),
        "air": Slot(0.5, 0.20, 0.18),
    }


def _rock_wall(
    stage: Stage, x: float, top: float, foot: float, side: int, rock: Colour, depth: float
) -> None:
    """A wall of rock from x to the edge of the picture, in ledges, with bushes on top."""
    w, pen, chance = stage.width, stage.pen, stage.chance("wall", side, round(depth * 100))
    edge = -60.0 if side < 0 else w + 60
    tone = stage.lit(rock.lighter(-0.03 if side == stage.sun_side else 0.03), depth)
    skyline: list[Point] = [(x, top)]
    for i in range(1, 8):
        skyline.append((x + (edge - x) * i / 7, top - chance.between(-14, 40) - 10 * i))
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
            Shape("tree", chance.pick(("pine", "round"))),
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
    lava, bright = C(0.68, 0.22, 40), C(0.88, 0.16, 82)
    _plume(stage, x, top)
    for _ in range(34):
        angle, away = chance.between(-2.5, -0.6), chance.between(30, 210)
        pen.circle(
            x + math.cos(angle) * away,
            top + math.sin(angle) * away,
            chance.between(2, 6),
            fill(bright),
        )
    spread = min(w * 0.5, h * 0.56)
    rock = stage.lit(C(0.42, 0.035, 30), 0.16)
    cone = outline(
        f"M {x - 66} {top} Q {x} {top + 20} {x + 66} {top} Q {x + spread * 0.36} {h * 0.54} {x + spread} {base} "
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
            pen.curve(stream, stroke(lava, 17))
            pen.curve(stream, stroke(bright, 6))
    pen.oval(x, top + 6, 64, 12, fill(bright))
    stage.glow(x, top, 330, C(0.75, 0.19, 50), 0.8)
    land.hills(stage, "ash", h * 0.73, 60, C(0.46, 0.05, 105), 0.22, trees=14)
    ash = stage.lit(C(0.34, 0.02, 50))
    pen.rect(-40, h * 0.79, w + 80, h, down(h * 0.79, h, ash.lighter(0.10), ash.lighter(-0.04)))
    for _ in range(round(13 * max(1.0, w / 1000))):
        px, y = chance.between(0, w), h * chance.between(0.81, 0.99)
        points = [(px, y)]
        for _ in range(4):
            points.append(
                (points[-1][0] + chance.between(10, 60), points[-1][1] + chance.between(-8, 12))
            )
        pen.shape(polygon(points, False), stroke(lava, 6, 0.8, blur=3))
        pen.shape(polygon(points, False), stroke(bright, 2.2))
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


def cave(stage: Stage) -> None:
    """A cavern: hanging and standing stones, crystals that glow, a pool, a shaft of daylight."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("cave")
    ice = season.snowy(stage)
    hue = 225 if ice else chance.pick((60, 270, 200, 30))
    rock = C(0.42 if not ice else 0.62, 0.035 if not ice else 0.06, hue)
    stage.light = replace(
        stage.light, time="day", ambient=C(0.80, 0.04, hue), key=C(0.94, 0.07, 85), shadow=C(0.12, 0.03, hue),
        haze=C(0.50, 0.05, hue),
    )  # fmt: skip
    x = w * chance.pick((0.40, 0.60))
    pen.wash(
        radial(
            (x, h * 0.40),
            max(w, h) * 0.72,
            [rock.lighter(0.18), rock, rock.lighter(-0.24)],
            (0, 0.45, 1),
        )
    )
    if chance.often(0.55):
        _mouth(stage, x, rock)
    else:
        tones = [(C(0.97, 0.05, 95), 0.75), (C(0.97, 0.05, 95), 0.0)]
        pen.oval(x, h * 0.02, w * 0.10, h * 0.05, fill(C(0.98, 0.03, 95)))
        beam = [
            (x - w * 0.08, 0),
            (x + w * 0.08, 0),
            (x + w * 0.22, h * 0.84),
            (x - w * 0.16, h * 0.84),
        ]
        pen.polygon(beam, linear((0, 0), (0, h * 0.84), tones, blur=16, blend="screen"))
    floor = h * 0.66
    ground = [
        (-60, floor + 10),
        *[(w * i / 9, floor + chance.between(-14, 14)) for i in range(10)],
        (w + 60, floor),
        (w + 60, h * 1.1),
        (-60, h * 1.1),
    ]
    pen.blob(ground, down(floor, h, rock.lighter(0.10), rock.lighter(-0.16)))
    pool = C(0.62, 0.11, 205)
    pen.oval(x, h * 0.745, w * 0.24, h * 0.036, fill(rock.lighter(-0.12)))
    pen.oval(
        x,
        h * 0.742,
        w * 0.225,
        h * 0.030,
        down(h * 0.71, h * 0.775, pool.lighter(0.18), pool.lighter(-0.12)),
    )
    for layer, shade in ((0, 0.06), (1, -0.05), (2, -0.16)):
        for i in range(round(9 * max(1.0, w / 1000))):
            _spike(
                stage,
                chance,
                (i + chance.between()) / round(9 * max(1.0, w / 1000)),
                layer,
                rock.lighter(shade),
            )
    for i in range(9):
        side = chance.pick((chance.between(0.02, 0.26), chance.between(0.74, 0.98)))
        _crystals(
            stage,
            w * side,
            h * (0.70 + 0.03 * i),
            unit_of(stage) * chance.between(0.05, 0.12),
            chance.pick((190, 290, 330, 160)),
        )
    stage.afterwards.append(lambda: _dark_edge(stage, rock))
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.6, x, h * 0.1
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.46, 0.93, 0.40),
        "second": Slot(0.68, 0.90, 0.28),
        "air": Slot(0.5, 0.36, 0.2),
    }


def _mouth(stage: Stage, x: float, rock: Colour) -> None:
    """The way out, with the day outside."""
    h, w, pen = stage.height, stage.width, stage.pen
    half = min(w * 0.19, h * 0.22)
    mouth = curve(
        [
            (x - half, h * 0.69),
            (x - half * 1.12, h * 0.46),
            (x - half * 0.5, h * 0.25),
            (x + half * 0.3, h * 0.22),
            (x + half * 1.05, h * 0.42),
            (x + half * 0.95, h * 0.69),
        ],
        True,
    )
    with pen.inside(mouth):
        pen.wash(down(h * 0.22, h * 0.60, C(0.78, 0.10, 235), C(0.96, 0.03, 100)))
        for i in range(2):
            y = h * (0.54 + 0.06 * i)
            hill = curve(
                [
                    (x - half * 1.3, y),
                    (x - half * 0.4, y - h * 0.05),
                    (x + half * 0.5, y + h * 0.01),
                    (x + half * 1.3, y - h * 0.03),
                ]
            )
            hill.lineTo(x + half * 1.3, h)
            hill.lineTo(x - half * 1.3, h)
            pen.shape(hill, fill(land.snowed(stage, C(0.70 - 0.10 * i, 0.12, 135))))
    pen.shape(mouth, stroke(rock.lighter(-0.20), 20, 0.7, blur=6))
    stage.glow(x, h * 0.45, half * 2.4, C(0.93, 0.06, 95), 0.45)


def _spike(stage: Stage, chance: Chance, at: float, layer: int, tone: Colour) -> None:
    """A stalactite, and often its partner below."""
    h, w, pen = stage.height, stage.width, stage.pen
    middle = abs(at - 0.5) < 0.24
    x, wide = w * at, chance.between(16, 40) * (1 + 0.4 * layer)
    long = h * chance.between(0.07, 0.24) * (0.6 if middle else 1.2)
    drop = outline(
        f"M {x - wide} -30 Q {x - wide * 0.3} {long * 0.5} {x} {long} Q {x + wide * 0.3} {long * 0.5} {x + wide} -30 Z"
    )
    pen.shape(drop, across(x - wide, x + wide, tone.lighter(0.05), tone.lighter(-0.06)))
    if middle or not chance.often(0.55):
        return
    y, tall = h * (0.70 + 0.10 * layer), long * 0.8
    cone = outline(
        f"M {x - wide} {y} Q {x - wide * 0.3} {y - tall * 0.5} {x} {y - tall} Q {x + wide * 0.3} {y - tall * 0.5} {x + wide} {y} Z"
    )
    pen.shape(cone, across(x - wide, x + wide, tone.lighter(0.10), tone.lighter(-0.04)))


def _crystals(stage: Stage, x: float, y: float, s: float, hue: float) -> None:
    pen = stage.pen
    for dx, turn, tall in ((-0.3, -24, 0.7), (0.3, 22, 0.75), (0.0, -3, 1.0)):
        with pen.at(x + dx * s, y, turn):
            t, half = s * tall, s * 0.14
            light, dark = C(0.88, 0.09, hue), C(0.62, 0.15, hue)
            pen.polygon([(-half, 0), (-half, -t * 0.75), (0, -t), (0, 0)], fill(light))
            pen.polygon([(0, 0), (0, -t), (half, -t * 0.75), (half, 0)], fill(dark))
    stage.glow(x, y - s * 0.5, s * 1.9, C(0.78, 0.14, hue), 0.5)


def _dark_edge(stage: Stage, rock: Colour) -> None:
    w, h = stage.width, stage.height
    tones = [(rock.lighter(-0.34), 0.0), (rock.lighter(-0.34), 0.0), (rock.lighter(-0.34), 0.75)]
    stage.pen.wash(radial((w / 2, h * 0.52), max(w, h) * 0.78, tones, (0, 0.6, 1)))


def ski_slope(stage: Stage) -> None:
    """A groomed slope under peaks, firs, a chair lift, flags, tracks in the snow."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("slope")
    stage.horizon = h * 0.46
    stage.set_sun()
    sky(stage, clouds=0.3)
    land.peaks(stage, h * 0.60, 4, 0.22, 0.42, 0.36, rock=C(0.56, 0.04, 260))
    snow = stage.lit(season.SNOW.lighter(0.02))
    blue = stage.lit(C(0.80, 0.05, 258))
    row(stage, Shape("tree", "pine", colour="#3f6b60"), 0.585, 0.12, 11, 0.34)
    far = [
        (-60, h * 0.50),
        (w * 0.36, h * 0.575),
        (w * 0.72, h * 0.60),
        (w + 60, h * 0.55),
        (w + 60, h * 1.1),
        (-60, h * 1.1),
    ]
    pen.blob(far, down(h * 0.5, h * 0.8, snow.mix(stage.light.haze, 0.15), snow.mix(blue, 0.5)))
    slope = curve([(-60, h * 0.62), (w * 0.3, h * 0.66), (w * 0.68, h * 0.76), (w + 60, h * 0.92)])
    slope.lineTo(w + 60, h * 1.1)
    slope.lineTo(-60, h * 1.1)
    slope.close()
    _lift(stage)
    pen.shape(slope, down(h * 0.62, h, snow.lighter(0.02), snow.mix(blue, 0.45)))
    with pen.inside(slope):
        for i in range(-8, 16):
            pen.line(
                w * 0.06 + i * 16, h * 0.60, w * 0.02 + i * 130, h * 1.05, stroke(blue, 2, 0.5)
            )
        for j in (0, 1):
            x = w * (0.20 + 0.16 * j)
            for shift in (0.0, 15.0):
                track = [
                    (x + shift, h * 0.65),
                    (x + w * 0.10 + shift, h * 0.73),
                    (x - w * 0.02 + shift, h * 0.82),
                    (x + w * 0.20 + shift, h * 0.92),
                    (x + w * 0.10 + shift, h * 1.06),
                ]
                pen.curve(track, stroke(blue.lighter(-0.06), 4.5, 0.8))
    for i, (x, y) in enumerate(((0.10, 0.70), (0.42, 0.76), (0.66, 0.86), (0.20, 0.90))):
        px, py, s = w * x, h * y, h * 0.07 * y
        pen.line(px, py, px, py - s, stroke(stage.lit(C(0.4, 0.02, 60)), 4))
        tone = stage.lit(C(0.60, 0.20, 25 if i % 2 else 255))
        pen.polygon([(px, py - s), (px + s * 0.6, py - s * 0.82), (px, py - s * 0.62)], fill(tone))
    for x, y, s in ((0.93, 0.86, 0.44), (0.05, 0.78, 0.34), (0.84, 0.79, 0.26)):
        prop(
            stage, Shape("tree", "pine", colour="#3f6b60"), x, y, s * chance.between(0.9, 1.1), 0.04
        )
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _lift(stage: Stage) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    steel, y0, y1 = stage.lit(C(0.36, 0.02, 250), 0.2), h * 0.30, h * 0.66
    for t in (0.24, 0.62):
        x, y = w * (0.42 + 0.62 * t), y0 + (y1 - y0) * t
        pen.line(x, y, x, y + h * 0.22, stroke(steel, 8))
        pen.line(x - 26, y, x + 26, y, stroke(steel, 7))
    pen.line(w * 0.42, y0, w * 1.04, y1, stroke(steel, 3))
    for i in range(5):
        t = 0.1 + 0.2 * i
        x, y, s = w * (0.42 + 0.62 * t), y0 + (y1 - y0) * t, 16 + 22 * t
        pen.line(x, y, x, y + s, stroke(steel, 3))
        pen.rounded(
            x - s * 0.6, y + s, s * 1.2, s * 0.5, 4, fill(stage.lit(C(0.58, 0.19, 25), 0.1))
        )


def aurora(stage: Stage) -> None:
    """Curtains of green and violet light over snow; always by night."""
    dark = replace(
        stage.light, time="night", top=C(0.15, 0.05, 265), middle=C(0.24, 0.07, 245), horizon=C(0.42, 0.09, 200),
        haze=C(0.38, 0.08, 210), key=C(0.88, 0.10, 160), ambient=C(0.84, 0.06, 205), shadow=C(0.10, 0.05, 265),
        elevation=0.35,
    )  # fmt: skip
    stage.light = dark
    painted = sky_with_curtains(stage)
    outdoors.winter(stage, painted)


def sky_with_curtains(stage: Stage) -> bool:
    """A starry sky with northern lights; returns True: it is painted."""
    h, w, pen = stage.height, stage.width, stage.pen
    stage.horizon = h * 0.54
    sky(stage, clouds=0.0, sun=False, stars=True)
    for band, hue in enumerate((158, 172, 150, 300)):
        chance = stage.chance("curtain", band)
        base, phase = h * (0.20 + 0.085 * band), chance.between(0, math.tau)
        steps = round(64 * max(1.0, w / 1000))
        for i in range(steps):
            x = w * i / steps
            wave = math.sin(i * 0.13 * 64 / steps + phase) + 0.5 * math.sin(
                i * 0.31 * 64 / steps + phase * 2
            )
            y, tall = base + wave * h * 0.045, h * chance.between(0.16, 0.30)
            strength = 0.34 + 0.14 * math.sin(i * 0.4 + phase)
            tones = [
                (C(0.80, 0.17, hue + 40), 0.0),
                (C(0.84, 0.20, hue), strength),
                (C(0.80, 0.16, hue), 0.0),
            ]
            paint = linear((0, y - tall), (0, y + tall * 0.2), tones, (0, 0.78, 1), blend="screen")
            pen.rect(x - 2, y - tall, w / steps + 4, tall * 1.2, paint)
    return True
