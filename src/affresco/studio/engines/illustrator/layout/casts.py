"""Members of an assembly in their natural size: figures with their joints, and all else."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, Point
from affresco.studio.engines.illustrator.painting.sprites import Draw, Subject
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import Doing, figure_of
from affresco.studio.engines.illustrator.subjects.figure.body import body_of
from affresco.studio.engines.illustrator.subjects.figure.casting import drawn, in_box, standing
from affresco.studio.engines.illustrator.subjects.find import acts, as_subject, drawn_alone
from affresco.studio.engines.illustrator.subjects.look import framed

from .assembly import Member
from .burning import aflame, burns
from .dwellings import shaped

UPTURNED = "upturn"  # the pose of an animal on its back
_FLAT = 0.74  # … which is lower than one that stands
_LONG = 0.62  # of its width, what counts as the height of an animal that leaps …
_CURLED = 0.85  # … and of one that lies


@dataclass
class Cast:
    """A member, and where the seat, the hands and the head of a figure are, in its box."""

    member: Member
    hip: Point | None = None
    hand: Point | None = None
    head: Point | None = None
    near: Point | None = None  # the other hand


def cast_member(entity: Entity, chance: Chance, doing: Doing | None = None) -> Cast:
    """A figure in its natural size."""
    figure = figure_of(entity, chance, doing)
    drawing = drawn(figure)
    body = body_of(figure)
    tall = standing(figure) * drawing.scale
    height = (
        max(0.5, beside_others(entity)) if not figure.animal else max(0.62, beside_others(entity))
    )
    roll = figure.stance.roll
    member = Member(
        as_subject(drawing), unit=height / tall, shoulder=in_box(drawing, body.shoulders[1], roll),
        hand=in_box(drawing, body.hands[1], roll), head=in_box(drawing, body.head, roll),
        seat=in_box(drawing, body.hip, roll),
    )  # fmt: skip
    return Cast(
        member, in_box(drawing, body.hip, roll), in_box(drawing, body.hands[1], roll),
        in_box(drawing, body.head, roll), in_box(drawing, body.hands[0], roll),
    )  # fmt: skip


def plain_member(entity: Entity, chance: Chance, number: int, flower: str = "rose") -> Member:
    """An entity as it is on its own, in its natural size."""
    if acts(entity):
        return cast_member(entity, chance).member
    subject = drawn_alone(entity, chance, flower)
    left, top, right, bottom = subject.box
    tall = bottom - top
    if family_of(entity).living:
        curled = entity.pose in ("sleep", "lie")
        tall = max(tall, (right - left) * (_CURLED if curled else _LONG))
    unit = beside_others(entity) / max(8.0, tall)
    if entity.pose == UPTURNED and family_of(entity).living:
        subject = as_subject(framed(_upturned(subject), 1.0))
    if burns(entity):
        subject = aflame(subject)
    return shaped(Member(subject, unit=unit, order=number * 0.01), entity)


def _upturned(subject: Subject) -> Draw:
    """An animal that lies on its back, the paws in the air."""
    middle = (subject.box[1] + subject.box[3]) / 2

    def draw(pen: Pen) -> None:
        with pen.at(0, middle * (1 + _FLAT), 0, (1.0, -_FLAT)):
            subject.draw(pen)

    return draw
