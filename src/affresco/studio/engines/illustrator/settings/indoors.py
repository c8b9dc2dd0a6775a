"""Rooms made of one shell: wall, floor, windows, and furniture of the families."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    down,
    fill,
    linear,
    outline,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.families import Shape

from .props import prop

C = Colour
# family and kind, place across, foot (share of the height), size, colour
Thing = tuple[str, str, float, float, float, str]


@dataclass(frozen=True)
class Room:
    """One kind of room; places are shares of the picture."""

    wall: Colour
    floor: Colour
    things: tuple[Thing, ...]
    floor_kind: str = "planks"  # or "tiles", "plain"
    wall_kind: str = "plain"  # or "tiles", "boards", "panels", "brick", "metal"
    windows: tuple[tuple[float, float, float, float], ...] = ((0.62, 0.12, 0.26, 0.36),)
    behind: str = "sky"  # what the windows show: "sky", "space", "green"
    foot: float = 0.68
    more: Callable[[Stage], None] | None = None


def _room(stage: Stage, room: Room) -> None:
    h, w, pen, night = stage.height, stage.width, stage.pen, stage.light.dark
    wall, floor = (tone.lighter(-0.26) if night else tone for tone in (room.wall, room.floor))
    stage.light = replace(
        stage.light,
        ambient=C(0.97, 0.03, 80) if not night else C(0.84, 0.06, 72),
        key=C(0.98, 0.07, 85),
        shadow=C(0.24, 0.05, 40),
        haze=wall,
    )
    foot = h * room.foot
    stage.horizon, stage.sun_x, stage.sun_y = foot, w * 0.72, h * 0.1
    tones = [wall.lighter(0.07), wall, wall.lighter(-0.13)]
    pen.wash(radial((w * 0.6, h * 0.25), max(w, h), tones, (0, 0.5, 1)))
    _walling(stage, room.wall_kind, wall, foot)
    for x, y, wide, tall in room.windows:
        _window(stage, w * x, h * y, min(w * wide, h * wide * 1.4), h * tall, room.behind, night)
    _flooring(stage, room.floor_kind, floor, foot)
    pen.rect(-400, foot - 14, w + 800, 16, fill(floor.lighter(-0.14)))
    if room.more:
        room.more(stage)
    for family, kind, x, y, size, colour in room.things:
        prop(
            stage,
            Shape(family, kind, colour=colour),
            x,
            y,
            size,
            0.0,
            0.5 if y > room.foot - 0.01 else 0.0,
        )
    if night:
        stage.glow(w * 0.5, h * 0.35, 620, C(0.86, 0.13, 74), 0.35)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.46, 0.92, 0.40),
        "second": Slot(0.70, 0.91, 0.30),
        "air": Slot(0.46, 0.36, 0.16),
    }


def _walling(stage: Stage, kind: str, wall: Colour, foot: float) -> None:
    pen, w = stage.pen, stage.width
    line = stroke(wall.lighter(-0.07), 2, 0.7)
    if kind in ("tiles", "metal"):
        step = 54 if kind == "tiles" else 170
        for i in range(int(w / step) + 2):
            pen.line(i * step, 0, i * step, foot, line)
        for i in range(int(foot / step) + 1):
            pen.line(-400, i * step, w + 400, i * step, line)
    elif kind == "boards":
        for i in range(int(w / 66) + 2):
            pen.line(i * 66, 0, i * 66, foot, line)
    elif kind == "panels":
        pen.rect(-400, foot * 0.62, w + 800, foot * 0.38, fill(wall.lighter(-0.12)))
        for i in range(int(w / 130) + 2):
            pen.rounded(
                i * 130 + 12, foot * 0.66, 106, foot * 0.29, 3, stroke(wall.lighter(-0.20), 3)
            )
    elif kind == "brick":
        for row in range(int(foot / 30) + 1):
            for i in range(int(w / 80) + 2):
                if (row * 7 + i * 3) % 3 == 0:
                    pen.rounded(
                        i * 80 - (row % 2) * 40, row * 30 + 3, 74, 24, 3, fill(wall.lighter(-0.05))
                    )


def _flooring(stage: Stage, kind: str, floor: Colour, foot: float) -> None:
    pen, w, h = stage.pen, stage.width, stage.height
    pen.rect(-400, foot, w + 800, h, down(foot, h, floor.lighter(0.05), floor.lighter(-0.07)))
    if kind == "plain":
        return
    for i in range(-16, 17):
        pen.line(
            w / 2 + i * 62, foot, w / 2 + i * 190, h + 40, stroke(floor.lighter(-0.10), 1.8, 0.6)
        )
    if kind == "tiles":
        y, step = foot, 12.0
        while y < h:
            pen.line(-400, y, w + 400, y, stroke(floor.lighter(-0.10), 1.8, 0.6))
            y, step = y + step, step * 1.35


def _window(
    stage: Stage, x: float, y: float, wide: float, tall: float, behind: str, night: bool
) -> None:
    pen = stage.pen
    frame = C(0.94, 0.012, 85) if behind != "space" else C(0.60, 0.015, 250)
    pen.rounded(x - 12, y - 12, wide + 24, tall + 24, 6 if behind != "space" else 40, fill(frame))
    if behind == "space":
        pen.rounded(x, y, wide, tall, 32, down(y, y + tall, C(0.14, 0.05, 280), C(0.24, 0.09, 300)))
        chance = stage.chance("portal")
        for _ in range(60):
            pen.circle(
                x + chance.between(0.03, 0.97) * wide,
                y + chance.between(0.03, 0.97) * tall,
                chance.between(0.8, 2.6),
                fill(WHITE, 0.9),
            )
        pen.circle(
            x + wide * 0.72,
            y + tall * 0.42,
            tall * 0.2,
            radial(
                (x + wide * 0.66, y + tall * 0.34),
                tall * 0.3,
                [C(0.80, 0.12, 60), C(0.46, 0.12, 30)],
            ),
        )
        return
    top, low = (
        (C(0.24, 0.07, 270), C(0.40, 0.08, 260))
        if night
        else (C(0.74, 0.09, 240), C(0.93, 0.04, 100))
    )
    pen.rect(x, y, wide, tall, down(y, y + tall, top, low))
    green = C(0.56, 0.10, 140).lighter(-0.28 if night else 0)
    pen.polygon(
        [
            (x, y + tall),
            (x, y + tall * 0.74),
            (x + wide * 0.4, y + tall * 0.64),
            (x + wide, y + tall * 0.78),
            (x + wide, y + tall),
        ],
        fill(green),
    )
    if stage.has("rain", "storm", "snow"):
        chance = stage.chance("pane")
        for _ in range(26):
            px, py = x + chance.between() * wide, y + chance.between(0, 0.94) * tall
            if stage.has("snow"):
                pen.circle(px, py, 3, fill(WHITE, 0.9))
            else:
                pen.line(px, py, px - 3, py + 13, stroke(WHITE, 1.6, 0.6))
    pen.line(x + wide / 2, y, x + wide / 2, y + tall, stroke(frame, 7))
    pen.line(x, y + tall * 0.45, x + wide, y + tall * 0.45, stroke(frame, 7))
    pen.rect(x - 22, y + tall + 8, wide + 44, 12, fill(frame.lighter(-0.04)))


def _rafters(stage: Stage) -> None:
    w, h, pen = stage.width, stage.height, stage.pen
    wood = C(0.40, 0.07, 50).lighter(-0.12 if stage.light.dark else 0)
    for side in (0, 1):
        x0, x1 = (-400.0, w * 0.36) if not side else (w + 400.0, w * 0.64)
        pen.polygon(
            [(x0, -60), (x1, -60), ((0.0 if not side else w), h * 0.62), (x0, h * 0.62)],
            fill(wood.lighter(0.14)),
        )
        for i in range(7):
            pen.line(
                x1 + (x0 - x1) * 0.10 * i,
                -40,
                (0.0 if not side else w) + (x0 - x1) * 0.10 * i,
                h * 0.62,
                stroke(wood.lighter(0.06), 4),
            )
        pen.line(x1, -30, 0.0 if not side else w, h * 0.62, stroke(wood, 26))
    pen.rect(-20, h * 0.20, w + 40, 24, fill(wood))
    pen.line(w * 0.5, -10, w * 0.5, h * 0.20, stroke(wood, 24))


def _blackboard(stage: Stage) -> None:
    w, h, pen = stage.width, stage.height, stage.pen
    x, y, wide, tall = w * 0.10, h * 0.14, w * 0.44, h * 0.30
    pen.rect(x - 12, y - 12, wide + 24, tall + 24, fill(C(0.50, 0.08, 55)))
    pen.rect(x, y, wide, tall, down(y, y + tall, C(0.36, 0.05, 160), C(0.30, 0.05, 165)))
    chalk = stroke(C(0.95, 0.01, 90), 4, 0.8)
    pen.curve(
        [
            (x + wide * 0.1, y + tall * 0.7),
            (x + wide * 0.24, y + tall * 0.25),
            (x + wide * 0.38, y + tall * 0.7),
        ],
        chalk,
    )
    pen.line(x + wide * 0.07, y + tall * 0.76, x + wide * 0.42, y + tall * 0.76, chalk)
    pen.circle(x + wide * 0.68, y + tall * 0.45, tall * 0.24, chalk)
    pen.line(
        x + wide * 0.68, y + tall * 0.45, x + wide * 0.68 + tall * 0.24, y + tall * 0.45, chalk
    )


def _curtains(stage: Stage) -> None:
    w, h, pen = stage.width, stage.height, stage.pen
    red = C(0.42, 0.16, 22)
    for side in (0, 1):
        for i in range(7):
            x = (i * w * 0.033 - 12) if not side else (w - (i + 1) * w * 0.033 + 12)
            tone = red.lighter(0.06 if i % 2 else -0.05)
            pen.rect(
                x,
                -20,
                w * 0.034,
                h * 0.74,
                linear((x, 0), (x + w * 0.034, 0), (tone.lighter(0.04), tone.lighter(-0.07))),
            )
    for i in range(7):
        x = w * (i / 7)
        pen.shape(
            outline(f"M {x} -10 L {x + w / 7} -10 Q {x + w / 14} {h * 0.24} {x} -10 Z"),
            down(0, h * 0.15, red.lighter(0.05), red.lighter(-0.06)),
        )
    pen.rect(-20, -10, w + 40, h * 0.05, fill(C(0.76, 0.12, 82)))
    stage.afterwards.append(lambda: _spotlight(stage))


def _spotlight(stage: Stage) -> None:
    w, h = stage.width, stage.height
    tones = [(C(0.98, 0.05, 90), 0.34), (C(0.98, 0.05, 90), 0.04)]
    stage.pen.polygon(
        [(w * 0.70, -20), (w * 0.74, -20), (w * 0.70, h * 0.95), (w * 0.22, h * 0.95)],
        linear((w * 0.72, 0), (w * 0.46, h * 0.95), tones, blur=14, blend="screen"),
    )


def _glasshouse(stage: Stage) -> None:
    w, h, pen = stage.width, stage.height, stage.pen
    bar = stroke(C(0.95, 0.01, 140), 8)
    pen.rect(
        -400, -20, w + 800, h * 0.66, down(0, h * 0.66, C(0.80, 0.06, 225), C(0.92, 0.05, 130))
    )
    for i in range(9):
        tone = C(0.58, 0.11, 140).lighter(0.04 * (i % 3))
        pen.circle(w * i / 8, h * 0.64, 90, fill(tone, 0.6, blur=10))
    for i in range(9):
        x = w * i / 8
        pen.line(x, h * 0.22, x, h * 0.70, bar)
        pen.line(x, h * 0.22, w * 0.5 + (x - w * 0.5) * 0.4, -10, bar)
    for y in (0.22, 0.46):
        pen.line(-400, h * y, w + 400, h * y, bar)


def _tunnel(stage: Stage) -> None:
    w, h, pen = stage.width, stage.height, stage.pen
    pen.rect(-400, h * 0.30, w + 800, h * 0.30, fill(C(0.22, 0.02, 260)))
    pen.rounded(
        -60,
        h * 0.28,
        w * 0.92,
        h * 0.31,
        30,
        down(h * 0.28, h * 0.59, C(0.80, 0.015, 250), C(0.62, 0.02, 250)),
    )
    pen.rect(-60, h * 0.49, w * 0.90, 18, fill(C(0.55, 0.17, 28)))
    for i in range(6):
        x = w * (0.02 + 0.145 * i)
        pen.rounded(x, h * 0.33, w * 0.105, h * 0.12, 8, fill(C(0.93, 0.07, 92)))
    pen.rect(-400, h * 0.60, w + 800, 10, fill(C(0.84, 0.15, 90)))
    for i in range(5):
        pen.rounded(w * (0.06 + 0.22 * i), h * 0.08, w * 0.12, 14, 7, fill(C(0.98, 0.03, 95)))


def _console(stage: Stage) -> None:
    w, h, pen = stage.width, stage.height, stage.pen
    pen.polygon(
        [
            (-20, h * 0.66),
            (w * 0.08, h * 0.58),
            (w * 0.92, h * 0.58),
            (w + 20, h * 0.66),
            (w + 20, h * 0.72),
            (-20, h * 0.72),
        ],
        down(h * 0.58, h * 0.72, C(0.56, 0.02, 250), C(0.38, 0.03, 255)),
    )
    for i in range(26):
        chance = stage.chance("lamp", i)
        hue = chance.pick((25, 85, 145, 200, 250))
        x, y = w * chance.between(0.08, 0.92), h * chance.between(0.60, 0.66)
        pen.rounded(x, y, chance.between(10, 34), 10, 4, fill(C(0.80, 0.15, hue)))
    for x in (0.0, 1.0):
        pen.rect(w * x - 26, -20, 52, h * 0.62, fill(C(0.50, 0.02, 250)))


ROOMS = {
    "attic": Room(
        C(0.74, 0.06, 70),
        C(0.52, 0.08, 55),
        (
            ("furniture", "chest", 0.80, 0.80, 0.26, ""),
            ("tool", "box", 0.14, 0.80, 0.22, ""),
            ("tool", "suitcase", 0.24, 0.86, 0.16, ""),
            ("tool", "lantern", 0.90, 0.70, 0.12, ""),
            ("furniture", "rocking-chair", 0.62, 0.76, 0.28, ""),
        ),
        "planks",
        "boards",
        ((0.43, 0.30, 0.15, 0.20),),
        more=_rafters,
    ),
    "bathroom": Room(
        C(0.88, 0.04, 200),
        C(0.82, 0.03, 220),
        (
            ("furniture", "mirror", 0.20, 0.48, 0.26, ""),
            ("furniture", "sink", 0.20, 0.77, 0.28, ""),
            ("furniture", "bathtub", 0.76, 0.86, 0.42, ""),
            ("plant", "fern", 0.95, 0.80, 0.16, ""),
        ),
        "tiles",
        "tiles",
        ((0.56, 0.12, 0.18, 0.24),),
    ),
    "bedroom": Room(
        C(0.86, 0.05, 265),
        C(0.60, 0.08, 60),
        (
            ("furniture", "picture", 0.24, 0.36, 0.20, ""),
            ("furniture", "wardrobe", 0.92, 0.78, 0.50, ""),
            ("furniture", "carpet", 0.48, 0.99, 0.56, ""),
            ("furniture", "bed", 0.22, 0.84, 0.50, ""),
            ("tool", "lamp", 0.47, 0.70, 0.15, ""),
        ),
        windows=((0.54, 0.12, 0.22, 0.34),),
    ),
    "cafe": Room(
        C(0.78, 0.08, 62),
        C(0.50, 0.08, 52),
        (
            ("furniture", "shelf", 0.12, 0.74, 0.42, ""),
            ("furniture", "picture", 0.40, 0.34, 0.15, ""),
            ("furniture", "table", 0.84, 0.86, 0.30, ""),
            ("food", "cup", 0.82, 0.765, 0.07, ""),
            ("food", "cake", 0.88, 0.765, 0.09, ""),
            ("furniture", "chair", 0.96, 0.88, 0.28, ""),
            ("furniture", "stool", 0.26, 0.86, 0.20, ""),
        ),
        "tiles",
        "panels",
        ((0.54, 0.12, 0.34, 0.36),),
    ),
    "classroom": Room(
        C(0.90, 0.05, 95),
        C(0.64, 0.08, 62),
        (
            ("furniture", "desk", 0.16, 0.84, 0.30, ""),
            ("tool", "globe", 0.12, 0.72, 0.14, ""),
            ("tool", "book", 0.20, 0.725, 0.09, ""),
            ("furniture", "desk", 0.86, 0.88, 0.34, ""),
            ("furniture", "chair", 0.70, 0.84, 0.24, ""),
        ),
        windows=((0.68, 0.14, 0.24, 0.34),),
        more=_blackboard,
    ),
    "factory": Room(
        C(0.60, 0.07, 42),
        C(0.56, 0.02, 250),
        (
            ("tool", "gear", 0.10, 0.52, 0.28, ""),
            ("tool", "gear", 0.22, 0.40, 0.18, ""),
            ("vehicle", "truck", 0.88, 0.76, 0.28, ""),
            ("tool", "box", 0.12, 0.82, 0.22, ""),
            ("tool", "box", 0.20, 0.86, 0.18, ""),
            ("tool", "anvil", 0.90, 0.88, 0.18, ""),
        ),
        "plain",
        "brick",
        ((0.36, 0.10, 0.20, 0.34), (0.62, 0.10, 0.20, 0.34)),
    ),
    "greenhouse": Room(
        C(0.88, 0.05, 180),
        C(0.72, 0.05, 75),
        (
            ("tree", "palm", 0.10, 0.78, 0.64, ""),
            ("plant", "monstera", 0.24, 0.78, 0.28, ""),
            ("flower", "lily", 0.34, 0.76, 0.24, ""),
            ("tree", "palm", 0.93, 0.82, 0.70, ""),
            ("flower", "orchid", 0.80, 0.80, 0.28, ""),
            ("plant", "fern", 0.68, 0.77, 0.20, ""),
            ("plant", "cactus", 0.57, 0.76, 0.2, ""),
            ("plant", "bush", 0.03, 0.93, 0.3, ""),
            ("flower", "rose", 0.97, 0.95, 0.3, ""),
        ),
        "tiles",
        windows=(),
        more=_glasshouse,
    ),
    "museum": Room(
        C(0.86, 0.035, 85),
        C(0.70, 0.04, 70),
        (
            ("furniture", "picture", 0.20, 0.46, 0.28, ""),
            ("furniture", "picture", 0.50, 0.42, 0.24, ""),
            ("furniture", "picture", 0.78, 0.45, 0.26, ""),
            ("building", "statue", 0.94, 0.80, 0.46, ""),
            ("building", "column", 0.04, 0.76, 0.58, ""),
            ("furniture", "bench", 0.24, 0.80, 0.22, ""),
        ),
        "tiles",
        "panels",
        (),
    ),
    "spaceship": Room(
        C(0.66, 0.02, 250),
        C(0.46, 0.025, 255),
        (("furniture", "armchair", 0.86, 0.90, 0.30, "#5a6478"),),
        "tiles",
        "metal",
        ((0.20, 0.10, 0.44, 0.38),),
        "space",
        0.70,
        _console,
    ),
    "subway": Room(
        C(0.90, 0.02, 95),
        C(0.64, 0.015, 250),
        (("furniture", "bench", 0.84, 0.80, 0.26, ""),),
        "tiles",
        "tiles",
        (),
        more=_tunnel,
    ),
    "theatre": Room(
        C(0.34, 0.09, 20),
        C(0.54, 0.09, 55),
        (("furniture", "throne", 0.76, 0.76, 0.30, ""),),
        "planks",
        "plain",
        (),
        more=_curtains,
    ),
    "workshop": Room(
        C(0.76, 0.06, 70),
        C(0.56, 0.07, 58),
        (
            ("tool", "saw", 0.12, 0.28, 0.15, ""),
            ("tool", "hammer", 0.24, 0.30, 0.13, ""),
            ("tool", "scissors", 0.34, 0.29, 0.11, ""),
            ("tool", "gear", 0.44, 0.30, 0.12, ""),
            ("tool", "clock", 0.93, 0.30, 0.13, ""),
            ("furniture", "shelf", 0.92, 0.76, 0.40, ""),
            ("furniture", "desk", 0.18, 0.82, 0.40, ""),
            ("tool", "lamp", 0.10, 0.685, 0.15, ""),
            ("tool", "box", 0.78, 0.86, 0.18, ""),
            ("tool", "bucket", 0.33, 0.88, 0.12, ""),
        ),
        windows=((0.56, 0.12, 0.24, 0.30),),
        wall_kind="boards",
    ),
    "office": Room(
        C(0.88, 0.025, 230),
        C(0.60, 0.03, 250),
        (
            ("furniture", "shelf", 0.92, 0.76, 0.42, ""),
            ("furniture", "desk", 0.18, 0.84, 0.38, ""),
            ("tool", "computer", 0.16, 0.715, 0.17, ""),
            ("furniture", "chair", 0.34, 0.86, 0.28, ""),
            ("plant", "monstera", 0.80, 0.80, 0.2, ""),
        ),
    ),
    "hospital": Room(
        C(0.92, 0.025, 190),
        C(0.80, 0.02, 210),
        (
            ("furniture", "bed", 0.20, 0.82, 0.44, "#e8eef2"),
            ("tool", "lamp", 0.92, 0.70, 0.16, ""),
            ("furniture", "stool", 0.84, 0.84, 0.18, ""),
        ),
        "tiles",
    ),
    "bakery": Room(
        C(0.86, 0.07, 78),
        C(0.58, 0.08, 58),
        (
            ("furniture", "shelf", 0.92, 0.76, 0.44, ""),
            ("furniture", "stove", 0.12, 0.74, 0.44, ""),
            ("furniture", "table", 0.34, 0.82, 0.30, ""),
            ("food", "loaf", 0.30, 0.73, 0.10, ""),
            ("food", "loaf", 0.38, 0.73, 0.10, ""),
            ("food", "basket", 0.82, 0.86, 0.16, ""),
        ),
        "tiles",
    ),
    "castle-hall": Room(
        C(0.58, 0.03, 70),
        C(0.46, 0.03, 60),
        (
            ("furniture", "throne", 0.80, 0.80, 0.42, ""),
            ("tool", "shield", 0.18, 0.40, 0.18, ""),
            ("tool", "shield", 0.34, 0.40, 0.18, ""),
            ("furniture", "fireplace", 0.14, 0.74, 0.36, ""),
            ("furniture", "carpet", 0.48, 1.0, 0.6, ""),
        ),
        "tiles",
        "brick",
        ((0.52, 0.08, 0.14, 0.40),),
    ),
    "church": Room(
        C(0.82, 0.03, 80),
        C(0.58, 0.03, 70),
        (
            ("building", "column", 0.05, 0.76, 0.66, ""),
            ("building", "column", 0.24, 0.72, 0.54, ""),
            ("building", "column", 0.76, 0.72, 0.54, ""),
            ("building", "column", 0.95, 0.76, 0.66, ""),
            ("tool", "candle", 0.14, 0.76, 0.16, ""),
            ("tool", "candle", 0.86, 0.76, 0.16, ""),
        ),
        "tiles",
        "plain",
        ((0.44, 0.08, 0.12, 0.46),),
    ),
    "laboratory": Room(
        C(0.90, 0.03, 200),
        C(0.74, 0.02, 220),
        (
            ("furniture", "shelf", 0.92, 0.76, 0.40, ""),
            ("furniture", "table", 0.18, 0.82, 0.34, ""),
            ("tool", "flask", 0.10, 0.715, 0.12, ""),
            ("tool", "flask", 0.20, 0.715, 0.09, ""),
            ("tool", "telescope", 0.80, 0.80, 0.24, ""),
        ),
        "tiles",
        "tiles",
    ),
    "shop": Room(
        C(0.86, 0.06, 40),
        C(0.58, 0.08, 58),
        (
            ("furniture", "shelf", 0.14, 0.76, 0.48, ""),
            ("furniture", "shelf", 0.90, 0.76, 0.48, ""),
            ("furniture", "table", 0.34, 0.84, 0.26, ""),
            ("tool", "gift", 0.34, 0.755, 0.10, ""),
        ),
    ),
    "train-carriage": Room(
        C(0.80, 0.06, 75),
        C(0.50, 0.06, 45),
        (
            ("furniture", "armchair", 0.14, 0.86, 0.36, "#8c3b32"),
            ("furniture", "armchair", 0.88, 0.86, 0.36, "#8c3b32"),
            ("tool", "suitcase", 0.24, 0.90, 0.13, ""),
        ),
        "plain",
        "panels",
        ((0.06, 0.14, 0.26, 0.30), (0.38, 0.14, 0.26, 0.30), (0.70, 0.14, 0.26, 0.30)),
    ),
}


def painter(name: str) -> Callable[[Stage], None]:
    """The painter of a room by its name."""
    return lambda stage: _room(stage, ROOMS[name])


def cave(stage: Stage) -> None:
    """A cave with its mouth open to the light."""
    h, w, pen = stage.height, stage.width, stage.pen
    rock, chance = C(0.34, 0.035, 55), stage.chance("cave")
    pen.wash(
        radial(
            (w * 0.58, h * 0.36), max(w, h) * 0.8, [rock.lighter(0.12), rock, rock.lighter(-0.18)]
        )
    )
    sky_ = [stage.light.horizon.lighter(0.04), stage.light.middle]
    mouth = [
        (w * 0.42, h * 0.62),
        (w * 0.38, h * 0.34),
        (w * 0.52, h * 0.14),
        (w * 0.70, h * 0.20),
        (w * 0.78, h * 0.44),
        (w * 0.74, h * 0.63),
    ]
    pen.blob(mouth, radial((w * 0.58, h * 0.4), h * 0.4, sky_))
    pen.rect(-400, h * 0.60, w + 800, h, down(h * 0.60, h, rock.lighter(0.14), rock.lighter(-0.08)))
    for i in range(16):
        x, long, wide = (
            w * (i + chance.between(0.1, 0.9)) / 16,
            h * chance.between(0.06, 0.30) * (0.5 if 6 < i < 13 else 1),
            chance.between(16, 44),
        )
        tone = rock.lighter(chance.between(-0.12, 0.04))
        pen.polygon([(x - wide, -20), (x + wide, -20), (x, long)], fill(tone))
        if i % 3 == 0 and not 5 < i < 13:
            pen.polygon(
                [(x - wide, h * 0.74), (x + wide, h * 0.74), (x, h * 0.74 - long * 0.7)],
                fill(tone.lighter(0.06)),
            )
    for _ in range(9):
        x, y = w * chance.between(), h * chance.between(0.66, 0.76)
        if abs(x / w - 0.5) > 0.24:
            with pen.at(x, y, chance.between(-20, 20)):
                for dx in (-12, 0, 12):
                    pen.polygon(
                        [(dx - 8, 0), (dx + 8, 0), (dx, -44 + abs(dx))],
                        fill(C(0.78, 0.11, chance.pick((200, 300, 170)))),
                    )
            stage.glow(x, y - 20, 110, C(0.78, 0.11, 220), 0.4)
    stage.horizon, stage.sun_x, stage.sun_y = h * 0.6, w * 0.58, h * 0.3
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.44, 0.92, 0.40),
        "second": Slot(0.70, 0.90, 0.28),
        "air": Slot(0.58, 0.38, 0.2),
    }
