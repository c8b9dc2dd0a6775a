"""The shell of a room in one-point perspective: back wall, side walls, floor, ceiling, windows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import skia

from affresco.studio.engines.illustrator.facts import family_of, height_of
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.light import Light
from affresco.studio.engines.illustrator.painting.pen import (
    Point,
    across,
    down,
    fill,
    linear,
    polygon,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.subjects.colours import colour_of

C = Colour
WARM = C(0.88, 0.12, 76)
_WHITEWASH = C(0.93, 0.012, 85)
_BACK = 0.36  # how large the back wall is beside the front of the room
_SIDES = 0.40  # how far the front of the room reaches beyond the picture, in widths


@dataclass(frozen=True)
class Finish:
    """What walls, floor and ceiling are made of."""

    wall: Colour
    floor: Colour
    ceiling: Colour = _WHITEWASH
    walling: str = "plain"  # or "tiles", "boards", "panels", "brick", "stone", "metal", "stripes"
    flooring: str = "planks"  # or "tiles", "checks", "plain"


@dataclass(frozen=True)
class Shell:
    """Where a room is. `left`, `top`, `right`, `bottom` bound the back wall, in units."""

    stage: Stage
    finish: Finish
    outside: Light
    vx: float
    vy: float
    left: float
    top: float
    right: float
    bottom: float

    def scale(self, depth: float) -> float:
        """How much larger things are than at the back wall; depth 0 is in front, 1 at the back."""
        reach = 1 / _BACK
        return reach / (1 + (reach - 1) * depth)

    def point(self, u: float, v: float, depth: float) -> Point:
        """A point in the room: u across, v down (0 ceiling, 1 floor), both 0–1."""
        x, y = self.left + (self.right - self.left) * u, self.top + (self.bottom - self.top) * v
        s = self.scale(depth)
        return self.vx + (x - self.vx) * s, self.vy + (y - self.vy) * s

    def on_side(
        self, side: int, d0: float, d1: float, v0: float, v1: float, inset: float = 0.0
    ) -> list[Point]:
        """A rectangle on a side wall (side -1 or 1) between two depths and two heights."""
        u = inset if side < 0 else 1.0 - inset
        return [
            self.point(u, v0, d0),
            self.point(u, v0, d1),
            self.point(u, v1, d1),
            self.point(u, v1, d0),
        ]

    def on_floor(self, u0: float, u1: float, d0: float, d1: float) -> list[Point]:
        """A rectangle on the floor."""
        return [
            self.point(u0, 1, d0),
            self.point(u1, 1, d0),
            self.point(u1, 1, d1),
            self.point(u0, 1, d1),
        ]

    def block(
        self,
        u0: float,
        u1: float,
        d0: float,
        d1: float,
        high: float,
        colour: Colour,
        top: Colour | None = None,
    ) -> None:
        """A box on the floor, from depth d0 (near) to d1, `high` storeys high."""
        v = self.up(high)
        pen, stage = self.stage.pen, self.stage
        tone, lid = stage.lit(colour), stage.lit(top or colour.lighter(0.08))
        shadow = self.on_floor(u0 - 0.01, u1 + 0.01, max(0.0, d0 - 0.05), d1)
        pen.polygon(shadow, fill(stage.light.shadow, 0.30, blur=9))
        for u in (u0, u1):
            if (u - (self.vx - self.left) / (self.right - self.left)) * (1 if u == u0 else -1) > 0:
                flank = [
                    self.point(u, v, d0),
                    self.point(u, v, d1),
                    self.point(u, 1, d1),
                    self.point(u, 1, d0),
                ]
                pen.polygon(flank, fill(tone.lighter(-0.09)))
        pen.polygon(
            [
                self.point(u0, v, d0),
                self.point(u1, v, d0),
                self.point(u1, v, d1),
                self.point(u0, v, d1),
            ],
            fill(lid),
        )
        (x0, y0), (x1, y1) = self.point(u0, v, d0), self.point(u1, 1, d0)
        pen.rect(x0, y0, x1 - x0, y1 - y0, down(y0, y1, tone.lighter(0.02), tone.lighter(-0.06)))

    @property
    def unit(self) -> float:
        """The length that furniture at the back wall is measured in: a storey."""
        return min(self.tall, self.wide * 0.92)

    def up(self, height: float) -> float:
        """The v of something that high above the floor, in storeys."""
        return 1.0 - height * self.unit / self.tall

    @property
    def wide(self) -> float:
        """Width of the back wall."""
        return self.right - self.left

    @property
    def tall(self) -> float:
        """Height of the back wall."""
        return self.bottom - self.top


def _asked(stage: Stage, finish: Finish) -> Finish:
    """The finish with the walls and tiles whose colour is named."""
    for entity in stage.scene.entities:
        named = entity.colour is not None and entity.relation is None
        tone = colour_of(entity) if named and entity.concept in ("wall", "tile") else None
        if tone is not None:
            stage.draws(entity)
            walling = "tiles" if entity.concept == "tile" else finish.walling
            paint = C(0.45 + 0.4 * tone.lightness, 0.6 * tone.chroma, tone.hue)  # as walls are
            finish = replace(finish, wall=paint, walling=walling)
    return finish


def shell(
    stage: Stage,
    finish: Finish,
    foot: float = 0.68,
    top: float = 0.13,
    lamps: bool = True,
    narrow: float = 1.0,
) -> Shell:
    """Paint an empty room and take over its light. `foot` and `top` of the back wall are shares;
    `narrow` below 1 is a passage rather than a room.
    """
    h, w, chance = stage.height, stage.width, stage.chance("shell")
    outside, night = stage.light, stage.light.dark
    finish = _asked(stage, finish)
    if night:
        dim = {name: getattr(finish, name).lighter(-0.22) for name in ("wall", "floor", "ceiling")}
        finish = replace(finish, **dim)
    warm = outside.time in ("golden", "sunrise")
    ambient = C(0.84, 0.06, 72) if night else C(0.97, 0.05 if warm else 0.02, 80)
    stage.light = replace(
        outside, time="day", ambient=ambient, key=C(0.98, 0.10 if warm or night else 0.06, 82),
        shadow=C(0.24, 0.05, 40), haze=finish.wall,
    )  # fmt: skip
    half = min((0.5 + _SIDES) * w * _BACK, (foot - top) * h * 1.35) * narrow
    vx = w * 0.5 + min(w, half * 2) * chance.pick((-0.16, -0.07, 0.07, 0.16))
    vy = h * (top + (foot - top) * 0.52)
    left, right = vx - half * (vx / (w / 2)) ** 0.5, vx + half * (2 - vx / (w / 2)) ** 0.5
    room = Shell(stage, finish, outside, vx, vy, left, h * top, right, h * foot)
    stage.horizon, stage.sun_x, stage.sun_y = h * foot, w * 0.72, h * 0.1
    _walls(room)
    stage.ground = "none"
    _slots(room)
    if night and lamps:
        stage.glow(vx, h * 0.32, 620, WARM, 0.30)
    return room


def _walls(room: Shell) -> None:
    stage, finish = room.stage, room.finish
    pen = stage.pen
    wall, near = finish.wall, finish.wall.lighter(-0.10)
    far = -0.35  # before the picture's edge
    sides = {side: room.on_side(side, far, 1, 0, 1) for side in (-1, 1)}
    pen.wash(fill(near))
    ceiling = [
        room.point(0, 0, far),
        room.point(1, 0, far),
        room.point(1, 0, 1),
        room.point(0, 0, 1),
    ]
    pen.polygon(ceiling, down(-60, room.top, finish.ceiling.lighter(-0.10), finish.ceiling))
    for side, quad in sides.items():
        edge = room.left if side < 0 else room.right
        tones = (wall.lighter(-0.04), near.lighter(-0.05 if side > 0 else 0.02))
        pen.polygon(quad, across(edge, edge + side * stage.width * 0.5, *tones))
    box = (room.left, room.top, room.wide, room.tall)
    centre = (room.vx, room.top + room.tall * 0.3)
    tones_ = [wall.lighter(0.06), wall, wall.lighter(-0.08)]
    pen.rect(*box, radial(centre, max(room.wide, room.tall) * 0.8, tones_, (0, 0.5, 1)))
    _walling(room)
    _floor(room, far)
    _corners(room)


def _corners(room: Shell) -> None:
    """Soft shade where walls meet, skirting and cornice."""
    pen, stage = room.stage.pen, room.stage
    shade = room.finish.wall.lighter(-0.28)
    for u, v in ((0, 0), (1, 0), (0, 1), (1, 1)):
        pen.line(*room.point(u, v, 1), *room.point(u, v, -0.3), stroke(shade, 16, 0.16, blur=9))
    pen.line(room.left, room.top, room.right, room.top, stroke(shade, 14, 0.16, blur=8))
    for x in (room.left, room.right):
        pen.line(x, room.top, x, room.bottom, stroke(shade, 14, 0.18, blur=9))
    skirting = room.finish.floor.lighter(-0.12)
    pen.rect(room.left, room.bottom - 12, room.wide, 13, fill(skirting))
    for side in (-1, 1):
        pen.polygon(
            room.on_side(side, -0.3, 1, 1 - 12 / room.tall, 1), fill(skirting.lighter(-0.03))
        )
    pen.rect(
        room.left,
        room.bottom,
        room.wide,
        26,
        down(room.bottom, room.bottom + 26, (stage.light.shadow, 0.28), (stage.light.shadow, 0.0)),
    )


def _levels(room: Shell, kind: str) -> tuple[int, int]:
    """How many lines across and down a wall has."""
    per = {
        "tiles": 56.0,
        "metal": 150.0,
        "boards": 70.0,
        "brick": 34.0,
        "stone": 62.0,
        "stripes": 74.0,
    }
    step = per[kind]
    rows = 0 if kind in ("boards", "stripes") else max(3, int(room.tall / step))
    columns = 0 if kind in ("brick", "stone") else max(3, int(room.wide / step))
    return rows, columns


def _walling(room: Shell) -> None:
    kind, wall, pen = room.finish.walling, room.finish.wall, room.stage.pen
    line = stroke(wall.lighter(-0.08), 2, 0.7)
    if kind == "panels":
        _panels(room)
    if kind in ("plain", "panels"):
        return
    rows, columns = _levels(room, kind)
    for i in range(1, rows):
        v = i / rows
        pen.line(*room.point(0, v, 1), *room.point(1, v, 1), line)
        for u in (0, 1):
            pen.line(*room.point(u, v, 1), *room.point(u, v, -0.3), line)
    for i in range(1, columns):
        share = i / columns
        if kind == "stripes" and i % 2:
            x = room.left + room.wide * share
            pen.rect(x, room.top, room.wide / columns, room.tall, fill(wall.lighter(-0.045), 0.8))
            continue
        pen.line(*room.point(share, 0, 1), *room.point(share, 1, 1), line)
    if columns:
        for i in range(9):
            depth = -0.25 + 1.25 * i / 9
            for u in (0, 1):
                pen.line(*room.point(u, 0, depth), *room.point(u, 1, depth), line)
    if kind in ("brick", "stone"):
        _courses(room, rows, kind)


def _courses(room: Shell, rows: int, kind: str) -> None:
    """Single stones of a wall, some lighter, some darker."""
    pen, wall, chance = room.stage.pen, room.finish.wall, room.stage.chance("courses")
    high, long = room.tall / rows, room.tall / rows * (2.4 if kind == "brick" else 1.7)
    for row in range(rows):
        count = int(room.wide / long) + 1
        for i in range(count):
            if not chance.often(0.42):
                continue
            x = room.left + (i + 0.5 * (row % 2)) * long
            wide = min(long - 4, room.right - x)
            tone = wall.lighter(chance.between(-0.07, 0.06))
            if wide > 8:
                pen.rounded(x, room.top + row * high + 2, wide, high - 4, 3, fill(tone, 0.8))
        for side in (-1, 1):
            for i in range(7):
                if chance.often(0.4):
                    d0 = -0.2 + 1.2 * (i + 0.5 * (row % 2)) / 7.5
                    quad = room.on_side(
                        side, d0, min(1, d0 + 0.15), (row + 0.08) / rows, (row + 0.92) / rows
                    )
                    pen.polygon(quad, fill(wall.lighter(chance.between(-0.16, -0.04)), 0.7))


def _panels(room: Shell) -> None:
    """Wood to half the height of the walls."""
    pen, wall = room.stage.pen, room.finish.wall
    wood = wall.lighter(-0.14)
    for side in (-1, 1):
        pen.polygon(room.on_side(side, -0.3, 1, 0.58, 1), fill(wood.lighter(-0.06)))
    top = room.top + room.tall * 0.58
    pen.rect(room.left, top, room.wide, room.bottom - top, fill(wood))
    pen.rect(room.left, top - 5, room.wide, 10, fill(wood.lighter(0.09)))
    count = max(3, int(room.wide / 110))
    for i in range(count):
        x, wide = room.left + room.wide * (i + 0.1) / count, room.wide * 0.8 / count
        pen.rounded(
            x, top + 18, wide, (room.bottom - top) * 0.72, 3, stroke(wood.lighter(-0.08), 3)
        )


def _floor(room: Shell, far: float) -> None:
    pen, h, floor = room.stage.pen, room.stage.height, room.finish.floor
    whole = polygon(room.on_floor(0, 1, far, 1))
    pen.shape(whole, down(room.bottom, h, floor.lighter(0.03), floor.lighter(-0.07)))
    kind = room.finish.flooring
    line = stroke(floor.lighter(-0.10), 2, 0.55)
    with pen.inside(whole):
        if kind == "planks":
            count = max(8, int(room.wide / 46))
            for i in range(1, count):
                pen.line(*room.point(i / count, 1, 1), *room.point(i / count, 1, far), line)
            chance = room.stage.chance("joints")
            for i in range(count):
                d = chance.between(0.1, 0.95)
                pen.line(*room.point(i / count, 1, d), *room.point((i + 1) / count, 1, d), line)
        elif kind in ("tiles", "checks"):
            _tiled(room, kind == "checks", line)
    glint = [(C(1, 0, 0), 0.0), (C(0.99, 0.02, 85), 0.16), (C(1, 0, 0), 0.0)]
    pen.shape(whole, linear((room.left, 0), (room.right, 60), glint, (0.2, 0.5, 0.85)))


def _tiled(room: Shell, checks: bool, line: skia.Paint) -> None:
    pen, floor = room.stage.pen, room.finish.floor
    columns, rows = max(7, int(room.wide / 66)), 9
    depths = [1 - 1.3 * i / rows for i in range(rows + 1)]
    for j in range(rows):
        for i in range(columns):
            if checks and (i + j) % 2:
                quad = room.on_floor(i / columns, (i + 1) / columns, depths[j + 1], depths[j])
                pen.polygon(quad, fill(floor.lighter(-0.13)))
    if checks:
        return
    for depth in depths:
        pen.line(*room.point(0, 1, depth), *room.point(1, 1, depth), line)
    for i in range(1, columns):
        pen.line(*room.point(i / columns, 1, 1), *room.point(i / columns, 1, -0.3), line)


def small(stage: Stage) -> bool:
    """Whether the first subject is a thing to be looked at on a table rather than on the floor."""
    shown = (
        entity
        for index, entity in enumerate(stage.scene.entities)
        if index not in stage.drawn and entity.concept not in ("window", "windowsill")
    )
    lead = next(shown, None)
    if lead is None:
        return False
    return family_of(lead).held and not family_of(lead).living and height_of(lead) < 1.2


def _slots(room: Shell) -> None:
    stage = room.stage
    x = 0.5 + stage.chance("floor place").pick((-0.10, -0.04, 0.05))
    stage.slots = {
        "main": Slot(x, 0.93, 0.42),
        "second": Slot(x + 0.24, 0.90, 0.31),
        "air": Slot(0.48, 0.34, 0.18),
    }
