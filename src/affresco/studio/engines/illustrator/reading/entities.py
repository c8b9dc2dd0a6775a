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


class Draft(msgspec.Struct):
    """An entity while its phrase is being read."""

    concept: str
    at: int  # position in the phrase
    plural: bool
    count: int | None = None
    colour: str | None = None
    size: str | None = None
    role: str | None = None
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
            qualities=tuple(dict.fromkeys(self.qualities)),
            relation=self.relation if self.by is not None else None,
            by=self.by,
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
                self._describe(item.term, position, phrase.items, drafts, language)
            elif item.kind == "number" and item.term:
                noun = _next(drafts, position) or _last(drafts, position)
                if noun:
                    noun.count = int(item.term.id)
        if phrase.relation and phrase.relation != "with":
            self._relate(phrase.relation, drafts, lexicon)
        for draft in drafts:
            self._keep(draft)

    def _relate(self, relation: str, drafts: Sequence[Draft], lexicon: Lexicon) -> None:
        """Tie the first new thing to who has it; a verb without an object stays with its doer."""
        subject = self._subject(lexicon)
        if subject is None:
            return
        doer = self.found[subject]
        acts = lexicon.relations[relation].holds
        if acts and not lexicon.family(doer.concept).living:
            return
        if drafts:
            drafts[0].relation, drafts[0].by = relation, subject
        elif acts:
            qualities = (*doer.qualities, relation)
            self.found[subject] = msgspec.structs.replace(doer, qualities=qualities)

    def _keep(self, draft: Draft) -> None:
        same = [known for known in self.found if known.concept == draft.concept]
        if same and draft.by is None and not draft.colour:
            return  # "a cat … the cat": named before
        self.found.append(draft.done())

    def _subject(self, lexicon: Lexicon) -> int | None:
        """Who does something: the nearest living being before, else the nearest thing."""
        living = [
            index
            for index, entity in enumerate(self.found)
            if lexicon.family(entity.concept).living and entity.relation != "ride"
        ]
        if living:
            return living[-1]
        return len(self.found) - 1 if self.found else None

    def _nouns(self, phrase: Phrase, language: Language, lexicon: Lexicon) -> list[Draft]:
        drafts = [
            Draft(item.term.id, position, item.term.plural)
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
    ) -> None:
        after, before = _next(drafts, position), _last(drafts, position)
        noun = (after or before) if language == "en" else (before or after)
        if language == "it" and _unknown_noun_before(items, position, before):
            noun = None  # the colour of something that we cannot draw
        if term.kind == "quality":
            (noun.qualities if noun else self.qualities).append(term.id)
        elif noun and term.kind == "colour":
            noun.colour = noun.colour or term.id
        elif noun and term.kind == "size":
            noun.size = noun.size or term.id


def _roles(first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """An animal that is somebody, in either order; None when the two are not such a pair."""
    for being, role in ((first, second), (second, first)):
        animal = lexicon.family(being.concept).living and not _is_person(being, lexicon)
        if animal and (_is_person(role, lexicon) or role.concept in _ROLE_ANIMALS):
            plural = first.plural or second.plural
            return msgspec.structs.replace(being, role=role.concept, plural=plural, at=second.at)
    return None


def _is_person(draft: Draft, lexicon: Lexicon) -> bool:
    return lexicon.concepts[draft.concept].family == "person"


def _next(drafts: Sequence[Draft], position: int) -> Draft | None:
    return next((draft for draft in drafts if draft.at > position), None)


def _last(drafts: Sequence[Draft], position: int) -> Draft | None:
    return next((draft for draft in reversed(drafts) if draft.at < position), None)


def _unknown_noun_before(items: Sequence[Item], position: int, noun: Draft | None) -> bool:
    """Whether a word that is not understood stands right before, nearer than the known noun."""
    return position > 0 and items[position - 1].term is None and noun is None
