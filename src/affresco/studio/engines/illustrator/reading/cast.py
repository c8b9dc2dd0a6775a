"""Who and what was named so far, and whom the next words speak of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from affresco.studio.engines.illustrator.scene import Entity

from .adjectives import say_of
from .drafts import Draft, entities
from .lexicon import Language, Lexicon, Term, lexicon
from .members import Members
from .nouns import PARTS
from .phrases import Phrase
from .ties import is_worn

_OPTICS = frozenset(("telescope", "binoculars", "magnifying-glass", "microscope", "camera"))
_LAID = frozenset(
    ("tray", "plate", "basket", "box", "bag", "cart", "wheelbarrow", "suitcase", "shopping-cart")
)
_BYSTANDERS = frozenset(("building", "landmark", "furniture", "land-vehicle", "vessel", "tree"))
_EDIBLE = frozenset(("fruit", "vegetable", "food", "drink"))
_SEEN = frozenset(("look-at", "look-for", "paint", "wait-for"))  # what is seen stays where it is


class Cast(msgspec.Struct):
    """All entities of a prompt, in order."""

    drafts: list[Draft] = msgspec.field(default_factory=list)
    dropped: list[str] = msgspec.field(default_factory=list)  # known words that are not drawn
    groups: int = 0
    last: list[Draft] = msgspec.field(default_factory=list)  # of the phrase before
    new: list[Draft] = msgspec.field(default_factory=list)  # of this phrase
    scenery: bool = False  # the phrase before named nothing but light, floor, sky …
    shared: tuple[str, Draft] | None = None  # what the thing after "and" may share
    had: bool = False  # whether the last relation was "with"
    verb: tuple[str, Draft] | None = None  # the last verb and who does it
    place: str = ""  # the last place that was named
    members: Members = msgspec.field(default_factory=Members)  # "one red, one blue"
    lexicon: Lexicon = msgspec.field(default_factory=lexicon)
    language: Language = "en"

    @property
    def found(self) -> list[Entity]:
        """The entities of the scene so far."""
        return entities(self.drafts, self.lexicon)

    def _same(self, draft: Draft) -> Draft:
        """ "a cat … the cat": the one that was named before."""
        bare = not (draft.colour or draft.count or draft.material or draft.role)
        same = [known for known in self.drafts if known.concept == draft.concept]
        if same and draft.size and same[-1].size and draft.size != same[-1].size:
            return draft  # "a little robot … a big robot" are two
        little = draft.size == "small" and self.lexicon.is_animal(draft.concept)
        if same and (draft.young or little) and same[-1].size != "small":
            return draft  # "a triceratops and its cub", "a cat with her kittens"
        return same[-1] if same and bare else draft

    def _keep(self, phrase: Phrase, new: list[Draft]) -> None:
        joined = phrase.after_and and self.last and not phrase.relation
        if not joined or self.last[-1].relation:
            self.groups += 1
        for draft in new:
            draft.group = draft.group or self.groups
            if not any(draft is known for known in self.drafts):
                self.drafts.append(draft)
        if new or phrase.items:
            self.last = [] if phrase.copula else new
            self.scenery = all(
                item.term is not None and item.term.id == "background" for item in phrase.items
            )

    def _stands(self, draft: Draft) -> bool:
        return self.lexicon.concepts[draft.concept].family in _BYSTANDERS

    def _living(self, draft: Draft) -> bool:
        return self.lexicon.family(draft.concept).living

    def _doer(self) -> Draft | None:
        """Who does something: the first of the nearest group of living beings, else a thing."""
        living = [d for d in self.drafts if self._living(d) and d.relation != "ride"]
        if living:
            return next(d for d in living if d.group == living[-1].group)
        return self.drafts[-1] if self.drafts else None

    def _place_of(self, name: str = "", new: Sequence[Draft] = ()) -> Draft | None:
        """What a preposition speaks of: the nearest thing, or who holds, wears or does it."""
        here: Draft | None = self.drafts[-1] if self.drafts else None
        doer = self._doer() if name == "before" and new and self._living(new[0]) else None
        aboard = self._doer() if name == "in" and new and self._carries(new[0]) else None
        doer = doer or aboard
        if name == "at" and new and not self._living(new[0]):
            doer = doer or self._doer()  # who counts coins at a desk is at the desk
        if name == "with" and new and new[0].concept in _OPTICS:
            doer = doer or self._doer()
        if doer is not None and not self._living(doer):
            doer = None
        if doer is not None and here is not None and not self._living(here):
            return doer  # who points at a board in front of owls stands before them
        while here is not None:
            if name == "from" and here.pose is not None and not self._living(here):
                break  # a tree growing from a book
            relation = self.lexicon.relations.get(here.relation or "")
            if here.by is None or relation is None:
                break
            put = bool(new) and here.relation == "hold" and self._holds_things(new[0])
            carried = (here.relation == "carry" or put) and name in ("on", "in")
            part = here.relation == "with" and not self._living(here)
            holds = name == "in" and here.by.concept in self.lexicon.containers
            if part and not self._living(here.by) and (holds or name in ("on", "under", "beside")):
                here = here.by  # a nest with eggs in a basket
                continue
            if carried or here.relation in _SEEN or (relation.place and here.relation != "full-of"):
                break
            here = here.by
        if here is None:
            return None
        first = next((d for d in self.drafts if d.group == here.group), here)
        return here if self._living(here) and not self._living(first) else first

    def _carries(self, thing: Draft) -> bool:
        """Whether one is in it rather than what one holds: a net hauled into a boat."""
        return self.lexicon.concepts[thing.concept].family in ("vessel", "land-vehicle", "train")

    def _holds_things(self, thing: Draft) -> bool:
        """Whether what is held may lie in it: coins in a boot, a cat in a basket."""
        family = self.lexicon.concepts[thing.concept].family
        vessel = family in ("vessel", "land-vehicle", "furniture", "building", "landmark")
        return thing.concept in self.lexicon.containers and not vessel

    def _owner(self, thing: Draft, nearest: Draft) -> Draft:
        """Who has something in hand: not the tower that he stands beside."""
        held = self.lexicon.family(thing.concept).held
        family = self.lexicon.concepts[nearest.concept].family
        if held and family in _BYSTANDERS and nearest.by is not None:
            return nearest.by
        last = self.drafts[-1]
        if thing.concept in PARTS and self._stands(last):
            return last  # "a snail carrying a house with a chimney"
        filled = last.concept in self.lexicon.containers and not self._living(last)
        food = self.lexicon.concepts[thing.concept].family in _EDIBLE
        laid = last.concept in _LAID and self.lexicon.family(thing.concept).held
        if filled and (food or laid):
            return last  # "carrying a tray with two beers"
        if is_worn(thing, self.lexicon) and not self._living(nearest) and nearest.by is not None:
            return nearest.by if self._living(nearest.by) else nearest
        return nearest

    def _does(self, doer: Draft, term: Term) -> None:
        """A pose that stands alone, of all who are named together: ``a cat and a dog, asleep``."""
        for draft in self.drafts:
            if draft is doer or (draft.group == doer.group and self._living(draft)):
                say_of(draft, term, self.lexicon)
