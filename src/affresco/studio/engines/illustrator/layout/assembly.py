"""What belongs together in a picture, put together before it is placed.

Lengths are in heights of a grown-up; x to the right, y upwards, the ground at 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import skia

from affresco.studio.engines.illustrator.painting.pen import Pen, Point
from affresco.studio.engines.illustrator.painting.sprites import BASE, BOX, Draw, Subject
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import framed

_UNIT = 116.0  # units of a box in which a grown-up is drawn …
_MEASURED = 220.0  # … unless this would be exceeded
_FITTED = 122.0  # units of its box that an assembly may cover


class Mark(NamedTuple):
    """Where an entity of the scene is within a drawing: a box in units of the drawing's own box,
    y downwards. Later marks are painted over earlier ones."""

    entity: int  # its index in the scene
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Member:
    """One drawing of an assembly. `unit`: how long a unit of its box is."""

    subject: Subject
    x: float = 0.0  # of the middle of its box
    y: float = 0.0  # of the line on which it stands
    unit: float = 1 / BOX
    order: float = 0.0  # higher is nearer
    flip: bool = False
    turn: float = 0.0
    clip: tuple[float, float, float, float] | None = None  # left, top, right, bottom
    bow: float = 0.0  # how much lower the clip is in its middle, as the front of a round rim
    alpha: float = 1.0
    shoulder: Point | None = None  # of a figure, in its box: the far one, free of weapons …
    hand: Point | None = None  # … the far hand, which leads …
    head: Point | None = None  # … the middle of the head …
    seat: Point | None = None  # … and what one sits on
    marks: tuple[Mark, ...] = ()  # which entities its drawing shows, and where

    @property
    def left(self) -> float:
        b = self.subject.box
        return self.x + ((BOX - b[2] if self.flip else b[0]) - BOX / 2) * self.unit

    @property
    def right(self) -> float:
        b = self.subject.box
        return self.x + ((BOX - b[0] if self.flip else b[2]) - BOX / 2) * self.unit

    @property
    def top(self) -> float:
        return self.y + (self.subject.base - self.subject.box[1]) * self.unit

    @property
    def bottom(self) -> float:
        return self.y + (self.subject.base - self.subject.box[3]) * self.unit

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def resized(self, height: float) -> None:
        """Give it another height."""
        self.unit *= height / max(1e-6, self.height)

    def narrowed(self, width: float) -> None:
        """Make it no wider than this."""
        self.unit *= min(1.0, width / max(1e-6, self.width))

    def stand(self, middle: float, bottom: float) -> None:
        """Put the middle of its foot there."""
        self.x += middle - self.middle
        self.y += bottom - self.bottom

    def surface(self, share: float) -> float:
        """Its upper edge at a share of its width, from the left."""
        across = 1 - share if self.flip else share
        return self.y + (self.subject.base - self.subject.top_at(across)) * self.unit

    def marked(self, index: int) -> Member:
        """Say which entity it shows, unless that is known already."""
        self.marks = self.marks or (Mark(index, *self.subject.box),)
        return self

    def redrawn(self, subject: Subject, unit: float = 1 / BOX) -> Member:
        """The same entity, drawn otherwise."""
        whole = (Mark(mark.entity, *subject.box) for mark in self.marks[:1])
        return Member(subject, unit=unit, marks=tuple(whole))

    def seen(self) -> list[Mark]:
        """What it shows, and where in its assembly; y upwards, cut off by its clip."""
        out = []
        for mark in self.marks:
            x1, top = self.point(mark.left, mark.top)
            x2, bottom = self.point(mark.right, mark.bottom)
            left, right = min(x1, x2), max(x1, x2)
            if self.clip:
                left, right = max(left, self.clip[0]), min(right, self.clip[2])
                top, bottom = min(top, self.clip[1]), max(bottom, self.clip[3])
            if left < right and bottom < top:
                out.append(Mark(mark.entity, left, top, right, bottom))
        return out

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of its box lies."""
        across = (BOX - x if self.flip else x) - BOX / 2
        return self.x + across * self.unit, self.y + (self.subject.base - y) * self.unit


