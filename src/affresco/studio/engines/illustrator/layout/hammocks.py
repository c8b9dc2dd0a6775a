"""A hammock that is slung between two trees, with whoever lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, outline, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.look import solid

from . import effects
from .assembly import Assembly, Member
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

_NET: Final = "hammock"
_BETWEEN: Final = frozenset(("among", "between", "beside", "from", "hang-from", "with", "under"))
_CANVAS: Final = Colour(0.70, 0.13, 40)
_CORD: Final = Colour(0.80, 0.05, 80)
_BROAD: Final = 1.75  # of the hammock with its cords, in lengths of who lies in it
_CLEAR: Final = 0.30  # between the ground and its lowest point, in the same lengths
_TALL: Final = 1.75  # of the trees


def tied_up(node: Node) -> None:
    """The trees between which somebody lies in a hammock are those of the hammock."""
    nets = [o for r, o in node.ties if r in ("in", "on") and o.entity.concept == _NET]
    known = lexicon().concepts
    trees = [
        tie
        for tie in node.ties
        if tie[0] in _BETWEEN and known[tie[1].entity.concept].family == "tree"
    ]
    if nets and trees:
        node.ties[:] = [tie for tie in node.ties if tie not in trees]
        nets[0].ties.extend(trees)


def slung(builder: Builder, node: Node, leads: list[Member], other: Node) -> Assembly | None:
    """The leads in a hammock between the trees to which it is tied; None where there are no two."""
    known = lexicon().concepts
    trees = [far for _, far in other.ties if known[far.entity.concept].family == "tree"]
    if other.entity.concept != _NET or not trees:
        return None
    posts = [member for far in trees for member in builder.others(far)][:2]
    if len(posts) < 2:
        return None
    long = max(sum(m.width for m in leads), max(m.height for m in leads))
    wide = _BROAD * long
    tone = (colour_of(other.entity) if other.entity.colour else None) or _CANVAS
    far_side = effects.made(_cloth(tone.lighter(-0.12), far=True), wide=wide, order=0.0)
    near_side = effects.made(_cloth(tone, far=False), wide=wide, order=2.0)
    for side in (far_side, near_side):
        side.stand(0.0, 0.0)
        side.y += _CLEAR * long - side.bottom
        side.marked(other.index)
    near_side.y += far_side.top - near_side.top
    at = -sum(m.width for m in leads) / 2
    for m in leads:
        m.stand(at + m.width / 2, near_side.bottom + 0.30 * near_side.height)
        m.order = 1.0
        at += m.width
    for number, post in enumerate(posts):
        post.unit *= max(1.0, _TALL * long / post.height)
        post.unit *= min(1.0, 1.5 * _TALL * long / post.height)
        post.stand((number - 0.5) * wide, 0.0)
        post.order = -1.0
    return Assembly([*leads, far_side, near_side, *posts])


def _cloth(tone: Colour, far: bool) -> Draw:
    """The cords and the cloth: its far edge, or what is before who lies in it."""

    def draw(pen: Pen) -> None:
        for x, edge in ((0, 24), (128, 104)):
            for y in (34, 44, 54):
                pen.line(x, 20, edge, y - (6 if far else 0), stroke(_CORD, 1.3))
        if far:
            solid(pen, outline("M 22 34 Q 64 62 106 34 L 106 52 Q 64 80 22 52 Z"), tone)
            return
        cloth = outline("M 22 40 Q 64 76 106 40 Q 104 66 64 80 Q 24 66 22 40 Z")
        solid(pen, cloth, tone)
        with pen.inside(cloth):
            for low in (10, 22, 34):
                band = [(16, 36 + low), (64, 66 + low), (112, 36 + low)]
                pen.curve(band, stroke(tone.lighter(0.16), 2.6, 0.8))

    return draw
