"""Entities while their prompt is being read, and the order in which they enter the scene."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from affresco.studio.engines.illustrator.scene import Entity

from .lexicon import Lexicon

BARE_PLURAL = 3  # "cats" without a number
MOST = 12


class Draft(msgspec.Struct, eq=False):
    """An entity while the prompt is being read. Two drafts are the same only when they are one."""

    concept: str
    at: int = 0  # position in its phrase
    plural: bool = False
    of: bool = False
    whose: bool = False  # "of the": it may be the owner of what stands before
    joined: bool = False
    content: bool = False  # what a place is full of: a forest of mushrooms
    young: bool = False  # any young animal
    said: str = ""
    count: int | None = None
    colour: str | None = None
    size: str | None = None
    role: str | None = None
    pose: str | None = None
    material: str | None = None
    qualities: list[str] = msgspec.field(default_factory=list)
    relation: str | None = None
    by: Draft | None = None
    group: int = 0  # who are named together with "and" share it

    def tie(self, relation: str, by: Draft) -> None:
        """Say what `by` does with this one, unless that would tie somebody to himself."""
        above: Draft | None = by
        while above is not None:
            if above is self:
                return
            above = above.by
        self.relation, self.by = relation, by

    def tie_instead(self, relation: str, by: Draft) -> None:
        """Turn a tie round: what was in a thing becomes what it is full of."""
        by.relation, by.by = None, None
        self.tie(relation, by)

    def number(self) -> int:
        return min(MOST, self.count or (BARE_PLURAL if self.plural else 1))


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The same drafts; who does something comes before what it is done to."""
    placed: list[Draft] = []
    known = {id(draft) for draft in drafts}

    def place(draft: Draft) -> None:
        if any(draft is other for other in placed):
            return
        if draft.by is not None and id(draft.by) in known:
            place(draft.by)
        placed.append(draft)

    for draft in drafts:
        place(draft)
    return placed


def entities(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Entity]:
    """The entities of the scene."""
    ordered = in_order(drafts)
    index = {id(draft): at for at, draft in enumerate(ordered)}
    return [_entity(draft, index, lexicon) for draft in ordered]


def _entity(draft: Draft, index: dict[int, int], lexicon: Lexicon) -> Entity:
    by = index.get(id(draft.by)) if draft.by is not None else None
    concept = draft.concept
    if draft.size == "small" and draft.material is None:
        concept = lexicon.young.get(concept, concept)  # a small bear is a young one
    family = lexicon.concepts[draft.concept].family
    lies = draft.pose in ("sit", "lie", "stand") and family in _INERT  # a violin lies or stands
    return Entity(
        concept=concept,
        count=_shared(draft, lexicon),
        colour=draft.colour,
        size=draft.size,
        role=draft.role,
        qualities=tuple(sorted(set(draft.qualities))),
        relation=draft.relation if by is not None else None,
        by=by,
        pose=None if lies else draft.pose,
        material=draft.material,
        said=draft.said,
    )


_INERT = frozenset(
    (
        "object",
        "instrument",
        "tool",
        "food",
        "fruit",
        "vegetable",
        "kitchenware",
        "garment",
        "drink",
    )
)


def _shared(draft: Draft, lexicon: Lexicon) -> int:
    """How many there are; each of three penguins has a scarf of its own."""
    owner = draft.by
    worn = draft.relation in ("wear", "ride") and draft.count is None
    if worn and owner is not None and (owner.number() > 1 or draft.relation == "wear"):
        return owner.number()  # boots are a pair
    return draft.number()
