"""The family of four-legged animals: from mouse to dragon by proportions."""

from __future__ import annotations

import math

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, stroke
from affresco.studio.engines.illustrator.subjects.animal_heads import draw_head
from affresco.studio.engines.illustrator.subjects.look import (
    Look,
    joined,
    marked,
    modelled,
    solid,
    tube,
)

from .builds import BUILDS, QUADRUPED_COLOURS, Build, C
from .coats import coat, mane, saddle, shell, spines, wing, wool
from .tails import tail

__all__ = ["QUADRUPED_COLOURS", "quadruped"]

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
    if pose == "stretching":  # the chest on the ground, the rump in the air
        chest = (chest[0], 121 - deep * 0.42)
    middle = ((rump[0] + chest[0]) / 2, (rump[1] + chest[1]) / 2 + (0 if upright else deep * 0.05))
    behind = look.main.lighter(-0.09)
    tail(pen, look, build, rump, deep, lying or upright)
    if look.has("wings") or look.kind == "dragon":
        wing(pen, look, (middle[0] + 4, middle[1] - deep * 0.3), -1)
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
        coat(pen, look, trunk, whole, chance, deep)
    if look.has("wool") or look.kind == "sheep":
        wool(pen, look, rump, chest, deep, chance)
    if look.kind == "turtle" or look.has("shell"):
        shell(pen, look, middle, long, deep)
    if look.kind == "hedgehog" or look.has("spines"):
        spines(pen, look, rump, chest, deep, chance)
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
        saddle(pen, look, middle, deep)
    if look.has("wings") or look.kind == "dragon":
        wing(pen, look, (middle[0], middle[1] - deep * 0.25), 1)
    if look.has("mane") or look.kind in ("lion", "horse"):
        mane(pen, look, build, chest, head, deep, behind)
    tilt = 46 if grazes(look) else {"sleeping": 28, "howling": -58}.get(pose, 0)
    draw_head(pen, look, build.ears, build.snout, build.head, head, tilt)


def grazes(look: Look) -> bool:
    """Whether it eats or drinks from the ground: the head down, on all fours."""
    return look.pose == "eating" and look.kind not in ("kangaroo", "frog", "monkey", "dinosaur")


def _curled(pen: Pen, look: Look, build: Build, chance: Chance) -> None:
    """Asleep in a ring: a round back, the tail around it, the head on the paws."""
    tone = look.second if look.kind == "hedgehog" else look.main
    back = tube(((30, 100), (52, 92), (86, 98)), (44, 56, 40))
    with modelled(pen, back, tone):
        if look.shape.pattern not in ("", "belly", "mask", "socks"):
            marked(pen, back, look, chance, look.shape.pattern)
        pen.curve([(40, 122), (30, 104), (44, 92)], stroke(tone.lighter(-0.12), 1.6, 0.6))
    if look.kind == "sheep":
        wool(pen, look, (34, 100), (84, 100), 40, chance)
    if look.kind == "hedgehog":
        spines(pen, look, (30, 102), (86, 102), 46, chance)
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
    if look.kind == "lion" or look.has("mane"):
        mane(pen, look, build, (70, 96), (92, 113 - r * 0.78), 40, look.main.lighter(-0.09))
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
        if look.pose == "stretching":
            foot = (hip[0] + 2, 124 - build.thick * 0.45)
            knee = ((hip[0] + foot[0]) / 2 - 3, (hip[1] + foot[1]) / 2)
            if not back:
                foot = (hip[0] + max(length, 22.0) * 0.95, 124 - build.thick * 0.45)
                knee = ((hip[0] + foot[0]) / 2, 121 - build.thick * 0.5)
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
    if grazes(look):
        head = (x + max(0.42 * reach, r * 0.9), max(head[1], 121 - r * 0.9))
    bent = ((x + head[0]) / 2 + (1.5 if not grazes(look) else 0.22 * reach), (y + head[1]) / 2)
    slim = min(r * 1.5, deep * 0.75) if build.neck > 20 else r * 1.5
    root = deep * (0.78 if build.neck > 20 else 0.9)
    return head, tube(((x, y), bent, head), (root, (root + slim) / 2 * 0.94, slim))
