"""Things that do what only somebody can do: a face, and arms and legs of their own."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour, from_rgb
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, pixels, stroke, surface

from .look import INK, Framed, framed, solid, tube

ALIVE: Final = frozenset(
    ("waving", "dancing", "sleeping", "laughing", "crying", "singing", "walking", "running",
     "jumping", "thinking", "reading", "yawning", "bowing", "sitting", "hugging")
)  # fmt: skip
"""Poses that make a thing somebody."""
_LIMB: Final = Colour(0.30, 0.03, 50)
# Where hands and feet go, in shares of the width and height from the middle.
_HANDS: Final = {
    "waving": ((-0.66, 0.16), (0.70, -0.42)), "dancing": ((-0.68, -0.34), (0.70, -0.40)),
    "jumping": ((-0.66, -0.42), (0.66, -0.42)), "laughing": ((-0.62, 0.10), (0.62, 0.10)),
    "running": ((-0.58, 0.18), (0.66, -0.06)), "singing": ((-0.66, -0.10), (0.66, -0.10)),
}  # fmt: skip
_STRIDES: Final = {
    "running": ((-0.34, -0.05), (0.34, 0.10)), "walking": ((-0.24, 0.0), (0.26, 0.0)),
    "dancing": ((-0.14, 0.0), (0.36, 0.12)), "jumping": ((-0.30, 0.08), (0.30, 0.08)),
}  # fmt: skip


def enlivened(drawing: Framed, pose: str) -> Framed:
    """A thing with a face and limbs, in a pose of :data:`ALIVE`."""
    left, top, right, bottom = drawing.box
    wide, high = right - left, bottom - top
    middle, centre = (left + right) / 2, (top + bottom) / 2
    unit = max(14.0, min(wide, high, 70.0)) / 60

    def draw(pen: Pen) -> None:
        line = stroke(_LIMB, 4.2 * unit)
        if pose not in ("sleeping", "sitting"):
            for share, lift in _STRIDES.get(pose, ((-0.16, 0.0), (0.16, 0.0))):
                x, foot = middle + wide * share, bottom + high * (0.16 - lift)
                pen.curve([(middle + wide * share * 0.5, bottom - high * 0.1), (x, foot)], line)
                pen.line(x, foot, x + 6 * unit, foot, line)
        drawing(pen)
        for dx, dy in _HANDS.get(pose, ((-0.62, 0.24), (0.62, 0.24))):
            side = -1 if dx < 0 else 1
            root = (middle + side * wide * 0.36, centre + high * 0.08)
            hand = (middle + dx * max(wide, high * 0.6), centre + dy * high)
            elbow = ((root[0] + hand[0]) / 2 + side * 3 * unit, (root[1] + hand[1]) / 2 + 6 * unit)
            pen.curve([root, elbow, hand], line)
            pen.circle(*hand, 3.6 * unit, fill(_LIMB))
        _face(pen, middle, centre - high * 0.04, unit, pose)

    return framed(draw, 1.0)


def _face(pen: Pen, x: float, y: float, unit: float, pose: str) -> None:
    for side in (-1, 1):
        at = x + side * 10 * unit
        pen.oval(
            at + side * 5 * unit,
            y + 7 * unit,
            4 * unit,
            2.6 * unit,
            fill(Colour(0.72, 0.15, 15), 0.6),
        )
        if pose in ("sleeping", "laughing", "yawning"):
            bend = 2.6 if pose == "sleeping" else -3.0
            pen.curve(
                [(at - 4 * unit, y), (at, y + bend * unit), (at + 4 * unit, y)],
                stroke(INK, 2 * unit),
            )
            continue
        pen.oval(at, y, 3.6 * unit, 4.6 * unit, fill(INK))
        pen.circle(at + 1.2 * unit, y - 1.6 * unit, 1.4 * unit, fill(WHITE))
    if pose in ("singing", "yawning"):
        pen.oval(x, y + 10 * unit, 3.4 * unit, 4.6 * unit, fill(Colour(0.42, 0.12, 22)))
        return
    bend = 13.0 if pose != "crying" else 5.5
    smile = [(x - 5 * unit, y + 8.6 * unit), (x, y + bend * unit), (x + 5 * unit, y + 8.6 * unit)]
    pen.curve(smile, stroke(INK, 2 * unit))


# Where drops start and how long they are, in shares of width and height.
_DRIPS: Final = ((0.26, 0.42, 0.26), (0.42, 0.34, 0.44), (0.60, 0.40, 0.30), (0.74, 0.44, 0.20))


def melting(drawing: Framed) -> Framed:
    """A thing with drops running down and a pool at its foot, in its own colour."""
    left, top, right, bottom = drawing.box
    wide, high = right - left, bottom - top
    tone = _colour_of(drawing)

    def draw(pen: Pen) -> None:
        middle = (left + right) / 2
        pen.oval(middle, bottom - 1, wide * 0.72, 7, fill(tone.lighter(-0.10)))
        pen.oval(middle - 1, bottom - 2.4, wide * 0.69, 6, fill(tone))
        drawing(pen)
        for share, start, long in _DRIPS:
            x, y = left + wide * share, top + high * start
            end = y + high * long
            solid(pen, tube(((x, y), (x, end)), (5.0, 7.0)), tone.lighter(0.03), 0.06)
        for share, up in ((0.34, 0.10), (0.66, 0.16)):
            pen.oval(left + wide * share, bottom - high * up, 2.6, 4.0, fill(tone.lighter(0.02)))

    return framed(draw, 1.0)


def _colour_of(drawing: Framed) -> Colour:
    """The mean colour of the upper half of a drawing, of that which melts first."""
    left, top, right, bottom = drawing.box
    sheet = surface(32, 32)
    pen = Pen(sheet.getCanvas())
    pen.canvas.scale(32 / max(1.0, right - left), 64 / max(1.0, bottom - top))
    pen.canvas.translate(-left, -top)
    drawing(pen)
    seen = pixels(sheet)
    solid_ones = seen[seen[..., 3] > 200][:, :3]
    if not len(solid_ones):
        return Colour(0.9, 0.04, 80)
    r, g, b = solid_ones.mean(0) / 255
    return from_rgb(float(r), float(g), float(b))
