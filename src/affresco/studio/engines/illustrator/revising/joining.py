"""Subjects that words name, put among those of a scene: the known are changed, new ones come."""

from __future__ import annotations

from msgspec.structs import replace

from affresco.studio.engines.illustrator.reading.lexicon import Lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

from . import changes
from .instructions import Command
from .targets import main, matching
from .words import Said

_PEOPLE = frozenset(("person", "active-person"))
# What stands in which place, told from the other side.
_TURNED = {
    "over": "under", "under": "over", "before": "behind", "behind": "before", "beside": "beside",
    "with": "with", "among": "beside",
}  # fmt: skip


def with_subjects(scene: Scene, said: Said, command: Command, words: Lexicon) -> Scene:
    """The scene with what is said of its subjects and with those that it lacks."""
    return _Joining(scene, said, command, words).done()


class _Joining:
    def __init__(self, scene: Scene, said: Said, command: Command, words: Lexicon) -> None:
        self.scene, self.said, self.command, self.words = scene, said, command, words
        self.places: dict[int, int] = {}  # of what is said: its index in the scene
        self.new: set[int] = set()  # what is said and was not there

    def done(self) -> Scene:
        for nth, entity in enumerate(self.said.entities):
            known = None if self._comes_new(nth, entity) else self._known(entity)
            if known is not None:
                self._change(known, nth, entity)
                self.places[nth] = known
            elif not self._more(nth, entity) and not self._is_said_of_another(nth, entity):
                self._append(nth, entity)
        for nth, entity in enumerate(self.said.entities):
            self._tie(nth, entity)
        return self.scene

    def _known(self, entity: Entity) -> int | None:
        free = [
            at for at in matching(self.scene, entity, self.words) if at not in self.places.values()
        ]
        return next(iter(free), None)

    def _comes_new(self, nth: int, entity: Entity) -> bool:
        """ "Add a red balloon" to a blue one: there are two then."""
        return self.command.verb == "add" and nth in self.said.counted

    def _more(self, nth: int, entity: Entity) -> bool:
        """ "Add a cat" to a cat that looks the same: there is one more of them."""
        plain = Entity(entity.concept, count=entity.count, said=entity.said)
        if self.command.verb != "add" or replace(entity, by=None, relation=None) != plain:
            return False
        if entity.by is not None:
            return False
        at = next(
            (at for at, known in enumerate(self.scene.entities) if known.concept == entity.concept),
            None,
        )
        if at is None:
            return False
        self.places[nth] = at
        self.scene = changes.with_entity(
            self.scene,
            at,
            lambda known: replace(known, count=changes.counted(known.count + entity.count)),
        )
        return True

    def _is_said_of_another(self, nth: int, entity: Entity) -> bool:
        """ "Make the fox an owl", "make the fox an astronaut": what the one before is now."""
        before = self.places.get(nth - 1)
        if self.command.verb != "set" or before is None or entity.by is not None or self.said.left:
            return False
        self.places[nth] = before
        known = self.scene.entities[before]
        living = known.concept in self.words.concepts and self.words.family(known.concept).living
        person = self._family(entity) in _PEOPLE
        if living and person and self._family(known) not in _PEOPLE:
            self._entity(before, replace(known, role=entity.concept))
        else:
            counted, several = nth in self.said.counted, nth in self.said.several
            self._entity(
                before, changes.become(known, entity, counted and entity.count > 1, several)
            )
        return True

    def _family(self, entity: Entity) -> str:
        known = self.words.concepts.get(entity.concept)
        return known.family if known else ""

    def _entity(self, at: int, entity: Entity) -> None:
        self.scene = changes.with_entity(self.scene, at, lambda _: entity)

    def _change(self, at: int, nth: int, said: Entity) -> None:
        """What is said of one that is there; its number only when it is said."""
        known = self.scene.entities[at]
        wider = replace(said, concept=known.concept, said=known.said, role=said.role)
        counted = nth in self.said.counted and (said.count > 1 or self.command.verb != "add")
        changed = changes.become(known, wider, counted, nth in self.said.several)
        self._entity(at, changed)

    def _append(self, nth: int, entity: Entity) -> None:
        self.places[nth] = len(self.scene.entities)
        self.new.add(nth)
        loose = replace(entity, by=None, relation=None)
        self.scene = replace(self.scene, entities=(*self.scene.entities, loose))

    def _tie(self, nth: int, entity: Entity) -> None:
        """The relation that is said between two, whichever of them was there before."""
        at = self.places[nth]
        if entity.by is None or entity.relation is None:
            self._give(at, nth)
            return
        by = self.places[entity.by]
        if by == at:
            return
        one, other = self.scene.entities[at], self.scene.entities[by]
        if by < at:
            self._entity(at, replace(one, relation=entity.relation, by=by))
        elif other.by is None and self._is_worn(other, one) and entity.relation == "on":
            self._entity(by, replace(other, relation="wear", by=at))
        elif entity.relation in _TURNED and other.by is None:
            self._entity(by, replace(other, relation=_TURNED[entity.relation], by=at))
        elif one.by is None:
            self._before(at, by, entity.relation)

    def _before(self, at: int, by: int, relation: str) -> None:
        """Put the doer before what it does something to."""
        doer = self.scene.entities[by]
        if doer.by is not None or any(known.by == by for known in self.scene.entities):
            return
        bare = changes.without_entities(self.scene, (by,))
        self.scene = changes.with_entity_at(bare, at, doer)
        self.places = {
            nth: at if place == by else place + (at <= place < by)
            for nth, place in self.places.items()
        }
        self._entity(at + 1, replace(self.scene.entities[at + 1], relation=relation, by=at))

    def _is_worn(self, thing: Entity, by: Entity) -> bool:
        known = by.concept in self.words.concepts
        return known and self._family(thing) == "garment" and self.words.family(by.concept).living

    def _give(self, at: int, nth: int) -> None:
        """ "Give the fox a scarf", "with a hat": what comes belongs to who was there."""
        new, command = self.scene.entities[at], self.command
        if not (command.gives or command.has) or nth not in self.new or new.by is not None:
            return
        others = [place for said, place in self.places.items() if said != nth and place < at]
        known = [place for said, place in self.places.items() if said not in self.new]
        owner = next(iter((*known, *others)), None if len(self.places) > 1 else main(self.scene))
        if owner is None or owner >= at or new.concept not in self.words.concepts:
            return
        held = self.words.family(new.concept).held
        worn = self._is_worn(new, self.scene.entities[owner])
        if command.has and not worn:
            return  # "with a boat": it is in the picture
        relation = "wear" if worn else "hold" if held else "with"
        self._entity(at, replace(new, relation=relation, by=owner))
