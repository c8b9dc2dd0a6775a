# ruff: noqa: E501  (outlines are written on one line)
"""The family of four-legged animals: from mouse to dragon by proportions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, stroke

from .animal_heads import draw_head
from .look import Look, joined, marked, modelled, solid, tube

C = Colour


@dataclass(frozen=True)
class Build:
    """Lengths in units of the box; `rise`: degrees of the neck over the horizon."""

    long: float = 56
    deep: float = 26
    legs: float = 34
    thick: float = 9  # of a leg
    neck: float = 16
    rise: float = 48
    head: float = 12
    snout: float = 12
    ears: str = "pointed"
    tail: str = "long"
    feet: str = "paws"
    face: str = ""


BUILDS = {
    "cat": Build(52, 23, 28, 8, 8, 50, 14, 5, "pointed", "long"),
    "dog": Build(54, 25, 34, 9, 12, 52, 13, 13, "floppy", "up"),
    "horse": Build(64, 30, 50, 8, 36, 55, 11, 24, "small", "horse", "hooves"),
    "cow": Build(70, 37, 36, 10, 14, 35, 13, 20, "side", "tuft", "hooves"),
    "deer": Build(54, 24, 48, 6, 26, 62, 10, 15, "side", "short", "hooves"),
    "bear": Build(70, 44, 30, 16, 8, 28, 18, 13, "round", "stub"),
    "elephant": Build(78, 56, 42, 19, 8, 25, 22, 4, "huge", "tuft", "round"),
    "fox": Build(52, 21, 26, 7, 9, 42, 13, 15, "pointed", "bushy"),
    "wolf": Build(60, 26, 36, 9, 12, 40, 14, 16, "pointed", "bushy"),
    "lion": Build(64, 29, 34, 11, 9, 45, 17, 9, "round", "tuft"),
    "pig": Build(66, 40, 20, 10, 4, 15, 17, 11, "folded", "curl", "hooves"),
    "sheep": Build(58, 38, 26, 7, 8, 45, 12, 12, "side", "stub", "hooves"),
    "goat": Build(54, 27, 34, 7, 14, 58, 11, 14, "side", "up-short", "hooves"),
    "rabbit": Build(38, 30, 14, 9, 3, 45, 14, 6, "tall", "puff"),
    "mouse": Build(44, 26, 8, 6, 3, 15, 13, 14, "discs", "thin"),
    "giraffe": Build(52, 30, 62, 8, 72, 68, 10, 17, "side", "tuft", "hooves"),
    "camel": Build(66, 33, 52, 9, 40, 38, 11, 18, "small", "tuft", "round"),
    "rhino": Build(82, 46, 28, 15, 8, 5, 18, 24, "small", "tuft", "round"),
    "hippo": Build(84, 50, 18, 17, 6, 8, 20, 26, "small", "stub", "round"),
    "monkey": Build(42, 24, 32, 7, 4, 55, 16, 5, "side-round", "curl-long"),
    "lizard": Build(62, 16, 9, 6, 8, 8, 10, 13, "none", "reptile"),
    "crocodile": Build(80, 21, 11, 8, 6, 0, 11, 36, "none", "reptile"),
    "turtle": Build(58, 26, 12, 9, 14, 20, 10, 6, "none", "stub"),
    "frog": Build(44, 28, 10, 8, 0, 30, 17, 6, "none", "none"),
    "hedgehog": Build(50, 32, 9, 7, 3, 5, 11, 14, "small", "none"),
    "kangaroo": Build(48, 32, 42, 9, 14, 70, 11, 12, "tall-short", "thick"),
    "dinosaur": Build(66, 42, 34, 15, 52, 62, 11, 14, "none", "reptile"),
    "dragon": Build(66, 34, 32, 12, 34, 58, 13, 18, "horned", "reptile"),
}

QUADRUPED_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.58, 0.08, 60), C(0.90, 0.03, 80), C(0.82, 0.05, 80)),
    "cat": (C(0.72, 0.13, 62), C(0.93, 0.03, 80), C(0.75, 0.14, 130)),
    "dog": (C(0.66, 0.09, 65), C(0.92, 0.03, 80), C(0.45, 0.07, 50)),
    "horse": (C(0.47, 0.09, 48), C(0.28, 0.04, 45), C(0.82, 0.05, 80)),
    "cow": (C(0.95, 0.012, 85), C(0.30, 0.03, 50), C(0.88, 0.05, 85)),
    "deer": (C(0.57, 0.09, 55), C(0.92, 0.03, 80), C(0.74, 0.06, 75)),
    "bear": (C(0.42, 0.06, 50), C(0.68, 0.06, 65), C(0.82, 0.05, 80)),
    "elephant": (C(0.63, 0.018, 260), C(0.76, 0.03, 30), C(0.95, 0.02, 90)),
    "fox": (C(0.65, 0.17, 48), C(0.96, 0.015, 85), C(0.28, 0.03, 40)),
    "wolf": (C(0.56, 0.018, 255), C(0.86, 0.01, 240), C(0.80, 0.13, 90)),
    "lion": (C(0.74, 0.11, 75), C(0.47, 0.10, 48), C(0.82, 0.05, 80)),
    "pig": (C(0.81, 0.08, 15), C(0.72, 0.11, 15), C(0.82, 0.05, 80)),
    "sheep": (C(0.95, 0.018, 85), C(0.33, 0.02, 50), C(0.78, 0.06, 75)),
    "goat": (C(0.90, 0.02, 80), C(0.62, 0.05, 60), C(0.62, 0.05, 70)),
    "rabbit": (C(0.72, 0.045, 65), C(0.96, 0.01, 80), C(0.82, 0.08, 15)),
    "mouse": (C(0.66, 0.015, 260), C(0.82, 0.07, 20), C(0.82, 0.08, 15)),
    "giraffe": (C(0.84, 0.10, 80), C(0.56, 0.11, 55), C(0.45, 0.06, 50)),
    "camel": (C(0.73, 0.09, 72), C(0.85, 0.06, 78), C(0.45, 0.06, 50)),
    "rhino": (C(0.60, 0.012, 260), C(0.74, 0.02, 60), C(0.84, 0.04, 80)),
    "hippo": (C(0.56, 0.035, 320), C(0.76, 0.06, 15), C(0.95, 0.02, 90)),
    "monkey": (C(0.47, 0.07, 50), C(0.82, 0.07, 65), C(0.82, 0.07, 65)),
    "lizard": (C(0.62, 0.14, 140), C(0.82, 0.11, 120), C(0.72, 0.15, 60)),
    "crocodile": (C(0.47, 0.08, 140), C(0.82, 0.07, 110), C(0.40, 0.06, 140)),
    "turtle": (C(0.60, 0.11, 135), C(0.45, 0.08, 90), C(0.72, 0.10, 95)),
    "frog": (C(0.63, 0.16, 138), C(0.88, 0.10, 110), C(0.80, 0.15, 85)),
    "hedgehog": (C(0.79, 0.06, 70), C(0.40, 0.05, 50), C(0.30, 0.03, 50)),
    "kangaroo": (C(0.62, 0.09, 55), C(0.87, 0.05, 75), C(0.82, 0.08, 15)),
    "dinosaur": (C(0.58, 0.12, 150), C(0.84, 0.09, 110), C(0.70, 0.15, 50)),
    "dragon": (C(0.50, 0.15, 150), C(0.84, 0.12, 90), C(0.60, 0.18, 35)),
}
_CURLED = frozenset(
    ("cat", "dog", "fox", "wolf", "bear", "lion", "rabbit", "mouse", "pig", "goat", "deer", "sheep",
     "monkey", "kangaroo", "hedgehog")
)  # fmt: skip
_LEAN = frozenset(("dog", "wolf", "fox", "cat", "horse", "deer", "lion"))  # kinds with a waist
# A leg: angles in degrees from straight down of its upper and lower half, by pose.
_STEPS = {
    "standing": ((2, -2), (-3, 4), (-2, 2), (4, -6)),
    "walking": ((22, 4), (-16, -26), (-20, -4), (16, 30)),
    "running": ((52, 20), (-44, -60), (36, 4), (-34, -58)),
    "swimming": ((40, -20), (-30, -60), (20, -10), (-20, -50)),
    "jumping": ((58, 30), (-50, -64), (48, 18), (-42, -60)),
}


def quadruped(pen: Pen, look: Look, chance: Chance) -> None:
    """A four-legged animal facing right: standing, walking, running, sitting or lying."""
    build, shape = BUILDS[look.kind], look.shape
    if look.pose == "sleeping" and look.kind in _CURLED:
        _curled(pen, look, build, chance)
        return
    long, deep = build.long * shape.body, build.deep * (0.5 + 0.5 * shape.body)
    length = build.legs * shape.legs
    pose = look.pose
    upright = pose in ("sitting", "howling") or (
        look.kind in ("kangaroo", "frog", "monkey") and pose == "standing"
    )
    lying = pose in ("lying", "sleeping")
    rump, chest = _trunk(build, long, deep, length, upright, lying)
    middle = ((rump[0] + chest[0]) / 2, (rump[1] + chest[1]) / 2 + (0 if upright else deep * 0.05))
    behind = look.main.lighter(-0.09)
    _tail(pen, look, build, rump, deep, lying or upright)
    if look.has("wings") or look.kind == "dragon":
        _wing(pen, look, (middle[0] + 4, middle[1] - deep * 0.3), -1)
    if upright:
        _sat_legs(pen, look, build, rump, chest, deep, far=True)
    elif lying:
        _laid_legs(pen, look, build, rump, chest, deep)
    else:
        _legs(pen, look, build, rump, chest, deep, length, far=True)
    waist = 0.86 if look.kind in _LEAN and not upright else 1.0
    trunk = tube((rump, middle, chest), (deep * 0.94, deep * waist, deep * 1.04))
    if look.has("hump", "humps") or look.kind == "camel":
        for dx in (-0.18, 0.2) if look.has("humps") else (0.0,):
            top = (middle[0] + dx * long, middle[1] - deep * 0.85)
            trunk = joined(trunk, tube(((top[0], middle[1]), top), (deep * 0.95, deep * 0.45)))
    head, neck = _neck(look, build, chest, deep, lying)
    whole = joined(trunk, neck)
    own_legs = not (upright or lying) and look.kind not in ("sheep", "hedgehog")
    if own_legs:  # the near legs are of one piece with the body
        whole = joined(
            whole, *(leg for leg, _, _ in _leg_paths(look, build, rump, chest, deep, length, False))
        )
    tone = look.second if look.kind == "hedgehog" else look.main
    with modelled(pen, whole, tone):
        _coat(pen, look, trunk, whole, chance, deep)
    if look.has("wool") or look.kind == "sheep":
        _wool(pen, look, rump, chest, deep, chance)
    if look.kind == "turtle" or look.has("shell"):
        _shell(pen, look, middle, long, deep)
    if look.kind == "hedgehog" or look.has("spines"):
        _spines(pen, look, rump, chest, deep, chance)
    if upright:
        _sat_legs(pen, look, build, rump, chest, deep, far=False)
    elif not lying:
        _legs(pen, look, build, rump, chest, deep, length, far=False, drawn=own_legs)
    else:
        paw = tube(
            ((chest[0] - 8, 118), (chest[0] + deep * 0.5, 119.5)), (build.thick, build.thick)
        )
        solid(pen, paw, look.main)
    if look.has("saddle"):
        _saddle(pen, look, middle, deep)
    if look.has("wings") or look.kind == "dragon":
        _wing(pen, look, (middle[0], middle[1] - deep * 0.25), 1)
    if look.has("mane") or look.kind in ("lion", "horse"):
        _mane(pen, look, build, chest, head, deep, behind)
    tilt = {"sleeping": 28, "howling": -58}.get(pose, 0)
    draw_head(pen, look, build.ears, build.snout, build.head, head, tilt)


def _curled(pen: Pen, look: Look, build: Build, chance: Chance) -> None:
    """Asleep in a ring: a round back, the tail around it, the head on the paws."""
    tone = look.second if look.kind == "hedgehog" else look.main
    back = tube(((30, 100), (52, 92), (86, 98)), (44, 56, 40))
    with modelled(pen, back, tone):
        if look.shape.pattern not in ("", "belly", "mask", "socks"):
            marked(pen, back, look, chance, look.shape.pattern)
        pen.curve([(40, 122), (30, 104), (44, 92)], stroke(tone.lighter(-0.12), 1.6, 0.6))
    if look.kind == "sheep":
        _wool(pen, look, (34, 100), (84, 100), 40, chance)
    if look.kind == "hedgehog":
        _spines(pen, look, (30, 102), (86, 102), 46, chance)
    if build.tail in ("bushy", "long", "up", "tuft") or look.has("bushy-tail"):
        bushy = build.tail == "bushy" or look.has("bushy-tail")
        tail = tube(
            ((14, 106), (28, 120), (58, 121), (78, 117)), (7, 15, 14, 5) if bushy else (7, 7, 7, 5)
        )
        with modelled(pen, tail, look.main.lighter(-0.05)):
            if bushy:
                pen.circle(76, 117, 11, fill(look.second))
    for y in (118.5, 120.5):
        solid(pen, tube(((84, y), (112, y)), (8, 7)), look.main.lighter(-0.04 if y < 120 else 0.02))
    r = build.head * look.shape.head * (1.3 if build.head < 15 else 1.1)
    draw_head(pen, look, build.ears, min(build.snout, 15), r, (92, 113 - r * 0.78), 12)


def _trunk(
    build: Build, long: float, deep: float, legs: float, upright: bool, lying: bool
) -> tuple[Point, Point]:
    if upright:
        lean = long * 0.62
        return (46, 122 - deep * 0.5), (46 + lean * 0.72, 122 - deep * 0.5 - lean)
    y = 120 - deep * 0.5 if lying else 124 - legs - deep * 0.42
    return (64 - long / 2, y), (64 + long / 2, y)


def _leg_paths(
    look: Look, build: Build, rump: Point, chest: Point, deep: float, length: float, far: bool
) -> list[tuple[skia.Path, Point, Point]]:
    """The two legs of one side: outline, foot and knee."""
    steps = _STEPS.get(look.pose, _STEPS["standing"])
    chosen = (steps[1], steps[3]) if far else (steps[0], steps[2])
    shift = 7 if far else -2
    out = []
    for (upper, lower), hip, back in (
        (chosen[0], (chest[0] - deep * 0.16 + shift, chest[1]), False),
        (chosen[1], (rump[0] + deep * 0.10 + shift, rump[1]), True),
    ):
        half = (124 - hip[1]) * 0.56 if look.pose in _STEPS else length * 0.6
        knee = _swung(hip, upper, half)
        bend = -7 if back and build.feet != "round" else 3
        foot = _swung(knee, lower - (bend if look.pose == "standing" else 0), (124 - hip[1]) * 0.44)
        if look.pose == "standing":
            foot = (hip[0] + (2 if not back else -1), 124 - build.thick * 0.45)
            knee = (knee[0] + (-4 if back and build.feet != "round" else 1), knee[1])
        thigh = deep * (0.58 if back else 0.44)
        if build.feet == "round" or look.kind == "sheep":
            thigh = build.thick * 1.15
        widths = (thigh, build.thick * (1.25 if back else 1.1), build.thick * 0.80)
        out.append((tube((hip, knee, foot), widths), foot, knee))
    return out


def _legs(
    pen: Pen, look: Look, build: Build, rump: Point, chest: Point, deep: float, length: float,
    far: bool, drawn: bool = False,
) -> None:  # fmt: skip
    """The legs of one side; `drawn`: their outlines are there, feet and socks are not."""
    tone = look.main.lighter(-0.10) if far else look.main
    if look.kind in ("sheep", "hedgehog"):
        tone = look.second if look.kind == "sheep" else look.main
    for leg, foot, _ in _leg_paths(look, build, rump, chest, deep, length, far):
        if not drawn:
            solid(pen, leg, tone, 0.07)
        if look.kind == "fox" or look.shape.pattern == "socks":
            sock = C(0.30, 0.04, 40) if look.kind == "fox" else look.second
            with pen.inside(leg):
                pen.circle(foot[0], foot[1], length * 0.42, fill(sock.lighter(-0.05 if far else 0)))
        _foot(pen, look, build, foot, tone.lighter(-0.08 if drawn else 0), far)


def _swung(start: Point, degrees: float, length: float) -> Point:
    angle = math.radians(degrees)
    return start[0] + math.sin(angle) * length, start[1] + math.cos(angle) * length


def _foot(pen: Pen, look: Look, build: Build, foot: Point, tone: Colour, far: bool) -> None:
    x, y = foot
    half = build.thick * 0.5
    if build.feet == "hooves":
        hoof = C(0.26, 0.02, 50).lighter(-0.04 if far else 0.02)
        pen.rounded(x - half * 0.95, y - half * 0.3, half * 2.2, half * 1.4, half * 0.4, fill(hoof))
    elif build.feet == "round":
        for i in (-0.6, 0.0, 0.6):
            pen.oval(x + i * build.thick * 0.6, y + half * 0.5, 2.2, 1.8, fill(tone.lighter(0.16)))
    else:
        paw = C(0.30, 0.04, 40) if look.kind == "fox" else tone
        pen.oval(x + half * 0.45, y + half * 0.2, half * 1.35, half * 0.85, fill(paw))


def _sat_legs(
    pen: Pen, look: Look, build: Build, rump: Point, chest: Point, deep: float, far: bool
) -> None:
    tone, shift = (look.main.lighter(-0.10), 6.0) if far else (look.main, -2.0)
    wide = build.thick
    if look.kind == "kangaroo":
        front = tube(
            ((chest[0] + shift, chest[1] + 6), (chest[0] + 9 + shift, chest[1] + 20)), (9, 5)
        )
    elif look.kind == "monkey":
        front = tube(
            (
                (chest[0] + shift, chest[1] + 4),
                (chest[0] + 12 + shift, chest[1] + 22),
                (chest[0] + 4 + shift, 112),
            ),
            (9, 7, 6),
        )
    else:
        front = tube(
            ((chest[0] - 3 + shift, chest[1] + 4), (chest[0] + 3 + shift, 122 - wide * 0.4)),
            (deep * 0.44, wide * 0.85),
        )
    thigh = tube(
        ((rump[0] + 1 + shift, rump[1] + 1), (rump[0] + deep * 0.42 + shift, rump[1] + 3)),
        (deep * 0.80, deep * 0.66),
    )
    foot = tube(
        ((rump[0] + shift, 121), (rump[0] + deep * 0.85 + shift, 121)), (wide * 0.9, wide * 0.85)
    )
    if far:
        solid(pen, front, tone)
        solid(pen, foot, tone)
        return
    solid(pen, joined(thigh, foot), tone, 0.08)
    solid(pen, front, tone, 0.07)
    if look.kind not in ("kangaroo", "monkey"):
        pen.oval(chest[0] + 5 + shift, 121, wide * 0.75, wide * 0.45, fill(tone))


def _laid_legs(pen: Pen, look: Look, build: Build, rump: Point, chest: Point, deep: float) -> None:
    tone = look.main.lighter(-0.10)
    for x, reach in ((chest[0] - 2, deep * 0.75), (rump[0] + 6, deep * 0.6)):
        solid(pen, tube(((x, 116), (x + reach, 119)), (build.thick * 1.2, build.thick)), tone)


def _neck(
    look: Look, build: Build, chest: Point, deep: float, lying: bool
) -> tuple[Point, skia.Path]:
    rise = math.radians(build.rise * (0.55 if look.pose in ("running", "jumping") else 1.0))
    if look.pose == "sleeping":
        rise = math.radians(-12)
    if look.pose in ("sitting", "howling"):
        rise = max(rise, math.radians(55 if look.pose == "sitting" else 72))
    r = build.head * look.shape.head
    reach = build.neck * look.shape.neck + deep * 0.22 + r * 0.35
    x, y = chest[0] - deep * 0.02, chest[1] - deep * (0.16 if not lying else 0.1)
    head = (x + math.cos(rise) * reach, y - math.sin(rise) * reach)
    if look.pose == "sleeping":
        head = (head[0], min(head[1], 122 - r))
    bent = ((x + head[0]) / 2 + 1.5, (y + head[1]) / 2)
    slim = min(r * 1.5, deep * 0.75) if build.neck > 20 else r * 1.5
    root = deep * (0.78 if build.neck > 20 else 0.9)
    return head, tube(((x, y), bent, head), (root, (root + slim) / 2 * 0.94, slim))


def _coat(
    pen: Pen, look: Look, trunk: skia.Path, whole: skia.Path, chance: Chance, deep: float
) -> None:
    box = trunk.computeTightBounds()
    if look.kind in ("deer", "fox", "wolf", "cat", "dog", "rabbit", "kangaroo", "lizard",
                     "crocodile", "frog", "dragon", "dinosaur", "goat"):  # fmt: skip
        pen.oval(
            box.centerX() + deep * 0.3,
            box.bottom() + 1,
            box.width() * 0.46,
            deep * 0.30,
            fill(look.second, 0.9),
        )
    pattern = look.shape.pattern
    if not pattern:
        pattern = {"cow": "patches", "giraffe": "patches-all", "crocodile": "scales"}.get(
            look.kind, ""
        )
    if pattern == "patches-all":
        area = whole.computeTightBounds()
        for row in range(int(area.height() / 9) + 1):
            for column in range(int(area.width() / 9) + 1):
                x = area.left() + 9 * column + (row % 2) * 4.5
                y = area.top() + 9 * row
                pen.polygon(
                    [(x + math.cos(a) * 4 * chance.between(0.75, 1.1), y + math.sin(a) * 4 * chance.between(0.75, 1.1))
                     for a in (0.3, 1.4, 2.5, 3.6, 4.9)],
                    fill(look.second),
                )  # fmt: skip
        return
    target = trunk if pattern in ("patches", "belly") else whole
    if pattern not in ("mask", "socks"):
        marked(pen, target, look, chance, pattern)


def _tail(pen: Pen, look: Look, build: Build, rump: Point, deep: float, low: bool) -> None:
    kind = build.tail
    for part, as_kind in (
        ("bushy-tail", "bushy"), ("tuft-tail", "tuft"), ("short-tail", "stub"),
        ("curled-tail", "curl"), ("long-tail", "long"),
    ):  # fmt: skip
        kind = as_kind if look.has(part) else kind
    size = look.shape.tail
    if kind == "none" or size <= 0:
        return
    x, y = rump[0] - deep * 0.30, rump[1] - deep * 0.18
    ground = 119.0
    tone = look.main.lighter(-0.05)
    if kind == "long":
        spine = [
            (x, y),
            (x - 20 * size, y + 4),
            (x - 26 * size, y - 20 * size),
            (x - 18 * size, y - 34 * size),
        ]
        if low:
            spine = [(x, y + 8), (x - 18, ground - 4), (x + 2, ground + 1), (x + 22, ground + 1)]
        solid(pen, tube(spine, (7, 6.5, 6, 4.5)), tone)
    elif kind == "up":
        solid(
            pen,
            tube([(x + 2, y), (x - 9 * size, y - 8), (x - 10 * size, y - 24 * size)], (8, 7, 3)),
            tone,
        )
    elif kind == "bushy":
        end = (x - 38 * size, y + (12 if not low else 20))
        tail = tube([(x + 4, y + 2), (x - 18 * size, y + 4), end], (7, 18, 5))
        with modelled(pen, tail, tone):
            pen.circle(end[0] - 4, end[1] + 1, 14, fill(look.second))
    elif kind == "tuft":
        end = (x - 12 * size, y + deep * 0.75)
        solid(pen, tube([(x + 3, y), (x - 9 * size, y + deep * 0.3), end], (4.5, 3.6, 3.2)), tone)
        solid(
            pen,
            tube([end, (end[0] - 1, end[1] + 11)], (6, 3)),
            look.second.lighter(-0.1) if look.kind == "lion" else tone.lighter(-0.2),
        )
    elif kind == "horse":
        tail = tube(
            [
                (x + 4, y),
                (x - 14 * size, y + 8),
                (x - 15 * size, y + 36 * size),
                (x - 19 * size, y + 50 * size),
            ],
            (7, 14, 13, 3),
        )
        solid(pen, tail, look.second)
    elif kind == "curl":
        pen.curve(
            [
                (x + 3, y + 4),
                (x - 5, y - 2),
                (x - 9, y + 4),
                (x - 5, y + 7),
                (x - 3, y + 1),
                (x - 9, y - 5),
            ],
            stroke(tone, 3.2),
        )
    elif kind == "curl-long":
        spine = [
            (x + 6, y + 12),
            (x - 16 * size, y + 8),
            (x - 24 * size, y - 14),
            (x - 16 * size, y - 24),
            (x - 11 * size, y - 15),
        ]
        solid(pen, tube(spine, (6, 5, 4.5, 4, 3)), tone)
    elif kind == "thin":
        pen.curve(
            [
                (x + 3, y + 9),
                (x - 16 * size, y + 13),
                (x - 28 * size, y + 6),
                (x - 42 * size, y + 13),
            ],
            stroke(look.second, 3),
        )
    elif kind == "reptile":
        back = rump[1] + deep * 0.04
        tip = (x - 58 * size, min(ground, back + 16))
        solid(
            pen,
            tube(
                [(rump[0] + 6, back), (x - 24 * size, back + 9), tip],
                (deep * 0.84, deep * 0.42, 1.5),
            ),
            look.main,
        )
    elif kind == "thick":
        solid(
            pen,
            tube(
                [(rump[0] + 4, rump[1] + 4), (x - 12 * size, 118), (x - 40 * size, 121)],
                (deep * 0.7, deep * 0.42, 5),
            ),
            tone,
        )
    elif kind == "puff":
        pen.circle(x - 1, y + 12, 7, fill(WHITE.mix(look.main, 0.15)))
    elif kind == "up-short":
        solid(pen, tube([(x + 3, y), (x - 5, y - 9)], (6, 3)), tone)
    else:
        pen.oval(x + 1, y + 4, 4.5, 5.5, fill(tone))


def _wool(pen: Pen, look: Look, rump: Point, chest: Point, deep: float, chance: Chance) -> None:
    for tone, shift in (
        (look.main.lighter(-0.10), 3),
        (look.main, 0),
        (look.main.lighter(0.03), -4),
    ):
        for _ in range(26):
            t, a = chance.between(-0.08, 1.02), chance.between(0, math.tau)
            x = rump[0] + (chest[0] - rump[0]) * t + math.cos(a) * deep * 0.18
            y = rump[1] + (chest[1] - rump[1]) * t + math.sin(a) * deep * 0.42 + shift
            pen.circle(x, y, chance.between(5, 8.5), fill(tone))


def _shell(pen: Pen, look: Look, middle: Point, long: float, deep: float) -> None:
    x, y = middle[0] - 2, middle[1] + deep * 0.30
    dome = tube(
        [(x - long * 0.30, y - 4), (x, y - deep * 0.42), (x + long * 0.32, y - 4)],
        (deep * 0.7, deep * 1.05, deep * 0.6),
    )
    with modelled(pen, dome, look.second):
        for i in range(-2, 3):
            for j in range(2):
                px, py = x + i * 13 + j * 6.5, y - deep * 0.62 + j * 14
                pen.circle(px, py, 6.4, stroke(look.second.lighter(-0.13), 2))
                pen.circle(px, py, 5, fill(look.second.lighter(0.07)))
    pen.line(
        x - long * 0.52, y + deep * 0.24, x + long * 0.46, y + deep * 0.24, stroke(look.accent, 4)
    )


def _spines(pen: Pen, look: Look, rump: Point, chest: Point, deep: float, chance: Chance) -> None:
    for row in range(4):
        for i in range(22):
            t = -0.10 + 1.12 * i / 21
            x = rump[0] + (chest[0] - rump[0]) * t
            arch = math.sin(max(0.0, min(1.0, t * 0.9 + 0.05)) * math.pi) * deep * 0.20
            y = rump[1] - deep * 0.34 - arch + row * 8 + chance.between(-1.5, 1.5)
            tone = look.second.lighter(chance.between(-0.08, 0.16))
            pen.line(x, y, x - 9 - chance.between(0, 4), y - 8 + row * 2, stroke(tone, 2))


def _saddle(pen: Pen, look: Look, middle: Point, deep: float) -> None:
    x, y = middle[0], middle[1] - deep * 0.5
    cloth = C(0.48, 0.15, 25)
    pen.rounded(x - 15, y - 2, 30, deep * 0.55, 5, fill(cloth))
    solid(pen, tube([(x - 12, y - 4), (x, y), (x + 12, y - 5)], (8, 6, 8)), C(0.36, 0.07, 45))
    pen.line(x, y + deep * 0.5, x, y + deep * 0.98, stroke(C(0.3, 0.05, 45), 2.4))


def _wing(pen: Pen, look: Look, root: Point, near: int) -> None:
    x, y = root
    size = 1.0 if near > 0 else 0.86
    tone = look.accent.lighter(0 if near > 0 else -0.12)
    with pen.at(x, y, 0 if near > 0 else 16, size):
        tips = [(-62.0, -30.0), (-46.0, -8.0), (-26.0, 4.0)]
        web = [
            (2.0, 0.0),
            (-14.0, -54.0),
            (-62.0, -30.0),
            (-50.0, -20.0),
            (-46.0, -8.0),
            (-34.0, -6.0),
            (-26.0, 4.0),
            (-10.0, -2.0),
        ]
        pen.polygon(web, fill(tone))
        for tip in tips:
            pen.line(-14, -54, *tip, stroke(look.main.lighter(-0.06), 3))
        pen.line(2, 0, -14, -54, stroke(look.main, 6))


def _mane(
    pen: Pen, look: Look, build: Build, chest: Point, head: Point, deep: float, behind: Colour
) -> None:
    hair = look.second if look.kind in ("lion", "horse") else behind.lighter(-0.1)
    r = build.head * look.shape.head
    if look.kind == "lion":
        for i in range(16):
            a = i * math.tau / 16
            x, y = head[0] - r * 0.45 + math.cos(a) * r * 0.75, head[1] + 2 + math.sin(a) * r * 0.85
            pen.circle(x, y, r * 0.62, fill(hair.lighter(0.03 if i % 2 else -0.04)))
        return
    x, y = chest[0] - deep * 0.30, chest[1] - deep * 0.45
    for i in range(6):
        t = i / 5
        px, py = x + (head[0] - r * 0.5 - x) * t, y + (head[1] - r * 0.8 - y) * t
        lock = tube([(px + 2, py), (px - 5, py + 6), (px - 6, py + 15)], (7, 7, 2))
        solid(pen, lock, hair.lighter(0.02 * (i % 2)))
