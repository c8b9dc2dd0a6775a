"""Who leans out of a window is seen from outside: the front of a house, and the sill before the chest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, linear, outline, stroke
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed, solid

from .assembly import Assembly, Member, merged
from .neighbours import beside
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

OUT: Final = "lean-out"
"""The relation of who leans out of something."""
_UNITS: Final = 100.0  # units of the drawing that are a height of a grown-up
_SILL: Final = 0.74  # heights above the ground
_OPENING: Final = (0.78, 0.70)  # width and height of the window
_BUST: Final = 0.46  # share of somebody on two legs that is seen over the sill …
_SHOWN: Final = 0.56  # … and of others
_WALL: Final = Colour(0.88, 0.06, 75)
_SHUTTER: Final = Colour(0.52, 0.09, 165)
_ROOF: Final = Colour(0.58, 0.13, 38)
_STONE: Final = Colour(0.80, 0.02, 80)
_DARK: Final = Colour(0.30, 0.03, 60)
_WOOD: Final = Colour(0.46, 0.09, 50)


def leans_out(other: Entity) -> bool:
    """Whether a front has to be drawn around it: an opening that is of no house of its own."""
    return other.concept in ("window", "balcony-door", "shutters")


def leaning_out(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """Somebody, or several side by side, in an open window of a house."""
    lead = leads[0] if len(leads) == 1 else merged(beside(leads, [], 0.0))
    wide, high = _OPENING
    seen = _BUST if lead.head is not None else _SHOWN
    lead.resized(0.86 * high / seen)
    lead.narrowed(0.96 * wide)
    lead.stand(0.0, _SILL - (1.0 - seen) * lead.height)
    lead.clip = (-9.0, 99.0, 9.0, _SILL)
    lead.order = 1.0
    tone = (colour_of(other.entity) if other.entity.colour else None) or _SHUTTER
    front = _part(lambda pen: _front(pen, tone), 0.0).marked(other.index)
    return Assembly([lead, front, _part(_sill, 2.0)])


def _part(draw: Callable[[Pen], None], order: float) -> Member:
    """A drawing in units of the front, of which (0, 0) is the middle of the foot."""
    drawing = framed(draw)
    member = Member(as_subject(drawing), order=order)
    member.unit = 1.0 / _UNITS / drawing.scale
    x, y = member.point(drawing.x, drawing.y)
    member.x -= x
    member.y -= y
    return member


def _front(pen: Pen, shutter: Colour) -> None:
    wide, high = _OPENING[0] * _UNITS, _OPENING[1] * _UNITS
    sill = -_SILL * _UNITS
    solid(pen, outline("M -88 0 L -88 -164 L 88 -164 L 88 0 Z"), _WALL, 0.04)
    for x, y in ((-76, -40), (60, -18), (-70, -128), (66, -150), (-30, -52), (74, -88)):
        pen.shape(outline(f"M {x} {y} L {x + 11} {y} L {x + 11} {y + 4} L {x} {y + 4} Z"),
                  fill(_WALL.lighter(-0.07), 0.8))  # fmt: skip
    solid(pen, outline("M -90 0 L -90 -12 L 90 -12 L 90 0 Z"), _STONE)
    _eaves(pen)
    _door(pen, -44.0)
    _small_window(pen, 30.0, shutter)
    half, top = wide / 2, sill - high
    frame = outline(
        f"M {-half - 4} {sill} L {-half - 4} {top + 8} "
        f"Q 0 {top - 14} {half + 4} {top + 8} L {half + 4} {sill} Z"
    )
    solid(pen, frame, _STONE)
    pane = outline(
        f"M {-half} {sill} L {-half} {top + 10} Q 0 {top - 9} {half} {top + 10} L {half} {sill} Z"
    )
    pen.shape(pane, linear((0, top), (0, sill), (_DARK, _DARK.lighter(0.12)), (0, 1)))
    for side in (-1, 1):
        _shutter(pen, side * (half + 6), sill, top + 10, side, shutter)


def _shutter(pen: Pen, x: float, low: float, top: float, side: int, tone: Colour) -> None:
    """An open shutter beside a window, its hinge at x."""
    far = x + side * 22
    solid(pen, outline(f"M {x} {low} L {x} {top} L {far} {top} L {far} {low} Z"), tone)
    step = (low - top) / 11
    for number in range(1, 11):
        y = top + number * step
        pen.line(x + side * 3, y, far - side * 3, y, stroke(tone.lighter(-0.12), 1.0))


def _eaves(pen: Pen) -> None:
    solid(pen, outline("M -98 -160 L -90 -184 L 90 -184 L 98 -160 Z"), _ROOF)
    for row in range(3):
        for number in range(15):
            x, y = -86 + 11.5 * number + 5 * (row % 2), -180 + 7 * row
            pen.arc(x - 5, y, 10, 8, 0, 180, stroke(_ROOF.lighter(-0.12), 1.0))


def _door(pen: Pen, x: float) -> None:
    solid(pen, outline(f"M {x - 17} 0 L {x - 17} -50 L {x + 17} -50 L {x + 17} 0 Z"), _STONE)
    solid(pen, outline(f"M {x - 13} 0 L {x - 13} -46 L {x + 13} -46 L {x + 13} 0 Z"), _WOOD)
    pen.line(x, -44, x, -1, stroke(_WOOD.lighter(-0.12), 1.2))
    pen.circle(x + 4, -22, 1.8, fill(_STONE))


def _small_window(pen: Pen, x: float, tone: Colour) -> None:
    solid(pen, outline(f"M {x - 15} -22 L {x - 15} -54 L {x + 15} -54 L {x + 15} -22 Z"), _STONE)
    pen.shape(
        outline(f"M {x - 12} -25 L {x - 12} -51 L {x + 12} -51 L {x + 12} -25 Z"),
        fill(_DARK.lighter(0.2)),
    )
    pen.line(x, -51, x, -25, stroke(_STONE, 2.0))
    for side in (-1, 1):
        far = x + side * 30
        solid(
            pen,
            outline(f"M {x + side * 16} -22 L {x + side * 16} -54 L {far} -54 L {far} -22 Z"),
            tone,
        )


def _sill(pen: Pen) -> None:
    half, low = _OPENING[0] * _UNITS / 2 + 9, -_SILL * _UNITS
    solid(
        pen,
        outline(f"M {-half} {low + 6} L {-half} {low - 1} L {half} {low - 1} L {half} {low + 6} Z"),
        _STONE,
    )
