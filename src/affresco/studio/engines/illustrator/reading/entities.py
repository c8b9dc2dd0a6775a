"""From phrases to entities: whose colour it is, how many there are, and who does what to whom."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from affresco.studio.engines.illustrator.scene import Entity

from .lexicon import Language, Lexicon, Term
from .phrases import Item, Phrase, describes

BARE_PLURAL = 3  # "cats" without a number
MOST = 7
_ROLE_ANIMALS = frozenset(("robot", "alien"))
_SADDLES = frozenset(
    (
        "bicycle",
        "motorcycle",
        "scooter",
        "vespa",
        "skateboard",
        "kick-scooter",
        "tandem",
        "unicycle",
    )
)
_EDIBLE = frozenset(("fruit", "vegetable", "food", "drink"))
_MADE_OF = {"paper": "paper", "glass": "glass", "stone": "stone", "sandcastle": "sand"}
_WORN = frozenset(("garment",))


class Draft(msgspec.Struct):
    """An entity while its phrase is being read."""

    concept: str
    at: int  # position in the phrase
    plural: bool
    of: bool = False
    said: str = ""
    count: int | None = None
    colour: str | None = None
    size: str | None = None
    role: str | None = None
    pose: str | None = None
    material: str | None = None
    qualities: list[str] = msgspec.field(default_factory=list)
    relation: str | None = None
    by: int | None = None

    def done(self) -> Entity:
        count = self.count or (BARE_PLURAL if self.plural else 1)
        return Entity(
            concept=self.concept,
            count=min(MOST, count),
            colour=self.colour,
            size=self.size,
            role=self.role,
            qualities=tuple(sorted(set(self.qualities))),
            relation=self.relation if self.by is not None else None,
            by=self.by,
            pose=self.pose,
            material=self.material,
            said=self.said,
        )


class Entities(msgspec.Struct):
    """All entities of a prompt, in order."""

    found: list[Entity] = msgspec.field(default_factory=list)
    qualities: list[str] = msgspec.field(default_factory=list)  # of nothing that can be drawn
    dropped: list[str] = msgspec.field(default_factory=list)  # known words that are not drawn

    def add(self, phrase: Phrase, language: Language, lexicon: Lexicon) -> None:
        """Read one phrase."""
        drafts = self._nouns(phrase, language, lexicon)
        for position, item in enumerate(phrase.items):
            if describes(item) and item.term:
                self._describe(item.term, position, phrase.items, drafts, language, lexicon)
            elif item.kind == "number" and item.term:
                noun = _next(drafts, position) or _last(drafts, position)
                if noun:
                    noun.count = int(item.term.id)
        if phrase.relation:
            self._relate(phrase, drafts, lexicon)
        for draft in drafts:
            self._keep(draft)

    def _relate(self, phrase: Phrase, drafts: Sequence[Draft], lexicon: Lexicon) -> None:
        """Tie the first new thing to who has it; a verb without an object stays with its doer."""
        relation = lexicon.relations[phrase.relation or ""]
        subject = self._place_of(lexicon) if relation.place else self._doer(lexicon)
        if subject is None:
            if drafts and not relation.place:
                drafts[0].pose = drafts[0].pose or phrase.relation
            return
        name = self._meant(phrase, drafts, subject, lexicon)
        first = next((draft for draft in drafts if draft.by is None), None)
        if first:
            if name is None:
                return
            first.relation, first.by = name, subject
        elif not relation.place and not any(item.kind == "setting" for item in phrase.items):
            doer = self.found[subject]
            if self._living(subject, lexicon) and doer.pose is None:
                qualities = (*doer.qualities, str(phrase.relation))
                self.found[subject] = msgspec.structs.replace(
                    doer, qualities=qualities, pose=phrase.relation
                )

    def _meant(
        self, phrase: Phrase, drafts: Sequence[Draft], subject: int, lexicon: Lexicon
    ) -> str | None:
        """What "with" and "in" say of this pair; None when they say nothing."""
        relation = phrase.relation
        if relation not in ("with", "in", "on") or not drafts:
            return relation
        concept = lexicon.concepts[drafts[0].concept]
        living = self._living(subject, lexicon)
        if living and relation != "on" and concept.family in _WORN:
            return "wear"
        if relation in ("in", "on"):
            saddle = drafts[0].concept in _SADDLES
            return "ride" if living and saddle else relation
        if living and lexicon.families[concept.family].held:
            return "hold"
        return "with"

    def _living(self, index: int, lexicon: Lexicon) -> bool:
        return lexicon.family(self.found[index].concept).living

    def _keep(self, draft: Draft) -> None:
        same = [known for known in self.found if known.concept == draft.concept]
        if same and draft.by is None and not draft.colour and not draft.count:
            return  # "a cat … the cat": named before
        self.found.append(draft.done())

    def _doer(self, lexicon: Lexicon) -> int | None:
        """Who does something: the nearest living being before, else the nearest thing."""
        living = [
            index
            for index, entity in enumerate(self.found)
            if lexicon.family(entity.concept).living and entity.relation != "ride"
        ]
        if living:
            return living[-1]
        return len(self.found) - 1 if self.found else None

    def _place_of(self, lexicon: Lexicon) -> int | None:
        """What a preposition speaks of: the nearest thing, or who holds, wears or does it."""
        at = len(self.found) - 1
        while at >= 0:
            entity = self.found[at]
            relation = lexicon.relations.get(entity.relation or "")
            if relation is None or relation.place or entity.by is None:
                return at
            at = entity.by
        return None

    def _nouns(self, phrase: Phrase, language: Language, lexicon: Lexicon) -> list[Draft]:
        drafts = [
            Draft(
                item.term.id,
                position,
                item.term.plural,
                item.of,
                item.said,
                material=_MADE_OF.get(item.term.id.partition("-")[0]),
            )
            for position, item in enumerate(phrase.items)
            if item.kind == "concept" and item.term
        ]
        return self._compound(drafts, phrase.items, language, lexicon)

    def _compound(
        self, drafts: list[Draft], items: Sequence[Item], language: Language, lexicon: Lexicon
    ) -> list[Draft]:
        """``fox astronaut`` is one being with a role; ``flower shop`` is a shop."""
        kept: list[Draft] = []
        for draft in drafts:
            before = kept[-1] if kept else None
            if before is None or draft.at - before.at != 1:
                kept.append(draft)
                continue
            if draft.of:
                if not _belongs(before, draft, lexicon):
                    kept.append(draft)
                continue
            pair = _roles(before, draft, lexicon)
            if pair:
                kept[-1] = pair
                continue
            modifier, head = (before, draft) if language == "en" else (draft, before)
            if lexicon.family(modifier.concept).held and not modifier.plural:
                self.dropped.append(items[modifier.at].text)
                kept[-1] = head
            else:
                kept.append(draft)
        return kept

    def _describe(
        self,
        term: Term,
        position: int,
        items: Sequence[Item],
        drafts: list[Draft],
        language: Language,
        lexicon: Lexicon,
    ) -> None:
        after, before = _next(drafts, position), _last(drafts, position)
        first_after = language == "en" and term.kind != "pose"
        noun = (after or before) if first_after else (before or after)
        if language == "it" and _unknown_noun_before(items, position, before):
            noun = None  # the colour of something that we cannot draw
        if term.kind != "pose" and _of_the_place(items, position, language):
            noun = None
        if term.kind == "pose" and noun is None and not drafts:
            self._pose_of_doer(term, lexicon)
        elif noun is None:
            if term.kind == "quality":
                self.qualities.append(term.id)
        else:
            _say_of(noun, term, lexicon)

    def _pose_of_doer(self, term: Term, lexicon: Lexicon) -> None:
        """A pose that stands alone: ``a cat on a sofa, sleeping``."""
        index = self._doer(lexicon)
        if index is None or self.found[index].pose:
            return
        qualities = (*self.found[index].qualities, *_posed(term, lexicon))
        self.found[index] = msgspec.structs.replace(
            self.found[index], pose=term.id, qualities=tuple(dict.fromkeys(qualities))
        )


def _say_of(noun: Draft, term: Term, lexicon: Lexicon) -> None:
    """Give one noun what an adjective says; what was said first stays."""
    if term.kind == "quality":
        noun.qualities.append(term.id)
    elif term.kind == "pose" and noun.pose is None:
        noun.pose = term.id
        noun.qualities.extend(_posed(term, lexicon))
    elif term.kind == "material" and noun.material is None:
        noun.material = term.id
        noun.qualities.append(term.id)
    elif term.kind == "colour":
        noun.colour = noun.colour or term.id
    elif term.kind == "size":
        noun.size = noun.size or term.id


def _posed(term: Term, lexicon: Lexicon) -> list[str]:
    pose = lexicon.poses.get(term.id)
    return [pose.quality] if pose and pose.quality else []


def _belongs(first: Draft, second: Draft, lexicon: Lexicon) -> bool:
    """``cake of chocolate``, ``hat of a wizard``: the second thing is not one of its own."""
    families = [lexicon.concepts[draft.concept].family for draft in (first, second)]
    if families[1] == "person":
        return True
    return families[0] in _EDIBLE and families[1] in _EDIBLE


def _roles(first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """An animal that is somebody, in either order; None when the two are not such a pair."""
    for being, role in ((first, second), (second, first)):
        animal = lexicon.family(being.concept).living and not _is_person(being, lexicon)
        if animal and (_is_person(role, lexicon) or role.concept in _ROLE_ANIMALS):
            plural = first.plural or second.plural
            return msgspec.structs.replace(being, role=role.concept, plural=plural, at=second.at)
    return None


def _is_person(draft: Draft, lexicon: Lexicon) -> bool:
    return lexicon.concepts[draft.concept].family in ("person", "active-person")


def _next(drafts: Sequence[Draft], position: int) -> Draft | None:
    return next((draft for draft in drafts if draft.at > position), None)


def _last(drafts: Sequence[Draft], position: int) -> Draft | None:
    return next((draft for draft in reversed(drafts) if draft.at < position), None)


def _of_the_place(items: Sequence[Item], position: int, language: Language) -> bool:
    """Whether the nearest noun is a place: a pink lake, un mare blu."""
    step = 1 if language == "en" else -1
    at = position + step
    while 0 <= at < len(items) and describes(items[at]):
        at += step
    return 0 <= at < len(items) and items[at].kind == "setting"


def _unknown_noun_before(items: Sequence[Item], position: int, noun: Draft | None) -> bool:
    """Whether a word that is not understood stands right before, nearer than the known noun."""
    return position > 0 and items[position - 1].term is None and noun is None