@dataclass
class Assembly:
    """Members, and which of them leads."""

    members: list[Member] = field(default_factory=list)
    lead: int = 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all, y upwards."""
        return (
            min(m.left for m in self.members),
            max(m.top for m in self.members),
            max(m.right for m in self.members),
            min(m.bottom for m in self.members),
        )

    def shifted(self, dx: float, dy: float) -> None:
        """Move everything."""
        for member in self.members:
            member.x += dx
            member.y += dy
            if member.clip:
                left, top, right, bottom = member.clip
                member.clip = (left + dx, top + dy, right + dx, bottom + dy)

    def merged(self) -> Member:
        """All in one drawing; what the lead has to hold on to stays known."""
        first = self.members[self.lead]
        if len(self.members) == 1 and first.alpha == 1 and not first.turn and not first.flip:
            return Member(
                first.subject, unit=first.unit,
                shoulder=first.shoulder, hand=first.hand, head=first.head, seat=first.seat,
                marks=first.marks,
            )  # fmt: skip
        left, top, right, bottom = self.box
        unit = min(_UNIT, _MEASURED / max(right - left, top - bottom))
        middle = (left + right) / 2
        drawing = framed(self._draw(middle, bottom, unit), 100.0, _FITTED, _FITTED - 2)

        def within(x: float, y: float) -> Point:
            return (
                drawing.x + drawing.scale * (BOX / 2 + unit * (x - middle)),
                drawing.y + drawing.scale * (BASE - unit * (y - bottom)),
            )

        def carried(point: Point | None) -> Point | None:
            return None if point is None else within(*first.point(*point))

        members = sorted(self.members, key=lambda member: member.order)
        seen = [mark for member in members for mark in member.seen()]
        marks = tuple(
            Mark(m.entity, *within(m.left, m.top), *within(m.right, m.bottom)) for m in seen
        )

        return Member(
            as_subject(drawing), unit=1 / (unit * drawing.scale),
            shoulder=carried(first.shoulder), hand=carried(first.hand),
            head=carried(first.head), seat=carried(first.seat), marks=marks,
        )  # fmt: skip

    def _draw(self, middle: float, bottom: float, unit: float) -> Draw:
        members = sorted(self.members, key=lambda member: member.order)

        def draw(pen: Pen) -> None:
            with pen.at(BOX / 2, BASE, scale=unit):
                pen.canvas.translate(-middle, bottom)
                for member in members:
                    _drawn(pen, member)

        return draw


def merged(assembly: Assembly) -> Member:
    """An assembly as one member."""
    return assembly.members[0] if len(assembly.members) == 1 else assembly.merged()


def _bowed(member: Member) -> skia.Path:
    """The clip of a member whose lower edge is that of a round rim; y downwards."""
    assert member.clip is not None
    left, top, right, bottom = member.clip
    half = 10.0 * member.bow  # of the rim, which is that much broader than deep
    middle = (left + right) / 2
    path = skia.Path()
    path.moveTo(left, -top).lineTo(right, -top).lineTo(right, -bottom)
    path.lineTo(middle + half, -bottom)
    path.quadTo(middle, -bottom + 2 * member.bow, middle - half, -bottom)
    return path.lineTo(left, -bottom).close()


def _drawn(pen: Pen, member: Member) -> None:
    """Draw a member; y downwards here."""
    canvas = pen.canvas
    canvas.save()
    if member.clip:
        left, top, right, bottom = member.clip
        if member.bow:
            canvas.clipPath(_bowed(member), True)
        else:
            canvas.clipRect(skia.Rect.MakeLTRB(left, -top, right, -bottom), True)
    if member.alpha < 1:
        canvas.saveLayer(None, skia.Paint(Alphaf=member.alpha))
    across = -member.unit if member.flip else member.unit
    with pen.at(member.x, -member.y, member.turn, (across, member.unit)):
        canvas.translate(-BOX / 2, -member.subject.base)
        member.subject.draw(pen)
    if member.alpha < 1:
        canvas.restore()
    canvas.restore()
