"""Similes, and "is"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .bodies import Bodies
from .drafts import Draft
from .lexicon import Term
from .nouns import alone
from .phrases import Phrase

INHABITED: Final = "inhabited"
"""The quality of a thing that is a house: it has a door and windows."""
_LIFTED: Final = frozenset(("balloon", "hot-air-balloon", "kite", "cloud-balloon"))


class Likenesses(Bodies):
    """What is like something, and what is said to be something."""

    def _compare(self, new: Sequence[Draft], phrase: Phrase) -> None:
        """A likeness is not drawn; "a cat as a pirate" is a pirate, a bear-shaped iceberg a bear of ice."""
        if new and self._takes_shape(new[0], phrase):
            return
        doer = self._doer()
        for draft in new:
            dresses = doer is not None and self.lexicon.is_person(draft.concept)
            if dresses and doer is not None and self.lexicon.is_animal(doer.concept):
                doer.role = doer.role or draft.concept
            else:
                self.dropped.append(phrase.items[draft.at].text)

    def _takes_shape(self, shape: Draft, phrase: Phrase) -> bool:
        """Give ice, clouds, rocks and hedges the shape that they are said to have."""
        likeness = self.lexicon.likeness
        thing = self.drafts[-1] if self.drafts else None
        house = thing is not None and self.lexicon.concepts[thing.concept].family == "building"
        if thing is not None and house and phrase.shaped:
            thing.concept, thing.size = shape.concept, thing.size or "large"
            thing.qualities += [*shape.qualities, INHABITED]
            return True
        if thing is not None and thing.concept in likeness:
            if not (phrase.shaped or likeness[thing.concept] == "cloud"):
                return False
            material, aloft = likeness[thing.concept], thing.concept in _LIFTED
            thing.material, thing.concept = thing.material or material, shape.concept
            thing.pose = shape.pose or thing.pose or ("float" if aloft else None)
            thing.role = shape.role
            thing.qualities += [*shape.qualities, thing.material]
            return True
        if thing is None and phrase.shaped and self.place in likeness:
            shape.material = likeness[self.place]
            shape.qualities.append(shape.material)
            self._keep(phrase, [shape])
            return True
        return False

    def _pose_beyond(self, new: Sequence[Draft]) -> None:
        """ "as big as a house, asleep": it is not the house that sleeps."""
        doer = self._doer()
        for draft in new:
            if doer is not None and draft.pose and not self._living(draft):
                self._does(doer, Term("pose", draft.pose))

    def _is(self, new: Sequence[Draft]) -> bool:
        """ "the waiter is a seahorse": one being; "she is grey": the colour is hers."""
        if not new:
            return True
        before = self.drafts[-1] if self.drafts else None
        if before is None:
            return False
        pair = alone(before, new[0], self.lexicon)
        if pair is not None:
            for name in ("concept", "role", "pose", "size", "colour"):
                setattr(before, name, getattr(pair, name) or getattr(before, name))
            return True
        return False
