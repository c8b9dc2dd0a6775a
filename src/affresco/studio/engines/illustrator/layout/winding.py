"""Who lies around a thing: coils about what stands high, a curled-up body behind what is small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, curve, fill, stroke
from affresco.studio.engines.illustrator.painting.sprites import BASE, BOX
from affresco.studio.engines.illustrator.reading.lexicon import Concept, lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.actors import is_person
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.find import as_subject, glyph_of
from affresco.studio.engines.illustrator.subjects.look import (
    disc,
    eye,
    framed,
    joined,
    modelled,
    tube,
)
from affresco.studio.engines.illustrator.subjects.shapes import look_of

from .assembly import Assembly, Member
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

WOUND: Final = "wind"
"""The relation of who lies around a thing."""
_LITHE: Final = ("snake", "dragon", "python", "cobra", "viper", "boa", "anaconda", "eel", "wyvern")
_SCALES: Final = Colour(0.62, 0.15, 145)
_TONGUE: Final = Colour(0.58, 0.20, 22)
_UNITS: Final = 100.0  # units of a drawing that are the height of what is wound around
_TURNS: Final = 3


def winds(lead: Entity, other: Entity) -> bool:
    """Whether somebody can lie around a thing: one animal around one."""
    person = is_person(lexicon().concepts[lead.concept])
    return family_of(lead).living and not person and lead.count == 1 and other.count == 1


def wound(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """An animal around another thing, each as large as it takes to see both."""
    base = builder.base(other)
    if lithe(node.entity) and base.height > 0.9 * base.width:
        return coiled(node, leads[0], base)
    return _curled(builder, node, base)


def lithe(entity: Entity) -> bool:
    """Whether it has a long body: snakes, dragons, eels."""
    concept = lexicon().concepts[entity.concept]
    kind = concept.shape.kind if concept.shape else ""
    return kind in _LITHE or concept.id.rpartition("-")[2] in _LITHE


def _curled(builder: Builder, node: Node, base: Member) -> Assembly:
    """Asleep in a ring: what is small stands before the belly, what is large behind it."""
    resting = msgspec.structs.replace(node.entity, pose="sleep")
    lead = builder.leads(Node(resting, node.index, [tie for tie in node.ties if tie[0] == "wear"]))[
        0
    ]
    if base.height < 1.6 * lead.height:
        base.unit *= 0.62 * lead.height / base.height
        base.narrowed(0.42 * lead.width)
        lead.stand(0.0, 0.06 * lead.height)
        base.stand(lead.left + 0.56 * lead.width, 0.0)
        base.order, lead.order = 2.0, 1.0
        return Assembly([lead, base])
    lead.unit *= max(1.0, 1.5 * base.width / lead.width)
    base.stand(0.0, 0.16 * lead.height)
    lead.stand(0.0, 0.0)
    base.order, lead.order = 1.0, 2.0
    return Assembly([lead, base])


def coiled(node: Node, lead: Member, base: Member) -> Assembly:
    """A long body about a tower or a tree: its strands before it, the head out at one side."""
    base.unit *= max(1.0, min(3.0, 1.1 * lead.height / base.height))
    base.stand(0.0, 0.0)
    base.order = 0.0
    tone = _skin(node.entity)
    left, right = _girth(base)
    wide = (right - left) / base.height * _UNITS
    thick = max(7.0, min(13.0, 0.34 * wide))
    strands, neck = _strands(wide, thick)

    def draw(pen: Pen) -> None:
        for points, widths in strands:
            _body(pen, points, widths, tone, crest="dragon" in node.entity.concept)
        _head(pen, node.entity, neck[-1], thick, tone)

    drawing = framed(draw)
    member = Member(as_subject(drawing), order=1.0).marked(node.index)
    member.unit = base.height / _UNITS / drawing.scale
    x, y = member.point(drawing.x, drawing.y)  # of the middle of the foot of what it is around
    member.x += (left + right) / 2 - x
    member.y += base.bottom - y
    return Assembly([member, base])


def _girth(base: Member) -> tuple[float, float]:
    """From where to where a thing reaches at half its height: a tower is narrower than its roof."""
    level = base.bottom + 0.5 * base.height
    steps = [base.left + base.width * i / 40 for i in range(41) if base.surface(i / 40) >= level]
    return (min(steps), max(steps)) if len(steps) > 1 else (base.left, base.right)


Strand = tuple[list[Point], list[float]]


def _strands(wide: float, thick: float) -> tuple[list[Strand], list[Point]]:
    """What is seen of a coil from below: spine and widths of each piece, and the neck.

    Units of the drawing; (0, 0) is the middle of the foot of the thing, y downwards."""
    half = wide / 2 + 0.10 * thick
    low, pitch = -1.1 * thick, 1.62 * thick
    tail = [
        (-half - 2.4 * thick, low + 0.2 * thick), (-half - 1.5 * thick, low + 0.7 * thick),
        (-half - 0.4 * thick, low + 0.45 * thick),
    ]  # fmt: skip
    out: list[Strand] = []
    neck: list[Point] = []
    for number in range(_TURNS):
        y = low - number * pitch
        rise = 0.55 * pitch
        front = [
            (-half, y),
            (-0.3 * half, y + 0.02 * thick),
            (0.5 * half, y - 0.55 * rise),
            (half, y - rise),
        ]
        size = thick * (0.86 + 0.14 * number / (_TURNS - 1))
        if number == 0:
            out.append(([*tail, *front], [1.0, 0.45 * size, 0.8 * size, *[size] * 4]))
        elif number < _TURNS - 1:
            out.append((front, [size] * 4))
        else:
            neck = [
                (half + 0.9 * thick, y - rise - 1.0 * thick),
                (half + 0.8 * thick, y - rise - 2.4 * thick),
            ]
            out.append(([*front, *neck], [*[size] * 4, 0.92 * size, 0.8 * size]))
    return out, neck


def _body(pen: Pen, points: list[Point], widths: list[float], tone: Colour, crest: bool) -> None:
    path = tube(points, widths)
    thick = max(widths)
    if crest:
        for x, y in points[1:-1]:
            spike = [
                (x - 0.2 * thick, y - 0.3 * thick),
                (x, y - 0.85 * thick),
                (x + 0.25 * thick, y - 0.3 * thick),
            ]
            pen.polygon(spike, fill(tone.lighter(-0.14)))
    with modelled(pen, path, tone):
        lower = [(x, y + 0.34 * thick) for x, y in points]
        pen.shape(curve(lower), stroke(tone.lighter(0.16), 0.24 * thick))
    pen.shape(path, stroke(tone.lighter(-0.22), 0.7, 0.8))


def _head(pen: Pen, entity: Entity, at: Point, thick: float, tone: Colour) -> None:
    """The head of a long body, looking to the right: its drawing when there is one."""
    face = lexicon().concepts[entity.concept].face
    if face:
        drawing = glyph_of(face, colour_of(entity) if entity.colour else None, True)
        size = 3.3 * thick / (drawing.box[3] - drawing.box[1])
        with pen.at(at[0] + 0.3 * thick, at[1] + 0.6 * thick, scale=size):
            pen.canvas.translate(-BOX / 2, -BASE)
            drawing(pen)
        return
    x, y = at
    fork = [
        (x + 1.3 * thick, y),
        (x + 2.0 * thick, y + 0.1 * thick),
        (x + 2.3 * thick, y - 0.15 * thick),
    ]
    pen.curve(fork, stroke(_TONGUE, 0.14 * thick))
    pen.curve([fork[1], (x + 2.3 * thick, y + 0.3 * thick)], stroke(_TONGUE, 0.14 * thick))
    skull = joined(
        disc(x, y, 0.72 * thick, 0.66 * thick),
        disc(x + 0.75 * thick, y + 0.12 * thick, 0.66 * thick, 0.46 * thick),
    )
    with modelled(pen, skull, tone):
        pen.oval(
            x + 0.6 * thick, y + 0.5 * thick, 0.9 * thick, 0.2 * thick, fill(tone.lighter(0.16))
        )
    pen.shape(skull, stroke(tone.lighter(-0.22), 0.7, 0.8))
    eye(pen, x + 0.28 * thick, y - 0.22 * thick, 0.2 * thick)


def _skin(entity: Entity) -> Colour:
    """The colour of the body: as named, or as its drawing has it."""
    named = colour_of(entity) if entity.colour or entity.material else None
    concept: Concept = lexicon().concepts[entity.concept]
    if named is not None:
        return named
    if concept.shape is not None:
        return look_of(concept.shape).main
    art = concept.face or concept.art
    return glyphs.main_colour(art) if art and glyphs.exists(art) else _SCALES
