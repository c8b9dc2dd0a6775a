"""A hammock slung between trunks, without posts of its own."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, outline, stroke
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.look import solid

from .assembly import Assembly, Member
from .effects import made

_CLOTH: Final = Colour(0.80, 0.09, 62)
_ROPE: Final = Colour(0.58, 0.06, 70)


def slings(entity: Entity, count: int, family: str) -> bool:
    """Whether a hammock hangs from trees: between two of them, or from one and a post."""
    return entity.concept == "hammock" and entity.count == 1 and family == "tree" and count < 3


def slung(hammock: Member, trees: list[Member], colour: Colour | None) -> Assembly:
    """Trees, or a tree and a post, and the cloth between them."""
    tall = max(tree.height for tree in trees)
    apart = 1.05 * tall
    posts = [*trees, _post(0.46 * tall)] if len(trees) == 1 else trees
    for side, post in zip((-0.5, 0.5), posts, strict=True):
        post.stand(side * apart, 0.0)
        post.order = 0.0
    cloth = _cloth(apart * 0.94, colour or _CLOTH)
    cloth.marks = hammock.redrawn(cloth.subject).marks
    cloth.stand(0.0, 0.30 * tall - 0.62 * cloth.height)
    cloth.order = 1.0
    return Assembly([cloth, *posts])


def _post(high: float) -> Member:
    def draw(pen: Pen) -> None:
        solid(pen, outline("M 56 10 L 72 10 L 75 124 L 53 124 Z"), Colour(0.50, 0.07, 55))

    return made(draw, high=high)


def _cloth(wide: float, tone: Colour) -> Member:
    """A cloth that hangs in a bow, its ends gathered into ropes."""

    def draw(pen: Pen) -> None:
        for side in (-1, 1):
            for fork in (0, 5, 10):
                pen.line(64 + 64 * side, 40, 64 + 44 * side, 52 + fork, stroke(_ROPE, 1.6))
            pen.line(64 + 64 * side, 40, 64 + 70 * side, 37, stroke(_ROPE, 3.0))
        solid(pen, outline("M 18 50 Q 64 74 110 50 Q 104 92 64 94 Q 24 92 18 50 Z"), tone)
        for low in (6, 13, 20):
            pen.curve(
                [(22, 52 + low), (64, 66 + 1.2 * low), (106, 52 + low)], stroke(WHITE, 1.8, 0.55)
            )

    return made(draw, wide=wide)
