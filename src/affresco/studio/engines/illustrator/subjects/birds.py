"""The family of birds: from hummingbird to ostrich by proportions."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, polygon, stroke

from .look import Look, closed_eye, disc, eye, joined, marked, modelled, solid, tube

C = Colour
_ORANGE = C(0.72, 0.16, 60)
_YELLOW = C(0.83, 0.15, 88)
_HORN = C(0.35, 0.03, 60)


@dataclass(frozen=True)
class Build:
    """Lengths in units of the box; `tilt`: how much the chest is higher than the tail."""

    long: float = 52
    deep: float = 32
    tilt: float = 9
    neck: float = 8
    bow: float = 0  # how far the neck swings
    head: float = 12
    beak: float = 9
    thick: float = 6
    hook: float = 0
    legs: float = 16
    tail: float = 22
    spread: float = 7  # of the tail
    face: str = ""


BUILDS = {
    "songbird": Build(),
    "wader": Build(46, 27, 9, 42, 12, 9, 26, 5, 0, 52, 14, 6),
    "raptor": Build(50, 32, 20, 8, 2, 12.5, 10, 8, 5, 16, 30, 9),
    "duck": Build(62, 34, 5, 16, 4, 13, 15, 6, 0, 12, 14, 8, "drake"),
    "swan": Build(70, 38, 8, 56, 17, 11, 13, 6, 0, 10, 18, 12),
    "parrot": Build(50, 28, 24, 5, 0, 14, 10, 11, 7, 10, 44, 7, "patch"),
    "owl": Build(40, 42, 26, 0, 0, 20, 6, 6, 4, 9, 16, 10, "owl"),
    "hen": Build(58, 42, 10, 16, 3, 11, 8, 6, 0, 20, 26, 16),
    "penguin": Build(40, 42, 34, 5, 0, 15, 12, 6, 0, 6, 8, 8, "penguin"),
    "pigeon": Build(54, 34, 10, 12, 2, 10.5, 7, 4, 0, 14, 22, 9),
    "gull": Build(58, 29, 6, 10, 1, 11, 13, 5, 2, 17, 20, 6),
    "crow": Build(56, 31, 12, 8, 1, 12, 15, 7, 1, 18, 26, 8),
    "ostrich": Build(58, 46, 7, 58, 8, 9, 11, 6, 0, 56, 16, 18),
    "hummingbird": Build(38, 22, 14, 5, 0, 10, 26, 2.4, 0, 3, 20, 5),
    "peacock": Build(52, 30, 14, 34, 6, 9, 8, 4, 0, 26, 30, 10),
    "pelican": Build(60, 38, 8, 34, 12, 11, 34, 9, 2, 16, 14, 9, "pouch"),
    "toucan": Build(50, 30, 20, 5, 0, 13, 32, 14, 4, 10, 28, 7, "patch"),
}

BIRD_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.58, 0.08, 60), C(0.86, 0.07, 70), C(0.45, 0.05, 60)),
    "wader": (C(0.68, 0.03, 245), C(0.92, 0.01, 240), C(0.76, 0.14, 75)),
    "raptor": (C(0.44, 0.07, 55), C(0.86, 0.04, 80), _YELLOW),
    "duck": (C(0.62, 0.04, 70), C(0.44, 0.10, 155), _YELLOW),
    "swan": (C(0.97, 0.006, 90), C(0.90, 0.015, 250), _ORANGE),
    "parrot": (C(0.58, 0.19, 28), C(0.55, 0.15, 250), C(0.30, 0.02, 60)),
    "owl": (C(0.55, 0.07, 60), C(0.85, 0.05, 80), _ORANGE),
    "hen": (C(0.62, 0.11, 50), C(0.80, 0.08, 70), C(0.58, 0.21, 25)),
    "penguin": (C(0.27, 0.03, 270), C(0.97, 0.005, 90), _ORANGE),
    "pigeon": (C(0.66, 0.03, 250), C(0.48, 0.07, 170), C(0.60, 0.10, 30)),
    "gull": (C(0.96, 0.006, 90), C(0.68, 0.02, 250), _YELLOW),
    "crow": (C(0.25, 0.03, 275), C(0.33, 0.05, 275), C(0.18, 0.01, 270)),
    "ostrich": (C(0.27, 0.02, 40), C(0.92, 0.01, 80), C(0.76, 0.07, 45)),
    "hummingbird": (C(0.58, 0.14, 165), C(0.60, 0.17, 15), C(0.28, 0.02, 60)),
    "peacock": (C(0.48, 0.14, 245), C(0.56, 0.13, 160), C(0.50, 0.04, 60)),
    "pelican": (C(0.95, 0.012, 80), C(0.88, 0.02, 70), _ORANGE),
    "toucan": (C(0.25, 0.02, 280), C(0.95, 0.03, 95), C(0.74, 0.17, 60)),
}


def bird(pen: Pen, look: Look, chance: Chance) -> None:
    """A bird facing right: standing, perched, swimming or flying."""
    build = BUILDS[look.kind]
    shape = look.shape
    long, deep = build.long * shape.body, build.deep * shape.body
    flying, swimming = look.pose == "flying", look.pose == "swimming"
    tilt = build.tilt * (0.25 if flying else 1.0)
    chest, rump = (64 + long / 2, 70 - tilt / 2), (64 - long / 2, 70 + tilt / 2)
    middle = (64.0, 71.0)
    if look.kind == "peacock" or look.has("fan"):
        _fan(pen, look, rump)
    if flying:
        _open_wing(pen, look, (66, 62), -1, long)
    _tail(pen, look, build, rump)
    if not swimming:
        _legs(pen, look, build, flying, deep)
    trunk = tube((rump, middle, chest), (deep * 0.42, deep, deep * 0.66))
    head, neck = _neck(look, build, chest, deep)
    whole = joined(trunk, neck, disc(*head, build.head * shape.head))
    _beak(pen, look, build, head)
    with modelled(pen, whole, look.main):
        _plumage(pen, look, build, trunk, head, deep)
        marked(pen, trunk, look, chance)
    _face(pen, look, build, head)
    if flying:
        _open_wing(pen, look, (60, 66), 1, long)
    else:
        _folded_wing(pen, look, middle, long, deep, tilt)
    if swimming:
        water = C(0.90, 0.04, 220)
        for i in range(2):
            pen.oval(64, 70 + deep * 0.46 + i * 3, long * (0.62 + i * 0.1), 2, fill(water, 0.5))


def _neck(look: Look, build: Build, chest: Point, deep: float) -> tuple[Point, skia.Path]:
    length, bow = build.neck * look.shape.neck, build.bow * look.shape.neck
    x, y = chest[0] - deep * 0.16, chest[1] - deep * 0.12
    if look.pose == "flying":
        end = (x + length * 0.9 + deep * 0.35, y - length * 0.12)
        path = tube(((x, y), ((x + end[0]) / 2, (y + end[1]) / 2), end), _necked(build, deep))
        return end, path
    end = (x + bow * 0.3 + deep * 0.12, y - length - deep * 0.28)
    spine = (
        (x, y),
        (x + bow, y - (length + deep * 0.28) * 0.32),
        (x - bow * 0.55, y - (length + deep * 0.28) * 0.70),
        end,
    )
    return end, tube(spine, _necked(build, deep))


def _necked(build: Build, deep: float) -> tuple[float, ...]:
    slim = min(build.head * 1.5, deep * 0.7)
    if build.neck > 25:
        slim = build.head * 0.85
    return (deep * 0.62, slim * 1.15, slim, slim)


def _tail(pen: Pen, look: Look, build: Build, rump: Point) -> None:
    length = build.tail * look.shape.tail
    if length <= 0:
        return
    x, y = rump
    up = {"hen": -1.1, "duck": -0.35, "songbird": -0.1, "owl": 0.5}.get(look.kind, 0.28)
    for i in (-1.0, 0.0, 1.0):
        tip = (x - length, y + up * length + i * build.spread)
        feather = tube(((x + 8, y), ((x + tip[0]) / 2, (y + tip[1]) / 2 + i * 2), tip), (6, 7, 4.5))
        solid(pen, feather, look.main.lighter(-0.06 - 0.03 * i))


def _fan(pen: Pen, look: Look, rump: Point) -> None:
    x, y = rump[0] + 18, rump[1]
    for ring, (reach, count) in enumerate(((78, 17), (60, 13), (43, 10))):
        for i in range(count):
            with pen.at(x, y, -172 + i * 150 / (count - 1)):
                tone = look.second.lighter(0.04 * ring - 0.05)
                pen.line(8, 0, reach, 0, stroke(tone, 5.5))
                pen.oval(reach, 0, 8, 6, fill(tone.lighter(0.06)))
                pen.oval(reach + 1, 0, 5, 4, fill(C(0.78, 0.13, 85)))
                pen.circle(reach + 2, 0, 2.8, fill(C(0.42, 0.14, 260)))


def _legs(pen: Pen, look: Look, build: Build, flying: bool, deep: float) -> None:
    length = build.legs * look.shape.legs
    if length <= 0:
        return
    colour = _HORN if look.kind in ("songbird", "crow", "hummingbird") else look.accent
    if look.kind == "hen":
        colour = _YELLOW
    top = 70 + deep * 0.36
    width = 2.6 if length < 30 else 3.0
    if look.kind == "ostrich":
        width = 4.5
    for i, x in enumerate((58.0, 69.0)):
        paint = stroke(colour.lighter(-0.10 if i == 0 else 0), width)
        if flying:
            end = (x - 20 - length * 0.7, top + 2)
            pen.line(x - 16, top - 4, *end, paint)
            continue
        foot = top + length + deep * 0.12
        knee = (x - length * 0.08, top + length * 0.5)
        pen.curve([(x, top - 3), knee, (x + 1, foot)], paint)
        for toe in (-4.5, 5.0, 8.0):
            pen.line(
                x + 1, foot, x + 1 + toe, foot + 2.2, stroke(colour.lighter(-0.04), width * 0.85)
            )


def _beak(pen: Pen, look: Look, build: Build, head: Point) -> None:
    x, y = head[0] + build.head * look.shape.head * 0.72, head[1]
    length, thick = build.beak * look.shape.beak, build.thick
    if look.has("long-beak"):
        length *= 1.8
    hook = build.hook + (4 if look.has("hooked") else 0)
    bend = 9 if look.has("curved-beak") else 0
    droop = 0.30 * length if build.neck > 35 else 0
    tip = (x + length + 3, y + hook + bend + 1 + droop * 0.4)
    upper = skia.Path()
    upper.moveTo(x - 2, y - thick * 0.55)
    upper.quadTo(x + length * 0.7, y - thick * 0.55 + bend * 0.2 + droop * 0.1, *tip)
    upper.quadTo(x + length * 0.55, y + thick * 0.25 + bend * 0.4, x - 2, y + thick * 0.35)
    upper.close()
    lower = polygon(
        [
            (x - 2, y + thick * 0.1),
            (tip[0] - 2 - hook * 0.6, tip[1] - hook * 0.3),
            (x - 1, y + thick * 0.7),
        ]
    )
    if build.face == "pouch":
        pen.blob(
            [(x - 3, y), (x + length * 0.9, y + 3), (x + length * 0.35, y + 14)],
            fill(look.accent.lighter(0.08)),
        )
    pen.shape(lower, fill(look.accent.lighter(-0.14)))
    solid(pen, upper, look.accent, 0.08)
    if look.kind == "toucan":
        pen.oval(tip[0] - 4, tip[1] - 3, 4, 3.4, fill(C(0.25, 0.02, 40)))


def _plumage(
    pen: Pen, look: Look, build: Build, trunk: skia.Path, head: Point, deep: float
) -> None:
    """Breast, head and cap in the second colour, where a kind has them."""
    second, r = look.second, build.head * look.shape.head
    box = trunk.computeTightBounds()
    if look.kind in ("songbird", "raptor", "owl", "penguin", "crow", "hummingbird", "toucan"):
        with pen.at(box.right() - deep * 0.30, box.centerY() + deep * 0.16, -build.tilt * 1.2):
            pen.oval(0, 0, deep * 0.62, deep * 0.44, fill(second))
    if build.face == "penguin":
        pen.oval(head[0] + r * 0.4, head[1] + r * 0.1, r * 0.72, r * 0.62, fill(second))
    if build.face == "drake":
        pen.rect(head[0] - r * 2, head[1] - r * 2, r * 4, r * 3.1, fill(second))
        pen.rect(head[0] - r * 2, head[1] + r * 1.05, r * 4, 3, fill(WHITE))
    if build.face == "patch":
        pen.oval(head[0] + r * 0.5, head[1], r * 0.75, r * 0.7, fill(C(0.95, 0.03, 90)))
    if look.kind == "raptor":
        pen.circle(*head, r * 1.1, fill(second.mix(look.main, 0.2)))
    if look.kind == "pigeon":
        pen.oval(head[0] - 2, head[1] + r * 1.5, r * 1.4, r * 0.7, fill(second, 0.8))
    if look.kind == "ostrich":
        pen.rect(head[0] - r * 3, head[1] - r * 2, r * 6, r * 6.0, fill(look.accent))
    if build.face == "owl":
        for side in (-0.42, 0.5):
            pen.circle(head[0] + side * r, head[1], r * 0.55, fill(second))


def _face(pen: Pen, look: Look, build: Build, head: Point) -> None:
    x, y = head
    r = build.head * look.shape.head
    if look.has("crest") or look.kind in ("peacock",):
        for i in range(3):
            tuft = tube(
                (
                    (x, y - r * 0.7),
                    (x - 4 - i * 3, y - r * 1.3),
                    (x - 12 - i * 4, y - r * (1.8 - 0.35 * i)),
                ),
                (4, 3.4, 1),
            )
            solid(pen, tuft, look.second if look.kind != "peacock" else look.main)
    if look.kind == "wader":
        solid(
            pen,
            tube(((x + 2, y - r * 0.6), (x - r, y - r * 0.5), (x - r * 2.3, y + 1)), (4, 4, 1)),
            look.main.lighter(-0.3),
        )
    if look.kind == "hen" or look.has("comb"):
        red = C(0.58, 0.21, 25)
        for i in range(3):
            pen.circle(x - 5 + i * 5, y - r * 1.0, 4, fill(red))
        pen.oval(x + r * 0.8, y + r * 0.9, 3, 5, fill(red))
    if look.pose == "sleeping":
        closed_eye(pen, x + r * 0.3, y - r * 0.1, r * 0.24)
        return
    if build.face == "owl":
        for side in (-0.42, 0.5):
            eye(pen, x + side * r, y, r * 0.27, _YELLOW)
        for side in (-1, 1):
            tip = (x + side * r * 0.9, y - r * 1.35)
            pen.polygon(
                [(x + side * r * 0.25, y - r * 0.85), tip, (x + side * r * 0.95, y - r * 0.35)],
                fill(look.dark),
            )
        pen.polygon(
            [(x, y + 2), (x + r * 0.2, y + 2), (x + r * 0.08, y + r * 0.6)], fill(look.accent)
        )
        return
    iris = {"raptor": _YELLOW, "parrot": WHITE, "pigeon": _ORANGE, "gull": _YELLOW}.get(look.kind)
    size = max(1.7, r * 0.2)
    if iris:
        eye(pen, x + r * 0.32, y - r * 0.2, size, iris)
    else:
        if look.main.lightness < 0.4 and look.kind not in ("penguin", "duck"):
            pen.circle(x + r * 0.32, y - r * 0.2, size * 1.35, fill(C(0.85, 0.03, 80)))
        eye(pen, x + r * 0.32, y - r * 0.2, size)
    if look.kind == "raptor":
        pen.line(x - 1, y - r * 0.62, x + r * 0.8, y - r * 0.32, stroke(look.dark, 2))


def _folded_wing(
    pen: Pen, look: Look, middle: Point, long: float, deep: float, tilt: float
) -> None:
    reach = look.shape.wings
    if reach <= 0:
        return
    tone = look.dark
    if look.kind in ("parrot", "gull"):
        tone = look.second
    x, y = middle
    if look.kind == "penguin":
        solid(
            pen,
            tube(((x + 2, y - 14), (x - 6, y + 2), (x - 12, y + 16)), (9, 9, 3)),
            look.main.lighter(-0.04),
        )
        return
    with pen.at(x, y - deep * 0.04, -tilt * 0.8):
        back = -long * 0.62 * reach
        path = skia.Path()
        path.moveTo(long * 0.26, -deep * 0.10)
        path.cubicTo(long * 0.16, -deep * 0.42, -long * 0.25, -deep * 0.34, back, deep * 0.16)
        path.cubicTo(-long * 0.3, deep * 0.36, long * 0.16, deep * 0.40, long * 0.26, -deep * 0.10)
        solid(pen, path, tone, 0.08)
        with pen.inside(path):
            for i in range(3):
                dy = deep * (0.02 + 0.11 * i)
                line = [
                    (long * (0.1 - 0.06 * i), dy),
                    (-long * 0.2, dy + deep * 0.05),
                    (back, deep * 0.18),
                ]
                pen.curve(line, stroke(tone.lighter(-0.12), 1.5, 0.8))
            pen.oval(
                long * 0.16, -deep * 0.06, long * 0.16, deep * 0.16, fill(tone.lighter(0.07), 0.7)
            )


def _open_wing(pen: Pen, look: Look, root: Point, near: int, long: float) -> None:
    reach = (
        (1.05 if look.kind not in ("gull", "raptor", "wader", "swan") else 1.35)
        * look.shape.wings
        * long
    )
    tone = look.main.lighter(-0.04 if near > 0 else -0.12)
    tip_tone = look.second if look.kind in ("parrot", "gull") else tone.lighter(-0.14)
    with pen.at(*root, 0 if near > 0 else 24):
        for i in range(6):  # flight feathers, from the body to the tip
            t = i / 5
            base = (-long * 0.16 + long * 0.05 * t, -reach * (0.18 + 0.50 * t))
            tip = (base[0] - reach * (0.46 - 0.20 * t), base[1] - reach * (0.02 + 0.42 * t))
            solid(
                pen,
                tube(
                    (base, ((base[0] + tip[0]) / 2 - 2, (base[1] + tip[1]) / 2), tip),
                    (reach * 0.17, reach * 0.17, reach * 0.08),
                ),
                tip_tone,
            )
        arm = tube(
            ((long * 0.10, 2), (long * 0.10, -reach * 0.42), (-long * 0.10, -reach * 0.80)),
            (long * 0.42, reach * 0.32, reach * 0.16),
        )
        solid(pen, arm, tone, 0.08)
