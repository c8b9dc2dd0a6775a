"""A subject with its place on the stage."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.sprites import BOX, Placing, Subject

from .assembly import Mark


@dataclass
class Piece:
    """A subject with its place; pieces are painted in the order of `order`."""

    subject: Subject
    x: float
    y: float
    size: float
    how: Placing
    order: float
    grass: bool = False
    marks: tuple[Mark, ...] = ()

    def seen(self) -> list[Mark]:
        """Which entities of the scene it shows, and where on the stage; y downwards."""
        share, out = self.size / BOX, []
        for mark in self.marks:
            ends = (BOX - mark.right, BOX - mark.left) if self.how.flip else (mark.left, mark.right)
            left, right = (self.x + share * (end - BOX / 2) for end in ends)
            top, bottom = (
                self.y + share * (y - self.subject.base) for y in (mark.top, mark.bottom)
            )
            out.append(Mark(mark.entity, left, top, right, bottom))
        return out
