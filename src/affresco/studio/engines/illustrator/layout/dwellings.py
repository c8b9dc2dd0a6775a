"""Houses that are no houses: in trees, in teapots; their doors, windows and ladders.

All lengths are in heights of a grown-up.
"""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.look import disc, solid

from .assembly import Assembly, Member, merged
from .effects import made

ROPE: Final = Colour(0.62, 0.07, 70)
PLANK: Final = Colour(0.50, 0.08, 52)
_DOOR: Final = Colour(0.50, 0.13, 32)


def shaped(member: Member, entity: Entity) -> Member:
    """A house in the shape of another thing has a door and windows, a balloon a string."""
    if "inhabited" in entity.qualities:
        return _inhabited(member)
    if entity.pose == "float" and entity.material == "plastic":
        string = _string(0.6 * member.height)
        string.stand(member.middle, member.bottom - 0.56 * member.height)
        marks = member.marks
        whole = merged(Assembly([member, string]))
        whole.marks = marks
        return whole
    return member


def _string(high: float) -> Member:
    """The loose string of a balloon."""

    def draw(pen: Pen) -> None:
        points = [(64.0, 0.0), (68, 30), (60, 64), (67, 96), (62, 124)]
        pen.curve(points, stroke(ROPE.lighter(-0.25), 2.4))

    return made(draw, high=high)


def _inhabited(member: Member) -> Member:
    member.stand(0.0, 0.0)
    member.order = 0.0
    low, high = member.subject.feet
    foot = (member.point(low, 0.0)[0] + member.point(high, 0.0)[0]) / 2
    way_in = door(0.30 * member.height)
    way_in.stand(foot, member.bottom + 0.02 * member.height)
    way_in.order = 1.0
    panes: list[Member] = []
    for up, across in ((0.50, -0.17), (0.50, 0.17), (0.66, 0.0)):
        x, y = foot + across * member.width, member.bottom + up * member.height
        pane = window(0.15 * member.height)
        share = (x - member.left) / member.width
        reach = 0.5 * pane.width / member.width
        roof = min(member.surface(share - reach), member.surface(share + reach))
        if 0.1 < share < 0.9 and roof > y + 1.25 * pane.height:
            pane.stand(x, y)
            pane.order = 1.0
            panes.append(pane)
    marks = member.marks
    whole = merged(Assembly([member, way_in, *panes]))
    whole.marks = marks
    return whole


def rope(high: float) -> Member:
    """A short cord on which a thing hangs."""

    def draw(pen: Pen) -> None:
        pen.line(64, 2, 64, 124, stroke(ROPE.lighter(-0.22), 5.0))

    member = made(draw, high=high)
    member.order = 0.5
    return member


def hut(wide: float, tone: Colour | None) -> Member:
    """A small house of planks on a platform with struts."""
    walls, roof = Colour(0.70, 0.08, 68), tone or Colour(0.52, 0.15, 32)

    def draw(pen: Pen) -> None:
        for x, far in ((26, 54), (102, 74)):
            pen.line(x, 104, far, 127, stroke(PLANK.lighter(-0.12), 5))
        solid(pen, outline("M 20 52 L 108 52 L 108 104 L 20 104 Z"), walls)
        for x in (32, 44, 56, 68, 80, 92):
            pen.line(x, 53, x, 103, stroke(walls.lighter(-0.16), 1.2, 0.7))
        solid(pen, outline("M 10 56 L 64 14 L 118 56 L 112 60 L 16 60 Z"), roof)
        for y in (30, 40, 50):
            pen.line(
                64 - (y - 14) * 1.2,
                y,
                64 + (y - 14) * 1.2,
                y,
                stroke(roof.lighter(-0.12), 1.6, 0.7),
            )
        solid(pen, outline("M 76 72 L 94 72 L 94 104 L 76 104 Z"), PLANK.lighter(-0.10))
        pen.circle(90, 88, 1.8, fill(Colour(0.85, 0.14, 88)))
        pen.rounded(32, 70, 26, 20, 3, fill(Colour(0.93, 0.11, 92)))
        pen.line(45, 70, 45, 90, stroke(PLANK, 2.4))
        pen.line(32, 80, 58, 80, stroke(PLANK, 2.4))
        solid(pen, outline("M 6 102 L 122 102 L 122 110 L 6 110 Z"), PLANK)
        for x in (8, 16, 112, 120):
            pen.line(x, 84, x, 103, stroke(PLANK, 2.6))
        for x in (6, 106):
            pen.line(x, 86, x + 16, 86, stroke(PLANK, 3))

    return made(draw, wide=wide)


def rungs(high: float, tone: Colour) -> Member:
    """A ladder."""
    steps = max(5, min(11, round(high * 7)))

    def draw(pen: Pen) -> None:
        for i in range(steps):
            y = 10 + 108 * i / (steps - 1)
            solid(
                pen, outline(f"M 50 {y} L 78 {y} L 78 {y + 5} L 50 {y + 5} Z"), PLANK.lighter(0.06)
            )
        for x in (50, 78):
            pen.line(x, 2, x, 126, stroke(tone.lighter(-0.05), 4.4))

    return made(draw, high=high)


def door(high: float) -> Member:
    """A round-topped door with a step."""

    def draw(pen: Pen) -> None:
        frame = "M 32 122 L 32 46 C 32 4 96 4 96 46 L 96 122 Z"
        solid(pen, outline(frame), PLANK.lighter(0.16))
        solid(pen, outline("M 40 122 L 40 48 C 40 14 88 14 88 48 L 88 122 Z"), _DOOR)
        pen.line(64, 24, 64, 120, stroke(_DOOR.lighter(-0.14), 2.4))
        pen.circle(80, 78, 4, fill(Colour(0.86, 0.14, 88)))
        solid(pen, outline("M 26 120 L 102 120 L 104 127 L 24 127 Z"), Colour(0.70, 0.02, 80))

    return made(draw, high=high)


def window(high: float) -> Member:
    """A round window with light behind it."""

    def draw(pen: Pen) -> None:
        solid(pen, disc(64, 64, 60), PLANK.lighter(0.16))
        pen.circle(64, 64, 48, fill(Colour(0.92, 0.12, 92)))
        pen.line(64, 16, 64, 112, stroke(PLANK, 7))
        pen.line(16, 64, 112, 64, stroke(PLANK, 7))

    return made(draw, high=high)
